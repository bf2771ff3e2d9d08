"""What this room does when something happened in a lower room, or in itself."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import listen
from amir.participants.models import Participant
from amir.people.models import Person

from .actions.arriving import TELLING, look_again
from .actions.pausing import pause_pairs, resume_pairs
from .actions.withdrawing import end_open_pairs
from .enums import MatchState
from .models import KeptRun, Match


def register() -> None:
    """Start to listen; called once, when the app is ready."""
    listen("participants.step_taken", on_step)
    listen("participants.changed", on_change)
    listen("people.erasing", on_erasing)
    listen("people.erased", on_erased)
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


def on_erasing(actor: Actor, *, person: Person) -> None:
    """A match is ended by people who speak with both; open questions end by themselves."""
    theirs = Q(mentee_person_id=person.pk) | Q(mentor_person_id=person.pk)
    if Match.objects.filter(theirs).exclude(state=MatchState.ENDED).exists():
        raise Refused(_("A match runs. End it first, and speak with both."))
    end_open_pairs(person.pk, "")


def on_erased(actor: Actor, *, person: Person) -> None:
    """A kept plan holds what matching knew of everybody; it is worked out anew."""
    KeptRun.objects.filter(organisation_id=person.organisation_id).delete()
