"""What this room shows on the page of a programme, and what its strategies can cite."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from . import citable
from .actions.leaning import OUTSIDE
from .models import Source, Standing


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The way to the strategies, and how many there are."""
    programme = page.get("programme")
    if not isinstance(programme, Programme):
        return None
    count = Standing.objects.filter(programme_id=programme.pk).count()
    return {"programme": programme, "count": count}


def _told(source: Source) -> citable.Found:
    return citable.Found(OUTSIDE, source.pk, f"S{source.number}", source.title, source.address)


def _search(actor: Actor, programme_id: UUID, strategy_id: UUID) -> list[citable.Found]:
    found = Source.objects.filter(strategy_id=strategy_id)[: citable.MOST_FOUND]
    return [_told(source) for source in found]


def _find(actor: Actor, ids: Collection[UUID]) -> dict[UUID, citable.Found]:
    return {source.pk: _told(source) for source in Source.objects.filter(pk__in=ids)}


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("strategies", VIEW, "strategies/slot/programme.html", of_programme, 20)
    fill("programme_page", entry)
    citable.register(citable.Citable(OUTSIDE, _("A source outside"), _search, _find))
