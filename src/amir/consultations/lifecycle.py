"""States of a round and the steps between them: buttons, actions and tests read this.

Publishing the answers is an act of its own (actions/answering.py): every contribution that was
taken has an answer by then.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import RoundState

DRAFT, OPEN, CLOSED, ANSWERED = RoundState


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, and what it says on a button."""

    name: str
    sources: frozenset[RoundState]
    target: RoundState
    label: str | Promise


STEPS = {
    step.name: step
    for step in (
        Step("open", frozenset({DRAFT, CLOSED}), OPEN, _("Open the round")),
        Step("close", frozenset({OPEN}), CLOSED, _("Close the round")),
    )
}
PUBLISH = Step("publish", frozenset({CLOSED, ANSWERED}), ANSWERED, _("Publish the answers"))


def steps_from(state: str) -> list[Step]:
    """The steps that can be taken from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
