"""What this room shows on pages of others."""

from typing import Any, cast

from django.http import HttpRequest

from amir.core.guard import ActorRequest
from amir.core.permissions import may
from amir.core.slots import Entry, fill
from amir.participants.models import Participant
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW
from amir.programmes.wording import said

from .queries import definition_of, rounds_of_me, rounds_visible_to
from .rules import ANSWER, ASK


def waiting_for_me(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On one's own page: what can be answered today."""
    rounds = rounds_of_me(cast(ActorRequest, request).actor)
    found = [(row, said(definition_of(row).names)) for row in rounds]
    return {"rounds": found} if found else None


def of_participant(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a person: how many rounds are answered, and whether somebody should call."""
    participant = page.get("participant")
    actor = cast(ActorRequest, request).actor
    if not isinstance(participant, Participant) or not may(actor, ASK, participant):
        return None
    rounds = list(rounds_visible_to(actor).filter(participant=participant))
    return {
        "participant": participant,
        "planned": len(rounds),
        "answered": sum(1 for row in rounds if row.answered_at),
        "is_low": any(row.is_low for row in rounds[-1:]),
    }


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a programme: the way to its questionnaires."""
    programme = page.get("programme")
    return {"programme": programme} if isinstance(programme, Programme) else None


def fill_slots() -> None:
    """Called once at start-up."""
    folder = "instruments/slot"
    fill("me_home", Entry("questionnaires", ANSWER, f"{folder}/mine.html", waiting_for_me, 20))
    fill("participant_page", Entry("questionnaires", ASK, f"{folder}/person.html",
                                   of_participant, 60))  # fmt: skip
    fill("programme_page", Entry("questionnaires", VIEW, f"{folder}/programme.html",
                                 of_programme, 20))  # fmt: skip
