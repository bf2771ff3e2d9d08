"""What a strategy may cite by number: a small register, filled by what lower rooms have.

`search` and `find` read through the queries of the room that owns the thing, as the actor.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from amir.core.actor import Actor

MOST_FOUND = 50


@dataclass(frozen=True)
class Found:
    """Something that can be cited: its number is how people name it ("IT-FG2")."""

    kind: str
    id: UUID
    number: str
    title: str
    href: str = ""


@dataclass(frozen=True)
class Citable:
    """A kind of thing. `search(actor, programme_id, strategy_id)` lists what may be cited;

    `find` gives those of these ids that the actor sees.
    """

    kind: str
    label: str | Promise
    search: Callable[[Actor, UUID, UUID], list[Found]]
    find: Callable[[Actor, Collection[UUID]], dict[UUID, Found]]


_kinds: dict[str, Citable] = {}


def register(citable: Citable) -> None:
    """Let strategies cite a kind of thing; the same kind twice replaces it."""
    _kinds[citable.kind] = citable


def kinds() -> list[Citable]:
    """Every kind, in the order of registration."""
    return list(_kinds.values())


def kind_of(name: str) -> Citable | None:
    """A kind by its name."""
    return _kinds.get(name)
