"""Practices for tests, by the acts with which people write them down."""

from datetime import date
from typing import Any
from uuid import UUID

from amir.benchmarks.actions import Said, answer, submit_assessment
from amir.benchmarks.queries import definition_of
from amir.core.access.acting import acting_as
from amir.practices import actions
from amir.practices.models import Practice
from tests.consortium import Consortium, actor_of

WHOLE: dict[str, Any] = {
    "title": "Women cook together", "country": "GR", "place": "Athens", "language": "en",
    "themes": ["work"], "target_groups": ["women"], "phase": "regular", "cost_band": "to_50",
    "started_on": date(2020, 1, 15), "summary": "Women from ten countries cook for a canteen.",
    "how": "Twice a week, with a cook who pays them.",
}  # fmt: skip
PROVEN = {
    "goals": "Forty women find paid work in a year.", "users": "We asked all of them twice.",
}  # fmt: skip


def written(consortium: Consortium, **changed: Any) -> Practice:
    """Kostas of Athens writes one down."""
    with acting_as(actor_of(consortium.kostas)) as kostas:
        return actions.write_practice(
            kostas, organisation_id=consortium.asyl.pk, programme_id=consortium.programme.pk,
            **{**WHOLE, **changed},
        )  # fmt: skip


def stepped(consortium: Consortium, practice: Practice, *steps: str) -> Practice:
    """Kostas takes steps with it."""
    with acting_as(actor_of(consortium.kostas)) as kostas:
        for step in steps:
            practice = actions.step_practice(kostas, practice=practice, step=step)
    return practice


def published(consortium: Consortium, **changed: Any) -> Practice:
    """Written, reported, published."""
    return stepped(consortium, written(consortium, **changed), "report", "publish")


def judged(practice: Practice, who: UUID, level: int = 2) -> None:
    """Somebody assesses it and hands that in."""
    with acting_as(actor_of(who)) as actor:
        made = actions.assess_practice(actor, practice=practice)
        said = {code: Said(level, evidence="Report") for code in definition_of(made).indicators}
        submit_assessment(actor, assessment=answer(actor, assessment=made, answers=said))
