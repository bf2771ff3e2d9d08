"""A place while the country's list is being made."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import combining, normalize

from .names import keys, worth_keeping
from .sources import Spot

BIG = 100_000
_ACCENTED = {"GR", "CY"}  # Latin names carry accents that nobody writes


@dataclass(slots=True)
class Place:
    """A place while the list is being made."""

    id: str
    name: str
    latitude: float
    longitude: float
    population: int
    division: str
    others: list[str]
    region: str = ""
    listed: bool = False  # the postal list has it by name
    parent: "Place | None" = None
    nicks: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    state: str = ""

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude


def draft(spot: Spot, country: str) -> Place:
    others = list(worth_keeping(spot.names, spot.population >= BIG))
    name = spot.name
    if country in _ACCENTED:
        name = "".join(c for c in normalize("NFD", name) if not combining(c))
        others.insert(0, spot.name)
    return Place(
        str(spot.number),
        name,
        spot.latitude,
        spot.longitude,
        spot.population,
        spot.province,
        others,
    )


def by_name(places: Sequence[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: -place.population):
        for name in dict.fromkeys([place.name, *place.others]):
            for key in keys(name):
                if place not in found[key]:
                    found[key].append(place)
    return found
