"""XML Spreadsheet 2003: one XML file that old programs and web portals call .xls."""

from datetime import datetime

from ..grid import Book, Cell, Sheet
from . import limits
from .draft import Budget, Draft
from .markup import Markup, local
from .numbers import PLAIN, moment_shown
from .refusing import too_much

_CHUNK = 65_536


def read_xml_2003(data: bytes, name: str) -> Book:
    """All sheets of the file."""
    if len(data) > limits.MAX_MARKUP_BYTES or data.count(b"<") > limits.MAX_ODS_TAGS:
        raise too_much(name)
    reader = _Reader(name)
    pieces = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    reader.read(pieces, reader.start, reader.end)
    return Book(name, tuple(reader.sheets))


class _Reader(Markup):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.sheets: list[Sheet] = []
        self._budget = Budget(file)
        self._draft = Draft(self._budget, None)
        self._row = self._column = -1
        self._next_column = 0
        self._style = ""
        self._fills: dict[str, str] = {}
        self._row_fills: list[str] = []
        self._type = self._formula = ""
        self._collected: list[str] | None = None
        self._has_data = False
        self._inside = ""  # Data or Comment; a comment may hold a Data of its own

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._collect()
        if tag == "Cell":
            self._start_cell(attributes)
        elif tag in ("Data", "Comment") and not self._inside:
            self._inside = tag
            self._type = local(attributes, "Type") or "String"
            self._collected = []
        elif tag == "Row":
            index = _index(attributes, "Index")
            self._row = index - 1 if index else self._row + 1
            self._column, self._next_column = -1, 0
            self._row_fills = []
            if local(attributes, "Hidden") == "1" or local(attributes, "Height") == "0":
                self._draft.hidden_rows.add(min(self._row, limits.MAX_ROWS))
        elif tag == "Column":
            self._start_column(attributes)
        elif tag == "Worksheet":
            if len(self.sheets) >= limits.MAX_SHEETS:
                raise too_much(self.file)
            self._draft = Draft(self._budget, local(attributes, "Name") or "")
            self._row = self._column = -1
        elif tag == "Style":
            self._style = local(attributes, "ID") or ""
        elif tag == "Interior" and local(attributes, "Pattern") == "Solid":
            colour = (local(attributes, "Color") or "").lstrip("#").upper()
            self._fills[self._style] = "" if colour == "FFFFFF" else colour

    def end(self, tag: str) -> None:
        self._collect()
        if self._inside:
            if tag == self._inside:
                self._end_text("".join(self._collected or ()))
        elif tag == "Cell":
            if self._formula and not self._has_data:
                self._draft.put_formula(self._row, self._column, self._formula)
        elif tag == "Row":
            self._draft.colour(self._row, self._row_fills)
        elif tag == "Visible":
            self._draft.visible = self.text().strip() not in ("SheetHidden", "SheetVeryHidden")
        elif tag == "Worksheet":
            self.sheets.append(self._draft.finish())
        self.texts.clear()

    def _collect(self) -> None:
        """Keep text of a cell or comment: it may be cut by elements that only say how it looks."""
        if self._collected is not None:
            self._collected.append(self.text())
            self.texts.clear()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.texts.clear()
        index = _index(attributes, "Index")
        self._column = index - 1 if index else self._next_column
        right, down = _index(attributes, "MergeAcross"), _index(attributes, "MergeDown")
        self._next_column = self._column + 1 + right
        if right or down:
            self._draft.merges.append(
                (self._row, self._column, self._row + down, self._column + right)
            )
        self._style = local(attributes, "StyleID") or ""
        self._formula = local(attributes, "Formula") or ""
        self._has_data = False

    def _start_column(self, attributes: dict[str, str]) -> None:
        index = _index(attributes, "Index")
        first = index - 1 if index else self._column + 1
        self._column = first + _index(attributes, "Span")
        if local(attributes, "Hidden") == "1":
            self._draft.hidden_columns.update(
                range(first, min(self._column + 1, limits.MAX_COLUMNS))
            )

    def _end_text(self, text: str) -> None:
        if self._inside == "Comment":
            self._draft.comment(self._row, self._column, text)
        else:
            self._put(text)
            self._has_data = True
        self._collected = None
        self._inside = ""

    def _put(self, text: str) -> None:
        cell = self._cell(text)
        if cell is not None:
            self._draft.put(self._row, self._column, cell)
            self._row_fills.append(self._fills.get(self._style, ""))

    def _cell(self, text: str) -> Cell | None:
        budget = self._budget
        if self._type == "Number":
            return budget.number(text, PLAIN)
        if self._type == "Boolean":
            true = text.strip() in ("1", "true")
            return budget.stored("TRUE" if true else "FALSE", true)
        if self._type == "Error":
            return budget.stored(text, text, text)
        if self._type == "DateTime":
            try:
                return budget.stored(*moment_shown(datetime.fromisoformat(text.strip())))
            except ValueError:
                pass  # no day of this calendar: keep what is written
        return budget.text(text)


def _index(attributes: dict[str, str], name: str) -> int:
    written = local(attributes, name) or ""
    return int(written) if written.isdecimal() and len(written) < 8 else 0
