"""What this room shows on the page of a programme."""

from typing import Any

from django.http import HttpRequest

from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from .queries import published_groups, statuses_of


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The way to evidence: how many groups there are, how many are published."""
    programme = page.get("programme")
    if not isinstance(programme, Programme):
        return None
    return {
        "programme": programme,
        "groups": statuses_of(programme.pk).count(),
        "published": published_groups(programme.pk).count(),
    }


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("evidence", VIEW, "evidence/slot/programme.html", of_programme, 20)
    fill("programme_page", entry)
