"""When people are free: any text, grid or code as slots of weekday and part of day.

`Column.told` of a grid column holds `weekday` (`mon` ... or a span), `part` (`am`, `pm`, `eve`,
`all`), or both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amir.core.text import fold, tidy

from ...grid import Cell
from ...sayings import N_, Complaint, Question, Saying
from ..base import Column, Context, Reading
from ..dates.sampling import glance
from ..words import shorten
from .grammar import slots_of
from .hours import BETWEEN
from .lexicon import Lexicon
from .lexing import PLAIN, Piece, pieces
from .slots import EVERY_DAY, WHOLE_DAY, Slot, days_of, parts_of, written

__all__ = ["AVAILABILITY"]

_SMALL_WORD = 3
LONGEST = 1000  # letters of a text in which times are looked for
# "Available" under the name of a day says yes.
_AVAILABLE = """
available free disponibile libero libera libre disponible disponível livre verfügbar frei ráér
szabad wolny wolna dostępny beschikbaar vrij ledig διαθέσιμος διαθέσιμη ελεύθερος ελεύθερη متاح
متاحة متفرغ متفرغة вільний вільна свободен свободна слободан liber müsait
"""
_FREE = frozenset(fold(word) for word in _AVAILABLE.split())


@dataclass(slots=True)
class _AvailabilityReader:
    """Reads one column of free times."""

    context: Context
    lexicon: Lexicon
    days: frozenset[int]
    parts: frozenset[int]
    cache: dict[str, Reading] = field(default_factory=dict)
    questions: Sequence[Question] = ()

    @property
    def told(self) -> bool:
        """Whether the heading says the day or the part, so that "yes" has a meaning."""
        return bool(self.lexicon.told)

    def read(self, at: str, cell: Cell) -> Reading:
        """The slots of this cell, in the order of the week."""
        reading = self.cache.get(cell.text)
        if reading is None:
            reading = self.cache[cell.text] = self._read(cell.text)
        return reading

    def _read(self, text: str) -> Reading:
        answer = self.context.vocabulary.answer(text, self.lexicon.speech)
        if self.told and fold(text) in _FREE:
            answer = "yes"
        if self.told and answer is not None and not self._is_code(text):
            slots = {(d, p) for d in self.days for p in self.parts} if answer == "yes" else ()
            return Reading(written(slots) or None)
        found = pieces(text, self.lexicon) if len(text) <= LONGEST else []
        slots = self._slots(found)
        if not slots or _maybe_codes(found):
            return Reading() if answer in ("nothing", "no") else self._unreadable(text)
        if not any(p.unknown and says_more(p) for p in found) and not _unknown_part(found):
            return Reading(written(slots))
        template = N_("Of '{written}' only the days and times were read; check the rest.")
        saying = Saying(template, {"written": shorten(text)})
        return Reading(written(slots), (Complaint("partly_read", "warning", saying),), rest=text)

    def _slots(self, found: Sequence[Piece]) -> set[Slot]:
        return slots_of(found, days=self.days, parts=self.parts)

    def _is_code(self, text: str) -> bool:
        return self.lexicon.codes(tidy(text)) is not None

    def _unreadable(self, text: str) -> Reading:
        template = N_("'{written}' gives no day and no hour.")
        saying = Saying(template, {"written": shorten(text)})
        return Reading(complaints=(Complaint("unreadable", "warning", saying),), rest=text)


def says_more(piece: Piece) -> bool:
    """Whether a word that nobody knows may matter."""
    folded = fold(piece.text)
    return len(folded) > _SMALL_WORD and folded not in PLAIN and folded not in BETWEEN


def _unknown_part(found: Sequence[Piece]) -> bool:
    """Whether letters that nobody knows are tied to a day, as a part of it would be: "mo-xy"."""
    return any(
        bool(day.sense.days) and mark.mark == "-" and word.unknown and not (mark.gap or word.gap)
        for day, mark, word in zip(found, found[1:], found[2:], strict=False)
    )


def _maybe_codes(found: Sequence[Piece]) -> bool:
    """Whether unknown capitals stand where days should be: then a part is not for every day."""
    return not any(p.sense.days for p in found) and any(
        p.unknown and p.text.isupper() and len(p.text) <= 2 for p in found
    )


@dataclass(frozen=True, slots=True)
class AvailabilityKind:
    """A column of free times."""

    name: str = "availability"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells that name days or parts of day in words; letters alone do not count."""
        sample = glance(column)
        texts = [
            cell.text for _, cell in sample.cells if not cell.is_date and len(cell.text) <= LONGEST
        ]
        if not texts:
            return 0.0
        lexicon = Lexicon(context, texts, {})
        share = sum(_looks_like_times(text, lexicon) for text in texts)
        return share / len(sample.cells)

    def reader(
        self, column: Column, context: Context, answers: Mapping[str, str]
    ) -> _AvailabilityReader:
        """A reader that knows the languages and letter codes of this column."""
        texts = list(dict.fromkeys(c.text for _, c in column.cells if len(c.text) <= LONGEST))
        day, part = column.told.get("weekday"), column.told.get("part")
        return _AvailabilityReader(
            context,
            Lexicon(context, texts, column.told),
            days_of(day) if day else EVERY_DAY,
            parts_of(part) if part else WHOLE_DAY,
        )


def _looks_like_times(text: str, lexicon: Lexicon) -> float:
    found = [p for p in pieces(text, lexicon) if not p.mark]
    words = [p for p in found if p.hour is None]
    telling = [p for p in words if p.sense.days or p.sense.parts]
    if not any(len(p.text) > 1 for p in telling):
        return 0.5 if len(telling) > 1 else 0.0
    known = sum(not p.unknown or fold(p.text) in PLAIN for p in words)
    # Two letters may be anything ("fr" is Friday, or French), and names are like misspelt days.
    if not any(_is_sure(p, lexicon) for p in telling):
        if known == len(words) and _in_pairs(telling):
            return 1.0
        sure = known == len(words) and (len(telling) > 1 or len(found) > len(words))
        return 0.8 if sure else 0.4 if known == len(words) and len(telling[0].text) < 3 else 0.1
    return 1.0 if known >= 0.6 * len(words) else 0.4 if known >= 0.3 * len(words) else 0.1


def _in_pairs(telling: Sequence[Piece]) -> bool:
    """Whether short words go on and on as day, part, day, part: "mo-am, we-pm"."""
    days, parts = telling[::2], telling[1::2]
    paired = len(days) == len(parts) > 1
    return paired and all(p.sense.days for p in days) and all(p.sense.parts for p in parts)


def _is_sure(piece: Piece, lexicon: Lexicon) -> bool:
    both = bool(piece.sense.days and piece.sense.parts)  # "Samstagvormittag"
    return both or (len(piece.text) > 2 and lexicon.sense(fold(piece.text)) is not None)


AVAILABILITY = AvailabilityKind()
