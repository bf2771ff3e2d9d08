"""A table as it was shown, and why that was safe."""

import itertools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

TOTAL = "*"

Cell = tuple[str, ...]


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
