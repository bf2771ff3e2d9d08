"""One worksheet of an XLSX workbook, read in a single pass over its XML.

Elements of a row are only collected; the row is understood as a whole when it ends. That is
what keeps a sheet with a million cells within two seconds.
"""

from collections.abc import Sequence

from ..grid import Cell
from . import limits
from .draft import Draft
from .markup import Attributes, Markup
from .references import area, place
from .refusing import too_much
from .styles import Style
from .xlsx_texts import unescaped

_PLAIN = Style()
_TRUE = ("1", "true")
# Keys for what stands inside a cell, kept among its attributes; no attribute is called so.
_VALUE, _FORMULA, _MASTER, _TEXT = "<v>", "<f>", "<si>", "<t>"


class WorksheetReader(Markup):
    """Fills a draft from the XML of one worksheet."""

    def __init__(
        self,
        draft: Draft,
        shared: Sequence[Cell | None],
        styles: Sequence[Style],
        *,
        from_1904: bool,
    ) -> None:
        super().__init__(draft.budget.file)
        self._draft = draft
        self._shared = shared
        self._from_1904 = from_1904
        self._styles = {str(number): style for number, style in enumerate(styles)}
        self._columns: dict[str, int] = {}
        self._masters: dict[str, str] = {}
        self._row = -1
        self._cells: list[dict[str, str]] = []
        self._depth = 0
        self._in_phonetic = False
        self._all_hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "c":
            self._cells.append(attributes)
            if len(self._cells) > limits.LAST_COLUMN:
                raise too_much(self.file)
            return
        self.texts.clear()
        self._depth += 1
        if tag == "v":
            return
        if self._depth > limits.MAX_XML_DEPTH:
            raise too_much(self.file)
        if tag == "row":
            self._start_row(attributes)
        elif tag == "f" and self._cells:
            self._cells[-1][_MASTER] = attributes.get("si", "")
        elif tag == "rPh":
            self._in_phonetic = True
        elif tag == "col":
            self._hide_columns(attributes)
        elif tag == "mergeCell" and len(self._draft.merges) < limits.MAX_MERGES:
            merged = area(attributes.get("ref", ""))
            if merged:
                self._draft.merges.append(merged)
        elif tag == "sheetFormatPr":
            self._all_hidden = attributes.get("zeroHeight") in _TRUE

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "c":
            return
        self._depth -= 1
        cells = self._cells
        if tag == "row":
            if cells:
                self._end_row(cells)
                cells.clear()
        elif not cells:
            return
        elif tag == "v":
            texts = self.texts
            cells[-1][_VALUE] = texts[0] if len(texts) == 1 else "".join(texts)
        elif tag == "f":
            cells[-1][_FORMULA] = self.text()
        elif tag == "t" and not self._in_phonetic:
            cells[-1][_TEXT] = cells[-1].get(_TEXT, "") + self.text()
            if len(cells[-1][_TEXT]) > 10 * limits.MAX_CELL_CHARACTERS:
                raise too_much(self.file)
        elif tag == "rPh":
            self._in_phonetic = False

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        if number is None:
            self._row += 1
        elif len(number) < 8 and number.isdecimal():
            self._row = int(number) - 1
        if "hidden" in attributes or "ht" in attributes or self._all_hidden:
            hidden = (
                attributes.get("hidden") in _TRUE
                or attributes.get("ht") in ("0", "0.0")
                or (self._all_hidden and "ht" not in attributes)
            )
            if hidden and self._row < limits.MAX_ROWS:
                self._draft.hidden_rows.add(self._row)

    def _end_row(self, cells: Sequence[dict[str, str]]) -> None:
        """Put the filled cells of one row; its empty ones with a format cost no more than this."""
        row = self._row
        put, number = self._draft.put, self._draft.budget.number
        fills: list[str] = []
        column = -1
        for found in cells:
            reference = found.get("r")
            column = column + 1 if reference is None else self._column(reference, column)
            value = found.get(_VALUE)
            if _MASTER in found:
                if self._formula(row, column, found):
                    continue
            elif value is None and _TEXT not in found:
                continue
            sort = found.get("t", "n")
            style = self._styles.get(found.get("s", "0"), _PLAIN)
            if sort == "s":
                cell = self._shared_text(value or "")
            elif sort == "n":
                cell = number(value or "", style.format, from_1904=self._from_1904)
            else:
                cell = self._cell(sort, found.get(_TEXT) or value or "")
            if cell is not None:
                put(row, column, cell)
                fills.append(style.fill)
        self._draft.colour(row, fills)

    def _column(self, reference: str, before: int) -> int:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            at = place(f"{letters}1")
            if at is None:
                return before + 1
            self._columns[letters] = column = at[1]
        return column

    def _shared_text(self, value: str) -> Cell | None:
        try:
            at = int(value)
        except ValueError:
            return None
        return self._shared[at] if 0 <= at < len(self._shared) else None

    def _cell(self, sort: str, text: str) -> Cell | None:
        budget = self._draft.budget
        if sort == "e":
            return budget.stored(text, text, text) if text else None
        if sort == "b":
            true = text.strip() in _TRUE
            return budget.stored("TRUE" if true else "FALSE", true)
        return budget.text(unescaped(text))

    def _formula(self, row: int, column: int, found: Attributes) -> bool:
        """Keep a formula that other cells share; put one that was never calculated, and say so."""
        master = found[_MASTER]
        formula = found.get(_FORMULA, "")
        if master and formula:
            self._masters[master] = formula[:1_000]
        if found.get(_VALUE) or found.get(_TEXT):
            return False
        # An empty text is what some formulas give; only other empty values were not calculated.
        if not (found.get("t") == "str" and _VALUE in found):
            self._draft.put_formula(row, column, formula or self._masters.get(master, ""))
        return True

    def _hide_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") not in _TRUE and attributes.get("width") != "0":
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            self._draft.hidden_columns.update(
                range(max(0, int(first) - 1), min(int(last), limits.MAX_COLUMNS))
            )
