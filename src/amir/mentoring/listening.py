"""What this room does when something happened in a lower room, or in itself."""

from collections.abc import Collection, Sequence
from uuid import UUID

from amir.core.actor import Actor
from amir.core.events import listen
from amir.participants.models import Participant

from .actions.arriving import TELLING, look_again
from .actions.pausing import pause_pairs, resume_pairs


def register() -> None:
    """Start to listen; called once, when the app is ready."""
    listen("participants.step_taken", on_step)
    listen("participants.changed", on_change)
    listen("safeguarding.concern_opened", on_concern)
    listen("safeguarding.concern_closed", on_concern_closed)


def on_concern(
    actor: Actor, *, organisation_id: UUID, concern_id: UUID, person_ids: Collection[UUID]
) -> None:
    """The pairs of those whom a concern is about do not meet while it is open."""
    pause_pairs(person_ids)


def on_concern_closed(
    actor: Actor, *, organisation_id: UUID, concern_id: UUID, person_ids: Collection[UUID]
) -> None:
    """They go on, unless another concern is open."""
    resume_pairs(person_ids)


def on_step(actor: Actor, *, participants: Sequence[Participant], step: str) -> None:
    """Somebody can be matched now, or cannot any more."""
    if step in TELLING:
        look_again(actor, participants=participants)


def on_change(actor: Actor, *, participant: Participant) -> None:
    """Somebody asks for or offers something else."""
    look_again(actor, participants=[participant])
