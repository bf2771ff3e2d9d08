"""Puts the sources together: one list of municipalities and districts per country."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from ..core.text import fold
from .districts import find_parents, join_cities, one_city_regions
from .draft import BIG, Place, by_name, draft
from .municipality import distance_km
from .names import article_first, is_latin, keys
from .postal import CodeRegions, Named, gather
from .regions import Neighbourhood, by_division, majority
from .sources import Spot, facts, has_postal_codes, nuts_by_code, postal_localities

_LISTED_OTHERWISE = {"GR"}  # the list is in another script or case than the names of towns
_LETTERS_OF_PROVINCES = {"IT", "RO"}
_CITY = 20_000  # smaller towns are no region by themselves


def assemble(country: str, spots: Sequence[Spot]) -> list[Place]:
    """Every municipality and district of the country, with region, parent, names and codes."""
    places = [draft(spot, country) for spot in spots]
    by_key = by_name(places)
    cities = _name_cities(country, by_key)
    regions = CodeRegions(nuts_by_code(country), country)
    named = gather(postal_localities(country), regions, country)
    _find_regions(country, places, named, by_key)
    unmatched = _claim(named, places, by_key, country)
    _nickname_capitals(country, places)
    find_parents(places, listed=bool(named) and country not in _LISTED_OTHERWISE)
    join_cities(country, cities, by_key)
    one_city_regions(places)
    places.extend(_without_spot(country, unmatched, places))
    return places


def _name_cities(country: str, by_key: Mapping[str, list[Place]]) -> dict[str, Place]:
    """The cities of our own list get the name they use themselves."""
    cities: dict[str, Place] = {}
    for name, told in facts("cities").get(country, {}).items():
        candidates = by_key.get(fold(told.get("is", name)), [])
        if not candidates:
            continue
        place = cities[name] = candidates[0]
        place.others = [place.name, *place.others]
        place.name = name
        place.nicks = list(told.get("nick", []))
        place.parts = list(told.get("parts", []))
        place.codes = set(told.get("codes", []))
    return cities


def _find_regions(
    country: str, places: Sequence[Place], named: Sequence[Named], by_key: Mapping[str, list[Place]]
) -> None:
    """A first guess for every place: by its division, or by the towns around it."""
    known = _without_outliers(list(_seeds(named, by_key)))
    for name, region in facts("regions")["anchors"].get(country, {}).items():
        if candidates := by_key.get(fold(name)):
            known = [seed for seed in known if seed[0] is not candidates[0]]
            known.append((candidates[0], region))
    guesses = [""] * len(places)
    if known:
        guesses = _neighbourhood(known).vote([place.point for place in places])
    for place, guess in zip(places, guesses, strict=True):
        place.region = by_division(country, place.division) or guess
    for place, region in known:
        place.region = by_division(country, place.division) or region


def _neighbourhood(known: Sequence[tuple[Place, str]]) -> Neighbourhood:
    return Neighbourhood([place.point for place, _ in known], [region for _, region in known])


def _without_outliers(known: list[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Leaves out namesakes: places with no neighbour of their region."""
    if len(known) <= 20 or len({region for _, region in known}) == 1:
        return known
    near = _neighbourhood(known).near([place.point for place, _ in known], skip=1)
    return [seed for seed, votes in zip(known, near, strict=True) if _believable(seed, votes)]


def _seeds(
    named: Sequence[Named], by_key: Mapping[str, list[Place]]
) -> Iterator[tuple[Place, str]]:
    """Places whose name stands for one place only, with the region of their postal codes."""
    same_name: dict[str, list[Named]] = defaultdict(list)
    for entry in named:
        same_name[fold(entry.name)].append(entry)
    listed = set(same_name)
    for entries in same_name.values():
        candidates = _called(entries[0].name, by_key, listed)
        if not candidates or any(not entry.region for entry in entries):
            continue
        entry = max(entries, key=lambda entry: len(entry.codes))
        clear = len(entries) == 1 or 5 * len(entry.codes) >= 4 * sum(len(e.codes) for e in entries)
        first = candidates[0].population
        alone = len(candidates) == 1 or first > 20 * candidates[1].population
        if clear and alone:
            yield candidates[0], entry.region


def _called(name: str, by_key: Mapping[str, list[Place]], listed: Container[str]) -> list[Place]:
    """Places of this name, biggest first: by their own name, else by another name of theirs.

    A place whose own name is listed elsewhere is not meant by its other names.
    """
    wanted = [key for key in keys(name) if key == fold(name) or key not in listed]
    found = {id(place): place for key in wanted for place in by_key.get(key, [])}
    called = sorted(found.values(), key=lambda place: -place.population)
    own = [place for place in called if not set(wanted).isdisjoint(keys(place.name))]
    return own or [place for place in called if fold(place.name) not in listed]


def _believable(seed: tuple[Place, str], votes: Mapping[str, float]) -> bool:
    """A namesake far away has no neighbour of its region; a city may be a region by itself."""
    place, region = seed
    return region in votes or place.population >= BIG


def _claim(
    named: Sequence[Named], places: Sequence[Place], by_key: Mapping[str, list[Place]], country: str
) -> list[Named]:
    """Gives each entry of the postal list to its place; returns the entries without one."""
    part_of = _part_names(country)
    listed = {fold(entry.name) for entry in named}
    near = _Nearness(places)
    unmatched: list[Named] = []
    for entry in sorted(named, key=lambda entry: -len(entry.codes)):
        called = _called(entry.name, by_key, listed)
        fitting = [place for place in called if entry.region in (place.region, "")]
        fitting = fitting or [p for p in called if not p.listed and near(p, entry.region)]
        if not fitting:
            unmatched.append(entry)
            continue
        place = fitting[0]
        place.region = by_division(country, place.division) or entry.region or place.region
        place.listed = place.listed or fold(entry.name) not in part_of
        place.state = place.state or entry.state
        if has_postal_codes(country):
            place.codes |= entry.codes
        place.parts.extend(sorted(entry.parts))
        _take_name(place, entry.name, country)
    return unmatched


class _Nearness:
    """Whether a place is at the border of a region: a place of that region is near."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for place in places:
            self._points[place.region].append(place.point)

    def __call__(self, place: Place, region: str) -> bool:
        if region not in self._points:  # a city that is a region by itself
            return place.population >= _CITY and place.region[:4] == region[:4]
        return any(
            abs(latitude - place.latitude) < 0.15
            and distance_km(latitude, longitude, *place.point) < 15
            for latitude, longitude in self._points[region]
        )


def _take_name(place: Place, listed: str, country: str) -> None:
    """The postal list writes the local name: "Turin" becomes "Torino"."""
    listed = article_first(listed)
    if listed == place.name:
        return
    foreign = set(keys(listed)).isdisjoint(keys(place.name))
    city = place.name in facts("cities").get(country, {})
    if foreign and is_latin(listed) and not city and place.population >= 5000:
        place.others.insert(0, place.name)
        place.name = listed
    elif listed not in place.others:
        place.others.append(listed)


def _nickname_capitals(country: str, places: Sequence[Place]) -> None:
    """In some countries the letters of a province also mean its capital: "TO", "CJ"."""
    if country not in _LETTERS_OF_PROVINCES:
        return
    biggest: dict[str, Place] = {}
    for place in places:
        known = biggest.get(place.state)
        if place.state.isalpha() and (known is None or place.population > known.population):
            biggest[place.state] = place
    for state, place in biggest.items():
        if state not in place.nicks:
            place.nicks.append(state)


def _part_names(country: str) -> set[str]:
    return {
        fold(part)
        for told in facts("cities").get(country, {}).values()
        for part in told.get("parts", [])
    }


def _without_spot(country: str, unmatched: Sequence[Named], places: Sequence[Place]) -> list[Place]:
    """Villages that only the postal list has: put where the codes beside theirs are."""
    by_start: dict[str, list[Place]] = defaultdict(list)
    by_region: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.parent is None:
            by_region[place.region].append(place)
            for start in {code[:3] for code in place.codes}:
                by_start[start].append(place)
    cities = {
        (fold(place.name), place.region): place for place in places if place.population >= BIG
    }
    added: list[Place] = []
    for entry in unmatched:
        start = majority(code[:3] for code in entry.codes)
        near = by_start.get(start) or by_region.get(entry.region) or []
        first, _, more = fold(entry.name).partition(" ")
        if more and (city := cities.get((first, entry.region))):  # "Zagreb-Dubrava"
            city.parts.append(entry.name)
        elif entry.region and near:
            added.append(_village(country, entry, near))
    return added


def _village(country: str, entry: Named, near: Sequence[Place]) -> Place:
    """The place of an entry of the postal list, in the middle of the places near it."""
    latitude = sum(place.latitude for place in near) / len(near)
    longitude = sum(place.longitude for place in near) / len(near)
    number = f"{country}-{fold(entry.name)}-{entry.region}"
    village = Place(number, entry.name, latitude, longitude, 0, "", [], entry.region, listed=True)
    village.state, village.parts = entry.state, sorted(entry.parts)
    if has_postal_codes(country):
        village.codes = entry.codes
    return village
