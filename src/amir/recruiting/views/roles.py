"""Roles: their public page and poster, and the desk from which they are opened and closed."""

from dataclasses import dataclass
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.i18n import own_name_of
from amir.documents.writers import as_download
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.participants.enums import Side
from amir.programmes.models import Programme
from amir.programmes.queries import partner_organisations, programmes_visible_to

from .. import actions
from ..describing import PARTS, TITLES
from ..models import Opening
from ..posters import as_poster, link_of
from ..queries import (
    description_of,
    languages,
    opening_by_slug,
    opening_or_404,
    openings_visible_to,
    programme_of,
)
from ..rules import RUN
from .texts import InLanguage, opening_in_language


@guarded("public", load=opening_by_slug)
def join(request: HttpRequest, opening: Opening) -> HttpResponse:
    """What the role is, in the reader's language, and the way to apply."""
    with translation.override(reading_language(request)):
        return _noted(request, render(request, "recruiting/join.html", _told(request, opening)))


@guarded("public", load=opening_by_slug)
def poster(request: HttpRequest, opening: Opening) -> HttpResponse:
    """One page to print: what the role is, and a picture that phones read."""
    language = reading_language(request)
    with translation.override(language):
        address = f"{link_of(opening)}?language={language}"
        shown = {**_told(request, opening), "address": address, "picture": qr(address)}
        return _noted(request, render(request, "recruiting/poster.html", shown))


@dataclass(frozen=True)
class Choice:
    """A side of a programme of an organisation, with its role if there is one yet."""

    organisation: Organisation
    programme: Programme | None
    side: str
    opening: Opening | None

    @property
    def label(self) -> str:
        """The side in words."""
        return str(Side(self.side).label)

    @property
    def key(self) -> str:
        """What the form sends."""
        programme = self.programme.pk if self.programme else ""
        return f"{self.organisation.pk}:{programme}:{self.side}"


@guarded(RUN, methods=("GET", "POST"))
def roles(request: ActorRequest) -> HttpResponse:
    """Every role that can be opened, with its switch."""
    choices = _choices(request)
    if request.method == "POST":
        chosen = next((c for c in choices if c.key == request.POST.get("role")), None)
        if chosen is not None:
            opening = actions.open_role(
                request.actor,
                organisation_id=chosen.organisation.pk,
                programme_id=chosen.programme.pk if chosen.programme else None,
                side=chosen.side,
            )
            toast(request, _("The role is open. Share its link, or print the poster."))
            return redirect("role", opening_id=opening.pk)
        toast(request, _("This role cannot be found."), kind="bad")
        return redirect("roles")
    return render(request, "recruiting/roles.html", {"choices": choices})


@guarded(RUN, load=opening_or_404, methods=("GET", "POST"))
def role(request: ActorRequest, opening: Opening) -> HttpResponse:
    """One role: switch, link, poster, texts."""
    if request.method == "POST":
        try:
            actions.switch_role(
                request.actor, opening=opening, is_open=request.POST.get("open") == "1"
            )
        except Refused as refusal:
            toast(request, str(refusal), kind="bad")
        else:
            done = _("The role is open.") if opening.is_open else _("The role is closed.")
            toast(request, done)
        return redirect("role", opening_id=opening.pk)
    written = dict(opening.descriptions.order_by("version").values_list("language", "version"))
    consents = dict(opening.consent_texts.order_by("version").values_list("language", "version"))
    shown = {
        **_told(request, opening),
        "address": link_of(opening),
        "picture": qr(link_of(opening)),
        "languages": [
            (code, own_name_of(code), written.get(code), consents.get(code)) for code in languages()
        ],
    }
    return render(request, "recruiting/role.html", shown)


@guarded(RUN, load=opening_in_language)
def poster_file(request: ActorRequest, at: InLanguage) -> HttpResponse:
    """The poster on A4, as PDF; a script that our fonts lack is printed from the page instead."""
    try:
        document = as_poster(at.opening, at.language)
        return as_download(document, "pdf", name=f"{at.opening.slug}-{at.language}")
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("role", opening_id=at.opening.pk)


def reading_language(request: HttpRequest) -> str:
    """What a reader chose, else what the link says, else what the device wants."""
    shipped = dict(settings.LANGUAGES)
    wanted = (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
              request.GET.get("language", ""), translation.get_language() or "")  # fmt: skip
    return next((code for code in wanted if code in shipped), settings.LANGUAGE_CODE)


def qr(address: str) -> SafeString:
    """A QR code as SVG, without any style of its own."""
    svg = segno.make(address, error="m").svg_inline(
        scale=4, border=4, svgclass="qr", lineclass=None, omitsize=False, light="#fff"
    )
    return mark_safe(svg)  # noqa: S308  made here, from an address of ours


def _told(request: HttpRequest, opening: Opening) -> dict[str, object]:
    programme = programme_of(opening)
    if programme is not None:
        request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    texts = description_of(opening, translation.get_language() or settings.LANGUAGE_CODE)
    return {
        "opening": opening,
        "programme": programme,
        "organisation": Organisation.objects.get(pk=opening.organisation_id),
        "title": TITLES[opening.side],
        "parts": [(label, texts[part]) for part, label in PARTS.items() if texts.get(part)],
    }


def _noted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    return response


def _choices(request: ActorRequest) -> list[Choice]:
    """Sides of the programmes of the actor's organisations; without a programme, of themselves."""
    held = {
        (each.organisation_id, each.programme_id, each.side): each
        for each in openings_visible_to(request.actor)
    }
    programmes = list(programmes_visible_to(request.actor))
    partners = {each.pk: set(partner_organisations(each.pk)) for each in programmes}
    found = []
    for organisation in Organisation.objects.filter(
        pk__in=request.actor.organisations_where(RUN)
    ).order_by("name"):
        mine: list[Programme | None] = [p for p in programmes if organisation.pk in partners[p.pk]]
        mine = mine or [None]
        for programme in mine:
            key: UUID | None = programme.pk if programme else None
            found += [
                Choice(organisation, programme, side, held.get((organisation.pk, key, side)))
                for side in (Side.MENTOR.value, Side.MENTEE.value)
            ]
    return found
