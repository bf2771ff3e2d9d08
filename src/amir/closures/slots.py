"""What this room shows on pages of others, and in the navigation."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.guard import ActorRequest
from amir.core.permissions import may
from amir.core.slots import Entry, fill
from amir.kit import navigation
from amir.mentoring.models import Match
from amir.participants.models import Participant

from . import rules
from .forms import BEGIN_CLOSING
from .models import Closure
from .queries import (
    certificates_of_me,
    closures_visible_to,
    follow_ups_due,
    follow_ups_of_me,
    follow_ups_visible_to,
)
from .rules import CERTIFY, CLOSE, FOLLOW, MINE, VIEW


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def of_match(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a match: pause, go on, close."""
    match = page.get("match")
    if not isinstance(match, Match) or not may(_actor(request), CLOSE, match):
        return None
    steps = [s for s in rules.steps_offered(match.state) if s.name != BEGIN_CLOSING]
    closure = Closure.objects.filter(match=match).first()
    return {"match": match, "steps": steps, "closure": closure}


def of_participant(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a mentor: give a certificate."""
    participant = page.get("participant")
    if not isinstance(participant, Participant) or participant.side != "mentor":
        return None
    return {"participant": participant} if may(_actor(request), CERTIFY, participant) else None


def of_home(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the coordinator's first page: open closings, follow-ups that are due."""
    actor = _actor(request)
    open_closures = closures_visible_to(actor).filter(closed_at=None).count()
    due = follow_ups_due(follow_ups_visible_to(actor)).count()
    return {"closures": open_closures, "due": due} if open_closures or due else None


def of_me(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On one's own page: a follow-up that can be answered, certificates."""
    actor = _actor(request)
    due = list(follow_ups_of_me(actor)[:1])
    count = certificates_of_me(actor).count()
    return {"due": due[0] if due else None, "certificates": count} if due or count else None


def fill_slots() -> None:
    """Called once at start-up."""
    folder = "closures/slot"
    fill("match_page", Entry("closing", CLOSE, f"{folder}/match.html", of_match, 80))
    fill("participant_page", Entry("certificate", CERTIFY, f"{folder}/mentor.html",
                                   of_participant, 70))  # fmt: skip
    fill("desk_home", Entry("closings", VIEW, f"{folder}/home.html", of_home, 50))
    fill("me_home", Entry("afterwards", MINE, f"{folder}/mine.html", of_me, 30))
    group = _("Mentoring")
    navigation.add("desk", _("Closings"), "closures", VIEW, "flag", 54, group=group)
    navigation.add("desk", _("Follow-up"), "follow_ups", FOLLOW, "clock", 56, group=group)
    navigation.add("desk", _("Certificates"), "certificates", CERTIFY, "book", 58, group=group)
