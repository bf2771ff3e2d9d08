"""Hours of the day: `18-20`, `dopo le 18`, `from 9 to 1pm`, `17 után`."""

from collections.abc import Sequence
from dataclasses import dataclass

from amir.core.text import fold

from .slots import parts_between

_DAY_HOURS = 7  # "after 5" and "2-6" mean the afternoon
_END = 24.0
# Words before two hours that "and" joins.
_PAIR = """
between zwischen tra fra entre między между між mezi mellan mellem tussen μεταξύ între između
arasında بين بین
"""
BETWEEN = frozenset(fold(word) for word in _PAIR.split())
# Words that say "at" as well as "until"; alone beside an hour they say "at".
_AT = frozenset({"alle", "alle ore", "a las", "a", "à"})


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour as written. `half`: am or pm, where told; `exact`: with minutes or a leading 0."""

    value: float
    half: str = ""
    exact: bool = False

    def on_the_clock(self, *, half: str = "", afternoon: bool = False) -> float:
        """The hour of 24; `afternoon`: a small bare number is meant after noon."""
        half = self.half or half
        if half == "pm" and self.value < 12:
            return self.value + 12
        if half == "am" and self.value >= 12:
            return self.value - 12
        if not half and not self.exact and afternoon and 1 <= self.value < 12:
            return self.value + 12
        return self.value


def span(first: Hour, last: Hour) -> frozenset[int]:
    """Parts of day from one hour to another."""
    start = first.on_the_clock(half=last.half if last.value > first.value else "")
    end = last.on_the_clock()
    if not (first.half or last.half or first.exact or last.exact):
        if end < _DAY_HOURS and start < end:  # "2-6"
            start, end = start + 12, end + 12
        elif end <= start and end < 12:  # "9-1"
            end += 12
    return parts_between(start, end)


def since(hour: Hour) -> frozenset[int]:
    """Parts of day after an hour."""
    return parts_between(hour.on_the_clock(afternoon=hour.value <= _DAY_HOURS), _END)


def until(hour: Hour) -> frozenset[int]:
    """Parts of day before an hour."""
    return parts_between(0.0, hour.on_the_clock(afternoon=hour.value < _DAY_HOURS))


def around(hour: Hour) -> frozenset[int]:
    """The part of day in which an hour lies."""
    start = hour.on_the_clock(afternoon=hour.value < _DAY_HOURS)
    return parts_between(start, start + 0.5)


def parts_at(hour: Hour, joins: frozenset[str], words: Sequence[str]) -> frozenset[int]:
    """Parts of day of one hour with the small words beside it."""
    if "from_hour" in joins:
        return since(hour)
    if "to_hour" in joins and not _AT & set(words):
        return until(hour)
    return around(hour)
