"""Which NUTS 3 region a place lies in, when its postal code does not say.

Places whose region is known by name teach the places around them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .sources import facts

_NEIGHBOURS = 5
_ROWS_AT_ONCE = 300
_MARGIN = 0.8  # degrees north and south


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
        order = sorted(range(len(points)), key=lambda place: points[place])
        self._regions = [regions[place] for place in order]
        self._latitudes = np.array([points[place][0] for place in order])
        self._points = _on_sphere([points[place] for place in order])

    def vote(self, points: Sequence[tuple[float, float]]) -> list[str]:
        """The region that most near neighbours lie in, nearer ones counting more."""
        return [max(near, key=lambda region: near[region]) for near in self.near(points)]

    def near(self, points: Sequence[tuple[float, float]], skip: int = 0) -> list[dict[str, float]]:
        """For each point: region -> weight, among the nearest known places.

        `skip`: how many of the very nearest do not count (1 when the points are known themselves).
        """
        order = sorted(range(len(points)), key=lambda place: points[place])
        found: list[dict[str, float]] = [{}] * len(points)
        for start in range(0, len(order), _ROWS_AT_ONCE):
            block = order[start : start + _ROWS_AT_ONCE]
            first, last = self._band(points[block[0]][0], points[block[-1]][0])
            count = min(_NEIGHBOURS + skip, last - first)
            known = self._points[first:last]
            squares = 2 - 2 * (_on_sphere([points[place] for place in block]) @ known.T)
            nearest = np.argpartition(squares, count - 1, axis=1)[:, :count]
            distances = np.take_along_axis(squares, nearest, axis=1)
            for place, columns, row in zip(block, nearest + first, distances, strict=True):
                found[place] = self._weigh(columns.tolist(), row.tolist(), skip)
        return found

    def _band(self, south: float, north: float) -> tuple[int, int]:
        """Which known places lie between two latitudes, with a margin; all when these are few."""
        first = int(np.searchsorted(self._latitudes, south - _MARGIN))
        last = int(np.searchsorted(self._latitudes, north + _MARGIN))
        return (first, last) if last - first >= 50 else (0, len(self._regions))

    def _weigh(self, columns: list[int], squares: list[float], skip: int) -> dict[str, float]:
        weights: dict[str, float] = defaultdict(float)
        for square, column in sorted(zip(squares, columns, strict=True))[skip:]:
            weights[self._regions[column]] += 1 / (max(square, 0.0) ** 0.5 * 6371 + 0.5)
        return weights


def majority(regions: Iterable[str]) -> str:
    """The commonest region; "" of none."""
    counted = Counter(region for region in regions if region)
    return counted.most_common(1)[0][0] if counted else ""


def _on_sphere(points: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    latitude, longitude = np.radians(np.asarray(points, dtype=np.float64).reshape(-1, 2)).T
    across = np.cos(latitude)
    columns = (across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude))
    return np.stack(columns, axis=1)
