"""What is known about a list once it has been read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ..report import report_of
from ..sayings import Complaint, Plural, Question, Saying, Translate

EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What a column was taken for. `field` is "extra" where the text is only kept.

    `place`: where the column stands on its sheet, counted from 0.
    """

    header: str
    field: str
    confidence: float
    why: Saying
    sensitive: bool = False
    place: int = -1


@dataclass(frozen=True, slots=True)
class Table:
    """One table of people. Row numbers are as a spreadsheet shows them."""

    name: str
    file: str
    sheet: str | None
    role: str  # "mentor", "mentee", "by column", "by section", or "" while nobody has told
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[MappedColumn, ...]
    hidden_rows: tuple[int, ...] = ()
    delimiter: str | None = None
    encoding: str | None = None

    @property
    def sensitive(self) -> tuple[str, ...]:
        """Headers that are left out unless the coordinator asks for them."""
        return tuple(column.header for column in self.columns if column.sensitive)

    @property
    def fields(self) -> Mapping[str, str]:
        """Header -> field."""
        return {column.header: column.field for column in self.columns}


@dataclass(frozen=True, slots=True)
class Person:
    """One row. `values`: field -> value; `extra`: header -> text that has no field.

    `left_out`: the coordinator chose not to take this (hidden) row.
    """

    at: str
    values: Mapping[str, object]
    extra: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    left_out: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A complaint about one cell (or about the row, where the cell is empty)."""

    at: str
    column: str
    complaint: Complaint


class Pair(NamedTuple):
    """Two rows that are one person, or two people who share a phone or an address."""

    first: str
    second: str
    why: Saying


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row (or one cell of it) that was left out, and why."""

    at: str
    why: Saying
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What some lists say, what they leave open, and what is wrong with them."""

    country: str | None
    languages: tuple[str, ...]  # of the headings, likeliest first
    as_of: date
    tables: tuple[Table, ...] = ()
    people: tuple[Person, ...] = ()
    questions: tuple[Question, ...] = ()  # still open
    answered: tuple[tuple[Question, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    duplicates: tuple[Pair, ...] = ()
    shared: tuple[Pair, ...] = ()  # two people who share a phone or an address
    skipped: tuple[Skipped, ...] = ()
    passed_over: tuple[str, ...] = ()  # sheets without people
    refused: Mapping[str, Saying | str] = field(default_factory=dict)  # file or table -> why

    def report(self, translate: Translate = str, plural: Plural | None = None) -> dict[str, Any]:
        """Everything as plain data for JSON, with its sentences translated."""
        return report_of(self, translate, plural)
