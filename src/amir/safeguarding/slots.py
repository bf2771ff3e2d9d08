"""What this room shows on pages of others: the link on every screen, marks, the morning page."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from amir.core.guard import ActorRequest
from amir.core.slots import Entry, fill

from .queries import open_concerns_count, people_with_open_concern
from .rules import KNOW, READ, REPORT


def link(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any]:
    """The link to report; on the page of a person it says about whom."""
    address = reverse("concern_report")
    about = getattr(page.get("participant"), "person_id", None) or page.get("about_person")
    return {"url": f"{address}?{urlencode({'about': about})}" if about else address}


def mark(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a person: that a concern exists, and nothing of it."""
    person_id = getattr(page.get("participant"), "person_id", None)
    actor = cast(ActorRequest, request).actor
    if person_id is None or not people_with_open_concern(actor, [person_id]):
        return None
    return {}


def waiting(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the morning page of leads: how many concerns are open."""
    count = open_concerns_count(cast(ActorRequest, request).actor)
    return {"count": count} if count else None


def fill_slots() -> None:
    """Called once at start-up."""
    folder = "safeguarding/slot"
    fill("screen_help", Entry("concern", REPORT, f"{folder}/link.html", link))
    fill("participant_page", Entry("concern", KNOW, f"{folder}/mark.html", mark, order=10))
    fill("desk_home", Entry("concerns", READ, f"{folder}/waiting.html", waiting, order=10))
