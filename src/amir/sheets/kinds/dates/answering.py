"""Understands how a coordinator answers "day or month first?": in words, patterns or examples."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from amir.core.text import fold

from ..base import Context
from .written import Written, written_date

_PATTERN = re.compile(r"([^\W\d_])\1?\s?[/.\-, ]?\s?([^\W\d_])\2?(?:\s?[/.\-, ]?\s?([^\W\d_])\3*)?")
_M = "mμм"  # the month in a pattern such as dd/mm, gg.mm or ηη/μμ
_AMERICAN = frozenset({"us", "usa", "american", "americano", "amerikanisch"})
_EUROPEAN = frozenset({"european", "british", "uk", "italian"})


@lru_cache(maxsize=64)
def unit_stems(unit: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Folded words for `day`, `month` or `year` in some languages, plural forms too."""
    words: dict[str, None] = {}
    for language in languages:
        try:
            units = Locale.parse(language)._data["unit_patterns"][f"duration-{unit}"]
        except (UnknownLocaleError, ValueError, KeyError):
            continue
        for width in ("long", "short"):
            for form, pattern in units.get(width, {}).items():
                if form != "per":
                    words[fold(str(pattern).replace("{0}", " "))] = None
    return tuple(word for word in words if word)


def day_first_meant(answer: str, example: Written, context: Context) -> bool | None:
    """True: the first number is the day. None: the answer does not say.

    `example` is the date that was asked about; "the 3rd of April" is understood by it.
    """
    told = written_date(answer, context) or written_date(f"{answer} 2000", context)
    if told is not None and told.month and not told.open_order:
        if told.month == example.month and told.day in (0, example.day):
            return True
        if told.month == example.day and told.day in (0, example.month):
            return False
    pattern = _PATTERN.fullmatch(answer.casefold().strip(" ./-"))
    if pattern and (pattern[1] in _M) != (pattern[2] in _M):
        return pattern[2] in _M
    return _by_words(fold(answer), example, context)


def _by_words(folded: str, example: Written, context: Context) -> bool | None:
    """Which of the words for day and month stands first, and beside which number."""
    words = folded.split()
    if _AMERICAN & set(words):
        return False
    if _EUROPEAN & set(words):
        return True
    languages = tuple(dict.fromkeys((*context.languages, "en", *context.vocabulary.languages)))
    day = _first(words, unit_stems("day", languages))
    month = _first(words, unit_stems("month", languages))
    if day == month:
        return None
    numbers = {int(word) for word in words if word.isdecimal()}
    about_second = numbers == {example.month} and len(words) in (day + 1, month + 1)
    return (day < month) != about_second


def _first(words: list[str], stems: tuple[str, ...]) -> int:
    """The place of the first word that is (or begins like) one of the stems."""
    for place, word in enumerate(words):
        if word in stems or any(len(s) > 2 and word.startswith(s[:4]) for s in stems):
            return place
    return len(words)
