"""A column of dates: what its cells tell about the order of day and month, and the calendar.

Where a cell settles it, nothing is asked; otherwise once per column, and the cells wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from ...grid import Cell
from ...sayings import N_, Complaint, Option, Question, Saying
from ..base import Column, Context
from ..words import shorten
from .answering import day_first_meant
from .calendars import OLD_YEARS, Calendar, calendar_meant, calendar_named, to_iso
from .settling import Century, Moment, ordered, settled
from .written import Written, stored_day, written_date

_MANY = 5  # times as many cells in one order settle a column in which a few have the other
_SOLAR_LANGUAGES = frozenset({"fa", "ps", "prs"})


@dataclass(slots=True)
class DateColumn:
    """Dates of one column. `needs_order` is False where only the year matters."""

    column: Column
    context: Context
    answers: Mapping[str, str]
    century: Century
    needs_order: bool = True
    questions: Sequence[Question] = ()
    _written: dict[str, Written | None] = field(default_factory=dict)
    _moments: dict[str, Moment] = field(default_factory=dict)
    _day_first: bool | None = None
    _years_first: bool = False
    _calendar: Calendar | None = None
    _odd: Literal["day", "month"] | None = None  # what stands first in the cells that differ

    def __post_init__(self) -> None:
        """Weigh all cells before the first is read."""
        texts = [(at, cell.text) for at, cell in self.column.cells if not cell.is_date]
        found = [(at, text, w) for at, text in texts if (w := self.written(text))]
        self._weigh_order(found)
        self._weigh_calendar(found)

    def written(self, text: str) -> Written | None:
        """The numbers of a cell, before order and calendar."""
        if text not in self._written:
            self._written[text] = written_date(text, self.context)
        return self._written[text]

    def moment(self, cell: Cell) -> Moment:
        """What a cell says; neither date nor complaint nor waiting: it holds no date."""
        value = cell.value
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            new_year = _new_year(day)
            timed = isinstance(value, datetime) and (value.hour, value.minute) != (0, 0)
            return Moment(day.isoformat(), new_year=new_year, timed=timed)
        if cell.text not in self._moments:
            self._moments[cell.text] = self._from_text(cell.text)
        return self._moments[cell.text]

    def _from_text(self, text: str) -> Moment:
        day = stored_day(text)
        if day:
            return Moment(day.isoformat(), new_year=_new_year(day))
        written = self.written(text)
        if written is None:
            return Moment()
        if self._years_first and written.short_year and written.open_order:
            written = Written(
                written.day, written.month, written.year, short_year=True, year_first=True
            )
        calendar = written.calendar or "gregorian"
        if written.calendar is None and _is_old(written):
            if self._calendar is None:
                return Moment(waiting=True, rest=written.rest)
            calendar = self._calendar
        day_first = self._day_first if self.needs_order else True
        moment = settled(text, written, day_first, calendar, self.century)
        return replace(moment, odd=moment.iso is not None and self._is_odd(written))

    def _is_odd(self, written: Written) -> bool:
        """Whether this cell alone has its day where most others have the month."""
        if self._odd is None or not written.open_order:
            return False
        return _surely_month_first(written) if self._odd == "month" else _surely_day_first(written)

    def _weigh_order(self, found: Sequence[tuple[str, str, Written]]) -> None:
        """A number above 12 in first or second place settles the order of the column."""
        self._years_first = any(w.short_year and w.year_first for _, _, w in found)
        open_order = [(at, text, w) for at, text, w in found if w.open_order]
        if not self.needs_order or not open_order:
            return
        days = sum(_surely_day_first(w) for _, _, w in open_order)
        months = sum(_surely_month_first(w) for _, _, w in open_order)
        if days and months:  # of as many, those with the month first are the odd ones
            self._odd = "month" if days >= months else "day"
        if max(days, months) >= _MANY * min(days, months) + 1:
            self._day_first = days > months
            return
        unsure = [
            (at, text, w)
            for at, text, w in open_order
            if ordered(w, None) is None
            and w.day
            and w.month
            and not (w.short_year and self._years_first)
        ]
        if not unsure:
            return
        answer = answer_to("date_order", self.answers)
        self._day_first = day_first_meant(answer, unsure[0][2], self.context) if answer else None
        if self._day_first is None:
            self.questions = (*self.questions, self._ask_order(unsure, torn=bool(days)))

    def _ask_order(self, unsure: Sequence[tuple[str, str, Written]], *, torn: bool) -> Question:
        _, example, written = unsure[0]
        template = (
            N_(
                "Some dates of this column have the day first and others the month."
                " In {example}, is {first} the day or the month?"
            )
            if torn
            else N_(
                "In {example}, is {first} the day or the month?"
                " No date in this column has a day after the 12th."
            )
        )
        values = {"example": shorten(example), "first": written.day, "second": written.month}
        return Question(
            "date_order",
            self.column.table,
            self.column.header,
            Saying(template, values),
            (
                Option("day first", Saying(N_("{first} is the day"), values)),
                Option("month first", Saying(N_("{first} is the month"), values)),
            ),
            tuple(at for at, _, _ in unsure),
        )

    def _weigh_calendar(self, found: Sequence[tuple[str, str, Written]]) -> None:
        """Years such as 1375: certain where months, the heading or its language tell."""
        old = [(at, w) for at, _, w in found if _is_old(w) and w.calendar is None]
        if not old:
            return
        named = {w.calendar for _, _, w in found if w.calendar}
        self._calendar = calendar_named(self.column.header) or (
            named.pop() if len(named) == 1 else None
        )
        if (
            self._calendar is None
            and self.context.languages[:1]
            and (self.context.languages[0] in _SOLAR_LANGUAGES)
        ):
            self._calendar = "solar"
        answer = answer_to("calendar", self.answers)
        if self._calendar is None and answer:
            self._calendar = calendar_meant(answer)
        if self._calendar is None:
            self.questions = (*self.questions, self._ask_calendar(old))

    def _ask_calendar(self, old: Sequence[tuple[str, Written]]) -> Question:
        year = old[0][1].year
        values = {
            "count": len(old),
            "example": year,
            "solar": to_iso(year, 0, 0, "solar"),
            "lunar": to_iso(year, 0, 0, "lunar"),
        }
        ask = N_(
            "This column has years such as {example}. Are they Solar Hijri, the calendar of Iran"
            " and Afghanistan, so that {example} is {solar}?"
        )
        return Question(
            "calendar",
            self.column.table,
            self.column.header,
            Saying(ask, values),
            (
                Option("solar hijri", Saying(N_("Solar Hijri: {example} is {solar}"), values)),
                Option("lunar hijri", Saying(N_("Lunar Hijri: {example} is {lunar}"), values)),
                Option("typing error", Saying(N_("No, these years are mistakes"), values)),
            ),
            tuple(at for at, _ in old),
        )


def _surely_day_first(written: Written) -> bool:
    return written.day > 12 >= written.month > 0


def _surely_month_first(written: Written) -> bool:
    return written.month > 12 >= written.day > 0


def _new_year(day: date) -> Calendar | None:
    return "gregorian" if (day.month, day.day) == (1, 1) else None


def _is_old(written: Written) -> bool:
    return not written.short_year and written.year in OLD_YEARS


def doubts(moment: Moment, cell: Cell) -> tuple[Complaint, ...]:
    """A warning for a date that stands in another order than the rest of its column."""
    if not moment.odd:
        return ()
    template = N_(
        "In '{written}' day and month stand the other way round than in the rest of the column:"
        " it was read as {date}; is that right?"
    )
    saying = Saying(template, {"written": shorten(cell.text), "date": moment.iso})
    return (Complaint("date_order", "warning", saying),)


def answer_to(kind: str, answers: Mapping[str, str]) -> str | None:
    """The answer to a question of this kind, with or without a key."""
    for name, answer in answers.items():
        if name == kind or name.startswith(f"{kind}:"):
            return answer
    return None


def event_century(context: Context, written: int) -> int:
    """The year meant by two digits for something that happened, or will soon."""
    return written + (2000 if written <= context.as_of.year % 100 + 10 else 1900)
