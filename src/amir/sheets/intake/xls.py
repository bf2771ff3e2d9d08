"""XLS workbooks (Excel 97 and older), read by xlrd after a look at what they would cost."""

import io

import xlrd
from xlrd.book import Book as XlrdBook
from xlrd.sheet import Sheet as XlrdSheet

from ..grid import Book, Cell, Sheet
from . import limits
from .draft import Budget, Draft
from .numbers import PLAIN, Format, format_of
from .refusing import damaged, too_much
from .xls_records import BROKEN, workbook_stream

_SOLID = 1
_ERRORS = xlrd.error_text_from_code


def read_xls(data: bytes, name: str) -> Book:
    """All sheets of the workbook, hidden ones too."""
    if len(data) > limits.MAX_XLS_BYTES:
        raise too_much(name)
    stream = workbook_stream(data, name)
    budget = Budget(name)
    try:
        book = xlrd.open_workbook(
            file_contents=stream, formatting_info=True, logfile=io.StringIO(), on_demand=True,
            ragged_rows=True,
        )  # fmt: skip
        if book.nsheets > limits.MAX_SHEETS:
            raise too_much(name)
        sheets = tuple(_sheet(book, number, budget) for number in range(book.nsheets))
    except BROKEN as error:
        raise damaged(name) from error
    return Book(name, sheets)


def _sheet(book: XlrdBook, number: int, budget: Budget) -> Sheet:
    source = book.sheet_by_index(number)
    draft = Draft(budget, source.name)
    draft.visible = source.visibility == 0
    formats = _formats(book)
    fills = _fills(book)
    for row in range(source.nrows):
        _row(source, row, draft, formats, fills, from_1904=book.datemode == 1)
    draft.hidden_rows.update(
        row for row, info in source.rowinfo_map.items() if info.hidden or info.height == 0
    )
    for column, info in source.colinfo_map.items():
        if info.hidden or info.width == 0:
            draft.hidden_columns.add(column)
    for (row, column), note in source.cell_note_map.items():
        draft.comment(row, column, note.text or "")
    for top, bottom, left, right in source.merged_cells:
        draft.merges.append((top, left, bottom - 1, right - 1))
    book.unload_sheet(number)
    return draft.finish()


def _row(
    source: XlrdSheet,
    row: int,
    draft: Draft,
    formats: list[Format],
    fills: list[str],
    *,
    from_1904: bool,
) -> None:
    row_fills: list[str] = []
    styles = source._cell_xf_indexes[row]
    kinds = source.row_types(row)
    values = source.row_values(row)
    for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        style = styles[column]
        shape = formats[style] if 0 <= style < len(formats) else PLAIN
        cell = _cell(kind, value, shape, draft.budget, from_1904=from_1904)
        if cell is not None:
            draft.put(row, column, cell)
            row_fills.append(fills[style] if 0 <= style < len(fills) else "")
    draft.colour(row, row_fills)


def _cell(
    kind: int, value: object, shape: Format, budget: Budget, *, from_1904: bool
) -> Cell | None:
    if kind == xlrd.XL_CELL_TEXT:
        return budget.text(str(value))
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return budget.number(repr(value), shape, from_1904=from_1904)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return budget.stored("TRUE" if value else "FALSE", bool(value))
    if kind == xlrd.XL_CELL_ERROR:
        error = _ERRORS.get(value, "#ERR")
        return budget.stored(error, error, error)
    return None


def _formats(book: XlrdBook) -> list[Format]:
    """The number format of every style."""
    formats: list[Format] = []
    for style in book.xf_list:
        own = book.format_map.get(style.format_key)
        built_in = style.format_key < 164
        formats.append(
            format_of(style.format_key, None if built_in or own is None else own.format_str)
        )
    return formats


def _fills(book: XlrdBook) -> list[str]:
    """The solid fill of every style as "RRGGBB", or ""."""
    fills: list[str] = []
    for style in book.xf_list:
        ground = style.background
        rgb = book.colour_map.get(ground.pattern_colour_index) if ground else None
        if rgb is None or ground.fill_pattern != _SOLID or rgb == (255, 255, 255):
            fills.append("")
        else:
            fills.append("".join(f"{part:02X}" for part in rgb))
    return fills
