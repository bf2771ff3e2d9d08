"""The week as 21 slots: seven days of morning, afternoon and evening."""

from collections.abc import Iterable

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("am", "pm", "eve")
EVERY_DAY = frozenset(range(7))
WHOLE_DAY = frozenset(range(3))
_NOON, _EVENING, _NIGHT = 12.0, 18.0, 24.0

Slot = tuple[int, int]  # day, part


def days_of(meaning: str) -> frozenset[int]:
    """`mon`, `mon-fri` or `all` as numbers of days."""
    if meaning == "all":
        return EVERY_DAY
    first, _, last = meaning.partition("-")
    return days_between(DAYS.index(first), DAYS.index(last or first))


def days_between(first: int, last: int) -> frozenset[int]:
    """All days from one to another, over the end of the week where need be."""
    return frozenset((first + i) % 7 for i in range((last - first) % 7 + 1))


def parts_of(meaning: str) -> frozenset[int]:
    """`am`, `pm`, `eve` or `all` as numbers of parts."""
    return WHOLE_DAY if meaning == "all" else frozenset({PARTS.index(meaning)})


def parts_between(start: float, end: float) -> frozenset[int]:
    """The parts of day that hours from `start` to `end` reach into.

    Nine to thirteen reaches into morning and afternoon; from 17 on, into afternoon and evening.
    """
    if end <= start:
        end = _NIGHT
    bounds = ((0.0, _NOON), (_NOON, _EVENING), (_EVENING, _NIGHT))
    return frozenset(i for i, (low, high) in enumerate(bounds) if start < high and end > low)


def written(slots: Iterable[Slot]) -> list[str]:
    """Slots as the field holds them, in the order of the week."""
    return [f"{DAYS[day]}-{PARTS[part]}" for day, part in sorted(set(slots))]
