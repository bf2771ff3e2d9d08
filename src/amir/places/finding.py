"""Finds one municipality in the index of one country.

The surest reading wins: the whole text as a name; then its pieces, each helping to choose among
namesakes of the others ("Moncalieri (TO)", "Wien - Favoriten"); then the postal code; then known
names inside longer text; last, a name that is one or two typing errors away.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from ..core.text import fold
from .choosing import Hit, chosen
from .names import NICK, OWN, PART, words
from .reading import Segment, abbreviated, find_code, segments, unfolded_forms
from .sources import facts

_TOWN = 5000
_LONGEST_SPAN = 5
_SHORT_FIRST = re.compile(r"[^\W\d_]{1,3}\.\s?[^\W\d_]{4,}")
_PART_OF = 3  # times as many people live in a city as in a town taken for its district


# id, name, nuts3, latitude, longitude, population, other names as JSON
Row = tuple[str, str, str, float, float, int, str]
_ROWS = "SELECT id, name, nuts3, latitude, longitude, population, also FROM town WHERE "
_HITS = """SELECT town, kind, weight, nuts3, latitude, longitude, population
    FROM name JOIN town ON town = number WHERE """


class Finder:
    """The index of one country, ready for questions."""

    def __init__(self, connection: sqlite3.Connection, country: str) -> None:
        self._connection = connection
        self._country = country
        self._coded_towns: frozenset[int] | None = None
        self._known = lru_cache(maxsize=8192)(self._look_up)

    def find(self, written: str) -> int | None:
        """The number of the municipality meant, or None."""
        hit = self._surely(written) or self._perhaps(written)
        return hit.town if hit else None

    def weight(self, written: str) -> int:
        """How big the place is that is surely meant; 0 if none is."""
        hit = self._surely(written)
        return hit.weight if hit else 0

    def row(self, number: int) -> Row:
        """The municipality of this number."""
        row: Row = self._connection.execute(_ROWS + "number = ?", (number,)).fetchone()
        return row

    def rows(self, at_least: int) -> list[Row]:
        """All municipalities with at least so many people, biggest first."""
        query = _ROWS + "population >= ? ORDER BY population DESC, number"
        return self._connection.execute(query, (at_least,)).fetchall()

    def _surely(self, written: str) -> Hit | None:
        key = fold(written)
        if not key or key in words("nothing"):
            return None
        if (hits := self._fitting(key, written)) and self._tells(key, hits):
            return hits[0]
        code, rest = find_code(written, self._country)
        told = self._coded(code)
        pieces = segments(rest, self._country)
        found = [(piece, self._candidates(piece)) for piece in pieces]
        if "/" in rest and (whole := _biggest_first(self._abbreviated(rest))):  # "Frankfurt/M"
            found = [(pieces[0], whole)]
        hit = self._chosen([(piece, hits) for piece, hits in found if hits], told)
        return hit or told or self._numbered(pieces)

    def _perhaps(self, written: str) -> Hit | None:
        pieces = segments(find_code(written, self._country)[1], self._country)
        found = [(piece, hits) for piece in pieces for hits in self._inside(piece)]
        return self._chosen(found, None) or next(filter(None, map(self._misspelt, pieces)), None)

    def _chosen(
        self, found: Sequence[tuple[Segment, tuple[Hit, ...]]], told: Hit | None
    ) -> Hit | None:
        hit = chosen(found, told)
        # "Leverkusen-Opladen": behind a city, a town without a postal code is a district of it.
        if hit is None or len(found) < 2 or hit in found[0][1] or hit.kind == PART:
            return hit
        city = found[0][1][0]
        inside = hit.town not in self._with_codes() and hit.weight * _PART_OF < city.weight
        return city if inside and self._with_codes() and city.beside(hit) else hit

    def _with_codes(self) -> frozenset[int]:
        """Towns that have a postal code of their own."""
        if self._coded_towns is None:
            rows = self._connection.execute("SELECT DISTINCT town FROM code")
            self._coded_towns = frozenset(town for (town,) in rows)
        return self._coded_towns

    def _tells(self, key: str, hits: Sequence[Hit]) -> bool:
        """ "Centro" tells nothing, unless a town is called so."""
        return key not in words("everywhere") or (
            hits[0].kind == OWN and hits[0].population >= _TOWN
        )

    def _look_up(self, key: str) -> tuple[Hit, ...]:
        rows = self._connection.execute(_HITS + "key = ? ORDER BY weight DESC", (key,))
        return tuple(Hit(*row) for row in rows)

    def _fitting(self, key: str, written: str) -> tuple[Hit, ...]:
        """A nickname of two letters counts only with a capital: "TO", "Bp.", not "to"."""
        hits = self._known(key)
        if len(key) < 3 and not any(
            word[0].isupper() for word in written.split() if fold(word) == key
        ):
            return tuple(hit for hit in hits if hit.kind != NICK)
        return hits

    def _candidates(self, piece: Segment) -> tuple[Hit, ...]:
        """What one piece may mean, biggest first."""
        whole = " ".join(piece.tokens)
        if (hits := self._fitting(whole, piece.text)) and self._tells(whole, hits):
            return hits
        cut = len(piece.core) < len(piece.tokens) and _SHORT_FIRST.match(piece.text)
        if cut and (hits := _biggest_first(self._abbreviated(piece.text))):  # "B. Bystrica"
            return hits
        key = " ".join(piece.core)
        if (hits := self._fitting(key, piece.text)) and self._tells(key, hits):
            return hits
        forms = [hit for form in unfolded_forms(piece.text) for hit in self._known(" ".join(form))]
        forms += [hit for form in unfolded_forms(key) for hit in self._known(" ".join(form))]
        return _biggest_first(forms) or _biggest_first(self._abbreviated(piece.text))

    def _abbreviated(self, text: str) -> Iterator[Hit]:
        for form in (text, *(" ".join(form) for form in unfolded_forms(text))):
            pattern = abbreviated(form)
            start = re.match(r"\w+", fold(form))
            if pattern is None or start is None:
                continue
            cut = re.match(r"\w+\.", form) is not None  # "Berg. Gladbach"
            rows = self._connection.execute(
                "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? AND kind <= 1",
                (start[0], start[0] + "\uffff") if cut else (start[0] + " ", start[0] + "!"),
            ).fetchall()
            for (key,) in rows:
                if pattern.fullmatch(key):
                    yield from self._known(key)

    def _coded(self, code: str) -> Hit | None:
        """The town of a postal code, or of all codes that begin like it."""
        if self._country == "GB":
            code = "".join(c for c in code[:2] if c.isalpha())
        shortest = len(code) if self._country == "GB" else 1
        for length in range(len(code), shortest - 1, -1) if code else ():
            rows = self._connection.execute(
                "SELECT number, 0, population, nuts3, latitude, longitude, population "
                "FROM code JOIN town ON town = number WHERE start = ?",
                (code[:length],),
            )
            if row := rows.fetchone():
                return Hit(*row)
        return None

    def _numbered(self, pieces: Sequence[Segment]) -> Hit | None:
        """ "VIII. ker.", "18e arr.": in some countries only one city is meant."""
        told: dict[str, str] = facts("words")["numbered_city"].get(self._country, {})
        for piece in pieces:
            if piece.numbered and not piece.core:
                for token in piece.tokens:
                    if city := told.get(token):
                        return next(iter(self._known(fold(city))), None)
        return None

    def _inside(self, piece: Segment) -> list[tuple[Hit, ...]]:
        """Known names inside longer text, from the left, longest first."""
        tokens, found, covered, place = piece.core, [], 0, 0
        while place < len(tokens):
            for length in range(min(_LONGEST_SPAN, len(tokens) - place), 0, -1):
                span = tokens[place : place + length]
                if hits := self._span(span):
                    found.append(hits)
                    covered += length
                    place += length - 1
                    break
            place += 1
        if covered * 2 < len(tokens):
            return [hits for hits in found if hits[0].weight >= 15_000]
        return found

    def _span(self, span: Sequence[str]) -> tuple[Hit, ...]:
        key = " ".join(span)
        if len(span) == 1 and (len(key) < 3 or key in words("openers") or key in words("links")):
            return ()
        if key in words("everywhere") or key in words("around"):
            return ()
        return tuple(hit for hit in self._known(key) if hit.weight >= 500)

    def _misspelt(self, piece: Segment) -> Hit | None:
        """The one name that is a typing error away."""
        key = " ".join(piece.core)
        if len(key) < 5 or any(c.isdigit() for c in key) or len(piece.core) > 4:
            return None
        forms = [key, *(" ".join(form) for form in unfolded_forms(key))]
        return next(filter(None, map(self._nearest_name, forms)), None)

    def _nearest_name(self, key: str) -> Hit | None:
        errors = 1 if len(key) < 8 else 2
        rows = self._connection.execute(
            "SELECT key, weight, town FROM name WHERE key >= ? AND key < ? AND kind <= 2 "
            "AND length(key) BETWEEN ? AND ? AND (weight >= 20000 OR kind = 0 AND weight >= 1000 "
            "OR kind = 2 AND weight >= 5000)",
            (key[0], chr(ord(key[0]) + 1), len(key) - errors, len(key) + errors),
        )
        near: dict[int, tuple[int, int, str]] = {}
        for name, weight, town in rows:
            distance = OSA.distance(key, name, score_cutoff=errors)
            if distance <= errors:
                near[town] = min(near.get(town, (9, 0, "")), (distance, -weight, name))
        ranked = sorted(near.values())
        if not ranked or _rivals(ranked):
            return None
        return self._known(ranked[0][2])[0]


def _rivals(near: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a second place is as near and not much smaller."""
    same = [entry for entry in near if entry[0] == near[0][0]]
    return len(same) > 1 and same[1][1] * 3 < same[0][1]


def _biggest_first(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(set(hits), key=lambda hit: (-hit.weight, hit.town)))
