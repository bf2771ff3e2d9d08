"""Finds the municipality that a person meant."""

import json
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from ..core.text import tidy
from .finding import Finder, Row
from .index import build_index, open_index
from .municipality import Municipality
from .sources import COUNTRIES

_SAME_COUNTRY = {"EL": "GR", "UK": "GB"}
_MOST_TEXTS = 300  # enough to tell a country


class Gazetteer:
    """Every municipality of Europe, opened country by country when first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._finders: dict[str, Finder | None] = {}
        self.municipality = lru_cache(maxsize=8192)(self._meant)

    def find(self, written: str, country: str) -> dict[str, object] | None:
        """`{"name", "nuts3", "also"}` of the municipality meant, or None.

        No "nuts3" where the region is not known, as in the United Kingdom.
        """
        found = self.municipality(tidy(written), country)
        if found is None:
            return None
        region = {"nuts3": found.nuts3} if found.nuts3 else {}
        return {"name": found.name, **region, "also": list(found.also)}

    def _meant(self, written: str, country: str) -> Municipality | None:
        """The municipality meant by `written`, with its coordinates and people, or None."""
        country = _SAME_COUNTRY.get(country.upper(), country.upper())
        finder = self._finder(country)
        number = finder.find(written) if finder else None
        if finder is None or number is None:
            return None
        return _municipality(country, finder.row(number))

    def municipalities(self, country: str, at_least: int = 0) -> Iterator[Municipality]:
        """Every municipality of the country with at least so many people, biggest first."""
        finder = self._finder(_SAME_COUNTRY.get(country.upper(), country.upper()))
        for row in finder.rows(at_least) if finder else ():
            yield _municipality(country, row)

    def likely_country(self, texts: Iterable[str]) -> list[tuple[str, float]]:
        """Which countries know these place names: (country, share 0..1), likeliest first.

        A name that several countries know counts for each by the size of the place meant.
        """
        build_index(self._folder)
        wanted = list(dict.fromkeys(tidy(text) for text in texts if text.strip()))[:_MOST_TEXTS]
        scores: dict[str, float] = defaultdict(float)
        for text in wanted:
            weights = {country: self._known(text, country) for country in COUNTRIES}
            total = sum(weights.values())
            for country, weight in weights.items():
                if weight:
                    scores[country] += weight / total
        count = max(1, len(wanted))
        ranked = sorted(scores.items(), key=lambda score: (-score[1], score[0]))
        return [(country, score / count) for country, score in ranked]

    def _known(self, text: str, country: str) -> int:
        finder = self._finder(country)
        return finder.weight(text) if finder else 0

    def _finder(self, country: str) -> Finder | None:
        if country not in self._finders:
            self._finders[country] = self._open(country) if country in COUNTRIES else None
        return self._finders[country]

    def _open(self, country: str) -> Finder:
        file = self._folder / f"{country}.sqlite"
        connection = open_index(file)
        if connection is None:
            build_index(self._folder, [country])
            connection = open_index(file)
        if connection is None:
            raise sqlite3.DatabaseError(f"The place index {file} cannot be made.")
        return Finder(connection, country)


def _municipality(country: str, row: Row) -> Municipality:
    return Municipality(row[0], country, *row[1:6], also=tuple(json.loads(row[6])))


def open_gazetteer(cache_dir: Path | None = None) -> Gazetteer:
    """The gazetteer over the index in `cache_dir`; what is missing there is made when asked for."""
    return Gazetteer(cache_dir or cache_folder())


def cache_folder() -> Path:
    """Where the index lives: AMIR_CACHE, else .cache/amir of the checkout, else of the user."""
    if told := os.environ.get("AMIR_CACHE"):
        return Path(told) / "places"
    checkout = Path(__file__).resolve().parents[3]
    bases = [checkout / ".cache"] if (checkout / "pyproject.toml").is_file() else []
    for base in (*bases, Path.home() / ".cache"):
        folder = base / "amir" / "places"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.gettempdir()) / "amir" / "places"
