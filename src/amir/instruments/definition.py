"""An instrument as data: what is asked, in which words, and how answers become figures.

A definition comes as YAML (docs/instruments.md). Reading one says where it is wrong; it never
runs anything that stands in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.utils.translation import gettext as _

from amir.core.errors import Refused

from .enums import Licence

Texts = Mapping[str, str]
Method = Literal["sum", "mean", "share"]
METHODS = ("sum", "mean", "share")
SIDES = ("mentee", "mentor")
FACES = ("good", "mixed", "bad")
MOST_ITEMS = 100
LONGEST_TEXT = 600


@dataclass(frozen=True)
class Choice:
    """An answer that can be given: a whole number, its words, and a face beside them."""

    value: int
    texts: Texts
    face: str = ""


@dataclass(frozen=True)
class Item:
    """One question. `is_reversed`: the highest answer counts as the lowest."""

    key: str
    texts: Texts
    choices: tuple[Choice, ...]
    is_reversed: bool = False

    def counted(self, value: int) -> int:
        """What an answer counts, turned round where the item asks the opposite."""
        values = [choice.value for choice in self.choices]
        return min(values) + max(values) - value if self.is_reversed else value


@dataclass(frozen=True)
class Scale:
    """A figure made of items. `may_miss`: how many of them may lack an answer."""

    key: str
    texts: Texts
    items: tuple[str, ...]
    method: Method
    may_miss: int = 0


@dataclass(frozen=True)
class Low:
    """From which figure on somebody should call: the scale is at most so high."""

    scale: str
    at_most: float


@dataclass(frozen=True)
class Definition:
    """An instrument in one version."""

    key: str
    version: int
    names: Texts
    about: Texts
    source: str
    licence: str
    licence_note: str
    sides: tuple[str, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    low: Low | None = None

    @property
    def languages(self) -> list[str]:
        """The languages in which every question and every answer has words."""
        texts = [item.texts for item in self.items]
        texts += [choice.texts for item in self.items for choice in item.choices]
        return sorted(set(texts[0]).intersection(*texts[1:]))

    def item(self, key: str) -> Item | None:
        """The question of that key."""
        return next((item for item in self.items if item.key == key), None)


def parse(data: Mapping[str, Any], *, needs_texts: bool = True) -> Definition:
    """The definition. Refused with the place that is wrong.

    `needs_texts` False: for definitions that are given out without their words.
    """
    return _Reading(data, needs_texts).definition()


class _Reading:
    """One definition while it is read."""

    def __init__(self, data: Mapping[str, Any], needs_texts: bool) -> None:
        self.data, self.needs_texts = data, needs_texts

    def definition(self) -> Definition:
        data = self.data
        answers = self._answers()
        items = tuple(
            self._item(found, answers, place)
            for found, place in self._list(data.get("items"), "items", most=MOST_ITEMS)
        )
        _distinct([item.key for item in items], "items")
        scales = tuple(
            self._scale(found, {item.key for item in items}, place)
            for found, place in self._list(data.get("scales"), "scales", most=MOST_ITEMS)
        )
        _distinct([scale.key for scale in scales], "scales")
        sides = tuple(data.get("sides") or SIDES)
        _demand(set(sides) <= set(SIDES), "sides", _("mentee, mentor or both"))
        licence = data.get("licence")
        _demand(licence in Licence.values, "licence", ", ".join(Licence.values))
        made = Definition(
            key=self._key(data.get("key"), "key"),
            version=self._whole(data.get("version"), "version", least=1),
            names=self._texts(data.get("names"), "names", always=True),
            about=self._texts(data.get("about") or {}, "about", may_lack=True),
            source=self._line(data.get("source"), "source"),
            licence=str(licence),
            licence_note=self._line(data.get("licence_note"), "licence_note"),
            sides=sides,
            items=items,
            scales=scales,
            low=self._low(data.get("low"), {scale.key for scale in scales}),
        )
        if self.needs_texts and not made.languages:
            raise Refused(_("No language has words for every question and every answer."))
        return made

    def _answers(self) -> dict[str, tuple[Choice, ...]]:
        given = self.data.get("answers")
        _demand(isinstance(given, dict) and bool(given), "answers", _("sets of answers by name"))
        made = {}
        for name, choices in cast("dict[str, Any]", given).items():
            place = f"answers.{name}"
            made[str(name)] = tuple(
                Choice(
                    self._whole(found.get("value"), f"{where}.value", least=-100),
                    self._texts(found.get("text"), f"{where}.text"),
                    self._face(found.get("face"), f"{where}.face"),
                )
                for found, where in self._list(choices, place, least=2, most=11)
            )
            _distinct([str(choice.value) for choice in made[str(name)]], place)
        return made

    def _item(
        self, found: Mapping[str, Any], answers: Mapping[str, tuple[Choice, ...]], place: str
    ) -> Item:
        named = found.get("answers")
        _demand(named in answers, f"{place}.answers", ", ".join(answers))
        is_reversed = found.get("reverse", False)
        _demand(isinstance(is_reversed, bool), f"{place}.reverse", "true, false")
        return Item(
            self._key(found.get("key"), f"{place}.key"),
            self._texts(found.get("text"), f"{place}.text"),
            answers[str(named)],
            is_reversed,
        )

    def _scale(self, found: Mapping[str, Any], known: set[str], place: str) -> Scale:
        items = found.get("items")
        _demand(
            isinstance(items, list) and bool(items) and set(map(str, items)) <= known,
            f"{place}.items",
            ", ".join(sorted(known)),
        )
        method = found.get("method")
        _demand(method in METHODS, f"{place}.method", ", ".join(METHODS))
        keys = tuple(map(str, cast("list[Any]", items)))
        may_miss = self._whole(found.get("may_miss", 0), f"{place}.may_miss", least=0)
        _demand(may_miss < len(keys), f"{place}.may_miss", _("fewer than its items"))
        return Scale(
            self._key(found.get("key"), f"{place}.key"),
            self._texts(found.get("names"), f"{place}.names", always=True),
            keys,
            cast(Method, method),
            may_miss,
        )

    def _low(self, found: Any, scales: set[str]) -> Low | None:
        if found is None:
            return None
        _demand(isinstance(found, dict), "low", _("a scale and a figure"))
        _demand(found.get("scale") in scales, "low.scale", ", ".join(sorted(scales)))
        limit = found.get("at_most")
        is_number = isinstance(limit, int | float) and not isinstance(limit, bool)
        _demand(is_number, "low.at_most", _("a number"))
        return Low(str(found["scale"]), float(limit))

    def _list(
        self, found: Any, place: str, *, least: int = 1, most: int
    ) -> list[tuple[Mapping[str, Any], str]]:
        fits = isinstance(found, list) and least <= len(found) <= most
        fits = fits and all(isinstance(each, dict) for each in found)
        wanted = _("a list of {least} to {most} entries").format(least=least, most=most)
        _demand(fits, place, wanted)
        return [(each, f"{place}[{at}]") for at, each in enumerate(found, start=1)]

    def _texts(
        self, found: Any, place: str, *, always: bool = False, may_lack: bool = False
    ) -> Texts:
        if found is None and not self.needs_texts and not always:
            return {}
        fits = isinstance(found, dict) and all(
            isinstance(code, str) and isinstance(text, str) and 0 < len(text) <= LONGEST_TEXT
            for code, text in found.items()
        )
        is_needed = always or (self.needs_texts and not may_lack)
        fits = fits and bool(found or not is_needed)
        _demand(fits, place, _("words by language, like en: Yes"))
        return dict(found)

    def _face(self, found: Any, place: str) -> str:
        _demand(found is None or found in FACES, place, ", ".join(FACES))
        return str(found or "")

    def _key(self, found: Any, place: str) -> str:
        fits = isinstance(found, str) and 0 < len(found) <= 40
        fits = fits and found.replace("_", "").isalnum() and found.isascii() and found.islower()
        _demand(fits, place, _("small letters, digits and _"))
        return str(found)

    def _whole(self, found: Any, place: str, *, least: int) -> int:
        fits = isinstance(found, int) and not isinstance(found, bool)
        _demand(fits and least <= found <= 10_000, place, _("a whole number"))
        return int(found)

    def _line(self, found: Any, place: str) -> str:
        _demand(isinstance(found, str) and 0 < len(found) <= LONGEST_TEXT, place, _("a text"))
        return str(found).strip()


def _demand(fits: bool, place: str, wanted: str) -> None:
    if not fits:
        sentence = _("{place} is missing or wrong. It can be: {wanted}.")
        raise Refused(sentence.format(place=place, wanted=wanted))


def _distinct(keys: Sequence[str], place: str) -> None:
    if len(set(keys)) != len(keys):
        raise Refused(_("{place}: each name stands there once only.").format(place=place))
