"""From pieces to slots of the week.

Days and the parts that follow them belong together ("lun e mar sera, mer mattina"); a text that
begins with a part names parts first ("evenings Mon-Wed"). Strong marks end a group. A day without
a part is the whole day, a part without a day is every day; what "except" names is taken away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from amir.core.text import fold

from . import hours
from .leaving_out import parted
from .lexicon import HOUR_JOINS, Sense
from .lexing import Piece
from .slots import EVERY_DAY, WHOLE_DAY, Slot, days_between

# Endings that say from and to: Hungarian, Finnish and Estonian, Turkish.
_CASES = (
    (("től", "tól"), ("ig",)),
    (("sta", "stä", "st"), ("hin", "on", "ni")),
    (("den", "dan", "ten", "tan"), ("e", "a")),
)


@dataclass(slots=True)
class _Group:
    """Days and parts that belong together."""

    days: set[int] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)

    def slots(self, days: frozenset[int], parts: frozenset[int]) -> set[Slot]:
        return {(d, p) for d in self.days or days for p in self.parts or parts}


def slots_of(
    pieces: Sequence[Piece],
    *,
    days: frozenset[int] = EVERY_DAY,
    parts: frozenset[int] = WHOLE_DAY,
) -> set[Slot]:
    """The slots that the pieces name. `days`, `parts`: what holds where none is named."""
    read = _without_any_day(_with_day_ranges(_with_hours(_settled(pieces))))
    kept, dropped = parted(read)
    named = _union(_groups(kept), days, parts)
    away = _union(_groups(dropped), days, parts)
    if away and not named:
        named = {(d, p) for d in days for p in parts}
    return named - away or named


def _settled(pieces: Sequence[Piece]) -> list[Piece]:
    """Words that name a day and also say from or until become one of the two: Czech `po`."""
    found: list[Piece] = []
    for i, piece in enumerate(pieces):
        if piece.sense.days and piece.sense.joins & HOUR_JOINS:
            hour = pieces[i + 1].hour if i + 1 < len(pieces) else None
            after_day = any(p.sense.days for p in found)
            titled = not i and piece.text[:1].isupper() and hour is not None and hour.exact
            ranging = hour is not None and _other_hour(pieces, i + 1, {"to", "to_hour"})
            joins = hour is not None and (after_day or not (titled or ranging))
            sense = Sense(joins=piece.sense.joins) if joins else Sense(days=piece.sense.days)
            piece = replace(piece, sense=sense)
        found.append(piece)
    return found


def _without_any_day(pieces: Sequence[Piece]) -> list[Piece]:
    """Beside a day "any time" means any part of it, not every day."""
    return [
        p
        for i, p in enumerate(pieces)
        if p.sense.days != EVERY_DAY
        or not any(
            _is_a_day(other) for other in (*pieces[max(0, i - 1) : i], *pieces[i + 1 : i + 2])
        )
    ]


def _is_a_day(piece: Piece) -> bool:
    return bool(piece.sense.days) and piece.sense.days != EVERY_DAY


def _union(groups: Iterable[_Group], days: frozenset[int], parts: frozenset[int]) -> set[Slot]:
    return {slot for group in groups for slot in group.slots(days, parts)}


def _groups(segments: Sequence[Sequence[Piece]]) -> list[_Group]:
    """Groups of all segments; a segment of parts alone completes the days before it."""
    groups: list[_Group] = []
    for segment in segments:
        if not any(piece.sense.days or piece.sense.parts for piece in segment):
            continue
        if groups and groups[-1].days and not any(p.sense.days for p in segment):
            for piece in segment:
                groups[-1].parts |= piece.sense.parts
            continue
        groups += _segment(segment)
    return groups


def _segment(segment: Sequence[Piece]) -> list[_Group]:
    """Groups of one segment: a new one where days follow parts (or parts days, if parts lead)."""
    first = next(piece for piece in segment if piece.sense.days or piece.sense.parts)
    parts_lead = bool(first.sense.parts and not first.sense.days)
    groups = [_Group()]
    for i, piece in enumerate(segment):
        group = groups[-1]
        joined = i > 0 and "and" in segment[i - 1].sense.joins
        if parts_lead and piece.sense.days and not group.days:  # "evenings and weekends"
            begins = joined and bool(group.parts)
        elif parts_lead:  # parts at the very end belong to the days before them
            ends = group.days and any(p.sense.days for p in segment[i:])
            begins = bool(piece.sense.parts and ends)
        elif piece.sense.days:
            begins = bool(group.parts)
        else:  # "weekends and evenings"
            begins = bool(piece.sense.parts and joined and group.days and not group.parts)
        if begins:
            groups.append(group := _Group())
        group.days |= piece.sense.days
        group.parts |= piece.sense.parts
    return groups


def _with_hours(pieces: Sequence[Piece]) -> list[Piece]:
    """Hours with the words around them become parts of day."""
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if piece.hour is None or _counts(pieces, i):
            found.append(piece)
            i += 1
            continue
        joins, words = _before(found)
        linking = {"to", "to_hour", "and"} if hours.BETWEEN & set(words) else {"to", "to_hour"}
        other = _other_hour(pieces, i, linking)
        if other is not None:
            last = pieces[other].hour
            parts = hours.span(piece.hour, last) if last else frozenset[int]()
            i = other + 1
        else:
            after = _after(pieces, i)
            if after is not None:
                joins = pieces[after].sense.joins
                i = after
            parts = hours.parts_at(piece.hour, joins, words)
            i += 1
        while found and found[-1].sense.joins & {"from_hour", "to_hour"}:
            found.pop()
        found.append(Piece(piece.text, Sense(parts=parts), gap=piece.gap))
    return found


def _counts(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a number counts what follows ("2 evenings") and is no hour."""
    hour, following = pieces[place].hour, pieces[place + 1 : place + 2]
    bare = hour is not None and not (hour.half or hour.exact)
    return bare and any(p.sense.parts and p.gap == " " and len(p.text) > 2 for p in following)


def _before(found: Sequence[Piece]) -> tuple[frozenset[str], list[str]]:
    """What the words before an hour say."""
    if found and found[-1].mark == ">":
        return frozenset({"from_hour"}), []
    joins: set[str] = set()
    words: list[str] = []
    for piece in reversed(found[-3:]):
        if not (piece.unknown or piece.sense.joins):
            break
        joins |= piece.sense.joins
        words.append(fold(piece.text))
    return frozenset(joins), words


def _other_hour(pieces: Sequence[Piece], start: int, linking: set[str]) -> int | None:
    """Where the second hour of a range stands."""
    linked = False
    for i in range(start + 1, min(start + 6, len(pieces))):
        piece = pieces[i]
        if piece.hour is not None:
            return i if linked else None
        if piece.mark == "-" or piece.sense.joins & linking:
            linked = True
        elif not (piece.unknown or "from_hour" in piece.sense.joins):
            return None
    return None


def _after(pieces: Sequence[Piece], start: int) -> int | None:
    """A word behind the hour that says from or until: `17 után`, `17-től`, `18+`, `18 Uhr bis`."""
    i = start + 1
    if i < len(pieces) and (pieces[i].mark == "-" or pieces[i].unknown):
        i += 1
    if i >= len(pieces) or not pieces[i].sense.joins & {"from_hour", "to_hour"}:
        return None
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    leads_on = following is not None and (following.hour or following.sense.days)
    return None if leads_on and i == start + 1 and "," not in pieces[i].gap else i


def _with_day_ranges(pieces: Sequence[Piece]) -> list[Piece]:
    """`lun-mer` becomes three days; `lun-mer-ven` stays a list."""
    found: list[Piece] = []
    chained = _chains(pieces)
    for i, piece in enumerate(pieces):
        if not piece.sense.days or len(piece.sense.days) != 1 or not found:
            found.append(piece)
            continue
        linked = _linked(found) and i not in chained
        first = next((p for p in reversed(found) if p.sense.days), None)
        glued = found[-1] is first and first is not None and _case_range(first.text, piece.text)
        if first is not None and len(first.sense.days) == 1 and (linked or glued):
            days = days_between(min(first.sense.days), min(piece.sense.days))
            found = [p for p in found if p is not first]
            piece = Piece(f"{first.text}-{piece.text}", Sense(days=days), gap=first.gap)
        found.append(piece)
    return found


def _linked(found: Sequence[Piece]) -> bool:
    """Whether the last pieces are a day and then a dash or a word such as "to"."""
    linked = False
    for piece in reversed(found):
        if piece.sense.days:
            return linked
        if piece.mark == "-" or piece.sense.joins & {"to", "to_hour"}:
            linked = True
        elif not (piece.unknown and len(piece.text) <= 3):
            return False
    return False


def _chains(pieces: Sequence[Piece]) -> set[int]:
    """Places of days in a chain such as `lun-mer-ven`, which is a list."""
    chained: set[int] = set()
    for i in range(len(pieces) - 4):
        five = pieces[i : i + 5]
        if all(five[n].sense.days for n in (0, 2, 4)) and five[1].mark == five[3].mark == "-":
            chained |= {i, i + 2, i + 4}
    return chained


def _case_range(first: str, last: str) -> bool:
    """`hétfőtől péntekig`: the endings of the words say from and to."""
    return any(first.endswith(since) and last.endswith(until) for since, until in _CASES)
