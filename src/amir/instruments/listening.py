"""What this room learns from higher ones: a match begins, a match ends."""

from typing import Any

from amir.core.actor import Actor
from amir.core.events import listen

from .actions import plan_after_end, plan_rounds


def match_agreed(actor: Actor, *, match: Any, **facts: Any) -> None:
    """Both are asked at the beginning and while the match runs."""
    plan_rounds(actor, match=match)


def match_ended(actor: Actor, *, match: Any, **facts: Any) -> None:
    """Both are asked at the end and afterwards."""
    plan_after_end(actor, match=match)


def begin() -> None:
    """Called once at start-up."""
    listen("mentoring.match_agreed", match_agreed)
    listen("mentoring.match_ended", match_ended)
