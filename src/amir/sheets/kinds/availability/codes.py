"""Letters that stand for days or parts of day: `X` (miércoles), `P, S`, `MWF`, `LMMJV`.

A letter means little alone, so all letters of a column are weighed together: the set of codes
that explains them counts.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale, localedata

from amir.core.text import fold

from ...vocabulary import Vocabulary
from .slots import DAYS

_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+")
_LONGEST = 10  # letters in a run
_RUN = 3  # letters that make a run of initials
_UNITS = frozenset("hч")  # letters that stand beside hours
_HALF_DAY = frozenset({"AM"})  # "après-midi" beside M and S, else "ante meridiem"
_MOST = 0.8  # share of the letters that a set must explain

KnownWord = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Codes:
    """The letters of one column."""

    languages: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)  # folded letter -> meaning
    small: bool = False  # whether small letters count too ("in" is a letter in some languages)

    @classmethod
    def of_column(
        cls,
        vocabulary: Vocabulary,
        languages: tuple[str, ...],
        told: Mapping[str, str],
        texts: Iterable[str],
        is_word: KnownWord,
    ) -> "Codes":
        """Weigh the letters of all texts. `told`: what the heading already says."""
        lines = [_WORD.findall(text) for text in texts]
        small = bool(told) or any(line and all(len(w) == 1 for w in line) for line in lines)
        words = {word for line in lines for word in line}
        letters = {fold(w) for w in words if _may_be_code(w, is_word, small=small)} - {""}
        if letters and not any(fold(w) == "pm" for w in words):  # French "M, AM, S"
            letters |= {fold(w) for w in words if w in _HALF_DAY}
        if told:
            answers = {letter: vocabulary.answer(letter, languages) for letter in letters}
            if "no" in answers.values() and all(answers.values()):
                return cls()  # a column of "S" and "N" says yes and no
            letters -= {w for w, answer in answers.items() if answer == "no" or w == "x"}
        codes = cls(languages, small=small)
        letters = {letter for letter in letters if not codes.run(letter)}
        for kind, name in (("weekdays", "weekday"), ("parts", "part")):
            if letters and name not in told:
                sets = vocabulary.letter_codes.get(kind, [])
                found = _explaining(letters, sets, languages)
                if found:
                    return cls(languages, found, small)
        return codes

    def meanings(self, word: str, is_word: KnownWord) -> list[str]:
        """What the letters of a word stand for, one meaning each; nothing if one is unknown."""
        if word in _HALF_DAY and len(self.letters) > 1:
            return [self.letters[fold(word)]] if fold(word) in self.letters else []
        if not _may_be_code(word, is_word, small=self.small):
            return []
        rest = fold(word)
        found = self.run(rest)
        if found:
            return found
        while rest:
            code = next((rest[:n] for n in (3, 2, 1) if rest[:n] in self.letters), None)
            if code is None:
                return []
            found.append(self.letters[code])
            rest = rest[len(code) :]
        return found

    def run(self, letters: str) -> list[str]:
        """Days of a run of initials in the order of the week: `LMMJV`, `MTWTF`."""
        for language in self.languages if len(letters) >= _RUN else ():
            week = _initials(language)
            if week.count(letters) == 1:
                start = week.index(letters)
                return list(DAYS[start : start + len(letters)])
        return []


def _may_be_code(word: str, is_word: KnownWord, *, small: bool) -> bool:
    """Capital letters that are no word, or a lone small letter that joins nothing."""
    if len(word) == 1 and word == word.lower():
        return small and not (word in _UNITS or is_word(word))
    if len(word) == 1:
        return True
    capitals = sum(c.isupper() for c in word)
    return len(word) <= _LONGEST and capitals > len(word) / 2 and not is_word(word)


@lru_cache(maxsize=128)
def _initials(language: str) -> str:
    """The first letters of the days from Monday on, where each is one letter; else nothing."""
    if not localedata.exists(language):
        return ""
    names = Locale.parse(language).days["stand-alone"].get("narrow", {})
    letters = [fold(str(names.get(day, ""))) for day in range(7)]
    return "".join(letters) if all(len(letter) == 1 for letter in letters) else ""


def _explaining(
    letters: set[str], sets: Sequence[tuple[str, Mapping[str, str]]], languages: Sequence[str]
) -> Mapping[str, str]:
    """The codes for these letters: of a language of the column, or else beyond doubt."""
    spoken = [codes for said in languages for language, codes in sets if language == said]
    found = _best(letters, spoken, least=_MOST)
    if found or len(letters) < _RUN:
        return found
    return _best(letters, [codes for _, codes in sets], least=1.0)


def _best(
    letters: set[str], sets: Iterable[Mapping[str, str]], *, least: float
) -> Mapping[str, str]:
    """The first set of codes that explains the most letters (or runs of them), if enough.

    Of sets that explain as much, the one that has most of them as they stand.
    """
    best: Mapping[str, str] = {}
    most = (least * len(letters) - 0.01, 0)
    for codes in sets:
        pattern = "|".join(sorted(map(re.escape, codes), key=len, reverse=True))
        explained = sum(re.fullmatch(f"(?:{pattern})+", letter) is not None for letter in letters)
        if (explained, len(letters & codes.keys())) > most:
            best, most = codes, (explained, len(letters & codes.keys()))
    return best
