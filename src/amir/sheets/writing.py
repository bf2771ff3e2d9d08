"""Tables out: a workbook that people can use as it is.

Every text goes out as text. A cell that begins like a formula carries the spreadsheet's own quote
mark, so that it stays harmless when the workbook is saved as CSV and opened again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path

import xlsxwriter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# A spreadsheet shows at most this many characters of a cell; more would be refused on opening.
LONGEST_TEXT = 32_000
LONGEST_TITLE = 31
HIGHEST_ROW = 409.0  # points; no spreadsheet shows more
LINE_POINTS = 15.0
LETTERS_PER_WIDTH = 0.95  # words break before the edge
_EPOCH = datetime(2000, 1, 1)
FORBIDDEN_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title and its width in characters."""

    title: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook. `notice` stands above the table, `empty` in place of rows."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[str | int | float]]
    notice: str = ""
    empty: str = ""


def write_workbook(path: Path, pages: Sequence[Page], *, right_to_left: bool) -> None:
    """Write the pages as XLSX. The same pages give the same bytes. Raises OSError if it cannot."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as workbook:
        # A fixed date: the file depends on nothing but its pages.
        workbook.set_properties({"created": _EPOCH})
        look = _Look(workbook, right_to_left)
        for page in pages:
            _write_page(workbook, page, look, right_to_left)
    # Written aside and renamed: a full disk leaves no half workbook in the place of a whole one.
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_bytes(held.getvalue())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


class _Look:
    """The formats of a workbook, made once."""

    def __init__(self, workbook: xlsxwriter.Workbook, right_to_left: bool) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        ruled = base | {"bottom": 1, "bottom_color": "#D5DDE0"}
        cell = ruled | {"text_wrap": True, "reading_order": 2 if right_to_left else 1}
        self.text = workbook.add_format(cell)
        self.quoted = workbook.add_format(cell | {"quote_prefix": True})
        self.number = workbook.add_format(ruled | {"num_format": "#,##0", "indent": 1})
        self.heading = workbook.add_format(
            cell | {"bold": True, "bg_color": "#0B5563", "font_color": "#FFFFFF"}
        )
        self.notice = workbook.add_format(base | {"italic": True, "font_color": "#333333"})


def _write_page(
    workbook: xlsxwriter.Workbook, page: Page, look: _Look, right_to_left: bool
) -> None:
    sheet = workbook.add_worksheet(page.title.translate(FORBIDDEN_IN_TITLE)[:LONGEST_TITLE])
    if right_to_left:
        sheet.right_to_left()
    top = 0
    for line in filter(None, page.notice.split("\n")):
        sheet.write_string(top, 0, line, look.notice)
        top += 1
    for column, heading in enumerate(page.headings):
        sheet.set_column(column, column, heading.width)
        sheet.write_string(top, column, heading.title, look.heading)
    sheet.set_row(top, _height([heading.title for heading in page.headings], page.headings))
    for row, values in enumerate(page.rows, start=top + 1):
        sheet.set_row(row, _height(values, page.headings))
        for column, value in enumerate(values):
            _write_cell(sheet, row, column, value, look)
    if not page.rows and page.empty:
        sheet.write_string(top + 1, 0, page.empty, look.notice)
    sheet.freeze_panes(top + 1, 1)
    if page.rows:
        sheet.autofilter(top, 0, top + len(page.rows), len(page.headings) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _height(values: Sequence[str | float], headings: Sequence[Heading]) -> float:
    """Points that show every text whole; not every program fits rows to wrapped text by itself."""
    lines = 1
    for value, heading in zip(values, headings, strict=True):
        for paragraph in str(value).split("\n"):
            lines = max(lines, ceil(len(paragraph) / (heading.width * LETTERS_PER_WIDTH)))
    return min(LINE_POINTS * lines + 2, HIGHEST_ROW)


def _write_cell(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: str | float, look: _Look
) -> None:
    if isinstance(value, str):
        form = look.quoted if value.startswith(FORMULA_STARTS) else look.text
        sheet.write_string(row, column, value[:LONGEST_TEXT], form)
    else:
        sheet.write_number(row, column, value, look.number)
