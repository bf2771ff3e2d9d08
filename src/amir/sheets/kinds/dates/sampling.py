"""A glance at a column: what its different cells say, for telling kinds of columns apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ...grid import Cell
from ..base import Column
from .columns import DateColumn
from .settling import Moment

GLANCE = 200  # different cells looked at


def glance(column: Column) -> Column:
    """The column with its first different cells only."""
    cells: dict[object, tuple[str, Cell]] = {}
    for at, cell in column.cells:
        cells.setdefault(cell.value if cell.is_date else cell.text, (at, cell))
        if len(cells) == GLANCE:
            break
    return replace(column, cells=tuple(cells.values()))


def moments(dates: DateColumn) -> Sequence[Moment]:
    """What each different cell says; bare day numbers count only beside real dates."""
    found = [(cell, dates.moment(cell)) for _, cell in dates.column.cells]
    real = any(m.iso and len(m.iso) == 10 and not _bare(cell) for cell, m in found)
    return [Moment() if _bare(cell) and not real else m for cell, m in found]


def _bare(cell: Cell) -> bool:
    """Five or six digits, which may be a postcode or a number of a file as well."""
    return not isinstance(cell.value, date) and len(cell.text) in (5, 6) and cell.text.isdecimal()


def day_cells(found: Sequence[Moment]) -> int:
    """How many cells tell more than a year."""
    return sum(m.iso is not None and len(m.iso) > 4 for m in found)
