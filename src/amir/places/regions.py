"""Which NUTS 3 region a place lies in, when its postal code does not say.

Places whose region is known by name teach the places around them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .sources import facts

_NEIGHBOURS = 5
_ROWS_AT_ONCE = 2000  # keeps the table of distances below 200 MB


def of_2021(region: str) -> str:
    """The NUTS 2021 code of a NUTS 2024 region."""
    renamed: dict[str, str] = facts("regions")["of_2021"]
    return renamed.get(region, region)


def by_division(country: str, division: str) -> str:
    """The region in which a whole first-level division lies; "" if it is not that simple."""
    table: dict[str, str] = facts("regions")["by_division"].get(country, {})
    return table.get(division, table.get("other", ""))


class Neighbourhood:
    """Places with a known region, asked for the region of other points."""

    def __init__(self, points: Sequence[tuple[float, float]], regions: Sequence[str]) -> None:
        self.regions = list(regions)
        self._points = _on_sphere(points)

    def vote(self, points: Sequence[tuple[float, float]], *, leave_one_out: bool = False) -> list[str]:
        """The region that most near neighbours lie in, nearer ones counting more."""
        return [max(near, key=lambda region: near[region]) for near in self.near(points, leave_one_out)]

    def near(
        self, points: Sequence[tuple[float, float]], leave_one_out: bool = False
    ) -> Iterable[dict[str, float]]:
        """For each point: region -> weight, among the nearest known places."""
        asked = _on_sphere(points)
        count = min(_NEIGHBOURS + leave_one_out, len(self.regions))
        for start in range(0, len(asked), _ROWS_AT_ONCE):
            block = asked[start : start + _ROWS_AT_ONCE]
            squares = np.maximum(0, 2 - 2 * (block @ self._points.T))
            if leave_one_out:
                rows = np.arange(len(block))
                squares[rows, start + rows] = 9
            nearest = np.argpartition(squares, count - 1, axis=1)[:, :count]
            for row, columns in zip(squares, nearest, strict=True):
                yield self._weigh(row, columns)

    def _weigh(self, squares: NDArray[np.float32], columns: NDArray[np.intp]) -> dict[str, float]:
        weights: dict[str, float] = defaultdict(float)
        for column in columns:
            weights[self.regions[column]] += 1 / (float(squares[column]) ** 0.5 * 6371 + 0.5)
        return weights


def majority(regions: Iterable[str]) -> str:
    """The commonest region; "" of none."""
    counted = Counter(region for region in regions if region)
    return counted.most_common(1)[0][0] if counted else ""


def _on_sphere(points: Sequence[tuple[float, float]]) -> NDArray[np.float32]:
    latitude, longitude = np.radians(np.asarray(points, dtype=np.float64).reshape(-1, 2)).T
    across = np.cos(latitude)
    columns = (across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude))
    return np.stack(columns, axis=1).astype(np.float32)
