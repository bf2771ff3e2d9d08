"""Web pages that call themselves .xls: many portals export their lists this way."""

import re
from html import unescape

from ..grid import Book, Sheet
from ..sayings import N_
from . import limits
from .draft import Budget, Draft
from .encodings import encoding_of
from .refusing import refused, too_much

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{3,20})""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FILL = re.compile(r"background(?:-color)?\s*:\s*#([0-9a-fA-F]{6})")
_BREAKS = frozenset(["br", "p", "div", "li"])
_SKIPPED = frozenset(["script", "style", "head", "title"])
_MAX_SPAN = 1_000


def read_web_page(data: bytes, name: str) -> Book:
    """Every table of the page that has cells, one sheet each."""
    if len(data) > limits.MAX_MARKUP_BYTES or data.count(b"<") > limits.MAX_PAGE_TAGS:
        raise too_much(name)
    encoding = _encoding(data, name)
    page = _Page(name, data.decode(encoding, "replace"))
    page.read()
    if not page.sheets:
        raise refused(
            N_(
                "{file} is a web page without a table. Open the list in your spreadsheet program, "
                "save it as .xlsx and upload that file."
            ),
            file=name,
        )
    return Book(name, tuple(page.sheets))


def _encoding(data: bytes, name: str) -> str:
    told = _CHARSET.search(data[:4_000])
    found = encoding_of(data, name)
    if told is None or found.startswith("utf"):
        return found
    try:
        "".encode(told[1].decode("ascii"))
    except LookupError:
        return found
    return told[1].decode("ascii")


class _Page:
    """Goes through the tags in order; a table inside a cell is text of that cell."""

    def __init__(self, name: str, text: str) -> None:
        self.sheets: list[Sheet] = []
        self._text = text
        self._budget = Budget(name)
        self._draft: Draft | None = None
        self._tables = 0
        self._row = -1
        self._next_column = 0
        self._cell: list[str] | None = None
        self._column = self._right = self._down = 0
        self._below: dict[int, int] = {}  # column -> first row that is free again

    def read(self) -> None:
        """Read the whole page in one pass."""
        text = self._text
        at = 0
        while (opened := text.find("<", at)) >= 0:
            self._say(text[at:opened])
            if text.startswith("<!--", opened):
                at = self._after("-->", opened + 4)
                continue
            match = _NAME.match(text, opened + 1)
            closed = text.find(">", opened)
            if closed < 0:
                break
            if match is None:
                if text[opened + 1 : opened + 2] not in ("!", "?", "/"):
                    self._say("<")  # a sign that stands for itself
                    at = opened + 1
                    continue
                at = closed + 1
                continue
            tag = match[1].lower()
            at = closed + 1
            if text[opened + 1] == "/":
                self._end(tag)
            elif tag in _SKIPPED:
                at = self._after(f"</{tag}", at)
            else:
                self._start(tag, text[match.end() : closed][:2_000])
        self._say(text[at:])
        self._end_cell()
        self._end_table()

    def _after(self, mark: str, at: int) -> int:
        found = self._text.find(mark, at)
        if found < 0:
            found = self._text.find(mark.upper(), at)
        return len(self._text) if found < 0 else found + len(mark)

    def _say(self, text: str) -> None:
        if self._cell is not None and text:
            self._cell.append(_SPACES.sub(" ", text))

    def _start(self, tag: str, rest: str) -> None:
        if tag == "table":
            self._tables += 1
            if self._tables == 1:
                if len(self.sheets) >= limits.MAX_SHEETS:
                    raise too_much(self._budget.file)
                number = len(self.sheets) + 1
                self._draft = Draft(self._budget, None if number == 1 else str(number))
                self._row = -1
                self._below.clear()
        elif self._tables == 1 and tag == "tr":
            self._start_row(_attributes(rest))
        elif self._tables == 1 and tag in ("td", "th"):
            self._start_cell(_attributes(rest))
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def _end(self, tag: str) -> None:
        if self._tables == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._tables:
            self._tables -= 1
            if not self._tables:
                self._end_cell()
                self._end_table()

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        self._row += 1
        self._next_column = 0
        style = attributes.get("style", "")
        if self._draft is not None and self._row < limits.MAX_ROWS:
            fill = _fill(attributes)
            if fill:
                self._draft.row_colours[self._row] = fill
            if _HIDDEN.search(style) or attributes.get("height") == "0":
                self._draft.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        if self._row < 0:
            self._row = 0
        column = self._next_column
        while self._below and self._below.get(column, 0) > self._row:
            column += 1
        self._column = column
        self._right = _span(attributes, "colspan")
        self._down = _span(attributes, "rowspan")
        self._next_column = column + self._right
        if self._down > 1:
            for covered in range(column, min(column + self._right, limits.MAX_COLUMNS)):
                self._below[covered] = self._row + self._down
        self._cell = []

    def _end_cell(self) -> None:
        if self._cell is None or self._draft is None:
            self._cell = None
            return
        text = unescape("".join(self._cell)).replace("\xa0", " ")
        lines = "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n")
        self._cell = None
        if self._right > 1 or self._down > 1:
            self._draft.merges.append(
                (
                    self._row, self._column,
                    self._row + self._down - 1, self._column + self._right - 1,
                )
            )  # fmt: skip
        cell = self._budget.text(lines)
        if cell is not None:
            self._draft.put(self._row, self._column, cell)

    def _end_table(self) -> None:
        if self._draft is not None:
            sheet = self._draft.finish()
            if sheet.rows:
                self.sheets.append(sheet)
        self._draft = None


def _attributes(rest: str) -> dict[str, str]:
    if not rest.strip():
        return {}
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(rest)
    }


def _span(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1").strip()
    return min(max(1, int(written)), _MAX_SPAN) if written.isdecimal() and len(written) < 8 else 1


def _fill(attributes: dict[str, str]) -> str:
    told = attributes.get("bgcolor", "").lstrip("#")
    match = _FILL.search(attributes.get("style", ""))
    colour = (match[1] if match else told).upper()
    return colour if re.fullmatch("[0-9A-F]{6}", colour) and colour != "FFFFFF" else ""
