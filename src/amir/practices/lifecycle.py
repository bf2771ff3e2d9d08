"""States of a practice and the steps between them: buttons, actions, API and docs read this."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import PracticeState

DRAFT, REPORTED, PUBLISHED = PracticeState


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, and what it says on a button."""

    name: str
    sources: frozenset[PracticeState]
    target: PracticeState
    label: str | Promise
    is_public: bool = False


STEPS = {
    step.name: step
    for step in (
        Step("report", frozenset({DRAFT}), REPORTED, _("Report it")),
        Step("take_back", frozenset({REPORTED}), DRAFT, _("Back to draft")),
        Step("publish", frozenset({REPORTED, PUBLISHED}), PUBLISHED, _("Publish"), is_public=True),
        Step("withdraw", frozenset({PUBLISHED}), REPORTED, _("Withdraw from the public"),
             is_public=True),
    )
}  # fmt: skip


def steps_from(state: str) -> list[Step]:
    """The steps that can be taken from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
