"""What this room does when something happened in a lower room, or in itself."""

from collections.abc import Sequence

from amir.core.actor import Actor
from amir.core.events import listen
from amir.participants.models import Participant

from .actions.arriving import TELLING, look_again


def register() -> None:
    """Start to listen; called once, when the app is ready."""
    listen("participants.step_taken", on_step)
    listen("participants.changed", on_change)


def on_step(actor: Actor, *, participants: Sequence[Participant], step: str) -> None:
    """Somebody can be matched now, or cannot any more."""
    if step in TELLING:
        look_again(actor, participants=participants)


def on_change(actor: Actor, *, participant: Participant) -> None:
    """Somebody asks for or offers something else."""
    look_again(actor, participants=[participant])
