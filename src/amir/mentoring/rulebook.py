"""The rules as plain settings: all of them, and what a version changes on the defaults.

The defaults are the shipped rules, changed by what the programme itself says.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from .rules import Programme, RulesRefused, merged, programme_rules

Settings = dict[str, Any]
NAMES = ("reach_km", "unknown_level", "hard", "score", "objective")
MOST_KM = 20_000  # half around the Earth
MOST_BANDS = 10
MOST_LETTERS = 10_000


def settings_of(programme: Programme) -> Settings:
    """Every setting as plain values, table by table."""
    tables = asdict(programme.rules)
    tables.pop("name")
    return {"reach_km": _plain(programme.reach_km), "unknown_level": programme.unknown_level,
            **{name: _plain(table) for name, table in tables.items()}}  # fmt: skip


def differences(base: Mapping[str, Any], other: Mapping[str, Any]) -> Settings:
    """What must be laid over `base` to get `other`; both hold all settings."""
    found: Settings = {}
    for name, value in other.items():
        if value == base[name]:
            continue
        found[name] = differences(base[name], value) if isinstance(value, Mapping) else value
    return found


def checked_changes(changes: Mapping[str, Any], *, over: Mapping[str, Any]) -> Settings:
    """The same changes to the defaults, whole and plain. `over`: what the programme itself says.

    Raises `RulesRefused` with a sentence.
    """
    unknown = [name for name in changes if name not in NAMES]
    if unknown:
        raise RulesRefused(
            _("“{name}” is not a part of the rules; known: {known}.").format(
                name=unknown[0], known=", ".join(NAMES)
            )
        )
    programme = programme_rules(changes=merged(over, changes))
    _require_floors(programme)
    found = differences(settings_of(programme_rules(changes=over)), settings_of(programme))
    if len(json.dumps(found)) > MOST_LETTERS:
        raise RulesRefused(_("These lists of numbers are too long."))
    return found


def _require_floors(programme: Programme) -> None:
    """What no organisation can change, and what makes no sense."""
    rules = programme.rules
    if not rules.hard.ready.on:
        raise RulesRefused(_("Nobody is matched without evidence: “ready” stays on."))
    if not rules.score.origin.if_wished:
        raise RulesRefused(_("Origin counts only if the mentee wishes it."))
    kilometres = rules.hard.place.kilometres
    if max(programme.reach_km, *kilometres) > MOST_KM:
        raise RulesRefused(_("Distances are {most} km at most.").format(most=MOST_KM))
    if not all(float(km).is_integer() for km in (programme.reach_km, *kilometres)):
        raise RulesRefused(_("Distances are whole kilometres."))
    if any(abs(offset) > MOST_BANDS for offset in rules.score.age.offsets):
        raise RulesRefused(_("Age bands differ by {most} at most.").format(most=MOST_BANDS))


def _plain(value: Any) -> Any:
    """As JSON gives it back: lists, and whole numbers without a point."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
