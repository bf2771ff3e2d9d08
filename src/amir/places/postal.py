"""The postal list of a country, brought together by place name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..core.text import fold
from .names import is_latin, titled
from .regions import of_2021
from .sources import Locality

_NUMBERED = re.compile(r"[\s,-]+(\d+[.\s]*(ker\.?|kerület)?|cedex.*|\d+e arr.*)$", re.IGNORECASE)
_DISTRICT_LETTERS = re.compile(r" (NV|SV|SØ|NØ|[A-ZØ])$")
_BRACKETS = re.compile(r"^(.+?) ?\((.+)\)$")


# Spanish provinces of several regions (one per island), and two cities overseas.
_ISLANDS = {"07", "35", "38", "51", "52"}


@dataclass(slots=True)
class Named:
    """One place name of the postal list in one region."""

    name: str
    region: str
    state: str
    codes: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)


class CodeRegions:
    """Postal code -> region, by the code itself or by the codes that begin like it."""

    def __init__(self, table: Mapping[str, str], country: str) -> None:
        self._known = {code: of_2021(region) for code, region in table.items()}
        starts: dict[str, Counter[str]] = defaultdict(Counter)
        # A Spanish "code" is a municipality's number: only its province (2 digits) means the same.
        self._lengths = (2,) if country == "ES" else (4, 3, 2)
        for code, region in self._known.items():
            for length in self._lengths:
                starts[code[:length]][region] += 1
        self._starts = {start: regions.most_common(1)[0][0] for start, regions in starts.items()}

    def __call__(self, code: str) -> str:
        if len(self._lengths) == 1 and code[:2] in _ISLANDS:
            return ""
        if len(self._lengths) > 1 and code in self._known:
            return self._known[code]
        for length in self._lengths:
            if region := self._starts.get(code[:length]):
                return region
        return ""


def gather(localities: Iterable[Locality], regions: CodeRegions, country: str) -> list[Named]:
    """One entry per name and region, with all its codes and the districts listed under it."""
    rows = list(localities)
    plain = {fold(_cleaned(row.name, country)) for row in rows}
    if country == "GR":
        ends = Counter(_last_word(row.name) for row in rows if " " in row.name)
        plain = {word for word, count in ends.items() if count >= 3}
    found: dict[tuple[str, str], Named] = {}
    for row in rows:
        name, part = _town_and_part(_cleaned(row.name, country), plain, country)
        region = regions(row.code)
        entry = found.get((fold(name), region))
        if entry is None:
            entry = found[fold(name), region] = Named(titled(name), region, row.state)
        entry.codes.add(row.code)
        if part and (is_latin(part) or country == "GR") and not any(c.isdigit() for c in part):
            entry.parts.add(titled(part))
    return list(found.values())


def _cleaned(name: str, country: str) -> str:
    name = _NUMBERED.sub("", name)
    if country == "DK":
        return _DISTRICT_LETTERS.sub("", name)
    if country == "CH":
        return re.sub(r" [A-Z]{2}( \d)?$", "", name)
    if country == "FR":
        name = re.sub(r"^ST(E?)\b", r"SAINT\1", name)
        return re.sub(r"(?<=[ -])ST(E?)(?=[ -])", r"SAINT\1", name)
    return name


def _town_and_part(name: str, plain: set[str], country: str) -> tuple[str, str]:
    """ "Wien, Landstraße", "HIISIÖ, Iitti", "Lefkosia (Kaimakli)", "Warszawa/Wesoła"."""
    if country == "GR":
        return _greek(name, plain)
    if country == "FI" and ", " in name:
        part, _, town = name.rpartition(", ")
        return town, part
    if match := _BRACKETS.match(name):
        return (match[1], match[2]) if fold(match[1]) in plain and country == "CY" else (name, "")
    for mark in (", ", "/"):
        town, _, part = name.partition(mark)
        if len(part) > 3 and (fold(town) in plain or country == "AT"):
            return town, part
    return name, ""


def _greek(name: str, cities: set[str]) -> tuple[str, str]:
    """ "ΕΞΑΡΧΕΙΑ ΑΘΗΝΑ", "ΝΕΑΠΟΛΗ ΑΘΗΝΑΣ": the city comes last, at times in the genitive."""
    part, _, _ = name.rpartition(" ")
    return (_last_word(name), part) if part and _last_word(name) in cities else (name, "")


def _last_word(name: str) -> str:
    return fold(name).rpartition(" ")[2].removesuffix("σ")
