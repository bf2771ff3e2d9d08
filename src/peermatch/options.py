"""What the coordinator wants of one run, besides the rules."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import OptionsError
from peermatch.instance import Instance

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Parity:
    """Points that count for some groups of mentees and against others, so that all fare alike.

    `groups[i]`: the group of mentee i, an index into `lifts`, or -1. `lifts[g]`: points for
    matching one of its people, or against it if negative. They never outweigh a person.
    `solve_fairly` finds them.
    """

    groups: tuple[int, ...]
    lifts: tuple[int, ...]

    def __post_init__(self) -> None:
        for name in ("groups", "lifts"):
            object.__setattr__(self, name, tuple(int(v) for v in getattr(self, name)))
        if not all(-1 <= group < len(self.lifts) for group in self.groups):
            raise OptionsError("'groups' must hold -1, or a group that has a lift.")
        if not all(abs(lift) <= 1_000_000_000 for lift in self.lifts):
            raise OptionsError("'lifts' are -1000000000 to 1000000000.")

    @property
    def width(self) -> int:
        """How far apart lifts are, or no lift at all."""
        return max(0, *self.lifts) - min(0, *self.lifts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Pairs are (mentee, mentor), by index.

    locked: pairs that must be made (they still obey the hard rules). forbidden: pairs that
    must not. stay: pairs that exist already and earn `stay_bonus` points if kept; the bonus
    never outweighs a person. reserve: (mentor, places) held back for people yet to come.
    parity: points by group, as `solve_fairly` finds them.
    """

    locked: Pairs = ()
    forbidden: Pairs = ()
    stay: Pairs = ()
    stay_bonus: int = 250
    reserve: Pairs = ()
    parity: Parity | None = None

    def __post_init__(self) -> None:
        for name in ("locked", "forbidden", "stay", "reserve"):
            object.__setattr__(self, name, _pairs(name, getattr(self, name)))
        if not 0 <= self.stay_bonus <= 1_000_000:
            raise OptionsError("'stay_bonus' is 0 to 1000000.")
        if len({mentee for mentee, _ in self.locked}) < len(self.locked):
            raise OptionsError("A mentee is locked to two mentors: keep one.")
        if set(self.locked) & set(self.forbidden):
            raise OptionsError("A pair is both locked and forbidden: keep one.")
        if len({mentor for mentor, _ in self.reserve}) < len(self.reserve):
            raise OptionsError("A mentor stands twice in 'reserve': keep one.")

    @property
    def bonus(self) -> int:
        """The bonus that can be earned at all, besides the points of a pair."""
        lifted = self.parity.width if self.parity else 0
        return (self.stay_bonus if self.stay else 0) + lifted

    def lifts(self, mentees: int) -> Array:
        """What matching each mentee counts for the sake of her group."""
        if self.parity is None:
            return np.zeros(mentees, np.int64)
        return np.array([*self.parity.lifts, 0], np.int64)[np.array(self.parity.groups, np.int64)]

    def applied_to(self, instance: Instance) -> Instance:
        """The people as the rules see them: less free places, more exclusions."""
        self._fit(instance)
        if not self.reserve and not self.forbidden:
            return instance
        room = instance.r_cap.copy()
        for mentor, places in self.reserve:
            room[mentor] = max(int(instance.r_load[mentor]), int(room[mentor]) - places)
        forbidden = np.array(self.forbidden, np.int32).reshape(-1, 2)
        return instance.replace(r_cap=room, excl=np.concatenate([instance.excl, forbidden]))

    def locked_mate(self, mentees: int) -> Array:
        """The mentor each mentee is locked to, or -1."""
        mate = np.full(mentees, -1, np.int32)
        for mentee, mentor in self.locked:
            mate[mentee] = mentor
        return mate

    def _fit(self, instance: Instance) -> None:
        if self.parity and len(self.parity.groups) != instance.mentees:
            raise OptionsError(
                "'groups' has {size} entries; there are {mentees} mentees.",
                size=len(self.parity.groups), mentees=instance.mentees,
            )  # fmt: skip
        pairs = (*self.locked, *self.forbidden, *self.stay)
        for mentee, mentor in (*pairs, *((0, mentor) for mentor, _ in self.reserve)):
            if not mentor < instance.mentors or not mentee < max(instance.mentees, 1):
                raise OptionsError(
                    "The options name mentee {mentee} and mentor {mentor}; there are {mentees} "
                    "and {mentors}.", mentee=mentee, mentor=mentor,
                    mentees=instance.mentees, mentors=instance.mentors,
                )  # fmt: skip


def _pairs(name: str, given: Any) -> Pairs:
    try:
        pairs = tuple(sorted({(int(a), int(b)) for a, b in given}))
    except (TypeError, ValueError):
        raise OptionsError("'{name}' must hold pairs of whole numbers.", name=name) from None
    if any(a < 0 or b < 0 for a, b in pairs):
        raise OptionsError("'{name}' holds a negative number.", name=name)
    return pairs
