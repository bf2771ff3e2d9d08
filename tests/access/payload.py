"""What a valid form of a route is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .side import Side

RUNS = "programme_coordinator"  # who runs a programme
Sent = Callable[[Side], Mapping[str, Any]]


@dataclass(frozen=True)
class Payload:
    """A valid form. `by`: the role with which it has its effect."""

    sent: Sent = lambda side: {}
    by: str = "coordinator"
    wrote: str = ""
    kept: str = ""
    query: Sent = lambda side: {}
    is_json: bool = False


def on(name: str, day: date = date(2025, 6, 3)) -> dict[str, int]:
    """A day in the three boxes of the kit."""
    return {f"{name}_year": day.year, f"{name}_month": day.month, f"{name}_day": day.day}


def same(**values: Any) -> Sent:
    """The same form for every side."""
    return lambda side: values
