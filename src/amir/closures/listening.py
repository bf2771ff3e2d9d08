"""What this room learns from lower ones: a match is over, however that came."""

from typing import Any

from amir.core.actor import Actor
from amir.core.events import listen
from amir.mentoring.models import Match

from .actions import note_ended_match, plan_follow_ups


def match_ended(actor: Actor, *, match: Match, **facts: Any) -> None:
    """Its closing stays to be done, and the mentee is asked later how they are."""
    plan_follow_ups(actor, match=match)
    note_ended_match(actor, match=match)


def begin() -> None:
    """Called once at start-up."""
    listen("mentoring.match_ended", match_ended)
