"""What a text takes away: `every day except Sunday`, `çarşamba hariç her gün`, `Mi nicht`."""

from collections.abc import Sequence

from amir.core.text import fold

from .lexing import Piece
from .slots import EVERY_DAY

# Words of "except" that stand behind the day.
_BEHIND = frozenset(fold(word) for word in ["hariç", "dışında", "haricinde", "kivételével"])
_MOST_DAYS = 5

Segments = list[list[Piece]]


def parted(pieces: Sequence[Piece]) -> tuple[Segments, Segments]:
    """Segments that are named, and those that are taken away."""
    kept: Segments = []
    away: Segments = []
    for segment in _segments(pieces):
        place = next((i for i, p in enumerate(segment) if "except" in p.sense.joins), None)
        if place is None:
            kept.append(segment)
            continue
        before, after = segment[:place], segment[place + 1 :]
        behind = fold(segment[place].text) in _BEHIND or not _says(after) or _holds(after, before)
        if behind and (start := _trailing_days(before)) < len(before):
            away.append(before[start:])
            kept.append(before[:start] + after)
        else:
            end = _back_again(after)
            away.append(after[:end])
            kept += [before, after[end:]]
    return kept, away


def _segments(pieces: Sequence[Piece]) -> Segments:
    """The pieces between strong marks that say something."""
    found: Segments = [[]]
    for piece in pieces:
        if piece.mark == ";":
            found.append([])
        elif piece.sense.days or piece.sense.parts or piece.sense.joins & {"and", "except"}:
            found[-1].append(piece)
    return found


def _says(segment: Sequence[Piece]) -> bool:
    return any(piece.sense.days or piece.sense.parts for piece in segment)


def _holds(segment: Sequence[Piece], others: Sequence[Piece]) -> bool:
    """Whether most days follow, with those before "except" among them: "Mi nicht, sonst immer"."""
    days = frozenset(day for piece in others for day in piece.sense.days)
    first = next((p.sense.days for p in segment if p.sense.days), days)
    return bool(days) and len(first) >= _MOST_DAYS and days < first


def _trailing_days(segment: Sequence[Piece]) -> int:
    """Where the days begin with which a segment ends."""
    start = len(segment)
    while start and (segment[start - 1].sense.days or "and" in segment[start - 1].sense.joins):
        if segment[start - 1].sense.days == EVERY_DAY:
            break
        start -= 1
    return start


def _back_again(segment: Sequence[Piece]) -> int:
    """Where days that hold those taken away are named: "except Sunday every day"."""
    gone = frozenset[int]()
    for i, piece in enumerate(segment):
        days = piece.sense.days
        if len(days) >= _MOST_DAYS and gone and gone < days:
            return i
        gone |= days
    return len(segment)
