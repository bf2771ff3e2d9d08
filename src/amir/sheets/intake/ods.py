"""ODS workbooks (LibreOffice), packed or as one flat XML file."""

from collections.abc import Iterable

from ..grid import Book, Sheet
from . import limits
from .draft import Budget, Draft
from .markup import Markup
from .ods_cell import OdsCell, repeats
from .package import Package
from .refusing import damaged, too_much

_CHUNK = 65_536
_STYLES = frozenset(["style:style", "style:table-cell-properties", "style:table-properties"])
_CELLS = frozenset(["table:table-cell", "table:covered-table-cell"])


def read_ods(package: Package) -> Book:
    """All sheets of a packed ODS file."""
    package.count(["styles.xml", "content.xml"], limits.MAX_ODS_TAGS)
    budget = Budget(package.file)
    styles = OdsReader(budget)
    if package.has("styles.xml"):
        styles.read(package.pieces("styles.xml"), styles.start, styles.end, bare_names=False)
    reader = OdsReader(budget, styles)
    return _book(reader, package.pieces("content.xml"))


def read_flat_ods(data: bytes, name: str) -> Book:
    """All sheets of a flat ODS file (.fods)."""
    if len(data) > limits.MAX_MARKUP_BYTES or data.count(b"<") > limits.MAX_ODS_TAGS:
        raise too_much(name)
    pieces = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    return _book(OdsReader(Budget(name)), pieces)


def _book(reader: "OdsReader", pieces: Iterable[bytes]) -> Book:
    reader.read(pieces, reader.start, reader.end, bare_names=False)
    if not reader.sheets:
        raise damaged(reader.file)
    return Book(reader.file, tuple(reader.sheets))


class OdsReader(Markup):
    """Makes sheets of the XML; repeats of empty cells and rows cost nothing."""

    def __init__(self, budget: Budget, styles: "OdsReader | None" = None) -> None:
        super().__init__(budget.file)
        self.sheets: list[Sheet] = []
        self._budget = budget
        self._fills: dict[str, str] = dict(styles._fills) if styles else {}
        self._unseen: set[str] = set(styles._unseen) if styles else set()
        self._style = ""
        self._draft: Draft | None = None
        self._tables = 0  # depth: a table may stand inside a cell
        self._row = self._column = self._next_row = self._next_column = 0
        self._row_repeats = 1
        self._row_hidden = False
        self._filled: list[tuple[int, OdsCell]] = []
        self._cell: OdsCell | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._cell is not None:
            self._cell.start(tag, attributes, self.text())
            self.texts.clear()
            self._tables += tag == "table:table"
            return
        self.texts.clear()
        if tag in _CELLS and self._draft is not None:
            self._cell = OdsCell(attributes)
        elif tag == "table:table-row":
            self._start_row(attributes)
        elif tag == "table:table":
            self._start_table(attributes)
        elif tag == "table:table-column":
            self._start_column(attributes)
        elif tag in _STYLES:
            self._start_style(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        cell = self._cell
        if cell is None:
            if tag == "table:table-row":
                self._end_row()
            elif tag == "table:table" and self._draft is not None:
                self.sheets.append(self._draft.finish())
                self._draft = None
            return
        if tag == "table:table":
            self._tables -= 1
        if tag in _CELLS and not self._tables:
            self._cell = None
            self._end_cell(cell)
        else:
            cell.end(tag, self.text())
            self.texts.clear()

    def _start_style(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style:style":
            self._style = attributes.get("style:name", "")
            self._fills[self._style] = self._fills.get(
                attributes.get("style:parent-style-name", ""), ""
            )
        elif tag == "style:table-properties":
            if attributes.get("table:display") == "false":
                self._unseen.add(self._style)
        else:
            colour = attributes.get("fo:background-color", "")
            if colour:
                plain = colour.lstrip("#").upper()
                self._fills[self._style] = plain if len(plain) == 6 and plain != "FFFFFF" else ""

    def _start_table(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= limits.MAX_SHEETS:
            raise too_much(self.file)
        self._draft = Draft(self._budget, attributes.get("table:name", ""))
        self._draft.visible = attributes.get("table:style-name", "") not in self._unseen
        self._row = self._next_row = self._next_column = 0

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = self._next_column
        self._next_column += repeats(attributes, "table:number-columns-repeated")
        if self._draft is not None and attributes.get("table:visibility", "visible") != "visible":
            self._draft.hidden_columns.update(
                range(first, min(self._next_column, limits.MAX_COLUMNS))
            )

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = self._next_row
        self._row_repeats = repeats(attributes, "table:number-rows-repeated")
        self._next_row += self._row_repeats
        self._next_column = 0
        self._row_hidden = attributes.get("table:visibility", "visible") != "visible"
        self._filled.clear()

    def _end_cell(self, cell: OdsCell) -> None:
        column = self._next_column
        self._next_column += cell.repeats
        if self._draft is None:
            return
        if cell.down > 1 or cell.right > 1:
            self._draft.merges.append(
                (self._row, column, self._row + cell.down - 1, column + cell.right - 1)
            )
        self._draft.comment(self._row, column, cell.comment)
        if cell.is_filled:
            # One more than allowed is enough to be refused where the cells are put.
            for at in range(column, column + min(cell.repeats, limits.MAX_COLUMNS + 1)):
                self._filled.append((at, cell))

    def _end_row(self) -> None:
        draft = self._draft
        if draft is None:
            return
        last = min(self._next_row, limits.MAX_ROWS + 1)
        if self._row_hidden:
            draft.hidden_rows.update(range(self._row, last))
        if not self._filled:
            return
        fills = [self._fills.get(cell.style, "") for _, cell in self._filled]
        for row in range(self._row, max(last, self._row + 1)):
            for column, cell in self._filled:
                if cell.formula_without_value:
                    draft.put_formula(row, column, cell.formula)
                    continue
                stored = cell.stored(self._budget)
                if stored is not None:
                    draft.put(row, column, stored)
            draft.colour(row, fills)
