"""From numbers to a day that exists, or to the reason why it does not."""

from collections.abc import Callable
from dataclasses import dataclass

from ...sayings import N_, Complaint, Saying
from ..words import shorten
from .calendars import Calendar, days_in_month, to_iso
from .written import Written

Century = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Moment:
    """What one cell says: an ISO date as far as it is told, or why there is none.

    `new_year`: the calendar in which it is written as the first day of a year. `odd`: day and
    month stand in another order than in the rest of the column. `rest`: words beside the date.
    """

    iso: str | None = None
    complaint: Complaint | None = None
    waiting: bool = False
    new_year: Calendar | None = None
    odd: bool = False
    timed: bool = False
    rest: str = ""


def ordered(written: Written, day_first: bool | None) -> tuple[int, int] | None:
    """(month, day) of a date in open order, or None when nothing settles it."""
    first, second = written.day, written.month
    if first > 12 or second == first:
        return second, first
    if second > 12:
        return first, second
    if day_first is None:
        return None
    return (second, first) if day_first else (first, second)


def settled(
    text: str, written: Written, day_first: bool | None, calendar: Calendar, century: Century
) -> Moment:
    """The moment meant, once order and calendar are known; `waiting` where they are not."""
    year = century(written.year) if written.short_year else written.year
    month, day = written.month, written.day
    if 0 in (month, day) and (month or day):
        # "00/05/1990": the day is not known. Of one number alone only a month can be sure.
        month, day = (month or day if not written.day or written.open_order else 0), 0
    elif written.open_order:
        order = ordered(written, day_first)
        if order is None:
            return Moment(waiting=True, rest=written.rest)
        month, day = order
    complaint = _impossible(shorten(text), written, year, month, day, calendar)
    if complaint:
        return Moment(complaint=complaint, rest=written.rest)
    iso = to_iso(year, month, day, calendar)
    new_year = calendar if month == day == 1 else None
    return Moment(iso, new_year=new_year, timed=written.timed, rest=written.rest)


def _impossible(
    text: str, written: Written, year: int, month: int, day: int, calendar: Calendar
) -> Complaint | None:
    if month > 12:
        if written.open_order or not 1 <= day <= 12 or month > days_in_month(year, day, calendar):
            return _error(N_("{written} is no date in any order."), written=text)
        template = N_("{written} has a month {month}: is it {suggestion}?")
        suggestion = to_iso(year, day, month, calendar)
        return _error(template, written=text, month=month, suggestion=suggestion)
    if month and day > (days := days_in_month(year, month, calendar)):
        if day > 31:
            return _error(N_("{written} is no date in any order."), written=text)
        template = N_("{written} does not exist: month {month} of {year} had {days} days.")
        return _error(template, written=text, month=month, year=year, days=days)
    return None


def _error(template: str, **values: object) -> Complaint:
    return Complaint("date_impossible", "error", Saying(template, values))
