"""Links on paper: for people whom no message reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from amir.core.actor import Actor

from ..actions import Asked
from ..notices import link_of
from ..queries import names_of_people


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its picture; shown once, because only its digest is kept."""

    person_id: UUID
    address: str
    last_day: date
    language: str

    @classmethod
    def of(cls, asked: Asked) -> "Link":
        """The link of somebody who was asked."""
        asking = asked.asking
        return cls(asking.person_id, link_of(asked.token), asking.last_day, asking.language)

    @property
    def picture(self) -> SafeString:
        """The QR code as SVG, without any style of its own."""
        svg = segno.make(self.address, error="m").svg_inline(
            scale=4, border=4, svgclass="qr", lineclass=None, omitsize=False, light="#fff"
        )
        return mark_safe(svg)  # noqa: S308  made here, from an address of ours


def link_page(request: HttpRequest, actor: Actor, links: Sequence[Link], back: str) -> HttpResponse:
    """A page to print, one link a card."""
    names = names_of_people(actor, (link.person_id for link in links))
    shown = [(names.get(link.person_id, ""), link) for link in links]
    response = render(request, "mentoring/links.html", {"links": shown, "back": back})
    response["Cache-Control"] = "no-store"
    return response
