"""Practices on a map of Europe, as SVG of our own: one circle a place, larger with more."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sqrt

from .searching import Place

WEST, EAST, SOUTH, NORTH = -11.5, 42.0, 34.0, 71.0
WIDTH = 800.0
_MIDDLE = radians((SOUTH + NORTH) / 2)
SCALE = WIDTH / (EAST - WEST)
HEIGHT = round((NORTH - SOUTH) * SCALE / cos(_MIDDLE))
SMALLEST, LARGEST = 5.0, 26.0


@dataclass(frozen=True)
class Circle:
    """A place on the map. `x`, `y`, `r` are texts: SVG knows no decimal comma."""

    x: str
    y: str
    r: str
    name: str
    country: str
    count: int


@dataclass(frozen=True)
class Map:
    """The circles, larger ones first so that small ones stay on top; the towns behind them."""

    circles: Sequence[Circle]
    towns: str
    width: int = int(WIDTH)
    height: int = HEIGHT


def map_of(places: Sequence[Place]) -> Map | None:
    """The map; None if no place lies on it."""
    on_it = [each for each in places if _is_on(each.latitude, each.longitude)]
    if not on_it:
        return None
    most = max(each.count for each in on_it)
    circles = []
    for each in sorted(on_it, key=lambda place: -place.count):
        x, y = _at(each.latitude, each.longitude)
        size = SMALLEST + (LARGEST - SMALLEST) * sqrt((each.count - 1) / most)
        circles.append(
            Circle(f"{x:.1f}", f"{y:.1f}", f"{size:.1f}", each.name, each.country, each.count)
        )
    return Map(circles, towns_path())


@cache
def towns_path() -> str:
    """Larger towns of Europe as dots, so that one knows where one is: "M10 10h3v3h-3z..."."""
    held = files("amir.practices").joinpath("towns.txt").read_text("utf-8")
    found = []
    for line in held.splitlines():
        if line and not line.startswith("#"):
            latitude, longitude = map(float, line.split())
            x, y = _at(latitude, longitude)
            found.append(f"M{x:.0f} {y:.0f}h3v3h-3z")
    return "".join(found)


def _is_on(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def _at(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point lies, west at the left in every language."""
    return (longitude - WEST) * SCALE, (NORTH - latitude) * SCALE / cos(_MIDDLE)
