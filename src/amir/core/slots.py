"""Slots: a low room's page has a place by name, and higher rooms put something there.

A slot entry carries its permission; whoever lacks it is not shown the entry, and the entry is in
the access matrix through the permission. Rooms register in `AppConfig.ready`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Builder = Callable[[HttpRequest, dict[str, Any]], Any]


@dataclass(frozen=True)
class Entry:
    """What a room puts into a slot: a template and a function that makes its context.

    `build(request, page_context)` returns the template's context, or None to stay away.
    """

    name: str
    permission: str
    template: str
    build: Builder
    order: int = 100


_entries: dict[str, list[Entry]] = defaultdict(list)


def fill(slot: str, entry: Entry) -> None:
    """Put an entry into a slot; the same name twice replaces it."""
    kept = [other for other in _entries[slot] if other.name != entry.name]
    _entries[slot] = sorted([*kept, entry], key=lambda e: (e.order, e.name))


def entries(slot: str) -> list[Entry]:
    """What stands in a slot, in order."""
    return list(_entries[slot])


def all_entries() -> dict[str, list[Entry]]:
    """Every slot, for the access matrix."""
    return {slot: list(found) for slot, found in _entries.items()}
