"""Who may what with concerns, how soon somebody must look, and what pauses meanwhile."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.defaults import Setting, declare
from amir.core.permissions import Reach, permission

from .enums import ConcernState, Urgency
from .working_days import working_day_after

REPORT = permission("safeguarding.report", Reach.PUBLIC)
KNOW = permission("safeguarding.know", Reach.ORGANISATION)
READ = permission("safeguarding.read", Reach.ORGANISATION)
DECIDE = permission("safeguarding.decide", Reach.ORGANISATION)
# Is told, without a word of it, when nobody has looked in time.
ANSWER_FOR = permission("safeguarding.answer_for", Reach.ORGANISATION)

# The platform writes a report down, whoever it comes from: the audit must not name them.
PURPOSE = "report"
# The platform's purpose when it minds the clocks of concerns, and asks whom to protect.
MINDING = "minding-concerns"

WORKING_DAYS = declare(
    "safeguarding.working_days", 2, kind="days", most=20,
    label=_("Somebody looks at a concern within"),
    note=_("Working days of the organisation's country. An urgent one: the same day."),
)  # fmt: skip
URGENT_HOURS = declare(
    "safeguarding.urgent_hours", 4, kind="hours", least=1, most=24,
    label=_("Late in the evening, somebody looks at an urgent concern within"),
)  # fmt: skip
AGAIN_HOURS = declare(
    "safeguarding.again_hours", 24, kind="hours", least=1, most=240,
    label=_("Nobody has looked in time: everybody is told again every"),
)  # fmt: skip
CLOCKS: tuple[Setting, ...] = (WORKING_DAYS, URGENT_HOURS, AGAIN_HOURS)


def due_at(
    reported_at: datetime, urgency: str, country: str, clocks: dict[str, int], *, is_minor: bool
) -> datetime:
    """M30: the last moment for a first look.

    An urgent concern, or one about somebody under 18: the same day. Else so many working days.
    """
    day = clock.day_of(reported_at)
    if urgency != Urgency.NOW and not is_minor:
        return _end_of(working_day_after(day, clocks[WORKING_DAYS.key], country))
    return max(_end_of(day), reported_at + timedelta(hours=clocks[URGENT_HOURS.key]))


def is_overdue(due: datetime, now: datetime) -> bool:
    """M30: the clock has run out, and more people are told."""
    return now >= due


def pauses_pairs(state: str) -> bool:
    """M31: while a concern is open, the pairs of whom it is about do not meet."""
    return state != ConcernState.CLOSED


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
