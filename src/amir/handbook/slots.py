"""What this room shows on the page of a programme."""

from typing import Any

from django.http import HttpRequest

from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from .models import Edition


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The way to the handbook, and its newest edition."""
    programme = page.get("programme")
    if not isinstance(programme, Programme):
        return None
    return {"programme": programme, "newest": Edition.objects.filter(programme=programme).first()}


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("handbook", VIEW, "handbook/slot/programme.html", of_programme, 10)
    fill("programme_page", entry)
