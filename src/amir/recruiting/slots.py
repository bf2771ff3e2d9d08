"""What this room shows on pages of others."""

from typing import Any, cast

from django.http import HttpRequest

from amir.core import clock
from amir.core.guard import ActorRequest
from amir.core.slots import Entry, fill
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.people.queries import callings_of

from .queries import came_through_us, enquiries_visible_to, lapsing_checks, my_participations
from .rules import ME, VIEW

MOST = 10


def waiting(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the morning page: who wants to be called, which checks lapse, who has applied."""
    actor = cast(ActorRequest, request).actor
    rows = enquiries_visible_to(actor)
    calls = rows.filter(wants_call=True, called_at=None).order_by("touched_at")[:MOST]
    fresh = rows.filter(participant__state=State.APPLICANT, participant__verdicts=None)
    checks = lapsing_checks(actor.organisations_where(VIEW))[:MOST]
    names = callings_of(actor, [check.participant.person_id for check in checks])
    told = {
        "calls": list(calls),
        "fresh": fresh.count(),
        "checks": [
            (check, names[check.participant.person_id].preferred_name)
            for check in checks
            if check.participant.person_id in names
        ],
        "today": clock.today(),
    }
    return told if told["calls"] or told["fresh"] or told["checks"] else None


def of_participant(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of somebody who applied with our form: the way to their application."""
    participant = page.get("participant")
    if not isinstance(participant, Participant) or not came_through_us([participant]):
        return None
    return {"participant": participant}


def of_me(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the first page of whoever applied: the way to their application."""
    mine = my_participations(cast(ActorRequest, request).actor)
    return {"mine": mine} if mine else None


def fill_slots() -> None:
    """Called once at start-up."""
    folder = "recruiting/slot"
    fill("desk_home", Entry("applications", VIEW, f"{folder}/home.html", waiting, 13))
    fill("participant_page", Entry("application", VIEW, f"{folder}/participant.html",
                                   of_participant, 5))  # fmt: skip
    fill("me_home", Entry("application", ME, f"{folder}/me.html", of_me, 20))
