"""Saved views: a table as somebody likes to see it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from amir.core.models import SavedView


@dataclass(frozen=True, slots=True)
class View:
    """A saved view: its name, its address, and whether it is what one sees now."""

    ident: UUID
    name: str
    url: str
    is_current: bool


def views(request: HttpRequest, table: str) -> list[View]:
    """The views that the actor saved for a table, by name; nobody signed in has none."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.account_id is None:
        return []
    now = request.GET.urlencode()
    found = SavedView.objects.filter(account_id=actor.account_id, table=table).order_by("name")
    return [View(each.id, each.name, f"?{each.query}", each.query == now) for each in found]
