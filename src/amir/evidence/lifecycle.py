"""States of a focus group and the steps between them: buttons, actions, API and tests read this."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import GroupState

PLANNED, HELD, WRITTEN, CODED, PUBLISHED, CANCELLED = GroupState


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, and what it says on a button."""

    name: str
    sources: frozenset[GroupState]
    target: GroupState
    label: str | Promise


STEPS = {
    step.name: step
    for step in (
        Step("hold", frozenset({PLANNED}), HELD, _("It was held")),
        Step("write", frozenset({HELD}), WRITTEN, _("It is written down")),
        Step("code", frozenset({WRITTEN}), CODED, _("It is coded")),
        Step("publish", frozenset({CODED}), PUBLISHED, _("Publish to the partners")),
        Step("take_back", frozenset({PUBLISHED}), CODED, _("Take it back")),
        Step("open_again", frozenset({CODED}), WRITTEN, _("Go on coding")),
        Step("cancel", frozenset({PLANNED}), CANCELLED, _("It does not take place")),
        Step("plan_again", frozenset({CANCELLED}), PLANNED, _("It takes place after all")),
    )
}
# Nothing of a published group changes until it is taken back.
OPEN = frozenset({PLANNED, HELD, WRITTEN, CODED})


def steps_from(state: str) -> list[Step]:
    """The steps that can be taken from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
