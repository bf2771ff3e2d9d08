"""What this room shows on pages of others."""

from typing import Any

from django.http import HttpRequest

from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a programme: the way to its sets of questions."""
    programme = page.get("programme")
    return {"programme": programme} if isinstance(programme, Programme) else None


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("benchmarks", VIEW, "benchmarks/slot/programme.html", of_programme, 30)
    fill("programme_page", entry)
