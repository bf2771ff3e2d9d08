"""Years in which something happened, such as the arrival in the country."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from amir.core.text import fold

from ...grid import Cell
from ...sayings import N_, Complaint, Question, Saying
from ..base import Column, Context, Reading
from ..words import shorten
from .answering import unit_stems
from .columns import DateColumn, event_century
from .sampling import day_cells, glance, moments
from .written import SMALL_WORD, says_more

FIRST = 1940
_LATELY = 14  # an arrival column holds a year as recent as this; a birth column does not
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _YearReader:
    """Reads one column of years.

    `told[at]` of the column may hold the ISO day on which a row was written, as forms stamp it:
    then "2 years ago" has a meaning.
    """

    dates: DateColumn

    @property
    def questions(self) -> Sequence[Question]:
        return self.dates.questions

    def read(self, at: str, cell: Cell) -> Reading:
        """The year of this cell."""
        context = self.dates.context
        moment = self.dates.moment(cell)
        if moment.waiting:
            return Reading(waiting=True)
        if moment.iso is None:
            return self._without_year(at, cell)
        year = int(moment.iso[:4])
        rest = moment.rest if says_more(moment.rest, context) else ""
        if year > context.as_of.year:
            return _wrong("date_in_future", N_("The year {year} lies in the future."), year)
        if year < FIRST:
            return _wrong(
                "out_of_range", N_("The year {year} is too long ago: type it again."), year
            )
        return Reading(year, rest=rest)

    def _without_year(self, at: str, cell: Cell) -> Reading:
        context, text = self.dates.context, cell.text
        if context.vocabulary.answer(text, context.languages) in ("nothing", "no"):
            return Reading()
        months = months_ago(text, context)
        if months is None:
            template, kind = N_("'{written}' is not a year."), "unreadable"
        elif at in self.dates.column.told:
            day = date.fromisoformat(self.dates.column.told[at][:10])
            return Reading((day.year * 12 + day.month - 1 - months) // 12, rest=text)
        else:
            template = N_("'{written}' counts from a day that the list does not give.")
            kind = "relative_date"
        complaint = Complaint(kind, "warning", Saying(template, {"written": shorten(text)}))
        return Reading(complaints=(complaint,), rest=text)


def _wrong(kind: str, template: str, year: int) -> Reading:
    return Reading(complaints=(Complaint(kind, "error", Saying(template, {"year": year})),))


def months_ago(text: str, context: Context) -> int | None:
    """How many months back "3 years ago" or "da 6 mesi" counts; None when it does not."""
    folded = fold(text)
    numbers = _NUMBER.findall(folded)
    if len(numbers) != 1 or len(numbers[0]) > 2:
        return None
    words = [word for word in folded.split() if not word.isdecimal()]
    languages = tuple(dict.fromkeys((*context.languages, "en", *context.vocabulary.languages)))
    ago = context.vocabulary.phrases("answers.ago")
    for unit, months in ("year", 12), ("month", 1):
        stems = unit_stems(unit, languages)
        counted = [word for word in words if _is_form_of(word, stems)]
        # "when I was 12 years old" counts from a birth, not from today.
        others = [w for w in words if len(w) > SMALL_WORD and w not in counted and w not in ago]
        if counted and not any(says_more(word, context) for word in others):
            return int(numbers[0]) * months
    return int(numbers[0]) * 12 if ago.spans(words) else None


def _is_form_of(word: str, stems: Sequence[str]) -> bool:
    return any(word.startswith(stem) and len(word) - len(stem) <= 2 for stem in stems)


@dataclass(frozen=True, slots=True)
class YearKind:
    """A column of years."""

    name: str = "year"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of years up to now; high only when some lie not long ago."""
        dates = DateColumn(
            glance(column), context, {}, partial(event_century, context), needs_order=False
        )
        found = moments(dates)
        this = context.as_of.year
        years = [y for m in found if m.iso and FIRST <= (y := int(m.iso[:4])) <= this]
        if not years:
            return 0.0
        bare = (len(years) - day_cells(found) / 2) / len(found)
        return bare * (1.0 if max(years) > this - _LATELY else 0.3)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> _YearReader:
        """A reader for years; the order of day and month does not matter to it."""
        return _YearReader(
            DateColumn(column, context, answers, partial(event_century, context), needs_order=False)
        )


YEAR = YearKind()
