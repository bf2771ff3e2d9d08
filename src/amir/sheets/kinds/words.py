"""Free text, and what all kinds of words share."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from amir.core.text import ascii_digits, tidy

from ..grid import Cell
from ..sayings import N_, Complaint, Level, Question, Saying
from .base import Column, Context, Reading

SAMPLE = 200
_LONGEST = 2000  # characters in a cell that is worth taking apart
_WHOLE_NUMBER = re.compile(r"[+-]?\d+\.0+")


@dataclass(slots=True)
class WordReader:
    """A reader for which equal texts mean the same: each text is understood once."""

    understand: Callable[[str], Reading]
    questions: Sequence[Question] = ()
    longest: int = _LONGEST
    _known: dict[str, Reading] = field(default_factory=dict)

    def read(self, at: str, cell: Cell) -> Reading:
        """What this cell says."""
        reading = self._known.get(cell.text)
        if reading is None:
            fits = len(cell.text) <= self.longest
            reading = self.understand(cell.text) if fits else _too_long(cell.text)
            self._known[cell.text] = reading
        return reading


def _too_long(text: str) -> Reading:
    template = N_("This cell is too long ({count} characters) to be read: '{text}'.")
    said = complaint("unreadable", "warning", template, count=len(text), text=shorten(text[:200]))
    return Reading(None, (said,), rest=text)


def sample(column: Column, limit: int = SAMPLE) -> list[str]:
    """Different texts of the column, the first ones, without spreadsheet errors."""
    texts: dict[str, None] = {}
    for _, cell in column.cells:
        if not cell.error:
            texts[cell.text[:500]] = None
            if len(texts) >= limit:
                break
    return list(texts)


def share(texts: Iterable[str], fits: Callable[[str], bool]) -> float:
    """The share of texts that fit; 0 where there are none."""
    verdicts = [fits(text) for text in texts]
    return sum(verdicts) / len(verdicts) if verdicts else 0.0


def complaint(kind: str, level: Level, template: str, **values: object) -> Complaint:
    """A complaint from a marked template and its values."""
    return Complaint(kind, level, Saying(template, values))


def unknown(template: str, text: str, *, level: Level = "warning") -> Reading:
    """A cell that was not understood; its text is kept."""
    said = complaint("unknown_value", level, template, text=shorten(text))
    return Reading(None, (said,), rest=tidy(text))


def misspelt(text: str, meant: str) -> Complaint:
    """The complaint for a word that was read as another, nearly equal one."""
    template = N_("'{text}' was read as '{meant}': is that right?")
    return complaint("unknown_value", "warning", template, text=shorten(text), meant=meant)


def shorten(text: str, most: int = 60) -> str:
    """Text as it is quoted in a message."""
    tidied = tidy(text)
    return tidied if len(tidied) <= most else tidied[: most - 1] + "…"


def answer_to(answers: Mapping[str, str], kind: str, subject: str) -> str | None:
    """What was answered to a question of this kind and key, or to its kind as a whole."""
    given = answers.get(f"{kind}:{subject}", answers.get(kind))
    return given if given is not None and given.strip() else None


class Text:
    """Notes, numbers of records and all other text: kept as it stands."""

    name = "text"

    def likeness(self, column: Column, context: Context) -> float:
        """Anything can be text, so the content never argues for it."""
        return 0.0

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader that tidies spaces and keeps line breaks; a number of a record in any script
        becomes one that can be typed everywhere."""

        def understand(text: str) -> Reading:
            lines = [tidy(line) for line in text.strip().splitlines()]
            kept = "\n".join(lines)
            if len(kept) < SAMPLE and context.vocabulary.is_nothing(kept, context.languages):
                return Reading()
            if not re.search(r"\s", kept):
                kept = ascii_digits(kept)
            return Reading(kept.split(".")[0] if _WHOLE_NUMBER.fullmatch(kept) else kept)

        return WordReader(understand, longest=sys.maxsize)
