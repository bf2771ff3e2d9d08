"""Sheets whose people do not stand row by row: said clearly, never read wrongly."""

from collections.abc import Sequence

from ...core.text import fold, tidy
from ..grid import Sheet
from ..sayings import N_, Saying
from ..targets import Targets
from .cells import filled
from .layout import Layout
from .words import Words

_TURNED = Saying(
    N_(
        "The people of this sheet seem to stand in columns, not in rows: turn it round "
        "(copy, then paste transposed) and import it again."
    )
)
_BESIDE = Saying(
    N_(
        "Two lists stand side by side on this sheet: move one of them to a sheet of its own "
        "and import the file again."
    )
)
_MOST_ROWS = 80


def unreadable_shape(
    sheet: Sheet, layouts: Sequence[Layout], words: Words, targets: Targets
) -> Saying | None:
    """Why the sheet cannot be read row by row, or None."""
    if _turned(sheet, words, {t.field for t in targets}):
        return _TURNED
    names = {t.field for t in targets if t.part.endswith("_name")}
    if any(_beside(layout, words, names) for layout in layouts):
        return _BESIDE
    return None


def _turned(sheet: Sheet, words: Words, fields: set[str]) -> bool:
    """Whether headings stand in the first filled column, and in no row."""
    rows = [dict(filled(row)) for row in sheet.rows[: _MOST_ROWS + 1]]
    rows = [row for row in rows if row]
    if not 3 <= len(rows) <= _MOST_ROWS:
        return False
    first = min(min(row) for row in rows)
    told = [tidy(row[first].text) for row in rows if first in row]
    down = [words.fields(text) & fields for text in told]
    across = [
        set().union(*(words.fields(tidy(cell.text)) & fields for cell in row.values()))
        for row in rows[:10]
    ]
    known = set().union(*down)
    return (
        len(known) >= 4
        and sum(map(bool, down)) >= 0.6 * len(told)
        and max(map(len, across)) <= 2
        and max(map(len, rows)) >= 2
    )


def _beside(layout: Layout, words: Words, names: set[str]) -> bool:
    """Whether the headings begin again after an empty column, names included."""
    blocks: list[list[str]] = []
    last = -2
    for heading in layout.headings:
        if heading.column != last + 1:
            blocks.append([])
        blocks[-1].append(fold(heading.own))
        last = heading.column
    for i, block in enumerate(blocks):
        for other in blocks[i + 1 :]:
            both = set(block) & set(other)
            if len(both) >= 2 and any(words.fields(text) & names for text in both):
                return True
    return False
