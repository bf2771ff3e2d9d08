"""What this room shows on the page of a programme."""

from typing import Any

from django.http import HttpRequest

from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from .models import Standing


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The way to the strategies, and how many there are."""
    programme = page.get("programme")
    if not isinstance(programme, Programme):
        return None
    count = Standing.objects.filter(programme_id=programme.pk).count()
    return {"programme": programme, "count": count}


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("strategies", VIEW, "strategies/slot/programme.html", of_programme, 20)
    fill("programme_page", entry)
