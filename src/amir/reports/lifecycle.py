"""States of a report and the steps between them: buttons, actions, API and tests read this."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import ReportState

WRITING, REVIEW, PUBLISHED = ReportState


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, and what it says on a button."""

    name: str
    sources: frozenset[ReportState]
    target: ReportState
    label: str | Promise


STEPS = {
    step.name: step
    for step in (
        Step("submit", frozenset({WRITING}), REVIEW, _("Give it to review")),
        Step("return", frozenset({REVIEW}), WRITING, _("Go on writing")),
        Step("publish", frozenset({REVIEW}), PUBLISHED, _("Publish")),
        Step("reopen", frozenset({PUBLISHED}), WRITING, _("Write the next edition")),
    )
}
# In these states its texts may change.
OPEN = frozenset({WRITING, REVIEW})


def steps_from(state: str) -> list[Step]:
    """The steps that can be taken from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
