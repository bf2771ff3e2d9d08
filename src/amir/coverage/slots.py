"""What this room shows on the page of a programme."""

from typing import Any, cast

from django.http import HttpRequest

from amir.core.guard import ActorRequest
from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from .queries import coverage_of


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """How many partners have everything, and the way to the table."""
    programme = page.get("programme")
    if not isinstance(programme, Programme):
        return None
    rows = coverage_of(cast(ActorRequest, request).actor, programme)
    whole = sum(row.is_whole for row in rows)
    return {"programme": programme, "whole": whole, "count": len(rows)}


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("coverage", VIEW, "coverage/slot.html", of_programme, 5)
    fill("programme_page", entry)
