"""States of a participant and the steps between them: buttons, actions, API and tests read this.

The order of the first steps is the order of evidence: nobody is matched before it is there.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a participant stands."""

    APPLICANT = "applicant", _("Applicant")
    ACCEPTED = "accepted", _("Accepted")
    TRAINED = "trained", _("Trained")
    AVAILABLE = "available", _("Available")
    MATCHED = "matched", _("Matched")
    REFUSED = "refused", _("Not accepted")
    LEFT = "left", _("Left")


class Gate(StrEnum):
    """What evidence a step asks for; readiness.py knows which that is for each side."""

    OPEN = "open"
    TRAINING = "training"
    ALL = "all"


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, who may, what it says on a button, its gate."""

    name: str
    sources: frozenset[State]
    target: State
    permission: str
    label: str | Promise
    gate: Gate = Gate.OPEN


STEPS = {
    step.name: step
    for step in (
        Step("accept", frozenset({State.APPLICANT, State.REFUSED}), State.ACCEPTED,
             "participants.decide", _("Accept")),
        Step("refuse", frozenset({State.APPLICANT}), State.REFUSED,
             "participants.decide", _("Do not accept")),
        Step("complete_training", frozenset({State.ACCEPTED}), State.TRAINED,
             "participants.decide", _("Training completed"), Gate.TRAINING),
        Step("make_available", frozenset({State.ACCEPTED, State.TRAINED}), State.AVAILABLE,
             "participants.decide", _("Ready for a match"), Gate.ALL),
        Step("match", frozenset({State.AVAILABLE, State.MATCHED}), State.MATCHED,
             "mentoring.decide", _("Matched"), Gate.ALL),
        Step("free", frozenset({State.MATCHED}), State.AVAILABLE,
             "mentoring.end_match", _("Free again")),
        Step("leave", frozenset({State.APPLICANT, State.ACCEPTED, State.TRAINED, State.AVAILABLE}),
             State.LEFT, "participants.decide", _("Leaves the programme")),
        Step("return", frozenset({State.LEFT}), State.APPLICANT,
             "participants.decide", _("Comes back")),
    )
}  # fmt: skip

# From an application to a place in a plan, in this order.
TO_AVAILABLE = ("accept", "complete_training", "make_available")


def steps_from(state: str) -> list[Step]:
    """The steps that can be taken from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
