"""An optimal plan that is kept optimal while people come and go, one person at a time.

The plan and its prices stay each other's proof: no mentee could gain by turning to another
mentor at these prices, no place is taken below its cost, none is left free above it. Whoever
comes is let in along one shortest augmenting path over these prices; whoever goes leaves a
hole that is filled along one (Ford and Fulkerson 1962; Edmonds and Karp, "Theoretical
improvements in algorithmic efficiency for network flow problems", 1972; Dijkstra 1959). Only
the pairs of people on the way are ever looked at.

Values and prices are those of `levels`: they do not depend on how many people there are.
"""

import heapq
from collections.abc import Iterable
from typing import Protocol

import numpy as np

from peermatch.arrays import Array

OUT = 1 << 60  # beyond any value: the price of a mentor nobody can have

Ways = dict[int, tuple[int, int, int]]  # mentor: who would move, to whom, for which points


class Seek(Protocol):
    """Finds the allowed pairs of one person with those whose `key` less points is below `limit`.

    Gives the others, and for each its key less the points.
    """

    def __call__(self, who: int, key: Array, limit: int) -> tuple[Array, Array]: ...


class Exchange:
    """Who has whom, what every mentor's place is worth, and how both change.

    mentees: `base` (what matching her counts, whoever the mentor is), `mate`, `points` of her
    pair, `owed` = her profit less her base, or OUT while she is not on the market.
    mentors: `price`, `costs` of the places on the market, `mentees` there, places `taken`, and
    how many of those are only `kept` for the moment, taken by nobody.

    A pair earns its points if it is made; its gap is `owed + price - points`, never negative.
    """

    def __init__(self, mentors_of: Seek, mentees_of: Seek) -> None:
        nothing = np.zeros(0, np.int64)
        self.base, self.mate, self.points, self.owed, self.price = (nothing,) * 5
        self.costs: dict[int, tuple[int, ...]] = {}
        self.mentees: dict[int, list[int]] = {}
        self.taken: dict[int, int] = {}
        self.kept: dict[int, int] = {}
        self.moved: dict[int, int] = {}  # mentee: her mentor before
        self._mentors_of, self._mentees_of = mentors_of, mentees_of

    def grow(self, mentees: int, mentors: int) -> None:
        """Make room for more people; they are not on the market yet."""
        more = mentees - len(self.base)
        if more > 0:
            self.base = np.append(self.base, np.zeros(more, np.int64))
            self.points = np.append(self.points, np.zeros(more, np.int64))
            self.mate = np.append(self.mate, np.full(more, -1))
            self.owed = np.append(self.owed, np.full(more, OUT))
        if mentors > len(self.price):
            self.price = np.append(self.price, np.full(mentors - len(self.price), OUT))

    def resume(self, j: int, costs: tuple[int, ...], price: int) -> None:
        """A mentor as a plan has left him; his mentees follow with `resume_pair`."""
        self.costs[j], self.price[j] = costs, price
        self.mentees[j], self.taken[j] = [], 0

    def resume_pair(self, i: int, j: int, points: int) -> None:
        """A pair that a plan has made."""
        self.mentees[j].append(i)
        self.taken[j] += 1
        self.mate[i], self.points[i], self.owed[i] = j, points, points - self.price[j]

    def meet(self, side: str, who: int) -> None:
        """Somebody ("e" a mentee, "r" a mentor) is new, or has other pairs than before."""

    def begin(self) -> None:
        """Everybody has been resumed."""

    def detach(self, i: int) -> None:
        """Take a mentee off the market; her place is kept until `settle`."""
        j = int(self.mate[i])
        if j >= 0:
            self._leave(i)
            self.kept[j] = self.kept.get(j, 0) + 1
        self.owed[i] = OUT

    def close(self, j: int) -> list[int]:
        """Take a mentor off the market; gives his mentees, who are off the market then, too."""
        left = list(self.mentees.get(j, ()))
        for i in left:
            self.detach(i)
        self.mentees.pop(j, None)
        self.kept.pop(j, None)
        self.price[j] = OUT
        return left

    def open(self, j: int, costs: tuple[int, ...]) -> None:
        """Bring a mentor to the market, at the least price at which nobody turns to him.

        Places worth that price are kept until `settle`.
        """
        price = -self._least_gap(j)
        self.price[j], self.costs[j], self.mentees[j] = price, costs, []
        self.taken[j] = self.kept[j] = sum(cost < price for cost in costs)

    def attach(self, i: int) -> None:
        """Let a mentee in, whose `base` is known, along the best chain of moves."""
        self.owed[i] = -self.base[i]
        near, gaps = _listed(self._mentors_of(i, self.price, int(self.base[i])))
        least = min(gaps, default=int(self.base[i]))
        best, last, loser = int(self.base[i]) - least, -1, i
        dist = dict(zip(near, (gap - least for gap in gaps), strict=True))
        via: Ways = {j: (i, j, int(self.price[j]) - gap) for j, gap in zip(near, gaps, strict=True)}
        heap = [(d, j) for j, d in dist.items()]
        heapq.heapify(heap)
        while heap:
            d, j = heapq.heappop(heap)
            if d >= best:
                break
            if d > dist[j]:
                continue
            room = self._room(j)
            if d + room < best:
                best, last, loser = d + room, j, -1
            there = self.mentees[j]
            for other in there:
                profit = int(self.owed[other] + self.base[other])
                if d + profit < best:
                    best, last, loser = d + profit, -1, other
            for other in there:
                start = d + int(self.owed[other])
                found = _listed(self._mentors_of(other, self.price, best - start))
                for to, gap in zip(*found, strict=True):
                    if start + gap < dist.get(to, best):
                        dist[to] = start + gap
                        via[to] = (other, to, int(self.price[to]) - gap)
                        heapq.heappush(heap, (start + gap, to))
        self._reprice(dist, best, 1)
        self._let_in(i, last, loser, via)
        self._refresh(dist)

    def settle(self, j: int) -> None:
        """Fill the places kept at a mentor, or give them up, whichever is best."""
        while self.kept.get(j):
            self._fill(j)

    def _fill(self, hole: int) -> None:
        best, last, comer = self._relief(hole), hole, -1
        dist, via = {hole: 0}, Ways()
        points = 0
        heap = [(0, hole)]
        while heap:
            d, j = heapq.heappop(heap)
            if d >= best:
                break
            if d > dist[j]:
                continue
            if d + self._relief(j) < best:
                best, last, comer = d + self._relief(j), j, -1
            start = d + int(self.price[j])
            found = _listed(self._mentees_of(j, self.owed, best - start))
            for i, gap in zip(*found, strict=True):
                at = int(self.mate[i])
                if at < 0 and start + gap < best:
                    best, last, comer = start + gap, j, i
                    points = int(self.owed[i]) - gap
                elif at >= 0 and start + gap < dist.get(at, best):
                    dist[at] = start + gap
                    via[at] = (i, j, int(self.owed[i]) - gap)
                    heapq.heappush(heap, (start + gap, at))
        self._reprice(dist, best, -1)
        self._move_up(hole, last, comer, points, via)
        self._refresh(dist)

    def _move_up(self, hole: int, last: int, comer: int, points: int, via: Ways) -> None:
        """Make the moves that fill a place, from the far end of the chain."""
        self.kept[hole] -= 1
        if comer >= 0:
            self._come(comer, last, points)
        else:
            self.taken[last] -= 1
        at = last
        while at != hole:
            i, to, points = via[at]
            self._leave(i)
            self._come(i, to, points)
            at = to

    def _least_gap(self, j: int) -> int:
        """How far below nothing the gap of a mentor's pairs would be at no price."""
        _, gaps = self._mentees_of(j, self.owed, 0)
        return int(gaps.min(initial=0))

    def _room(self, j: int) -> int:
        """What one more mentee costs beyond the price: nothing at a kept place."""
        if self.kept.get(j):
            return 0
        taken, costs = self.taken[j], self.costs[j]
        return costs[taken] - int(self.price[j]) if taken < len(costs) else OUT

    def _relief(self, j: int) -> int:
        """What the price is above the cost of the last place taken."""
        return int(self.price[j]) - self.costs[j][self.taken[j] - 1]

    def _let_in(self, i: int, last: int, loser: int, via: Ways) -> None:
        """Make the moves: each mentee to the mentor that she was found for."""
        if loser == i:
            return
        if loser >= 0:
            last = int(self.mate[loser])
            self._leave(loser)
            self.owed[loser] = -self.base[loser]
        elif self.kept.get(last):
            self.kept[last] -= 1
        else:
            self.taken[last] += 1
        while True:
            who, to, points = via[last]
            last = int(self.mate[who])
            if last >= 0:
                self._leave(who)
            self._come(who, to, points)
            if who == i:
                return

    def _leave(self, i: int) -> None:
        j = int(self.mate[i])
        self.moved.setdefault(i, j)
        self.mentees[j].remove(i)
        self.mate[i], self.points[i] = -1, 0

    def _come(self, i: int, j: int, points: int) -> None:
        self.moved.setdefault(i, -1)
        self.mentees[j].append(i)
        self.mate[i], self.points[i] = j, points

    def _reprice(self, dist: dict[int, int], best: int, sign: int) -> None:
        for j, d in dist.items():
            if d < best:
                self.price[j] += sign * (best - d)

    def _refresh(self, mentors: Iterable[int]) -> None:
        """What is owed to the mentees of mentors whose price or mentees changed."""
        for j in mentors:
            for i in self.mentees[j]:
                self.owed[i] = self.points[i] - self.price[j]


def _listed(found: tuple[Array, Array]) -> tuple[list[int], list[int]]:
    """Plain numbers, which Python counts with faster."""
    return found[0].tolist(), found[1].tolist()
