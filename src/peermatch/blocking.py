"""Pairs of people who would rather have each other than what the plan gives them.

A best plan for all is not always a stable one: it may pass over two people who both prefer
each other, because somebody else would go without (Gale and Shapley, "College admissions and
the stability of marriage", 1962). A coordinator should know how many, and who.
"""

from dataclasses import dataclass

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.pairs import Pairs, streamed_pairs
from peermatch.plan import Plan
from peermatch.rules import Rules
from peermatch.value import tiers

_TIER = 1 << 40  # one step of priority, above any number of points


@dataclass(frozen=True, slots=True)
class Blocking:
    """Mentee and mentor would both gain by each other.

    `points` of this pair against `points_now` of the pair she has (0 without one).
    `displaced` is the mentee whom the mentor would give up, the lowest of his by priority,
    then points; -1 if he has a free place.
    """

    mentee: int
    mentor: int
    points: int
    points_now: int
    displaced: int


def blocking_pairs(instance: Instance, rules: Rules, plan: Plan) -> tuple[Blocking, ...]:
    """All blocking pairs of a plan, by mentee, then mentor; their number is the length.

    A mentee prefers more points, and anybody to nobody. A mentor takes her into a free place,
    or instead of a mentee of lower priority, or of equal priority and fewer points. Pairs that
    were locked are the coordinator's choice: nobody blocks by leaving one.
    """
    people = plan.options.applied_to(instance)
    judge = _Judge(people, rules, plan)
    found = [judge.blocking(pairs) for pairs in streamed_pairs(people, rules)]
    return tuple(sorted((pair for some in found for pair in some), key=_by_people))


class _Judge:
    """What each mentee has, and what each mentor would give up, worked out once."""

    def __init__(self, people: Instance, rules: Rules, plan: Plan) -> None:
        self._mate, self._points = plan.mate, plan.points
        self._rank = tiers(people, rules) * _TIER
        self._fixed = plan.options.locked_mate(people.mentees) >= 0
        used = np.bincount(plan.mate[plan.mate >= 0], minlength=people.mentors)
        self._free = people.r_load + used < people.r_cap
        self._lowest, self._displaced = self._lowest_of_each(people.mentors)

    def _lowest_of_each(self, mentors: int) -> tuple[Array, Array]:
        """The mentee each mentor would give up first: her rank (none: beyond all), who it is."""
        rank = np.full(mentors, np.iinfo(np.int64).max)
        who = np.full(mentors, -1, np.int64)
        movable = np.flatnonzero((self._mate >= 0) & ~self._fixed)
        ranks = (self._rank + self._points)[movable]
        order = np.lexsort((movable, -ranks))  # the lowest is written last
        rank[self._mate[movable[order]]] = ranks[order]
        who[self._mate[movable[order]]] = movable[order]
        return rank, who

    def blocking(self, pairs: Pairs) -> list[Blocking]:
        """Those of some allowed pairs that block."""
        i, j, points = pairs.mentee, pairs.mentor, pairs.points
        gains = ((self._mate[i] < 0) | (points > self._points[i])) & ~self._fixed[i]
        gains &= self._mate[i] != j
        taken = self._free[j] | (self._rank[i] + points > self._lowest[j])
        blocks = np.flatnonzero(gains & taken)
        i, j = i[blocks], j[blocks]
        displaced = np.where(self._free[j], -1, self._displaced[j])
        rows = (i, j, points[blocks], self._points[i], displaced)
        return [Blocking(*row) for row in zip(*(r.tolist() for r in rows), strict=True)]


def _by_people(pair: Blocking) -> tuple[int, int]:
    return pair.mentee, pair.mentor
