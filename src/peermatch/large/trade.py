"""`Exchange` for many thousands of people: all pairs stand in lists, the searches are compiled."""

from collections.abc import Callable

import numpy as np

from peermatch.arrays import Array
from peermatch.exchange import OUT, Exchange, Seek
from peermatch.large.chains import detach, fill, let_in, open_place, seat
from peermatch.large.floor import (
    FIRST,
    KEPT,
    MOVES,
    NOTES,
    STATE,
    UNSEEN,
    WHERE,
    Floor,
    refresh,
)
from peermatch.large.links import LENGTH, Links, link, longer, renewed, unlink
from peermatch.large.raising import raise_prices

Here = Callable[[], tuple[Array, Array]]  # which mentees, and which mentors, are still here


class Trade(Exchange):
    """The same market. Who has whom, and what places cost, stands where the kernels read it."""

    def __init__(
        self, mentors_of: Seek, mentees_of: Seek, here: Here, rows: Links, columns: Links
    ) -> None:
        super().__init__(mentors_of, mentees_of)
        self._here, self._rows, self._columns = here, rows, columns
        self._nothing: dict[str, Array] = {}
        wide = np.zeros((0, FIRST + 2), np.int64)
        self._floor = Floor(
            wide[:, :4], self.price, wide[:, :1], wide, np.zeros((0, NOTES), np.int64),
            self.price, self.price, np.zeros((2, 2), np.int64), np.zeros(STATE, np.int64),
        )  # fmt: skip

    def grow(self, mentees: int, mentors: int) -> None:
        """Make room for more people; they are not on the market yet."""
        if mentees <= len(self.base) and mentors <= len(self.price):
            return
        super().grow(mentees, mentors)
        # One person's numbers stand together; what everybody else sees are the columns.
        people = np.stack([self.base, self.mate, self.points, self.owed], axis=1)
        self.base, self.mate, self.points, self.owed = people.T
        nobody = np.zeros(1, np.int64)
        self._nothing = {
            "e": np.broadcast_to(nobody, mentors), "r": np.broadcast_to(nobody, mentees),
        }  # fmt: skip
        self._rows, self._columns = longer(self._rows, mentees), longer(self._columns, mentors)
        floor, more = self._floor, mentors - len(self._floor.heap)
        if more > 0:
            nothing = np.zeros((more, NOTES), np.int64)
            nothing[:, WHERE] = UNSEEN
            floor = floor._replace(
                notes=np.append(floor.notes, nothing, axis=0),
                heap=np.zeros(mentors, np.int64),
                reached=np.zeros(mentors, np.int64),
                moved=np.zeros((2 * mentors + 2, 2), np.int64),
                costs=_padded(floor.costs, (mentors, floor.costs.shape[1]), OUT),
                seats=_padded(floor.seats, (mentors, floor.seats.shape[1]), -1),
            )
        self._floor = floor._replace(people=people, price=self.price)

    def resume(self, j: int, costs: tuple[int, ...], price: int) -> None:
        """A mentor as a plan has left him; his mentees follow with `resume_pair`."""
        self._price_places(j, costs)
        self._floor.seats[j, :FIRST] = costs[0] if costs else OUT, 0, 0, 0
        self.price[j] = price

    def resume_pair(self, i: int, j: int, points: int) -> None:
        """A pair that a plan has made."""
        seat(self._floor, i, j, points)

    def begin(self) -> None:
        """Everybody has been resumed."""
        raise_prices(self._floor, self._columns)
        refresh(self._floor)

    def meet(self, side: str, who: int) -> None:
        """Somebody is new or has changed: list their pairs anew."""
        seek = self._mentors_of if side == "e" else self._mentees_of
        mine, theirs = self._sides(side)
        if mine.heads[who, LENGTH]:
            unlink(mine, theirs, who)
        here = self._here() if side == "e" else self._here()[::-1]
        others, gaps = seek(who, self._nothing[side], OUT)
        done = link(mine, theirs, who, others, gaps, *here, 0)
        while done < len(others):
            self._rows, self._columns = renewed(self._rows), renewed(self._columns)
            done = link(*self._sides(side), who, others, gaps, *here, done)

    def detach(self, i: int) -> None:
        """Take a mentee off the market; her place is kept until `settle`."""
        if self.mate[i] < 0:
            self.owed[i] = OUT
            return
        detach(self._floor, i)
        self._keep_moves()

    def close(self, j: int) -> list[int]:
        """Take a mentor off the market; gives his mentees, who are off the market then, too."""
        left = [i for i in self._floor.seats[j, FIRST:].tolist() if i >= 0]
        for i in left:
            self.detach(i)
        self._floor.seats[j, KEPT] = 0
        self.price[j] = OUT
        return left

    def open(self, j: int, costs: tuple[int, ...]) -> None:
        """Bring a mentor to the market, at the least price at which nobody turns to him."""
        self._price_places(j, costs)
        open_place(self._floor, self._columns, j)

    def attach(self, i: int) -> None:
        """Let a mentee in, whose `base` is known, along the best chain of moves."""
        self.owed[i] = -self.base[i]
        let_in(self._floor, self._rows, i)
        self._keep_moves()

    def settle(self, j: int) -> None:
        """Fill the places kept at a mentor, or give them up, whichever is best."""
        while j >= 0 and self._floor.seats[j, KEPT] > 0:
            fill(self._floor, self._columns, j)
            self._keep_moves()

    def _keep_moves(self) -> None:
        for i, before in self._floor.moved[: self._floor.state[MOVES]].tolist():
            self.moved.setdefault(i, before)

    def _price_places(self, j: int, costs: tuple[int, ...]) -> None:
        floor = self._floor
        if len(costs) >= floor.costs.shape[1]:
            # A chair more than places, for whoever comes before another leaves; then a -1.
            size, places = len(floor.costs), len(costs)
            self._floor = floor = floor._replace(
                costs=_padded(floor.costs, (size, places + 1), OUT),
                seats=_padded(floor.seats, (size, FIRST + places + 2), -1),
            )
        floor.costs[j, : len(costs)] = costs
        floor.costs[j, len(costs) :] = OUT

    def _sides(self, side: str) -> tuple[Links, Links]:
        return (self._rows, self._columns) if side == "e" else (self._columns, self._rows)


def _padded(array: Array, shape: tuple[int, int], filling: int) -> Array:
    """A table of this shape that holds another one in its first corner."""
    wider = np.full(shape, filling, array.dtype)
    wider[: array.shape[0], : array.shape[1]] = array
    return wider
