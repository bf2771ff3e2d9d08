"""Who must not, must, or should keep whom, while people come and go."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.options import Options

KINDS = ("excl", "conflict", "forbidden", "stay")


@dataclass(slots=True)
class _OfOne:
    """The pairs of one person, by kind: who the others are."""

    excl: set[int] = field(default_factory=set)
    conflict: set[int] = field(default_factory=set)
    forbidden: set[int] = field(default_factory=set)
    stay: set[int] = field(default_factory=set)


class Wishes:
    """Single pairs that count, by handles, kept from both sides ("e" mentees, "r" mentors)."""

    def __init__(self, instance: Instance, options: Options) -> None:
        self.locked: dict[int, int] = {}
        self._locked_to: dict[int, set[int]] = {}
        for mentee, mentor in options.locked:
            self.locked[mentee] = mentor
            self._locked_to.setdefault(mentor, set()).add(mentee)
        self.reserve = dict(options.reserve)
        self._bonus = options.stay_bonus
        self._of: dict[str, dict[int, _OfOne]] = {"e": {}, "r": {}}
        pairs = instance.excl.tolist(), instance.conflict.tolist(), options.forbidden, options.stay
        for kind, some in zip(KINDS, pairs, strict=True):
            for mentee, mentor in some:
                self.put("e", mentee, kind, [*self.held("e", mentee, kind), mentor])

    def locked_to(self, mentor: int) -> list[int]:
        """The mentees who are locked to a mentor."""
        return sorted(self._locked_to.get(mentor, ()))

    def held(self, side: str, who: int, kind: str) -> set[int]:
        """With whom somebody has pairs of this kind."""
        one = self._of[side].get(who)
        return set() if one is None else set(getattr(one, kind))

    def put(self, side: str, who: int, kind: str, others: Iterable[int]) -> None:
        """Say anew with whom somebody has pairs of this kind."""
        mine, theirs = self._of[side], self._of["r" if side == "e" else "e"]
        old, new = self.held(side, who, kind), set(others)
        if old or new:
            setattr(mine.setdefault(who, _OfOne()), kind, new)
        for other in old - new:
            getattr(theirs[other], kind).discard(who)
        for other in new - old:
            getattr(theirs.setdefault(other, _OfOne()), kind).add(who)

    def forget(self, side: str, who: int) -> None:
        """Somebody has left."""
        if side == "r":
            self.reserve.pop(who, None)
        for mentee in self.locked_to(who) if side == "r" else {who} & self.locked.keys():
            self._locked_to[self.locked.pop(mentee)].discard(mentee)
        for kind in KINDS:
            self.put(side, who, kind, ())

    def pairs(self, kind: str) -> list[tuple[int, int]]:
        """All pairs of one kind, sorted."""
        return sorted((i, j) for i, one in self._of["e"].items() for j in getattr(one, kind))

    def options(self, mentee: Array, mentor: Array) -> Options:
        """The options in force, people by their place: `mentee[handle]`, `mentor[handle]`."""
        locked, forbidden, stay = (
            tuple((int(mentee[i]), int(mentor[j])) for i, j in pairs)
            for pairs in (self.locked.items(), self.pairs("forbidden"), self.pairs("stay"))
        )
        reserve = tuple((int(mentor[j]), places) for j, places in self.reserve.items() if places)
        return Options(
            locked=locked, forbidden=forbidden, stay=stay, stay_bonus=self._bonus, reserve=reserve
        )

    def weighed(self, side: str, who: int, others: Array, points: Array) -> tuple[Array, Array]:
        """Those of somebody's pairs that may be made, and their points with any bonus."""
        one = self._of[side].get(who)
        if one is None:
            return others, points
        barred = one.excl | one.conflict | one.forbidden
        may = ~np.isin(others, list(barred))
        others, points = others[may], points[may]
        return others, points + self._bonus * np.isin(others, list(one.stay))

    def bonus(self, mentee: int, mentor: int) -> int:
        """What this pair earns for being kept."""
        return self._bonus if mentor in self.held("e", mentee, "stay") else 0
