"""Days on which evidence was seen, such as an extract from the criminal record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from amir.core.text import fold

from ...grid import Cell
from ...sayings import N_, Complaint, Question, Saying
from ..base import Column, Context, Reading
from ..words import shorten
from .columns import DateColumn, doubts, event_century
from .sampling import day_cells, glance, moments
from .written import says_more

FIRST = 1950
_LATELY = 20


@dataclass(slots=True)
class _EvidenceReader:
    """Reads one column of days on which evidence was given."""

    dates: DateColumn

    @property
    def questions(self) -> Sequence[Question]:
        return self.dates.questions

    def read(self, at: str, cell: Cell) -> Reading:
        """The day of this cell, or what is in place of it."""
        context = self.dates.context
        moment = self.dates.moment(cell)
        answers = context.vocabulary.phrases("answers")
        beside = {
            span.meaning for span in answers.spans(fold(moment.rest).split(), context.languages)
        }
        if "requested" in beside:
            return _told(cell, _REQUESTED, "error")
        rest = moment.rest if not beside and says_more(moment.rest, context) else ""
        if moment.waiting:
            return Reading(waiting=True)
        if moment.complaint:
            return Reading(complaints=(moment.complaint,), rest=rest)
        if moment.iso is None:
            return _without_date(cell, context)
        if len(moment.iso) < 10:
            return _told(cell, N_("'{written}' gives no day: type the whole date."), "warning")
        if moment.iso > context.as_of.isoformat():
            template = N_("'{written}' lies in the future: type the day on which it was issued.")
            return _told(cell, template, "error", kind="date_in_future")
        if int(moment.iso[:4]) < FIRST:
            template = N_("'{written}' is too long ago: type the date again.")
            return _told(cell, template, "error", kind="out_of_range")
        return Reading(moment.iso, doubts(moment, cell), rest=rest)


_REQUESTED = N_("'{written}' is no date: the check was asked for and is not there yet.")


def _told(cell: Cell, template: str, level: str, *, kind: str = "unreadable") -> Reading:
    saying = Saying(template, {"written": shorten(cell.text)})
    if level == "error":
        return Reading(complaints=(Complaint(kind, "error", saying),))
    return Reading(complaints=(Complaint(kind, "warning", saying),), rest=cell.text)


def _without_date(cell: Cell, context: Context) -> Reading:
    answer = context.vocabulary.answer(cell.text, context.languages)
    if answer in ("no", "nothing"):
        return Reading()
    if answer == "requested":
        return _told(cell, _REQUESTED, "error")
    if answer == "yes":
        return _told(
            cell, N_("'{written}' gives no date: type the day of the document."), "warning"
        )
    return _told(cell, N_("'{written}' is no date: type the day of the document."), "warning")


@dataclass(frozen=True, slots=True)
class EvidenceDateKind:
    """A column of days on which evidence was given."""

    name: str = "evidence_date"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of whole dates of the last years; times of day speak against it."""
        century = partial(event_century, context)
        found = moments(DateColumn(glance(column), context, {}, century))
        since = f"{context.as_of.year - _LATELY}"
        today = context.as_of.isoformat()
        fit = [
            m for m in found if m.waiting or (m.iso and len(m.iso) == 10 and since < m.iso <= today)
        ]
        if not fit or not day_cells(found) + sum(m.waiting for m in found):
            return 0.0
        return len(fit) / len(found) * (1 - sum(m.timed for m in found) / len(found))

    def reader(
        self, column: Column, context: Context, answers: Mapping[str, str]
    ) -> _EvidenceReader:
        """A reader that knows the order of day and month in this column."""
        century = partial(event_century, context)
        return _EvidenceReader(DateColumn(column, context, answers, century))


EVIDENCE_DATE = EvidenceDateKind()
