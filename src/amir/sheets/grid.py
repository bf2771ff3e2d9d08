"""What a file holds before anybody has understood it: sheets of cells.

Rows and columns are counted from 0 here; people see them from 1 (`Sheet.at`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

Value = str | int | float | bool | date | datetime | time


class Refused(Exception):
    """The file cannot be read safely; the text says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell. `text` is what a person would copy from it (dates as ISO, whole numbers
    without ".0"); `value` is what the file stores; `error` a spreadsheet error such as "#N/A".
    """

    text: str
    value: Value
    error: str = ""

    @property
    def is_date(self) -> bool:
        """Whether the file itself stores a date here, so that no order has to be guessed."""
        return isinstance(self.value, date)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[r][c]` is a Cell or None. Rows may be ragged; trailing empties are cut."""

    file: str
    name: str | None
    rows: Sequence[Sequence[Cell | None]]
    visible: bool = True
    delimiter: str | None = None
    encoding: str | None = None
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    row_colours: Mapping[int, str] = field(default_factory=dict)  # row -> "RRGGBB" of its fill
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merges: Sequence[
        tuple[int, int, int, int]
    ] = ()  # first row, first column, last row, last column
    formulas_without_value: frozenset[tuple[int, int]] = frozenset()

    @property
    def table(self) -> str:
        """The name by which questions and problems call this sheet."""
        return f"{self.file}#{self.name}" if self.name is not None else self.file

    def at(self, row: int) -> str:
        """`table!row` with the row number that a spreadsheet shows."""
        return f"{self.table}!{row + 1}"

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell, or None where nothing stands (also beyond the edges)."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None


@dataclass(frozen=True, slots=True)
class Book:
    """One file, read."""

    file: str
    sheets: Sequence[Sheet]
