"""Dates of birth: a day, a month of a year, or a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ...grid import Cell
from ...sayings import N_, Complaint, Question, Saying
from ..base import Column, Context, Reading
from ..words import shorten
from .columns import DateColumn, doubts
from .sampling import day_cells, glance, moments
from .settling import Moment
from .written import says_more

OLDEST, YOUNGEST = 110, 5  # years that a person of a list can be old
_ADULT = 14  # nobody younger fills in forms about arrivals and mentors


def birth_century(context: Context, written: int) -> int:
    """The year meant by two digits: the latest in which the person is old enough to be listed."""
    this = context.as_of.year
    years = [century + written for century in (2000, 1900)]
    return next((y for y in years if 10 <= this - y <= 100), years[-1])


@dataclass(slots=True)
class _BirthReader:
    """Reads one column of birth dates."""

    dates: DateColumn

    @property
    def questions(self) -> Sequence[Question]:
        return self.dates.questions

    def read(self, at: str, cell: Cell) -> Reading:
        """The date of birth of this cell."""
        context = self.dates.context
        moment = self.dates.moment(cell)
        if moment.waiting:
            return Reading(waiting=True)
        rest = moment.rest if says_more(moment.rest, context) else ""
        if moment.complaint:
            return Reading(complaints=(moment.complaint,), rest=rest)
        if moment.iso is None:
            return _without_date(cell, context)
        wrong = _out_of_life(moment.iso, context)
        if wrong:
            return Reading(complaints=(wrong,), rest=rest)
        return Reading(moment.iso, (*_assumed(moment), *doubts(moment, cell)), rest=rest)


def _assumed(moment: Moment) -> tuple[Complaint, ...]:
    """A warning for the first day of a year, which often stands for a day that nobody knows."""
    if moment.new_year is None:
        return ()
    template = (
        N_("1 January is often written when the day is not known: keep the year only?")
        if moment.new_year == "gregorian"
        else N_(
            "The first day of the Solar Hijri year is often written when the day is not known:"
            " keep the year only?"
        )
        if moment.new_year == "solar"
        else N_(
            "The first day of the Hijri year is often written when the day is not known:"
            " keep the year only?"
        )
    )
    return (Complaint("assumed_birthday", "warning", Saying(template)),)


def _without_date(cell: Cell, context: Context) -> Reading:
    if context.vocabulary.answer(cell.text, context.languages) in ("nothing", "no"):
        return Reading()
    template = N_("'{written}' is no date of birth: type a date, or the year alone.")
    complaint = Complaint(
        "unreadable", "warning", Saying(template, {"written": shorten(cell.text)})
    )
    return Reading(complaints=(complaint,), rest=cell.text)


def _out_of_life(iso: str, context: Context) -> Complaint | None:
    """What is wrong with a date on which nobody of a list can have been born."""
    year, this = int(iso[:4]), context.as_of.year
    if iso > context.as_of.isoformat()[: len(iso)]:
        if YOUNGEST <= this - (year - 100) <= OLDEST:
            template = N_("A birth date in {year}: is it {guess}?")
            saying = Saying(template, {"year": year, "guess": year - 100})
        else:
            template = N_("A birth date in {year} lies in the future: type it again.")
            saying = Saying(template, {"year": year})
        return Complaint("date_in_future", "error", saying)
    age = this - year
    if YOUNGEST <= age <= OLDEST:
        return None
    template = N_("A birth year of {year} would make this person {age} years old.")
    return Complaint("out_of_range", "error", Saying(template, {"year": year, "age": age}))


@dataclass(frozen=True, slots=True)
class BirthKind:
    """A column of birth dates."""

    name: str = "birth"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of dates on which people of working age may have been born.

        Years alone may as well be years of arrival, unless all of them lie far enough back.
        """
        dates = DateColumn(glance(column), context, {}, partial(birth_century, context))
        found = moments(dates)
        years = [int(m.iso[:4]) for m in found if m.iso]
        if not years:
            return 0.0
        grown = [y for y in years if _ADULT <= context.as_of.year - y <= OLDEST]
        waiting = sum(m.waiting for m in found)
        full = day_cells(found) + waiting
        share = (len(grown) + waiting) / len(found)
        sure = len(grown) >= 0.97 * len(years)
        timed = sum(m.timed for m in found) / len(found)
        return share * (1.0 if sure and full else 0.8 if sure else 0.3) * (1 - timed)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> _BirthReader:
        """A reader that knows the order of day and month in this column."""
        return _BirthReader(DateColumn(column, context, answers, partial(birth_century, context)))


BIRTH = BirthKind()
