"""Tables of counts about people in which nobody can be found: disclosure control.

Small counts are suppressed (threshold rule), and with them other cells, so that no small count
can be worked out from totals: *complementary cell suppression* by the *hypercube method*
(Repsilber 1994; Giessing and Repsilber 2002, as in tau-ARGUS). A hypercube is a cell, one other
category in each dimension, and all corners between them. If all its corners are suppressed,
people can be thought to sit on the other corners while every published figure stays as it is.
How many people can be thought to move is the width of what an attacker is left with: at least
`k` values, no narrower than what "fewer than k" says anyway.

Successive releases of one table are looked at together. The attacker may know all of them, and
that counts only grow. A change by fewer than k people is as small a count as any other.

A zero is shown: it is nobody. Whoever needs the percentages computes them from shown figures.
"""

import itertools
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

TOTAL = "*"

Cell = tuple[str, ...]
Place = tuple[int, ...]
Threshold = int | Callable[[Cell], int]


class Audience(StrEnum):
    """Who reads a table."""

    PARTNER = "partner"
    PROGRAMME = "programme"
    FUNDER = "funder"
    PUBLIC = "public"


def threshold(audience: Audience, *, minors: bool = False) -> int:
    """The smallest count of people that this audience is shown."""
    return 10 if minors or audience is Audience.PUBLIC else 5


@dataclass(frozen=True)
class Swap:
    """Why a cell is safe: people may be thought to move between it and the opposite corner."""

    cell: Cell
    opposite: Cell
    room: int

    def corners(self) -> list[tuple[Cell, int]]:
        """(corner, +1 or -1): what one more person in `cell` does to it."""
        sides = [
            ((mine, 1), (other, 1 if TOTAL in (mine, other) else -1))
            for mine, other in zip(self.cell, self.opposite, strict=True)
        ]
        return [
            (tuple(category for category, _ in corner), math.prod(sign for _, sign in corner))
            for corner in itertools.product(*sides)
        ]

    def width(self, below: Callable[[Cell], float], above: Callable[[Cell], float]) -> float:
        """How many people can be moved, if each corner can lose and gain that many."""
        corners = self.corners()
        up = min(above(cell) if sign > 0 else below(cell) for cell, sign in corners)
        down = min(below(cell) if sign > 0 else above(cell) for cell, sign in corners)
        return up + down


@dataclass(frozen=True)
class Release:
    """A table as it was shown, and what is needed to keep later releases from undoing it.

    `figures` may be shown: a count, or None where it is suppressed. `counts` and `swaps` never.
    """

    figures: Mapping[Cell, int | None]
    counts: Mapping[Cell, int]
    swaps: tuple[Swap, ...]

    def hides(self, cell: Cell) -> bool:
        """Whether the table did not show the cell. A cell that it never had was known as zero."""
        return cell in self.counts and self.figures.get(cell) is None


def suppress(
    cells: Mapping[Cell, int],
    *,
    k: Threshold,
    margins: Collection[frozenset[int]] | None = None,
    insiders: int | None = None,
    earlier: Sequence[Release] = (),
) -> Release:
    """The table with all its totals, and None in the place of every figure that must not be shown.

    Arguments:
        cells: the finest counts, one category per dimension; cells left out are known to be empty.
        k: counts from 1 to k - 1 are small; a number, or a function of the cell.
        margins: what is shown, as sets of the dimensions kept (all of them: the finest cells);
            None shows everything.
        insiders: a dimension whose categories (partners) know their own counts exactly.
        earlier: former releases of this table to anybody who may see this one, oldest first.

    ValueError: cells of different lengths, a negative count, or a category named like a total.
    """
    table = _Table(cells, margins)
    limit = k if callable(k) else lambda _: k
    for release in earlier:
        if release.counts and len(next(iter(release.counts))) != table.dimensions:
            raise ValueError("earlier releases must have the same dimensions")
    latest = earlier[-1].counts if earlier else {}
    table.know(latest)
    small = {
        cell: limit(cell) - 1
        for cell, count in table.counts.items()
        if 0 < count < limit(cell) or _small_changes(cell, count, limit(cell), earlier)
    }
    table.hide(small)
    carried = [kept for kept in _open_swaps(earlier) if not _has_grown_out(*kept, table, earlier)]
    for _, swap in carried:
        table.hide(corner for corner, _ in swap.corners())
    swaps: list[Swap] = []
    for cell, room in sorted(small.items(), key=lambda item: (item[0].count(TOTAL), item[0])):
        changes = _small_changes(cell, table.counts[cell], room + 1, earlier)
        latest_change = max(changes, default=-1)
        # A swap moves every release since its own, and so no change between those.
        since = [swap for at, swap in carried if swap.cell == cell and at > latest_change]
        if not _is_covered(since, room, insiders):
            swaps += table.protect(cell, room, insiders)
    return Release(table.figures(), table.counts, tuple(swaps))


def _small_changes(cell: Cell, count: int, k: int, earlier: Sequence[Release]) -> list[int]:
    """The earlier releases from which the count differs by fewer than k people."""
    changes = (abs(count - release.counts.get(cell, 0)) for release in earlier)
    return [at for at, change in enumerate(changes) if 0 < change < k]


def _open_swaps(earlier: Sequence[Release]) -> list[tuple[int, Swap]]:
    """(release, swap) where the corners are hidden ever since; the swap moves all those at once."""
    return [
        (at, swap)
        for at, release in enumerate(earlier)
        for swap in release.swaps
        if all(later.hides(corner) for later in earlier[at:] for corner, _ in swap.corners())
    ]


def _has_grown_out(at: int, swap: Swap, table: "_Table", earlier: Sequence[Release]) -> bool:
    """Whether the corners have gained so many people that showing them now tells nothing back."""
    first, latest = earlier[at].counts, earlier[-1].counts
    before = earlier[at - 1].counts if at else {}

    def gained(cell: Cell) -> float:
        return max(0, table.counts.get(cell, 0) - latest.get(cell, 0))

    def above_former(cell: Cell) -> float:
        return _room_below(first[cell], before.get(cell, 0))

    return swap.width(above_former, gained) >= swap.room


def _is_covered(swaps: Sequence[Swap], room: int, insiders: int | None) -> bool:
    """Whether these swaps still protect their cell, from every insider too."""
    wide = [swap for swap in swaps if swap.room >= room]
    if insiders is None:
        return bool(wide)
    across = {swap.opposite[insiders] for swap in wide}
    return TOTAL in across or len(across) > 1


def _room_below(count: int, former: int) -> int:
    """How far a count can be thought lower; a count that fell shows that counts may fall."""
    return count - former if count >= former else count


class _Table:
    """Counts with all totals as an array; the last place on every axis is the total."""

    def __init__(
        self, cells: Mapping[Cell, int], margins: Collection[frozenset[int]] | None
    ) -> None:
        lengths = {len(cell) for cell in cells}
        if len(lengths) > 1 or lengths == {0}:
            raise ValueError("every cell needs one category per dimension")
        if any(count < 0 for count in cells.values()) or any(TOTAL in cell for cell in cells):
            raise ValueError(f"counts cannot be negative, and no category can be named {TOTAL}")
        self.dimensions = next(iter(lengths), 0)
        self.counts = _with_totals(cells)
        categories = [{cell[axis] for cell in cells} for axis in range(self.dimensions)]
        self.axes = [[*sorted(found), TOTAL] for found in categories]
        self._at = [{name: at for at, name in enumerate(axis)} for axis in self.axes]
        shape = tuple(len(axis) for axis in self.axes)
        # A cell that was not given is known to be empty: nobody can be thought to sit there.
        self._cost: npt.NDArray[np.float64] = np.full(shape, np.inf)
        self._below = np.zeros(shape)
        self._hidden: set[Cell] = set()
        for cell, count in self.counts.items():
            self._cost[self._place(cell)] = _cost(cell, count)
            self._below[self._place(cell)] = count
        self._shown = {
            cell for cell in self.counts if margins is None or _dimensions_of(cell) in margins
        }
        self.hide(self.counts.keys() - self._shown)

    def know(self, former: Mapping[Cell, int]) -> None:
        """Former counts bound the new ones from below."""
        for cell, count in self.counts.items():
            self._below[self._place(cell)] = _room_below(count, former.get(cell, 0))

    def hide(self, cells: Iterable[Cell]) -> None:
        """Suppress cells; hiding more around them costs nothing afterwards."""
        for cell in cells:
            if cell in self.counts:
                self._hidden.add(cell)
                self._cost[self._place(cell)] = 0

    def figures(self) -> dict[Cell, int | None]:
        """What may be shown."""
        return {
            cell: None if cell in self._hidden else count
            for cell, count in self.counts.items()
            if cell in self._shown
        }

    def protect(self, cell: Cell, room: int, insiders: int | None) -> list[Swap]:
        """Hide the cheapest hypercube around the cell; two if one insider could see through one."""
        swap = self._cheapest(cell, room, {})
        if swap is None:
            raise AssertionError("hiding all totals of a cell always protects it")
        found = [swap]
        if insiders is not None and swap.opposite[insiders] != TOTAL:
            # The insider across knows its own corners; it must not be the only one across.
            second = self._cheapest(cell, room, {insiders: swap.opposite[insiders]})
            found += [second] if second else []
        for each in found:
            self.hide(corner for corner, _ in each.corners())
        return found

    def _cheapest(self, cell: Cell, room: int, avoid: Mapping[int, str]) -> Swap | None:
        """The hypercube that hides least and leaves room enough; None if there is none."""
        here = self._place(cell)
        across = [np.array([TOTAL in (name, mine) for name in axis])
                  for axis, mine in zip(self.axes, cell, strict=True)]  # fmt: skip
        shape = self._cost.shape
        cost = np.zeros(shape)
        up = np.full(shape, np.inf)
        down = np.full(shape, self._below[here])
        for corner in itertools.product((False, True), repeat=self.dimensions):
            if not any(corner):
                continue
            part = tuple(
                slice(None) if moved else slice(at, at + 1)
                for moved, at in zip(corner, here, strict=True)
            )
            gains = self._gains(across, corner)
            below = self._below[part]
            cost = cost + self._cost[part]
            up = np.minimum(up, np.where(gains, np.inf, below))
            down = np.minimum(down, np.where(gains, below, np.inf))
        cost[up + down < room] = np.inf
        for axis, at in enumerate(here):
            banned = {at} | ({self._at[axis][avoid[axis]]} if axis in avoid else set())
            for place in banned:
                cost[(slice(None),) * axis + (place,)] = np.inf
        best = np.unravel_index(int(np.argmin(cost)), shape)
        if not np.isfinite(cost[best]):
            return None
        opposite = tuple(axis[at] for axis, at in zip(self.axes, best, strict=True))
        return Swap(cell, opposite, room)

    def _gains(
        self, across: list[npt.NDArray[np.bool_]], corner: tuple[bool, ...]
    ) -> npt.NDArray[np.bool_]:
        """For every opposite category: whether this corner gains when the cell does."""
        gains = np.ones((1,) * self.dimensions, dtype=bool)
        for axis, moved in enumerate(corner):
            if moved:
                width = tuple(-1 if other == axis else 1 for other in range(self.dimensions))
                gains = gains == across[axis].reshape(width)
        return gains

    def _place(self, cell: Cell) -> Place:
        return tuple(at[name] for at, name in zip(self._at, cell, strict=True))


def _with_totals(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """The cells and every sum over any of their dimensions."""
    sums: dict[Cell, int] = {}
    for cell, count in cells.items():
        for margin in itertools.product(*((category, TOTAL) for category in cell)):
            sums[margin] = sums.get(margin, 0) + count
    return sums


def _dimensions_of(cell: Cell) -> frozenset[int]:
    return frozenset(axis for axis, category in enumerate(cell) if category != TOTAL)


def _cost(cell: Cell, count: int) -> float:
    """What hiding a figure loses: totals are read most; a hidden zero protects little."""
    value = math.log2(count + 1) if count else 8
    return float((1 + value) * 3 ** cell.count(TOTAL))
