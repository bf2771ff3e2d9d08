"""Counts with all their totals, and the cheapest way to hide one of them."""

import itertools
import math
from collections.abc import Collection, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from .releases import TOTAL, Cell, Swap

Place = tuple[int, ...]


def room_below(count: int, former: int) -> int:
    """How far a count can be thought lower; a count that fell shows that counts may fall."""
    return count - former if count >= former else count


class Table:
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
            self._below[self._place(cell)] = room_below(count, former.get(cell, 0))

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
