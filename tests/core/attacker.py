"""An attacker with a linear solver: what can be known of a cell from everything that was shown.

Knows all releases, that counts are never negative and only grow, which cells are empty, and, as
an insider, the own cells exactly. Written from the definition; shares no code with the method.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

Cell = tuple[str, ...]
TOTAL = "*"


class Attacker:
    """Solves for the finest cells of every release."""

    def __init__(
        self,
        tables: Sequence[Mapping[Cell, int]],
        shown: Sequence[Mapping[Cell, int | None]],
        known: Sequence[Cell] = (),
    ) -> None:
        self.tables = tables
        self.at = {
            (release, cell): place
            for place, (release, cell) in enumerate(
                (release, cell) for release, table in enumerate(tables) for cell in table
            )
        }
        sums, values = [], []
        for release, figures in enumerate(shown):
            for cell, figure in figures.items():
                if figure is not None:
                    sums.append(self.row(release, cell))
                    values.append(figure)
            for cell in known:
                if cell in tables[release]:
                    sums.append(self.row(release, cell))
                    values.append(tables[release][cell])
        growth = [
            self.row(release, cell) - self.row(release + 1, cell)
            for release in range(len(tables) - 1)
            for cell in tables[release]
        ]
        empty = np.zeros((0, len(self.at)))
        self.equal = (np.array(sums) if sums else empty, np.array(values))
        self.less = (np.array(growth) if growth else empty, np.zeros(len(growth)))

    def row(self, release: int, cell: Cell) -> np.ndarray:
        """The finest cells that a cell sums."""
        row = np.zeros(len(self.at))
        for fine in self.tables[release]:
            if all(want in (TOTAL, have) for want, have in zip(cell, fine, strict=True)):
                row[self.at[release, fine]] = 1
        return row

    def width(self, target: np.ndarray) -> float:
        """How far apart the largest and the smallest possible value are."""
        ends = []
        for sign in (1, -1):
            solved = linprog(
                sign * target, A_eq=self.equal[0], b_eq=self.equal[1],
                A_ub=self.less[0], b_ub=self.less[1], bounds=(0, None),
            )  # fmt: skip
            if solved.status == 3:  # no end
                return float("inf")
            assert solved.status == 0, solved.message
            ends.append(sign * solved.fun)
        return float(ends[1] - ends[0])
