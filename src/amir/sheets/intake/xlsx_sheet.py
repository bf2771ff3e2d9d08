"""One worksheet of an XLSX workbook, read in a single pass over its XML."""

from collections.abc import Sequence

from ..grid import Cell
from . import limits
from .draft import Draft
from .markup import Attributes, Markup
from .numbers import number_shown
from .references import area, place
from .styles import Style
from .xlsx_texts import unescaped

_PLAIN = Style()
_TRUE = ("1", "true")


class WorksheetReader(Markup):
    """Fills a draft from the XML of one worksheet."""

    def __init__(
        self, draft: Draft, shared: Sequence[Cell | None], styles: Sequence[Style], *, from_1904: bool
    ) -> None:
        super().__init__(draft.budget.file)
        self._draft = draft
        self._shared = shared
        self._styles = styles
        self._from_1904 = from_1904
        self._columns: dict[str, int] = {}
        self._row = self._column = -1
        self._fills: list[str] = []
        self._type = self._style = self._value = self._formula = ""
        self._master = ""
        self._masters: dict[str, str] = {}
        self._has_formula = self._has_value = self._in_cell = self._phonetic = False
        self._rich: list[str] = []
        self._all_hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.texts.clear()
        if tag == "c":
            self._start_cell(attributes)
        elif self._in_cell:
            if tag == "f":
                self._has_formula = True
                self._master = attributes.get("si", "") if attributes.get("t") == "shared" else ""
            elif tag == "v":
                self._has_value = True
            elif tag == "rPh":
                self._phonetic = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "col":
            self._hide_columns(attributes)
        elif tag == "mergeCell":
            merged = area(attributes.get("ref", ""))
            if merged and len(self._draft.merges) < limits.MAX_MERGED_CELLS:
                self._draft.merges.append(merged)
        elif tag == "sheetFormatPr":
            self._all_hidden = attributes.get("zeroHeight") in _TRUE

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "c":
            self._in_cell = False
            self._end_cell()
        elif self._in_cell:
            if tag == "v":
                self._value = self.text()
            elif tag == "t" and not self._phonetic:
                self._rich.append(self.text())
            elif tag == "f":
                self._formula = self.text()
            elif tag == "rPh":
                self._phonetic = False
        elif tag == "row":
            self._draft.colour(self._row, self._fills)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = int(number) - 1 if number.isdecimal() and len(number) < 8 else self._row + 1
        self._column = -1
        self._fills = []
        if (
            attributes.get("hidden") in _TRUE
            or attributes.get("ht") in ("0", "0.0")
            or (self._all_hidden and "ht" not in attributes)
        ) and self._row < limits.MAX_ROWS:
            self._draft.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._in_cell = True
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                at = place(f"{letters}1")
                column = at[1] if at else self._column + 1
                self._columns[letters] = column
            self._column = column
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._value = self._formula = self._master = ""
        self._has_formula = self._has_value = False
        self._rich.clear()

    def _end_cell(self) -> None:
        value = self._value
        if not value and not self._rich and not self._has_formula:
            return
        if self._has_formula and not value and not self._rich:
            if self._type == "str" and self._has_value:
                return  # calculated: an empty text
            self._put_formula()
            return
        if self._has_formula and self._master and self._formula:
            self._masters[self._master] = self._formula[:1_000]
        cell = self._cell(value)
        if cell is not None:
            self._draft.put(self._row, self._column, cell)
            self._fills.append(self._style_of().fill)

    def _cell(self, value: str) -> Cell | None:
        sort = self._type
        budget = self._draft.budget
        if sort == "s":
            at = int(value) if value.isdecimal() and len(value) < 9 else -1
            return self._shared[at] if 0 <= at < len(self._shared) else None
        if sort == "n":
            shape = self._style_of().format
            text, number = number_shown(value.strip(), shape, from_1904=self._from_1904)
            return budget.stored(text, number) if text else None
        if sort == "e":
            return budget.stored(value, value, value)
        if sort == "b":
            return budget.stored("TRUE", True) if value.strip() in _TRUE else budget.stored("FALSE", False)
        if sort == "d":
            return budget.text(value)
        return budget.text(unescaped("".join(self._rich) if self._rich else value))

    def _style_of(self) -> Style:
        style = self._style
        if not style or not style.isdecimal():
            return self._styles[0] if self._styles else _PLAIN
        number = int(style[:6])
        return self._styles[number] if number < len(self._styles) else _PLAIN

    def _put_formula(self) -> None:
        formula = self._formula or self._masters.get(self._master, "")
        if self._formula and self._master:
            self._masters[self._master] = self._formula[:1_000]
        self._draft.put_formula(self._row, self._column, formula)

    def _hide_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") not in _TRUE and attributes.get("width") != "0":
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            self._draft.hidden_columns.update(
                range(max(0, int(first) - 1), min(int(last), limits.MAX_COLUMNS))
            )
