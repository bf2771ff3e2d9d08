"""The headings of a table: from one row or two, each with a name of its own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...core.text import tidy
from ..grid import Sheet
from .cells import filled, is_data
from .words import Words

_LETTERS = 26
_GROUP_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading. `text` is unique in its table; `group` stands in a row above `own`."""

    column: int
    text: str
    own: str = ""
    group: str = ""


def column_letters(column: int) -> str:
    """The letters by which a spreadsheet calls a column: A, B, ... AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def headings_of(sheet: Sheet, rows: Sequence[int], columns: Iterable[int]) -> tuple[Heading, ...]:
    """The headings that stand in `rows` (none, one or two of them) for the given columns."""
    groups = _groups(sheet, rows[0], rows[1]) if len(rows) == 2 else {}
    seen: Counter[str] = Counter()
    made: list[Heading] = []
    for column in columns:
        group, own = groups.get(column, ""), ""
        for row in reversed(rows):
            own = own or _text(sheet, row, column)
        name = f"{group} / {own}" if group and own else own or group
        name = name or column_letters(column)
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name} ({seen[name]})"
        made.append(Heading(column, unique, own or group, group if own else ""))
    return tuple(made)


def joins_below(sheet: Sheet, top: int, words: Words) -> bool:
    """Whether the row under `top` belongs to the header: sub-headings under groups."""
    below = top + 1
    if below >= len(sheet.rows):
        return False
    lower = dict(filled(sheet.rows[below]))
    upper = dict(filled(sheet.rows[top]))
    if len(lower) < 2 or len(upper) < 2:
        return False
    if _merged_down(sheet, top) and _merged_group(sheet, top, set(lower)):
        return True
    if any(is_data(cell) for cell in lower.values()):
        return False
    if any(is_data(cell) or len(cell.text) > _GROUP_LENGTH for cell in upper.values()):
        return False
    if _merged_group(sheet, top, set(lower)):
        return True
    if not _carried(set(upper), set(lower)):
        return False
    texts = [tidy(cell.text) for cell in lower.values()]
    if len(set(texts)) < len(texts):
        return True
    known = sum(words.is_heading(text) for text in texts) >= len(texts) / 2
    stands_alone = not (set(upper) - set(lower)) and not any(
        words.is_heading(tidy(cell.text)) for cell in upper.values()
    )
    return known and not stands_alone


def _merged_down(sheet: Sheet, top: int) -> bool:
    """Whether a heading is merged over both rows: then the header surely has two."""
    return any(m[0] == top and m[2] == top + 1 and m[1] == m[3] for m in sheet.merges)


def _merged_group(sheet: Sheet, top: int, lower: set[int]) -> bool:
    for first_row, first, last_row, last in sheet.merges:
        if first_row == last_row == top and last > first:
            under = lower & set(range(first, last + 1))
            if len(under) >= 2 and len(lower - under) >= 1:
                return True
    return False


def _carried(upper: set[int], lower: set[int]) -> Mapping[int, int]:
    """Column -> the column to the left whose group label it shares, where no cells are merged."""
    carried: dict[int, int] = {}
    for column in sorted(lower - upper):
        left = carried.get(column - 1, column - 1)
        if left in upper and left in lower:
            carried[column] = left
    return carried


def _groups(sheet: Sheet, top: int, below: int) -> Mapping[int, str]:
    """The group label over each column of a two-row header."""
    upper = {c for c, _ in filled(sheet.rows[top])}
    lower = {c for c, _ in filled(sheet.rows[below])}
    merged = [m for m in sheet.merges if m[0] == top and m[2] == top and m[3] > m[1]]
    if merged:
        owner = {c: m[1] for m in merged for c in range(m[1], m[3] + 1)}
    else:
        owner = dict(_carried(upper, lower))
    owner |= {c: c for c in upper & lower}
    return {c: _text(sheet, top, left) for c, left in owner.items() if c in lower}


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    return cell.text.strip() if cell is not None and tidy(cell.text) else ""
