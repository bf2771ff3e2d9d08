"""The engine's face: books in, an understanding of the people in them out."""

from collections.abc import Mapping, Sequence
from datetime import date

from .grid import Book
from .kinds.base import Gazetteer
from .sayings import Saying
from .tables.answers import NO_ANSWERS, Answers, load_answers
from .tables.importing import Import
from .tables.results import (
    MappedColumn,
    Pair,
    Person,
    Problem,
    Skipped,
    Table,
    Understanding,
)
from .targets import Targets
from .vocabulary import Vocabulary

__all__ = [
    "NO_ANSWERS",
    "Answers",
    "MappedColumn",
    "Pair",
    "Person",
    "Problem",
    "Skipped",
    "Table",
    "Understanding",
    "load_answers",
    "understand",
]


def understand(
    books: Sequence[Book],
    targets: Targets,
    vocabulary: Vocabulary,
    *,
    as_of: date,
    country: str | None = None,
    gazetteer: Gazetteer | None = None,
    answers: Answers = NO_ANSWERS,
    include_sensitive: frozenset[str] = frozenset(),
    refused: Mapping[str, Saying | str] | None = None,
) -> Understanding:
    """Understand lists of people.

    `country` (alpha-2) is where the organisation works; else it is inferred. `include_sensitive`:
    headers of columns with special categories of personal data that may be read after all.
    `refused`: files that could not be opened, with the reason, to be shown with the rest.
    """
    work = Import(
        targets=targets,
        vocabulary=vocabulary,
        as_of=answers.as_of or as_of,
        country=country or answers.country,
        gazetteer=gazetteer,
        answers=answers,
        include_sensitive=include_sensitive | answers.include_sensitive,
    )
    return work.run(books, dict(refused or {}))
