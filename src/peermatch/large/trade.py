"""`Exchange` for many thousands of people: all pairs stand in lists, the searches are compiled."""

from collections.abc import Callable

import numpy as np

from peermatch.arrays import Array
from peermatch.exchange import OUT, Exchange, Seek, Ways
from peermatch.large.chains import (
    ANSWER,
    FIRST,
    MOVER,
    UNSEEN,
    Floor,
    find_comer,
    find_place,
    raise_prices,
    refresh,
)
from peermatch.large.links import Links, link, longer, renewed, unlink

Here = Callable[[], tuple[Array, Array]]  # which mentees, and which mentors, are still here


class Trade(Exchange):
    """The same market. Who has whom is kept once more, as the kernels read it."""

    def __init__(
        self, mentors_of: Seek, mentees_of: Seek, here: Here, rows: Links, columns: Links
    ) -> None:
        super().__init__(mentors_of, mentees_of)
        self._here, self._rows, self._columns = here, rows, columns
        self._nothing = np.zeros(0, np.int64)
        self._touched: set[int] = set()  # mentors whose mentees or places changed
        nothing = np.zeros((0, FIRST), np.int64)
        self._floor = Floor(
            self.base, self.mate, self.points, self.owed, self.price, nothing,
            np.zeros((0, 5), np.int64), self.price, self.price, np.zeros(5, np.int64),
        )  # fmt: skip

    def grow(self, mentees: int, mentors: int) -> None:
        """Make room for more people; they are not on the market yet."""
        super().grow(mentees, mentors)
        if max(mentees, mentors) > len(self._nothing):
            self._nothing = np.zeros(max(mentees, mentors), np.int64)
        self._rows, self._columns = longer(self._rows, mentees), longer(self._columns, mentors)
        floor, more = self._floor, mentors - len(self._floor.heap)
        if more > 0:
            nothing = np.zeros((more, 5), np.int64)
            seats = np.full((more, floor.seats.shape[1]), -1)
            floor = floor._replace(
                seats=np.append(floor.seats, seats, axis=0),
                notes=np.append(floor.notes, nothing + UNSEEN, axis=0),
                heap=np.append(floor.heap, nothing[:, 0]),
                reached=np.append(floor.reached, nothing[:, 0]),
            )
        self._floor = floor._replace(
            base=self.base, mate=self.mate, points=self.points, owed=self.owed, price=self.price
        )

    def meet(self, side: str, who: int) -> None:
        """Somebody is new or has changed: list their pairs anew."""
        seek = self._mentors_of if side == "e" else self._mentees_of
        mine, theirs = self._sides(side)
        unlink(mine, theirs, who)
        here = self._here() if side == "e" else self._here()[::-1]
        others, gaps = seek(who, self._nothing[: len(here[1])], OUT)
        living = here[1][others]
        others, points = others[living], -gaps[living]
        done = link(mine, theirs, who, others, points, *here, 0)
        while done < len(others):
            self._rows, self._columns = renewed(self._rows), renewed(self._columns)
            done = link(*self._sides(side), who, others, points, *here, done)

    def attach(self, i: int) -> None:
        """Let a mentee in, whose `base` is known, along the best chain of moves."""
        self.owed[i] = -self.base[i]
        self._update()
        find_place(self._floor, self._rows, i)
        _, last, loser = self._floor.state[ANSWER:].tolist()
        at, via = (int(self.mate[loser]) if loser >= 0 and loser != i else last), Ways()
        while at >= 0:
            via[at] = self._way(at)
            at = int(self.mate[via[at][0]])
        self._let_in(i, last, loser, via)
        self._update()
        refresh(self._floor)

    def begin(self) -> None:
        """Everybody has been resumed."""
        self._touched = set(self.mentees)
        self._update()
        raise_prices(self._floor, self._columns)
        refresh(self._floor)

    def _least_gap(self, j: int) -> int:
        start = self._columns.first[j]
        end = start + self._columns.length[j]
        mentees, points = self._columns.who[start:end], self._columns.points[start:end]
        return int(min(0, (self.owed[mentees] - points).min(initial=0)))

    def open(self, j: int, costs: tuple[int, ...]) -> None:
        super().open(j, costs)
        self._touched.add(j)

    def _fill(self, hole: int) -> None:
        self._update()
        find_comer(self._floor, self._columns, hole)
        points, last, comer = self._floor.state[ANSWER:].tolist()
        at, via = last, Ways()
        while at != hole:
            via[at] = self._way(at)
            at = via[at][1]
        self._touched |= {hole, last}
        self._move_up(hole, last, comer, points, via)
        self._update()
        refresh(self._floor)

    def _way(self, j: int) -> tuple[int, int, int]:
        mover, goal, gain = self._floor.notes[j, MOVER:].tolist()
        return mover, goal, gain

    def _leave(self, i: int) -> None:
        self._touched.add(int(self.mate[i]))
        super()._leave(i)

    def _come(self, i: int, j: int, points: int) -> None:
        super()._come(i, j, points)
        self._touched.add(j)

    def _sides(self, side: str) -> tuple[Links, Links]:
        return (self._rows, self._columns) if side == "e" else (self._columns, self._rows)

    def _update(self) -> None:
        """Tell the kernels of changes."""
        if not self._touched:
            return
        most = max((len(self.mentees.get(j, ())) for j in self._touched), default=0)
        seats = self._floor.seats
        if FIRST + most > seats.shape[1]:
            wider = ((0, 0), (0, FIRST + most - seats.shape[1]))
            seats = np.pad(seats, wider, constant_values=-1)
            self._floor = self._floor._replace(seats=seats)
        mentors, rows = [j for j in self._touched if j in self.mentees], []
        for j in mentors:
            there, costs, taken = self.mentees[j], self.costs[j], self.taken[j]
            room = costs[taken] if taken < len(costs) else OUT
            last = costs[taken - 1] if taken else 0
            gaps = [-1] * (seats.shape[1] - FIRST - len(there))
            rows.append([room, last, self.kept.get(j, 0), *there, *gaps])
        if rows:
            seats[mentors] = rows
        self._touched.clear()
