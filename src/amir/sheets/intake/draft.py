"""Sheets while they are being filled, under one budget for the whole file."""

from collections import Counter
from sys import getsizeof

from ..grid import Cell, Sheet, Value
from ..sayings import N_
from . import limits
from .numbers import PLAIN, Format, number_shown
from .references import Area, Place, column_letters
from .refusing import refused, too_much

_CELL_MEMORY = 72  # a Cell and its place in the row
_NUMBER_MEMORY = 150  # the same with a number and its text
_REMEMBERED = 40_000  # texts whose cell is used again: yes, no, a language, a town


class Budget:
    """Counts what the cells of one file take, and makes cells of texts."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.cells_left = limits.MAX_CELLS
        self.memory_left = limits.MAX_TEXT_MEMORY
        self._known: dict[str, Cell] = {}
        self._numbers: dict[str | tuple[str, Format], Cell] = {}

    def text(self, text: str) -> Cell | None:
        """The cell of a text; None when nobody can see anything in it."""
        cell = self._known.get(text)
        if cell is not None:
            return cell
        if not text or text.isspace():
            return None
        if len(text) > limits.MAX_CELL_CHARACTERS:
            raise self._long_cell(len(text))
        shown = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        cell = Cell(shown, shown)
        if len(self._known) < _REMEMBERED:
            self._known[text] = cell
        self.pay(getsizeof(shown) + _CELL_MEMORY)
        return cell

    def number(self, written: str, shape: Format, *, from_1904: bool = False) -> Cell | None:
        """The cell of a stored number; the same number is the same cell."""
        key = (written, shape) if shape is not PLAIN else written
        cell = self._numbers.get(key)
        if cell is None:
            text, value = number_shown(written.strip(), shape, from_1904=from_1904)
            if not text:
                return None
            cell = Cell(text, value)
            self.memory_left -= _NUMBER_MEMORY + len(text)
            if self.memory_left < 0:
                raise too_much(self.file)
            if len(self._numbers) < _REMEMBERED:
                self._numbers[key] = cell
        return cell

    def stored(self, text: str, value: Value, error: str = "") -> Cell:
        """The cell of anything that is no plain text."""
        self.pay(getsizeof(text) + _CELL_MEMORY + 32)
        return Cell(text, value, error)

    def pay(self, memory: int) -> None:
        """Take memory from the budget."""
        self.memory_left -= memory
        if self.memory_left < 0:
            raise too_much(self.file)

    def _long_cell(self, length: int) -> Exception:
        return refused(
            N_(
                "A cell of {file} holds {length} characters of text, too many for a list of "
                "people. Shorten it, save the file and upload it again."
            ),
            file=self.file,
            length=f"{length:,}",
        )


class Draft:
    """One sheet in the making."""

    def __init__(self, budget: Budget, name: str | None) -> None:
        self.budget = budget
        self.name = name
        self.visible = True
        self.rows: list[list[Cell | None]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.row_colours: dict[int, str] = {}
        self.comments: dict[Place, str] = {}
        self.merges: list[Area] = []
        self.formulas_without_value: set[Place] = set()

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Set a filled cell."""
        if row >= limits.MAX_ROWS or column >= limits.MAX_COLUMNS:
            raise self._too_far(row, column)
        budget = self.budget
        budget.cells_left -= 1
        if budget.cells_left < 0:
            raise self._too_many()
        rows = self.rows
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        missing = column - len(cells)
        if missing == 0:
            cells.append(cell)
        elif missing > 0:
            cells.extend([None] * missing)
            cells.append(cell)
            budget.memory_left -= 8 * missing
        else:
            cells[column] = cell

    def put_formula(self, row: int, column: int, formula: str) -> None:
        """Set a cell whose formula was never calculated, so that its position is not lost."""
        shown = (formula if formula.startswith("=") else f"={formula}")[:1_000]
        self.put(row, column, self.budget.stored(shown, shown, "no value"))
        self.formulas_without_value.add((row, column))

    def comment(self, row: int, column: int, text: str) -> None:
        """Keep what somebody noted at a cell; a second note at the same cell is added."""
        text = text.strip()
        if not text or row >= limits.MAX_ROWS or column >= limits.MAX_COLUMNS:
            return
        if len(self.comments) >= limits.MAX_COMMENTS or len(text) > limits.MAX_CELL_CHARACTERS:
            raise too_much(self.budget.file)
        self.budget.pay(getsizeof(text) + 200)
        before = self.comments.get((row, column))
        self.comments[row, column] = f"{before}\n{text}" if before else text

    def colour(self, row: int, fills: list[str]) -> None:
        """Record the fill that at least half of a row's filled cells share ("" is no fill)."""
        if any(fills):
            fill, times = Counter(filter(None, fills)).most_common(1)[0]
            if times * 2 >= len(fills):
                self.row_colours[row] = fill

    def finish(self, *, delimiter: str | None = None, encoding: str | None = None) -> Sheet:
        """The sheet as others see it: empties at the end cut, furniture only where cells are."""
        while self.rows and not any(cell is not None for cell in self.rows[-1]):
            self.rows.pop()
        height = len(self.rows)
        width = max(map(len, self.rows), default=0)
        return Sheet(
            file=self.budget.file,
            name=self.name,
            rows=self.rows,
            visible=self.visible,
            delimiter=delimiter,
            encoding=encoding,
            hidden_rows=frozenset(row for row in self.hidden_rows if row < height),
            hidden_columns=frozenset(column for column in self.hidden_columns if column < width),
            row_colours={row: fill for row, fill in self.row_colours.items() if row < height},
            comments=self.comments,
            merges=_within(self.merges, height, width),
            formulas_without_value=frozenset(self.formulas_without_value),
        )

    def _too_far(self, row: int, column: int) -> Exception:
        if row >= limits.LAST_ROW or column >= limits.LAST_COLUMN:
            return too_much(self.budget.file)  # no program shows a cell as far out as that
        return refused(
            N_(
                "{where} has something in cell {cell}: a list may have {columns} columns and "
                "{rows} rows. Delete what is not part of the list, or split it into several files."
            ),
            where=f"{self.budget.file}#{self.name}" if self.name else self.budget.file,
            cell=f"{column_letters(column)}{row + 1}",
            columns=f"{limits.MAX_COLUMNS:,}",
            rows=f"{limits.MAX_ROWS:,}",
        )

    def _too_many(self) -> Exception:
        return refused(
            N_(
                "{file} has more than {cells} filled cells. Split the list into several files, "
                "or leave out columns that are not needed."
            ),
            file=self.budget.file,
            cells=f"{limits.MAX_CELLS:,}",
        )


def _within(merges: list[Area], height: int, width: int) -> tuple[Area, ...]:
    """The merges cut to the filled part, so that nobody expands a whole empty sheet."""
    kept: list[Area] = []
    covered = 0
    for top, left, bottom, right in merges:
        area = (top, left, min(bottom, height - 1), min(right, width - 1))
        cells = (area[2] - top + 1) * (area[3] - left + 1)
        if top >= height or left >= width or cells < 2:
            continue
        covered += cells
        if covered > limits.MAX_MERGED_CELLS:
            break
        kept.append(area)
    return tuple(kept)
