"""The way to what is published, on the desk's page of a programme."""

from typing import Any

from django.http import HttpRequest

from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from .models import PublishedWork


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """How many works are public; nothing for a programme without a public page."""
    programme = page.get("programme")
    if not isinstance(programme, Programme) or not programme.is_public:
        return None
    count = PublishedWork.objects.filter(programme_id=programme.pk, is_newest=True).count()
    return {"programme": programme, "count": count}


def fill_slots() -> None:
    """Called once at start-up."""
    fill("programme_page", Entry("publishing", VIEW, "publishing/slot/programme.html",
                                 of_programme, 40))  # fmt: skip
