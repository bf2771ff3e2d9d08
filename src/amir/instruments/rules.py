"""Who may what here, when people are asked, and when somebody should call."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.defaults import declare
from amir.core.permissions import Reach, permission

from .definition import Definition
from .enums import FROM_END, FROM_MATCH, Moment
from .models import MEASURING
from .scoring import score

BRING = permission("instruments.bring", Reach.ORGANISATION)
ASK = permission("instruments.ask", Reach.ORGANISATION, field_sets=("calling", "contact"))
RESULTS = permission("instruments.results", Reach.ORGANISATION)


def _is_mine(actor: Actor, thing: Any) -> bool:
    mine = getattr(thing, "person_id", actor.account_id)
    return actor.account_id is not None and mine == actor.account_id


ANSWER = permission("instruments.answer", Reach.OWN, check=_is_mine)

M26 = _("Elements of Effective Practice for Mentoring, standard 5; the days are our default")
DAYS = {
    Moment.BASELINE: declare(
        "instruments.days_1_baseline", 0, kind="days", most=90,
        label=_("First questionnaire: days after the match"), source=M26,
    ),
    Moment.MONTH_1: declare(
        "instruments.days_2_month_1", 30, kind="days", most=365,
        label=_("Second questionnaire: days after the match"), source=M26,
    ),
    Moment.MONTH_3: declare(
        "instruments.days_3_month_3", 90, kind="days", most=730,
        label=_("Third questionnaire: days after the match"), source=M26,
    ),
    Moment.END: declare(
        "instruments.days_4_end", 0, kind="days", most=90,
        label=_("Questionnaire at the end: days after it"), source=M26,
    ),
    Moment.AFTER_6: declare(
        "instruments.days_5_after_6", 183, kind="days", most=730,
        label=_("First questionnaire afterwards: days after the end"),
    ),
    Moment.AFTER_12: declare(
        "instruments.days_6_after_12", 365, kind="days", most=1_000,
        label=_("Second questionnaire afterwards: days after the end"),
    ),
}  # fmt: skip
_ASKED_AT = _("Names of questionnaires, one on each line.")
USED = {
    moment: declare(
        f"instruments.used_{number}_{moment.value}", names, kind="names", label=label,
        note=_ASKED_AT,
    )
    for number, (moment, names, label) in enumerate((
        (Moment.BASELINE, ["gse", "pulse"], _("Asked at the beginning")),
        (Moment.MONTH_1, ["pulse"], _("Asked after one month")),
        (Moment.MONTH_3, ["pulse"], _("Asked after three months")),
        (Moment.END, ["gse", "pulse"], _("Asked at the end")),
        (Moment.AFTER_6, ["gse"], _("Asked six months later")),
        (Moment.AFTER_12, ["gse"], _("Asked twelve months later")),
    ), start=1)
}  # fmt: skip
OPEN_DAYS = declare(
    "instruments.open_days", 21, kind="days", least=1, most=180,
    label=_("How long a questionnaire can be answered"),
)  # fmt: skip


def measuring(person_id: UUID | None = None) -> Actor:
    """The platform while it plans, takes answers and counts; once known, people act themselves."""
    return Actor(account_id=person_id, purpose=MEASURING, granted=frozenset({ANSWER}))


def moments_of_match(settings: Mapping[str, Any]) -> list[tuple[Moment, int]]:
    """M26: when both are asked while a match runs: (moment, days after the match)."""
    return [(moment, settings[DAYS[moment].key]) for moment in FROM_MATCH]


def moments_of_end(settings: Mapping[str, Any]) -> list[tuple[Moment, int]]:
    """M26: when both are asked about a match that is over: (moment, days after the end)."""
    return [(moment, settings[DAYS[moment].key]) for moment in FROM_END]


def span(first: date, days: int, settings: Mapping[str, Any]) -> tuple[date, date]:
    """The first and the last day on which a round can be answered."""
    due_on = first + timedelta(days=days)
    return due_on, due_on + timedelta(days=settings[OPEN_DAYS.key])


def asks_for_a_call(definition: Definition, answers: Mapping[str, int | None]) -> bool:
    """M26: whether the answers are so low that somebody should call."""
    if definition.low is None:
        return False
    found = score(definition, answers)[definition.low.scale]
    return found is not None and found <= definition.low.at_most
