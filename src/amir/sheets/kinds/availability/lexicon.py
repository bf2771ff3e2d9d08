"""Words of free times, as one column writes them.

Words mean different things in different languages (`de` is a Hungarian morning and a Spanish
preposition, `alle` all days or "at"), so the languages that the column speaks come first, and
short words count only in them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from babel import Locale, localedata
from rapidfuzz.distance import Prefix

from amir.core.text import fold

from ...vocabulary import Phrases
from ...vocabulary.cldr import DISPLAY_LANGUAGES, locales_of, weekdays
from ..base import Context
from .codes import Codes
from .slots import DAYS, PARTS, days_of, parts_of

_SHORT = 3  # letters: such words are looked up only in the languages of the column
_LOOKED_AT = 300
_STEM = 4  # letters that forms of a word share at least
_PERIODS = {"morning": "am", "noon": "pm", "afternoon": "pm", "evening": "eve", "night": "eve"}
# Glued to the next word: Arabic "and", "in", "to", Ukrainian "every".
_PREFIXES = ("و", "ب", "ل", "في", "що")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word or phrase means: some days, some parts of day, or a joining word."""

    days: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()
    joins: frozenset[str] = frozenset()


NO_SENSE = Sense()
HOUR_JOINS = frozenset({"from_hour", "to_hour"})
# The codes in which this very field is written elsewhere.
_OWN = {name: Sense(days=days_of(name)) for name in DAYS} | {
    name: Sense(parts=parts_of(name)) for name in PARTS
}


def _days_sense(meaning: str) -> Sense:
    return Sense(days=days_of(meaning))


def _parts_sense(meaning: str) -> Sense:
    return Sense(parts=parts_of(meaning))


_SECTIONS: Mapping[str, Callable[[str], Sense]] = {"weekdays": _days_sense, "parts": _parts_sense}


@dataclass(slots=True)
class Lexicon:
    """Meanings of words in one column."""

    context: Context
    texts: Sequence[str]
    told: Mapping[str, str]
    speech: tuple[str, ...] = ()
    letters: Codes = field(init=False)
    _cache: dict[str, Sense | None] = field(default_factory=dict)
    _shelves: dict[int, dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out which languages and which codes the column uses."""
        texts = self.texts[:_LOOKED_AT]
        self.speech = self._languages_of(texts)
        self.letters = Codes.of_column(
            self.context.vocabulary, self.speech, self.told, texts, self.is_word
        )

    def _languages_of(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Languages of the column's own words first, then those of the headings."""
        scores: dict[str, float] = {}
        for word in {word for text in texts for word in fold(text).split()}:
            for section in _SECTIONS if len(word) >= _SHORT else ():
                said = self.context.vocabulary.phrases(section).said_in(word)
                for language in said:
                    bonus = 1.2 if language in self.context.languages[:1] else 1.0
                    scores[language] = scores.get(language, 0.0) + bonus / len(said)
        ranked = sorted(scores, key=lambda name: (-scores[name], name))
        return tuple(dict.fromkeys((*ranked[:1], *self.context.languages[:1], *ranked[1:2])))

    def codes(self, word: str) -> Sense | None:
        """Days or parts that letters stand for: `X`, `MWF`, `P`."""
        meanings = self.letters.meanings(word, self.is_word)
        if not meanings:
            return None
        sense = _parts_sense if meanings[0] in PARTS else _days_sense
        return _merged([sense(meaning) for meaning in meanings])

    def spelt(self, word: str) -> Sense | None:
        """The day of a word that only its accents tell from another: Slovak `st` and `št`."""
        for language in self.speech:
            day = _told_by_accents(language).get(word.casefold())
            if day:
                return _days_sense(day)
        return None

    def is_word(self, word: str) -> bool:
        """Whether the column's languages know a word; of a single letter, whether it joins."""
        if len(word) == 1:
            known = self.sense(fold(word))
            return known is not None and bool(known.joins)
        return self.sense(fold(word)) is not None

    def sense(self, phrase: str) -> Sense | None:
        """What a folded phrase means in this column."""
        if phrase not in self._cache:
            self._cache[phrase] = self._known(phrase)
        return self._cache[phrase]

    def guess(self, word: str) -> Sense | None:
        """A word with something glued to it, in a case form, or misspelt."""
        for prefix in _PREFIXES:
            rest = word.removeprefix(prefix)
            if rest != word and (known := self.sense(rest) or self._form_of_a_time(rest)):
                return known
        for cut in range(4, len(word) - 2):  # "Samstagvormittag"
            day, part = self.sense(word[:cut]), word[cut:].removeprefix("s")
            time = day and day.days and (self.sense(part) or self._form_of_a_part(part))
            if day and time and time.parts:
                return _merged([day, time])
        return self._form_of_a_time(word)

    def _form_of_a_time(self, word: str) -> Sense | None:
        day = self._form(self.context.vocabulary.phrases("weekdays"), word)
        return _days_sense(day) if day else self._form_of_a_part(word)

    def _form_of_a_part(self, word: str) -> Sense | None:
        vocabulary = self.context.vocabulary
        meaning = self._form(vocabulary.phrases("parts"), word) or self._form(day_periods(), word)
        return _parts_sense(meaning) if meaning else None

    def _form(self, phrases: Phrases, word: str) -> str | None:
        shelf = self._shelves.get(id(phrases))
        if shelf is None:
            shelf = self._shelves[id(phrases)] = _shelf(phrases, self.speech)
        near = phrases.nearest(word, self.speech) or _inflected(shelf, word)
        return phrases.get(near, self.speech) if near else None

    def _known(self, phrase: str) -> Sense | None:
        """What the phrase means in the languages of the column, else in any language."""
        if phrase in _OWN:
            return _OWN[phrase]
        for language in (*self.speech, "shared"):
            found = self._said(phrase, language)
            if found:
                return found
        found = self._said(phrase, None) if len(phrase) > _SHORT else None
        if found or " " in phrase:
            return found
        joins = frozenset(self.context.vocabulary.phrases("joining").meanings(phrase))
        return Sense(joins=joins) if joins else None

    def _said(self, phrase: str, language: str | None) -> Sense | None:
        """What the phrase means in one language (None: in any)."""
        vocabulary = self.context.vocabulary
        for section, sense in _SECTIONS.items():
            meanings = self._meanings(vocabulary.phrases(section), phrase, language)
            if meanings:
                found = sense(meanings[0])
                hours = self._meanings(vocabulary.phrases("joining"), phrase, language)
                # Czech "po" is Monday and "after"; the grammar sees which.
                joins = frozenset(hours) & HOUR_JOINS if language and found.days else frozenset()
                return replace(found, joins=joins)
        joining = self._meanings(vocabulary.phrases("joining"), phrase, language)
        if joining:
            return Sense(joins=frozenset(joining))
        periods = self._meanings(day_periods(), phrase, language)
        return _parts_sense(periods[0]) if periods else None

    def _meanings(self, phrases: Phrases, phrase: str, language: str | None) -> list[str]:
        found = phrases.meanings(phrase, self.speech)
        if language is None:
            return list(found)
        return [meaning for meaning in found if language in phrases.said_in(phrase, meaning)]


@lru_cache(maxsize=128)
def _told_by_accents(language: str) -> Mapping[str, str]:
    """Names of days that fold to one form, as written with their accents."""
    names = [pair for locale in locales_of(language) for pair in weekdays(locale)]
    days: dict[str, set[str]] = {}
    for name, day in names:
        days.setdefault(fold(name), set()).add(day)
    return {name.casefold().strip("."): day for name, day in names if len(days[fold(name)]) > 1}


def _merged(senses: Iterable[Sense]) -> Sense:
    days, parts = frozenset[int](), frozenset[int]()
    for sense in senses:
        days, parts = days | sense.days, parts | sense.parts
    return Sense(days=days, parts=parts)


@lru_cache(maxsize=1)
def day_periods() -> Phrases:
    """Names of parts of the day that the Common Locale Data Repository knows."""
    phrases = Phrases()
    for language in DISPLAY_LANGUAGES:
        if not localedata.exists(language):
            continue
        for name, word in _period_names(language):
            part = _PERIODS.get(name.rstrip("12"))
            folded = fold(word)
            for phrase in {folded, folded.split(" ")[-1]} if part else ():
                if part and not phrases.meanings(phrase):
                    phrases.add_folded(phrase, part, language)
    return phrases


def _period_names(language: str) -> list[tuple[str, str]]:
    periods = Locale.parse(language).day_periods
    return [
        (name, word)
        for context in ("stand-alone", "format")
        for width in ("wide", "abbreviated")
        for name, word in periods.get(context, {}).get(width, {}).items()
    ]


def _inflected(shelf: Mapping[str, Sequence[str]], word: str) -> str | None:
    """A phrase of which the word is another form: `środę`, `Montags`."""
    best: tuple[int, str] = (0, "")
    for phrase in shelf.get(word[:_STEM], ()):
        shared = Prefix.similarity(word, phrase)
        alike = shared > 0.6 * len(phrase)
        if alike and len(phrase) - shared <= 3 and len(word) - shared <= 4:
            best = max(best, (shared, phrase))
    return best[1] or None


def _shelf(phrases: Phrases, languages: Sequence[str]) -> dict[str, list[str]]:
    """Words of some languages by their first letters."""
    shelf: dict[str, list[str]] = {}
    for phrase, _, language in phrases.items():
        if language in languages and " " not in phrase and len(phrase) >= _STEM:
            shelf.setdefault(phrase[:_STEM], []).append(phrase)
    return shelf
