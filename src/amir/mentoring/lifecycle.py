"""States of a match and the steps between them: buttons, actions, API and tests read this.

A match that is on hold, dormant or closing is live: its places stay taken. Ending is an act of
its own (actions/ending.py), because it takes a reason.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import LIVE_MATCH, MatchState

RUNNING, ON_HOLD, DORMANT, CLOSING, ENDED = MatchState


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, and what it says on a button."""

    name: str
    sources: frozenset[MatchState]
    target: MatchState
    label: str | Promise


STEPS = {
    step.name: step
    for step in (
        Step("hold", frozenset({RUNNING, DORMANT}), ON_HOLD, _("Put on hold")),
        Step("resume", frozenset({ON_HOLD}), RUNNING, _("Goes on")),
        Step("mark_dormant", frozenset({RUNNING}), DORMANT, _("No sign of life")),
        Step("wake", frozenset({DORMANT}), RUNNING, _("They meet again")),
        Step("begin_closing", frozenset({RUNNING, ON_HOLD, DORMANT}), CLOSING, _("Begin to close")),
        Step("stop_closing", frozenset({CLOSING}), RUNNING, _("Goes on after all")),
    )
}
END = Step("end", frozenset(LIVE_MATCH), ENDED, _("End the match"))


def steps_from(state: str) -> list[Step]:
    """The steps that can be taken from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
