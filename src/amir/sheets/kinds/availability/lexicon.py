"""Words of free times, as one column writes them.

Words mean different things in different languages (`de` is a Hungarian morning and a Spanish
preposition, `alle` all days or "at"), so the languages that the column speaks come first, and
short words count only in them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale, localedata
from rapidfuzz.distance import Prefix

from amir.core.text import fold

from ...vocabulary import Phrases
from ...vocabulary.cldr import DISPLAY_LANGUAGES
from ..base import Context
from .codes import Codes
from .slots import DAYS, PARTS, days_of, parts_of

_SHORT = 3  # letters: such words are looked up only in the languages of the column
_LOOKED_AT = 300
_PERIODS = {"morning": "am", "noon": "pm", "afternoon": "pm", "evening": "eve", "night": "eve"}
_PREFIXES = ("و", "ب", "ل", "في")  # Arabic "and", "in", "to", glued to the next word


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word or phrase means: some days, some parts of day, or a joining word."""

    days: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()
    joins: frozenset[str] = frozenset()


NO_SENSE = Sense()
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

    def is_word(self, word: str) -> bool:
        """Whether the column's languages know a word; of a single letter, whether it joins."""
        if len(word) == 1:
            return bool(self._joins(fold(word)))
        return self.sense(fold(word)) is not None

    def sense(self, phrase: str) -> Sense | None:
        """What a folded phrase means in this column."""
        if phrase not in self._cache:
            self._cache[phrase] = self._known(phrase)
        return self._cache[phrase]

    def guess(self, word: str) -> Sense | None:
        """A word with something glued to it, in a case form, or misspelt."""
        for prefix in _PREFIXES:
            if word.startswith(prefix) and (known := self.sense(word.removeprefix(prefix))):
                return known
        for cut in range(4, len(word) - 2):  # "Samstagvormittag"
            day, part = self.sense(word[:cut]), self.sense(word[cut:])
            if day and part and day.days and part.parts:
                return _merged([day, part])
        for section, sense in _SECTIONS.items():
            phrases = self.context.vocabulary.phrases(section)
            near = phrases.nearest(word, self.speech) or _inflected(phrases, word, self.speech)
            meaning = phrases.get(near, self.speech) if near else None
            if meaning:
                return sense(meaning)
        near = _inflected(day_periods(), word, self.speech)
        meaning = day_periods().get(near, self.speech) if near else None
        return _parts_sense(meaning) if meaning else None

    def _known(self, phrase: str) -> Sense | None:
        """What the phrase means in the languages of the column, else in any language."""
        if phrase in _OWN:
            return _OWN[phrase]
        for anywhere in (False, True) if len(phrase) > _SHORT else (False,):
            for section, sense in _SECTIONS.items():
                phrases = self.context.vocabulary.phrases(section)
                meaning = self._meaning(phrases, phrase, anywhere=anywhere)
                if meaning:
                    return sense(meaning)
            joins = self._joins(phrase, anywhere=anywhere)
            if joins:
                return Sense(joins=joins)
            period = self._meaning(day_periods(), phrase, anywhere=anywhere)
            if period:
                return _parts_sense(period)
        joins = self._joins(phrase, anywhere=" " not in phrase)
        return Sense(joins=joins) if joins else None

    def _meaning(self, phrases: Phrases, phrase: str, *, anywhere: bool) -> str | None:
        meaning = phrases.get(phrase, self.speech)
        if meaning is None or anywhere:
            return meaning
        spoken = {*self.speech, "shared"}
        return meaning if phrases.said_in(phrase, meaning) & spoken else None

    def _joins(self, phrase: str, *, anywhere: bool = True) -> frozenset[str]:
        """All uses of a joining word in the languages of the column, else in any."""
        phrases = self.context.vocabulary.phrases("joining")
        meanings = phrases.meanings(phrase, self.speech)
        spoken = {m for m in meanings if phrases.said_in(phrase, m) & set(self.speech)}
        return frozenset(spoken or (meanings if anywhere else ()))


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
        periods = Locale.parse(language).day_periods
        for context in ("stand-alone", "format"):
            for name, word in periods.get(context, {}).get("wide", {}).items():
                part = _PERIODS.get(name.rstrip("12"))
                folded = fold(word)
                for phrase in {folded, folded.split(" ")[-1]} if part else ():
                    if part and not phrases.meanings(phrase):
                        phrases.add_folded(phrase, part, language)
    return phrases


def _inflected(phrases: Phrases, word: str, languages: Sequence[str]) -> str | None:
    """A phrase of the languages of which the word is another form: `środę`, `Montags`."""
    best: tuple[int, str] = (0, "")
    for phrase, _, language in phrases.items():
        if language not in languages or " " in phrase or len(phrase) < 4:
            continue
        shared = Prefix.similarity(word, phrase)
        if shared >= 4 and len(phrase) - shared <= 3 and len(word) - shared <= 4:
            best = max(best, (shared, phrase))
    return best[1] or None
