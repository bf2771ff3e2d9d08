"""Small lists for the tests: sheets from plain rows, and what the engine makes of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from amir.participants.sheet import PARTICIPANT_TARGETS, participant_vocabulary
from amir.sheets.grid import Book, Cell, Sheet, Value
from amir.sheets.tables.answers import NO_ANSWERS, Answers
from amir.sheets.tables.words import Words
from amir.sheets.understanding import Understanding, understand
from amir.sheets.vocabulary import Vocabulary

TODAY = date(2025, 6, 2)


@cache
def words_of_lists() -> Vocabulary:
    """The shipped vocabulary, read once."""
    return participant_vocabulary()


def words(*languages: str) -> Words:
    """The vocabulary heard in some languages."""
    return Words(words_of_lists(), languages)


def cell(value: Value | Cell | None) -> Cell | None:
    """A cell as a file would hold it."""
    if value is None or isinstance(value, Cell):
        return value
    text = value.isoformat() if isinstance(value, date) else str(value)
    return Cell(text, value) if text else None


def sheet(
    rows: Sequence[Sequence[Any]],
    *,
    file: str = "list.csv",
    name: str | None = None,
    **more: Any,
) -> Sheet:
    """A sheet from plain values; None and "" are empty cells."""
    return Sheet(file, name, [[cell(value) for value in row] for row in rows], **more)


def understood(
    *sheets: Sheet,
    country: str | None = "IE",
    answers: Answers = NO_ANSWERS,
    include_sensitive: frozenset[str] = frozenset(),
) -> Understanding:
    """What the engine makes of some sheets."""
    books = [Book(one.file, [one]) for one in sheets]
    return understand(
        books,
        PARTICIPANT_TARGETS,
        words_of_lists(),
        as_of=TODAY,
        country=country,
        answers=answers,
        include_sensitive=include_sensitive,
    )


def fields(understanding: Understanding) -> Mapping[str, str]:
    """Header -> field of the only table."""
    (table,) = understanding.tables
    return table.fields
