"""What changed in the template, what changed here, and what becomes of both. Pure.

A strategy is a mapping from the name of a part ("section:diagnosis") to its fields. `base` is what
was adapted, `theirs` the template now, `ours` what the place has now. Nothing is overwritten
without a choice: a part that changed in the template waits until it is taken, left or edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Part = Mapping[str, Any]
Parts = Mapping[str, Part]


class Side(StrEnum):
    """Who changed a part since it was adapted."""

    NOBODY = "nobody"
    THEIRS = "theirs"
    OURS = "ours"
    BOTH = "both"
    SAME = "same"  # both, to the same words


@dataclass(frozen=True)
class Difference:
    """One part as it was, as the template has it now, and as the place has it; None: not there."""

    name: str
    base: Part | None
    theirs: Part | None
    ours: Part | None

    @property
    def changed_by(self) -> Side:
        """Who changed it."""
        they, we = self.base != self.theirs, self.base != self.ours
        if they and we:
            return Side.SAME if self.theirs == self.ours else Side.BOTH
        return Side.THEIRS if they else Side.OURS if we else Side.NOBODY

    @property
    def waits(self) -> bool:
        """Whether somebody has to choose."""
        return self.changed_by in (Side.THEIRS, Side.BOTH)


def compare(base: Parts, theirs: Parts, ours: Parts) -> list[Difference]:
    """Every part of the three, in the template's order, then what only the place has."""
    names = dict.fromkeys([*theirs, *base, *ours])
    return [Difference(n, base.get(n), theirs.get(n), ours.get(n)) for n in names]


def waiting(differences: list[Difference]) -> list[Difference]:
    """Those that wait for a choice."""
    return [each for each in differences if each.waits]


def chosen(difference: Difference, choice: str, edited: Part | None = None) -> Part | None:
    """What the part becomes. KeyError for a choice that there is not."""
    return {"take": difference.theirs, "leave": difference.ours, "edit": edited}[choice]


def merged(differences: list[Difference], choices: Mapping[str, str],
           edited: Parts | None = None) -> dict[str, Part]:  # fmt: skip
    """The place's parts after these choices; without one, a part stays as the place has it."""
    found: dict[str, Part] = {}
    for each in differences:
        choice = choices.get(each.name, "leave") if each.waits else "leave"
        part = chosen(each, choice, (edited or {}).get(each.name, each.ours))
        if part is not None:
            found[each.name] = part
    return found
