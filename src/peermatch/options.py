"""What the coordinator wants of one run, besides the rules."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import OptionsError
from peermatch.instance import Instance

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Pairs are (mentee, mentor), by index.

    locked: pairs that must be made (they still obey the hard rules). forbidden: pairs that
    must not. stay: pairs that exist already and earn `stay_bonus` points if kept; the bonus
    never outweighs a person. reserve: (mentor, places) held back for people yet to come.
    """

    locked: Pairs = ()
    forbidden: Pairs = ()
    stay: Pairs = ()
    stay_bonus: int = 150
    reserve: Pairs = ()

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
        """The bonus that can be earned at all."""
        return self.stay_bonus if self.stay else 0

    def applied_to(self, instance: Instance) -> Instance:
        """The people as the rules see them: less free places, more exclusions."""
        self._fit(instance)
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
