"""Consent and training: yes, no, or the day on which it was given.

Caution goes before ease: a text with "not" in it is never a yes, and a day to come is not yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from amir.core.text import fold

from ..grid import Cell
from ..sayings import N_, Complaint, Question, Saying
from .base import Column, Context, Reading
from .dates import DateColumn, doubts, event_century
from .dates.sampling import glance
from .words import shorten

# Words that turn a sentence round, in languages of lists. They stand here and not in the
# vocabularies because few of them are an answer by themselves.
_NEGATIONS = """
not non nicht kein keine keinen ne nie não nao δεν δε όχι μη не нет нема ні nu inte ikke niet geen
nem nincs sem nav nėra değil yok لا لم ليس غير بدون نه نیست pas aucun aucune sin senza ohne without
sans bez без χωρίς zonder utan uten uden never jamais mai nunca niemals ei eivät nema nisam nuk pa
fără făra pa brez ilman olmadan
"""
_NOT = frozenset(fold(word) for word in _NEGATIONS.split())
_SMALL_WORD = 4
_LONGEST = 500  # letters of a text in which an answer is looked for


@dataclass(slots=True)
class _AgreementReader:
    """Reads one column of agreements."""

    dates: DateColumn
    cache: dict[str, Reading] = field(default_factory=dict)

    @property
    def questions(self) -> Sequence[Question]:
        return self.dates.questions

    def read(self, at: str, cell: Cell) -> Reading:
        """True, False or the ISO date of this cell."""
        if isinstance(cell.value, bool):
            return Reading(cell.value)
        if cell.is_date:
            return self._read(cell)
        reading = self.cache.get(cell.text)
        if reading is None:
            reading = self.cache[cell.text] = self._read(cell)
        return reading

    def _read(self, cell: Cell) -> Reading:
        context = self.dates.context
        answer = None if cell.is_date else whole_answer(cell.text, context)
        if answer == "nothing":
            return Reading()
        if answer is not None:
            return Reading(answer == "yes")
        moment = self.dates.moment(cell)
        text = cell.text if moment.iso is None and not moment.waiting else moment.rest
        said, rest = _said(text, context)
        if said is False:
            return Reading(False, rest=cell.text if moment.iso else rest)
        if moment.waiting:
            return Reading(waiting=True)
        if moment.complaint:
            return Reading(complaints=(moment.complaint,), rest=rest)
        if moment.iso is None:
            return Reading(True, rest=rest) if said else _unknown(cell)
        if moment.iso > context.as_of.isoformat()[: len(moment.iso)]:
            template = N_("'{written}' lies in the future: it counts as not yet.")
            complaint = Complaint("date_in_future", "warning", Saying(template, _values(cell)))
            return Reading(False, (complaint,), rest=cell.text)
        if len(moment.iso) < 10:  # "2023": done, on a day that nobody wrote down
            return Reading(True, rest=cell.text)
        return Reading(moment.iso, doubts(moment, cell), rest=rest)


def _values(cell: Cell) -> dict[str, object]:
    return {"written": shorten(cell.text)}


def _unknown(cell: Cell) -> Reading:
    template = N_("'{written}' says neither yes nor no: type yes, no or a date.")
    complaint = Complaint("unknown_value", "warning", Saying(template, _values(cell)))
    return Reading(complaints=(complaint,), rest=cell.text)


def whole_answer(text: str, context: Context) -> str | None:
    """`yes`, `no` or `nothing` when the text is such an answer; what is only asked for is a no."""
    answer = context.vocabulary.answer(text, context.languages)
    return "no" if answer == "requested" else answer


def _said(text: str, context: Context) -> tuple[bool | None, str]:
    """What a longer text says, and the text itself when it tells more than that."""
    words = fold(text).split() if len(text) <= _LONGEST else []
    if not words:
        return None, ""
    spans = context.vocabulary.phrases("answers").spans(words, context.languages)
    # One letter may be an answer ("A" for "ano"), but within a sentence it is a small word.
    spans = [span for span in spans if len(words) == 1 or len(span.phrase) > 1]
    meanings = {span.meaning for span in spans}
    used = {i for span in spans for i in range(span.start, span.end)}
    more = any(len(w) > _SMALL_WORD for i, w in enumerate(words) if i not in used)
    rest = text if more else ""
    if meanings & {"no", "requested"} or (meanings and _NOT & set(words)):
        return False, rest
    return (True, rest) if "yes" in meanings else (None, text if more else "")


@dataclass(frozen=True, slots=True)
class AgreementKind:
    """A column of yes, no or dates."""

    name: str = "agreement"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of answers and of days not to come; dates alone may be of other kinds."""
        sample = glance(column)
        reader = self.reader(sample, context, {})
        values = [reader.read(at, cell) for at, cell in sample.cells]
        answers = sum(isinstance(reading.value, bool) and not reading.rest for reading in values)
        days = sum(isinstance(reading.value, str) for reading in values)
        if not values:
            return 0.0
        weight = 0.9 if answers and days else 0.7 if answers else 0.4
        return weight * (answers + days) / len(values)

    def reader(
        self, column: Column, context: Context, answers: Mapping[str, str]
    ) -> _AgreementReader:
        """A reader that knows the order of day and month in this column."""
        century = partial(event_century, context)
        return _AgreementReader(DateColumn(column, context, answers, century))


AGREEMENT = AgreementKind()
