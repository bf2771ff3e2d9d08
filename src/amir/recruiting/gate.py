"""What keeps somebody who applied here from a step: asked by participants before each one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.events import listen
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.programmes.queries import settings_of

from . import rules
from .enums import Ruling
from .models import Verdict
from .queries import came_through_us, modules_by_participant

UNDECIDED = (State.APPLICANT, State.REFUSED)


def begin() -> None:
    """Start to listen; called once, when the app is ready."""
    listen("participants.steps_wanted", on_steps_wanted)


def on_steps_wanted(
    actor: Actor,
    *,
    participants: Sequence[Participant],
    steps: Sequence[str],
    reasons: dict[UUID, str],
) -> None:
    """Write down who of our applicants cannot take one of the steps, and why."""
    asked = {"accept": _undecided, "complete_training": _untrained, "make_available": _unprepared}
    wanted = [asked[step] for step in steps if step in asked]
    ours = came_through_us(participants) if wanted else {}
    if ours:
        for find in reversed(wanted):
            reasons.update(find(ours))


def _undecided(ours: Mapping[UUID, Participant]) -> dict[UUID, str]:
    waiting = [key for key, each in ours.items() if each.state in UNDECIDED]
    accepted = Verdict.objects.filter(
        participant__in=waiting, ruling=Ruling.ACCEPT, is_first_of_two=False
    )
    decided = set(accepted.values_list("participant_id", flat=True))
    sentence = _("They applied with our form: decide on the page of their application.")
    return {key: sentence for key in waiting if key not in decided}


def _untrained(ours: Mapping[UUID, Participant]) -> dict[UUID, str]:
    mentors = {key: each for key, each in ours.items() if each.side == rules.MENTOR}
    sentence = _("The training is not complete: see the page of their application.")
    return {
        key: sentence
        for key, known, done in _with_modules(mentors)
        if rules.lacks_training(
            done, known[rules.MODULES.key], known[rules.TRAINING_MINUTES.key]
        )
    }  # fmt: skip


def _unprepared(ours: Mapping[UUID, Participant]) -> dict[UUID, str]:
    mentees = {key: each for key, each in ours.items() if each.side != rules.MENTOR}
    sentence = _("They had no orientation yet: see the page of their application.")
    lacking = {
        key: sentence
        for key, known, done in _with_modules(mentees)
        if rules.lacks_orientation(done, is_needed=known[rules.ORIENTATION_NEEDED.key])
    }
    return {**_untrained(ours), **lacking}


def _with_modules(people: Mapping[UUID, Participant]) -> list[tuple[UUID, Mapping[str, Any], Any]]:
    """(id, settings of the programme, modules) of each; the settings once a programme."""
    known = {each: settings_of(each) for each in {p.programme_id for p in people.values()}}
    done = modules_by_participant(people)
    return [(key, known[each.programme_id], done.get(key, [])) for key, each in people.items()]
