"""Where the header of a table stands, by its words or, in unknown languages, by its looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.text import fold, tidy
from ..grid import Cell, Sheet
from .cells import filled, is_data
from .headings import joins_below
from .words import TOLD, Words

_SEARCHED = 60  # rows in which a header of unknown words is looked for
_SAMPLE = 40
_LONGEST = 250
_INITIALS = 2  # headings as short as this may be letters of weekdays


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header (none if the table has no header) and the first row below it."""

    rows: tuple[int, ...]
    below: int


def known_header(sheet: Sheet, row: int, words: Words) -> bool:
    """Whether the words of the row are headings: several different ones, and most cells are."""
    cells = dict(filled(sheet.rows[row])) if row < len(sheet.rows) else {}
    if len(cells) < 2:
        return False
    data = sum(is_data(cell) for cell in cells.values())
    if data > len(cells) * 0.2:
        return False
    fields: set[str] = set()
    values: set[str] = set()  # weekdays, languages and so on: headings in some lists, cells in most
    known = 0
    for cell in cells.values():
        text = tidy(cell.text)
        if is_data(cell) or len(text) > _LONGEST:
            continue
        found = words.fields(text)
        told = {section for section in TOLD if words.told_whole(section, text)}
        if words.is_time(text):
            found, told = frozenset(), {"weekdays"}
        fields |= found
        values |= told
        known += bool(found or told)
    counted = sum(len(tidy(cell.text)) > _INITIALS for cell in cells.values())
    several = len(fields) + len(values) if fields else 0
    return (several >= 3 and known >= counted * 0.3) or (several == 2 and known >= counted * 0.5)


def header_at(sheet: Sheet, row: int, words: Words) -> Header | None:
    """The header that begins at `row`, if one does: one row, or two with groups above."""
    known = known_header(sheet, row, words)
    if joins_below(sheet, row, words) and (known or known_header(sheet, row + 1, words)):
        return Header((row, row + 1), row + 2)
    return Header((row,), row + 1) if known else None


def header_by_looks(sheet: Sheet) -> Header | None:
    """A header in words that nobody taught: a row of distinct short texts over unlike cells."""
    rows = [r for r in range(min(len(sheet.rows), _SEARCHED)) if any(filled(sheet.rows[r]))]
    widest = max((_count(sheet, r) for r in rows), default=0)
    for row in rows:
        cells = dict(filled(sheet.rows[row]))
        if len(cells) < max(2, widest * 0.5):
            continue
        if any(is_data(cell) or len(cell.text) > _LONGEST for cell in cells.values()):
            return None
        texts = {fold(cell.text) for cell in cells.values()}
        if len(texts) < len(cells) * 0.9:
            return None
        return Header((row,), row + 1) if _contrast(sheet, row, cells) else None
    return None


def _count(sheet: Sheet, row: int) -> int:
    return sum(1 for _ in filled(sheet.rows[row]))


def _contrast(sheet: Sheet, row: int, cells: dict[int, Cell]) -> bool:
    """Whether the cells below are of another sort than the row: data, or few repeated words."""
    unlike = 0
    for column, heading in cells.items():
        below = [sheet.cell(r, column) for r in range(row + 1, row + 1 + _SAMPLE)]
        there = [cell for cell in below if cell is not None and cell.text.strip()]
        unlike += _unlike(heading, there)
    return unlike >= max(1, len(cells) * 0.25)


def _unlike(heading: Cell, below: Sequence[Cell]) -> bool:
    if not below:
        return False
    if sum(is_data(cell) for cell in below) >= len(below) * 0.6:
        return True
    words = {fold(cell.text) for cell in below}
    return len(below) >= 4 and len(words) <= len(below) / 2 and fold(heading.text) not in words
