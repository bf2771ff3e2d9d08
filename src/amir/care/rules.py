"""Who may do what here, and when somebody has waited too long. Each rule is one small function."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from amir.core.permissions import Reach, permission

from . import settings
from .enums import CALM, Safety

VIEW = permission("care.view", Reach.ORGANISATION, field_sets=("calling",))
LOG = permission("care.log", Reach.ORGANISATION, field_sets=("calling",))
SUPPORT = permission("care.support", Reach.ORGANISATION, field_sets=("calling",))

Settings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Window:
    """So many contacts are wanted from `opens` to `due`, both days included."""

    opens: date
    due: date
    wanted: int = 1


def next_contact(first: date, last: date | None, count: int, of: Settings) -> date:
    """When to speak with somebody of a pair next. `first`: the day on which the pair began.

    Within two days, twice in the first month, then monthly; after a year quarterly.
    """
    month = timedelta(days=of[settings.MONTH_DAYS.key])
    if count == 0 or last is None:
        return first + timedelta(days=of[settings.FIRST_DAYS.key])
    if count == 1:
        return first + month
    is_long = (last - first).days >= of[settings.LONG_AFTER_DAYS.key]
    rarely = timedelta(days=of[settings.LONG_DAYS.key])
    return max(last, first + month) + (rarely if is_long else month)


def next_referrer_contact(first: date, last: date | None, of: Settings) -> date:
    """When to tell whoever sent the mentee how it goes."""
    return (last or first) + timedelta(days=of[settings.REFERRER_DAYS.key])


def is_contact_due(due: date, today: date, of: Settings) -> bool:
    """Whether a contact shows already: a little ahead of its day."""
    return due - timedelta(days=of[settings.AHEAD_DAYS.key]) <= today


def windows(first: date, until: date, of: Settings) -> Iterator[Window]:
    """Every contact that is wanted of a pair until a day, with its time."""
    month = timedelta(days=of[settings.MONTH_DAYS.key])
    rarely = timedelta(days=of[settings.LONG_DAYS.key])
    rare_from = first + timedelta(days=of[settings.LONG_AFTER_DAYS.key])
    yield Window(first, first + timedelta(days=of[settings.FIRST_DAYS.key]))
    yield Window(first, first + month, 2)
    opens = first + month + timedelta(days=1)
    while opens <= until:
        due = opens - timedelta(days=1) + (month if opens <= rare_from else rarely)
        yield Window(opens, due)
        opens = due + timedelta(days=1)


def is_answer_complete(safety: Mapping[str, bool]) -> bool:
    """Whether every safety question was answered."""
    return set(safety) == set(Safety.values)


def worries(safety: Mapping[str, bool]) -> list[Safety]:
    """The safety questions whose answer is a reason to ask on."""
    return [asked for asked in Safety if safety.get(asked, CALM[asked]) != CALM[asked]]


def is_check_expiring(expires_on: date, today: date, of: Settings) -> bool:
    """Whether a record check runs out soon, or has."""
    return expires_on <= today + timedelta(days=of[settings.CHECK_DAYS.key])


def kept_until(last: date, of: Settings) -> date:
    """The day on which the data of somebody who was refused or left are erased."""
    return last + timedelta(days=of[settings.KEEP_DAYS.key])


def is_erasing_near(until: date, today: date, of: Settings) -> bool:
    """Whether it is time to say that somebody will be erased."""
    return until - timedelta(days=of[settings.KEEP_WARNING_DAYS.key]) <= today


def is_kept_too_long(until: date, today: date) -> bool:
    """Whether the data of somebody who does not take part must go now."""
    return until <= today


def has_waited(since: date, today: date, days: int) -> bool:
    """Whether so many days have passed."""
    return today >= since + timedelta(days=days)


def is_support_due(last: date, today: date, of: Settings) -> bool:
    """Whether a mentor was in no group, training or exchange for too long."""
    return has_waited(last, today, of[settings.SUPPORT_DAYS.key])


def is_wellbeing_due(last: date, today: date, of: Settings) -> bool:
    """Whether nobody asked a mentor for too long how they are."""
    return has_waited(last, today, of[settings.WELLBEING_DAYS.key])


def day_of(moment: datetime) -> datetime:
    """The beginning of a day: all that is kept of when somebody suggested something."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def load_of(pairs: int, coordinators: int, of: Settings) -> str:
    """ "" , "warn" or "stop": how many matches a coordinator has on average."""
    each = pairs / max(coordinators, 1)
    if each > of[settings.CASELOAD_STOP.key]:
        return "stop"
    return "warn" if each > of[settings.CASELOAD_WARN.key] else ""
