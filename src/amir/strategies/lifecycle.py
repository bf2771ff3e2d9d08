"""States of a strategy and the steps between them: buttons, actions, API and tests read this.

Adopting asks for a day and the body that decided, and that every measure says how it attends to
women, children and minorities, or why it does not (rules.py).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import StrategyState

DRAFT, CONSULTATION, FINAL, ADOPTED, FOLLOWED, CLOSED = StrategyState


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, and what it says on a button."""

    name: str
    sources: frozenset[StrategyState]
    target: StrategyState
    label: str | Promise


ADOPT = "adopt"
STEPS = {
    step.name: step
    for step in (
        Step("consult", frozenset({DRAFT}), CONSULTATION, _("Ask people about it")),
        Step("finish", frozenset({DRAFT, CONSULTATION}), FINAL, _("The text is final")),
        Step(ADOPT, frozenset({FINAL}), ADOPTED, _("It was adopted")),
        Step("follow", frozenset({ADOPTED}), FOLLOWED, _("It is being carried out")),
        Step("close", frozenset({ADOPTED, FOLLOWED}), CLOSED, _("Close it")),
        Step("reopen", frozenset({CONSULTATION, FINAL}), DRAFT, _("Back to the draft")),
    )
}


def steps_from(state: str) -> list[Step]:
    """The steps that can be taken from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
