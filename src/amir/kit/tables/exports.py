"""A table as a file, with the same rows, columns and order as on the screen."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.text import slugify

from .columns import Cell

# A spreadsheet would run a text that begins like this; a quote mark in front keeps it a text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT = 32_000
_EPOCH = datetime(2000, 1, 1)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark that Excel needs; formulas are disarmed."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([_harmless(heading) for heading in headings])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_xlsx(
    title: str,
    headings: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Cell]],
    *,
    right_to_left: bool,
) -> bytes:
    """A workbook of one sheet: heading row frozen and filterable, texts as texts."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": _EPOCH})
        top = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text = workbook.add_format({"text_wrap": True, "valign": "top"})
        quoted = workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        sheet = workbook.add_worksheet("".join(c for c in title if c not in "[]:*?/\\")[:31])
        if right_to_left:
            sheet.right_to_left()
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, top)
        count = 0
        for count, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    form = quoted if cell.startswith(FORMULA_STARTS) else text
                    sheet.write_string(count, column, cell[:LONGEST_TEXT], form)
                else:
                    sheet.write_number(count, column, cell)
        sheet.freeze_panes(1, 1)
        if count:
            sheet.autofilter(0, 0, count, len(headings) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return held.getvalue()


def download(name: str, ending: str, content: bytes) -> HttpResponse:
    """The file as an answer that the browser saves."""
    kind = XLSX if ending == "xlsx" else "text/csv; charset=utf-8"
    response = HttpResponse(content, content_type=kind)
    file = f"{slugify(name) or 'table'}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
