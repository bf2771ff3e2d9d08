"""Which changes let one more person be matched, read off an optimal plan.

An optimal plan matches as many people as possible, so by Berge's theorem (1957) one more can
be matched exactly if a change opens an augmenting path. Two closures over the plan answer
that for every change at once: the mentors from whom a chain of moves ends at a free place,
and the mentees whose mentor, once free, could be passed on to somebody unmatched.
"""

from typing import Self

import numpy as np

from peermatch.arrays import Array
from peermatch.prices import Market


class Residual:
    """An optimal plan, ready to be asked about one more place or one more pair."""

    def __init__(self, market: Market, mate: Array, settled: Array) -> None:
        # `settled` mentees keep what they have, outside this market.
        self._mate = mate.astype(np.int64)
        self._mentors = market.mentors
        order = np.lexsort((market.mentee, market.mentor))
        self._suitors = market.mentee[order]
        self._starts = np.searchsorted(market.mentor[order], np.arange(market.mentors + 1))
        self._added: list[Array] = []
        used = np.bincount(mate[mate >= 0], minlength=market.mentors)
        self.open_mentors = self._open(used < market.places)
        self.tight_mentees = self._tight(market, settled)

    def gain(self, suitors: Array, places: int) -> int:
        """How many more people are matched with a new mentor whom `suitors` could have."""
        return self._copy()._add(suitors, places)

    def add(self, suitors: Array, places: int) -> int:
        """The same, and the new mentor stays."""
        return self._add(suitors, places)

    def _copy(self) -> Self:
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy._mate, copy._added = self._mate.copy(), list(self._added)
        return copy

    def _open(self, free: Array) -> Array:
        """Mentors with a free place, or with a mentee who could move to an open mentor."""
        found = free.copy()
        frontier = np.flatnonzero(free)
        while len(frontier):
            mentees = np.unique(np.concatenate([self._suitors_of(j) for j in frontier.tolist()]))
            mentors = np.unique(self._mate[mentees])
            frontier = mentors[(mentors >= 0) & ~found[mentors]]
            found[frontier] = True
        return found

    def _tight(self, market: Market, settled: Array) -> Array:
        """Unmatched mentees, and those whose place would serve one if they moved."""
        tight = (self._mate < 0) & ~settled
        while True:
            wanted = np.zeros(market.mentors + 1, np.bool_)  # the last stands for nobody
            wanted[market.mentor[tight[market.mentee]]] = True
            grown = tight | wanted[self._mate]
            if (grown == tight).all():
                return tight
            tight = grown

    def _suitors_of(self, mentor: int) -> Array:
        if mentor >= self._mentors:
            return self._added[mentor - self._mentors]
        return self._suitors[self._starts[mentor] : self._starts[mentor + 1]]

    def _add(self, suitors: Array, places: int) -> int:
        self._added.append(suitors[self.tight_mentees[suitors]])
        mentor = self._mentors + len(self._added) - 1
        for place in range(places):
            if not self._fill(mentor):
                return place
        return places

    def _fill(self, mentor: int) -> bool:
        """Give a place of `mentor` to somebody, so that in the end one more is matched."""
        moves: dict[int, tuple[int, int]] = {}  # mentor: who would leave her, and for whom
        queue = [mentor]
        for to in queue:
            for mentee in self._suitors_of(to).tolist():
                at = int(self._mate[mentee])
                if at < 0 and self.tight_mentees[mentee]:
                    self._move(mentee, to, moves)
                    return True
                if at >= 0 and at != mentor and at not in moves and self.tight_mentees[mentee]:
                    moves[at] = (mentee, to)
                    queue.append(at)
        return False

    def _move(self, mentee: int, to: int, moves: dict[int, tuple[int, int]]) -> None:
        """Follow the chain back: each mentee moves to the mentor that asked for her."""
        self._mate[mentee] = to
        while to in moves:
            mentee, to = moves[to]
            self._mate[mentee] = to
