"""What a list changes of people who are known already. What it does not tell stays as it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from amir.core.actor import Actor
from amir.core.text import fold
from amir.people.models import Calling, Contact, FieldSet, Identity, Profile
from amir.people.queries import rows_of

Fields = dict[str, Any]

# Somebody may have corrected these by hand; a list has no better word on them.
_KEPT = frozenset({"preferred_name", "language", "session_kind", "is_invented"})
_UNTOLD: tuple[Any, ...] = (None, "", [], {})
_JOINED = frozenset({"languages", "facts", "extras"})
_TABLES: dict[type[FieldSet], tuple[str, ...]] = {
    Calling: ("preferred_name", "language"),
    Identity: ("full_name", "birth_year", "born_on", "gender", "origin", "arrived_on"),
    Contact: ("phone", "email", "phone_is_shared"),
    Profile: ("place", "country", "latitude", "longitude", "languages", "availability", "facts",
              "extras"),
}  # fmt: skip


def current_fields(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Fields]:
    """What is known of people, by the names of `people.actions.NewPerson`; four queries."""
    wanted = list(ids)
    found: dict[UUID, Fields] = {}
    if not wanted:
        return found
    for table, names in _TABLES.items():
        for person_id, row in rows_of(table, actor, wanted).items():
            found.setdefault(person_id, {}).update({name: getattr(row, name) for name in names})
    return found


def changed_fields(told: Mapping[str, Any], known: Mapping[str, Any]) -> Fields:
    """The fields that the list changes, with their new values."""
    changed: Fields = {}
    for name, value in told.items():
        if name in _KEPT or value in _UNTOLD:
            continue
        held = known.get(name)
        new = {**(held or {}), **value} if name in _JOINED else value
        if not _says_the_same(name, held, new):
            changed[name] = new
    if "place" not in changed:
        # Coordinates of one and the same place differ only where the gazetteer was renewed.
        for name in ("latitude", "longitude", "country"):
            changed.pop(name, None)
    return changed


def _says_the_same(name: str, held: Any, new: Any) -> bool:
    if name == "full_name":
        return sorted(fold(str(held or "")).split()) == sorted(fold(new).split())
    if name == "birth_year":
        return bool(held == new)
    if name == "phone_is_shared":
        return bool(held) or not new
    if name == "availability":
        return sorted(held or ()) == sorted(new)
    return bool(held == new) or (held in (None, "") and new in (None, ""))


def as_json(fields: Mapping[str, Any]) -> Fields:
    """Fields for a JSON column: days as ISO text."""
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in fields.items()}


def from_json(fields: Mapping[str, Any]) -> Fields:
    """The fields again."""
    return {
        n: date.fromisoformat(v) if n in ("born_on", "arrived_on") and isinstance(v, str) else v
        for n, v in fields.items()
    }
