"""One row while its cells are being read: values, texts without a field, complaints, traces."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...core.text import ascii_digits
from ..grid import Cell
from ..kinds.base import Reading
from ..sayings import Complaint
from ..targets import Target

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = ("am", "pm", "eve")
WEEK = {f"{day}-{part}": i for i, (day, part) in enumerate((d, p) for d in _DAYS for p in _PARTS)}
_LEVELS = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6, "native": 7}


@dataclass(slots=True)
class Row:
    """What has been read of one row so far. `unsaid`: cells that gave nothing, by header."""

    at: str
    number: int
    filled: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    complaints: list[tuple[str, Complaint]] = field(default_factory=list)
    unsaid: dict[str, tuple[str, str]] = field(default_factory=dict)  # header -> (field, text)
    kept_out: list[str] = field(default_factory=list)
    week: dict[str, list[list[str]]] = field(default_factory=dict)  # what each column said
    waiting: set[str] = field(default_factory=set)  # fields that an open question holds back

    def take(self, target: Target, header: str, cell: Cell, reading: Reading) -> None:
        """Put what a cell said to the rest of the row."""
        self.complaints += [(header, complaint) for complaint in reading.complaints]
        if reading.value not in (None, [], ""):
            self._add(target, reading.value)
        elif reading.waiting:
            self.waiting.add(target.field)
        elif not reading.complaints and not reading.rest:
            self.unsaid[header] = (target.field, cell.text)
        if reading.rest:
            self.extra[header] = reading.rest
        for name, value in reading.extra_values.items():
            self.values.setdefault(name, value)

    def _add(self, target: Target, value: object) -> None:
        before = self.values.get(target.field)
        if target.joined == "week":
            self.week.setdefault(target.field, []).append(_listed(value))
        elif before is None or not target.many:
            self.values[target.field] = ascii_digits(str(value)) if target.part == "id" else value
        elif target.joined == "text":
            self.values[target.field] = f"{before}; {value}"
        elif target.joined == "merged":
            self.values[target.field] = merged(before, value)
        else:
            self.values[target.field] = list(dict.fromkeys([*before, *_listed(value)]))

    def join_weeks(self) -> None:
        """Make one list of what several columns said about the week."""
        for name, told in self.week.items():
            self.values[name] = week_of(told)

    def finish(self) -> None:
        """Leave a trace of cells that gave nothing, where nothing else tells of them."""
        for header, (name, text) in self.unsaid.items():
            if name not in self.values:
                self.extra.setdefault(header, text)


def week_of(told: list[list[str]]) -> list[str]:
    """The slots of several columns together.

    Where one column says only days ("Friday") and another only parts of the day ("mornings"),
    those parts of those days are meant.
    """
    days: set[str] = set()
    parts: set[str] = set()
    others: set[str] = set()
    for slots in told:
        here = set(slots)
        named_days = {slot[:3] for slot in here}
        named_parts = {slot[4:] for slot in here}
        if len(here) != len(named_days) * len(named_parts) or len(here) == len(WEEK):
            others |= here
        elif len(named_parts) == len(_PARTS):
            days |= here
        elif len(named_days) == len(_DAYS):
            parts |= here
        else:
            others |= here
    together = others | (days & parts if days and parts else days | parts)
    return sorted(together, key=lambda slot: WEEK.get(slot, len(WEEK)))


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def merged(before: list[Mapping[str, Any]], value: object) -> list[Mapping[str, Any]]:
    """Two lists of languages as one: each language once, with the level that says more."""
    found = {entry["tag"]: dict(entry) for entry in before}
    for entry in _listed(value):
        there = found.setdefault(entry["tag"], dict(entry))
        if _LEVELS.get(there["level"], 0) == 0:
            there["level"] = entry["level"]
    return list(found.values())
