"""Which places are districts of a city, not municipalities of their own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, radians, sqrt

from ..core.text import fold
from .draft import BIG, Place
from .municipality import distance_km
from .sources import facts

_PEOPLE_PER_KM2 = 3000  # of a city, to guess how far its districts reach
_CITY = 20_000  # smaller towns have no districts worth knowing


def find_parents(places: Sequence[Place], listed: bool) -> None:
    """A place inside a city's reach that no postal list names is one of its districts.

    Without a list of a country's municipalities, only small places are taken for districts.
    """
    grid: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        grid[int(place.latitude * 10), int(place.longitude * 10)].append(place)
    for city in sorted(places, key=lambda place: -place.population):
        if city.population < _CITY:
            break
        if city.parent or (listed and not city.listed and not city.nicks and not city.parts):
            continue
        reach = sqrt(city.population / _PEOPLE_PER_KM2 / pi) * (1 if listed else 0.7)
        limit = city.population * (1 if listed else 0.03)
        for place in _around(grid, city, max(reach, 25 if city.population >= BIG else 0)):
            if place.parent is not None or place.listed or place.population >= limit:
                continue
            # Across a border of regions only what is well inside: Fürth is no part of Nürnberg.
            same = place.region == city.region or not listed
            near = distance_km(*city.point, *place.point) <= reach * (1 if same else 0.6)
            if near or fold(place.name).startswith(f"{fold(city.name)} "):
                place.parent, place.region = city, city.region


def _around(
    grid: Mapping[tuple[int, int], list[Place]], city: Place, reach: float
) -> Iterator[Place]:
    rows = int(reach / 11) + 1
    columns = int(reach / (11 * max(0.2, cos(radians(city.latitude))))) + 1
    row, column = int(city.latitude * 10), int(city.longitude * 10)
    for y in range(row - rows, row + rows + 1):
        for x in range(column - columns, column + columns + 1):
            for place in grid.get((y, x), ()):
                if place is not city and distance_km(*city.point, *place.point) <= reach:
                    yield place


def join_cities(
    country: str, cities: Mapping[str, Place], by_key: Mapping[str, list[Place]]
) -> None:
    """Districts of our own list that are places too belong to their city."""
    own = set(map(id, cities.values()))
    for name, city in cities.items():
        city.parent = None
        for part in facts("cities")[country][name].get("parts", []):
            for place in by_key.get(fold(part), []):
                near = distance_km(*city.point, *place.point) < 30
                smaller = place.population < city.population or not place.listed
                if near and smaller and id(place) not in own:
                    place.parent, place.region = city, city.region


def one_city_regions(places: Sequence[Place]) -> None:
    """Regions that are one municipality: every place there is a part of it."""
    inside: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        inside[place.region].append(place)
    for region, name in facts("regions")["one_city"].items():
        city = next((place for place in inside[region] if place.name == name), None)
        for place in inside[region] if city else ():
            if place is not city:
                place.parent = city
