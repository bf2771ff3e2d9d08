"""A set of questions as data: Dimension > Factor > Indicator > options or levels.

`schema.json` beside this module says the same as JSON Schema. A set comes as YAML; reading one
says where it is wrong, and never runs anything that stands in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from amir.core.errors import Refused

from .enums import BenchmarkKind

Texts = Mapping[str, str]
MOST = 200  # entries of one list
LONGEST_TEXT = 1_000
HIGHEST_LEVEL = 3
KINDS = ("option", "level", "text")
DATA_TYPES = ("fact", "input", "impact")


@dataclass(frozen=True)
class Option:
    """An answer that can be given. `value` is what it counts: 0 to 100."""

    value: int
    texts: Texts


@dataclass(frozen=True)
class Indicator:
    """One question. With kind text it has no options and counts nothing."""

    code: str
    texts: Texts
    kind: str
    options: tuple[Option, ...] = ()
    hints: Texts | None = None
    may_be_na: bool = True
    data_type: str = "input"
    needs_evidence: bool = False
    # What somebody with a low answer can do next.
    next_steps: Texts | None = None

    @property
    def is_scored(self) -> bool:
        """Whether its answer is a figure."""
        return self.kind != "text"

    def points(self, value: int) -> float:
        """What an answer counts, 0 to 100."""
        return value * 100 / HIGHEST_LEVEL if self.kind == "level" else float(value)

    def takes(self, value: int) -> bool:
        """Whether this can be an answer."""
        return value in {option.value for option in self.options}


@dataclass(frozen=True)
class Factor:
    """A statement, and the indicators that tell how true it is."""

    code: str
    texts: Texts
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Dimension:
    """A part of a set; counts with its weight."""

    code: str
    texts: Texts
    factors: tuple[Factor, ...]
    weight: float = 1.0

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All of its questions in order."""
        return tuple(each for factor in self.factors for each in factor.indicators)


@dataclass(frozen=True)
class Definition:
    """A set in one version."""

    key: str
    version: int
    kind: str
    names: Texts
    about: Texts
    source: str
    licence: str
    theme: str
    dimensions: tuple[Dimension, ...]

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Code -> question, in order."""
        return {each.code: each for part in self.dimensions for each in part.indicators}

    @property
    def languages(self) -> list[str]:
        """The languages in which every question and every answer has words."""
        texts = [part.texts for part in self.dimensions]
        texts += [each.texts for each in self.indicators.values()]
        texts += [option.texts for each in self.indicators.values() for option in each.options]
        return sorted(set(texts[0]).intersection(*texts[1:]))


def parse(data: Mapping[str, Any]) -> Definition:
    """The set. Refused with the place that is wrong."""
    kind = data.get("kind")
    _demand(kind in BenchmarkKind.values, "kind", ", ".join(BenchmarkKind.values))
    dimensions = tuple(
        _dimension(found, place) for found, place in _list(data.get("dimensions"), "dimensions")
    )
    _distinct([part.code for part in dimensions], "dimensions")
    codes = [each.code for part in dimensions for each in part.indicators]
    _distinct(codes, "indicators")
    made = Definition(
        key=_key(data.get("key"), "key"),
        version=_whole(data.get("version"), "version", least=1, most=10_000),
        kind=str(kind),
        names=_texts(data.get("names"), "names"),
        about=_texts(data.get("about") or {}, "about", may_lack=True),
        source=_line(data.get("source"), "source"),
        licence=_line(data.get("licence"), "licence"),
        theme=str(data.get("theme") or ""),
        dimensions=dimensions,
    )
    if not made.languages:
        raise Refused(_("No language has words for every question and every answer."))
    return made


def _dimension(found: Mapping[str, Any], place: str) -> Dimension:
    weight = found.get("weight", 1)
    is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
    _demand(is_number and 0 < weight <= 100, f"{place}.weight", _("a number above 0"))
    factors = _list(found.get("factors"), f"{place}.factors")
    return Dimension(
        code=_key(found.get("code"), f"{place}.code"),
        texts=_texts(found.get("title"), f"{place}.title"),
        factors=tuple(_factor(each, where) for each, where in factors),
        weight=float(weight),
    )


def _factor(found: Mapping[str, Any], place: str) -> Factor:
    indicators = _list(found.get("indicators"), f"{place}.indicators")
    return Factor(
        code=_key(found.get("code"), f"{place}.code"),
        texts=_texts(found.get("statement") or {}, f"{place}.statement", may_lack=True),
        indicators=tuple(_indicator(each, where) for each, where in indicators),
    )


def _indicator(found: Mapping[str, Any], place: str) -> Indicator:
    kind = found.get("kind", "option")
    _demand(kind in KINDS, f"{place}.kind", ", ".join(KINDS))
    data_type = found.get("data_type", "input")
    _demand(data_type in DATA_TYPES, f"{place}.data_type", ", ".join(DATA_TYPES))
    return Indicator(
        code=_key(found.get("code"), f"{place}.code"),
        texts=_texts(found.get("question"), f"{place}.question"),
        kind=str(kind),
        options=_options(found, place, str(kind)),
        hints=_texts(found.get("hint") or {}, f"{place}.hint", may_lack=True),
        may_be_na=_yes_no(found.get("n_a_allowed", True), f"{place}.n_a_allowed"),
        data_type=str(data_type),
        needs_evidence=_yes_no(found.get("evidence_required", False), f"{place}.evidence_required"),
        next_steps=_texts(found.get("next") or {}, f"{place}.next", may_lack=True),
    )


def _options(found: Mapping[str, Any], place: str, kind: str) -> tuple[Option, ...]:
    name = "levels" if kind == "level" else "options"
    where, highest = f"{place}.{name}", HIGHEST_LEVEL if kind == "level" else 100
    if kind == "text":
        _demand(not found.get("options") and not found.get("levels"), where, _("nothing"))
        return ()
    made = tuple(
        Option(
            _whole(each.get("value"), f"{at}.value", least=0, most=highest),
            _texts(each.get("label"), f"{at}.label"),
        )
        for each, at in _list(found.get(name), where, least=2)
    )
    _distinct([str(option.value) for option in made], where)
    return made


def _list(found: Any, place: str, *, least: int = 1) -> Iterator[tuple[Mapping[str, Any], str]]:
    fits = isinstance(found, list) and least <= len(found) <= MOST
    fits = fits and all(isinstance(each, dict) for each in found)
    wanted = _("a list of {least} to {most} entries").format(least=least, most=MOST)
    _demand(fits, place, wanted)
    return ((each, f"{place}[{at}]") for at, each in enumerate(found, start=1))


def _texts(found: Any, place: str, *, may_lack: bool = False) -> Texts:
    fits = isinstance(found, dict) and all(
        isinstance(code, str) and isinstance(text, str) and 0 < len(text) <= LONGEST_TEXT
        for code, text in found.items()
    )
    _demand(fits and bool(found or may_lack), place, _("words by language, like en: Yes"))
    return dict(found)


def _key(found: Any, place: str) -> str:
    fits = isinstance(found, str) and 0 < len(found) <= 40
    fits = fits and found.replace("_", "").replace("-", "").isalnum()
    fits = fits and found.isascii() and found == found.lower()
    _demand(fits, place, _("small letters, digits and _"))
    return str(found)


def _whole(found: Any, place: str, *, least: int, most: int) -> int:
    fits = isinstance(found, int) and not isinstance(found, bool) and least <= found <= most
    wanted = _("a whole number from {least} to {most}").format(least=least, most=most)
    _demand(fits, place, wanted)
    return int(found)


def _yes_no(found: Any, place: str) -> bool:
    _demand(isinstance(found, bool), place, "true, false")
    return bool(found)


def _line(found: Any, place: str) -> str:
    _demand(isinstance(found, str) and 0 < len(found) <= LONGEST_TEXT, place, _("a text"))
    return str(found).strip()


def _demand(fits: bool, place: str, wanted: str) -> None:
    if not fits:
        sentence = _("{place} is missing or wrong. It can be: {wanted}.")
        raise Refused(sentence.format(place=place, wanted=wanted), field="upload")


def _distinct(keys: Sequence[str], place: str) -> None:
    if len(set(keys)) != len(keys):
        sentence = _("{place}: each name stands there once only.").format(place=place)
        raise Refused(sentence, field="upload")
