"""Permissions: each is named once, in a room's rules.py, with whom it can reach.

A role of an organisation holds permissions by name (organisations/roles.py). Views, API, actions,
navigation and slots all ask `may`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from amir.core.actor import Actor

Check = Callable[[Actor, Any], bool]


class Reach(StrEnum):
    """Through which relation a permission is had."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    OWN = "self"
    ORGANISATION = "membership"
    CHECKED = "checked"


@dataclass(frozen=True)
class Permission:
    """A name, a reach, the field sets of a person that it shows, and a check for CHECKED or OWN."""

    name: str
    reach: Reach
    field_sets: tuple[str, ...] = ()
    check: Check | None = None


_named: dict[str, Permission] = {}


def permission(
    name: str, reach: Reach, *, field_sets: tuple[str, ...] = (), check: Check | None = None
) -> str:
    """Declare a permission and return its name. Raises ValueError if it means two things."""
    declared = Permission(name, reach, field_sets, check)
    held = _named.get(name)
    if held is not None and (held.reach, held.field_sets) != (reach, field_sets):
        raise ValueError(f"permission {name} is declared twice")
    if reach in (Reach.OWN, Reach.CHECKED) and check is None:
        raise ValueError(f"permission {name} needs a check")
    _named[name] = declared
    return name


def named(name: str) -> Permission:
    """The permission of that name. KeyError: no room declared it."""
    return _named[name]


def all_permissions() -> dict[str, Permission]:
    """Every declared permission by name."""
    return dict(_named)


def may(actor: Actor, name: str, thing: Any = None) -> bool:
    """Whether the actor has the permission, for a thing or (without one) anywhere at all."""
    wanted = _named[name]
    if wanted.reach is Reach.PUBLIC:
        return True
    if name in actor.granted:
        return True
    if not actor.is_signed_in:
        return False
    if wanted.reach is Reach.SIGNED_IN:
        return True
    if wanted.reach is Reach.ORGANISATION:
        organisation_id = getattr(thing, "organisation_id", None)
        if organisation_id is None:
            return actor.holds_anywhere(name)
        return actor.holds(name, organisation_id)
    return wanted.check is not None and wanted.check(actor, thing)


permission("public", Reach.PUBLIC)
permission("signed_in", Reach.SIGNED_IN)
