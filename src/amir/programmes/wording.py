"""Texts that a programme keeps in several languages: which of them a reader gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from pyuca import Collator

SOURCE = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """A text, its language, and whether that is another one than the reader asked for."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text


def said(texts: Mapping[str, str], language: str = "") -> Said:
    """The text in the wanted language (the page's, if none is named).

    Without it: the language without its region, then English, then any.
    """
    wanted = language or get_language() or SOURCE
    for code in (wanted, wanted.split("-")[0], SOURCE, *sorted(texts)):
        if texts.get(code):
            return Said(texts[code], code, is_fallback=code.split("-")[0] != wanted.split("-")[0])
    return Said("", wanted, is_fallback=False)


def country_name(code: str, language: str = "") -> str:
    """A country in the reader's language; the code itself if nobody knows it."""
    locale = Locale.parse((language or get_language() or SOURCE).replace("-", "_"))
    return str(locale.territories.get(code.upper(), code))


@lru_cache(maxsize=4096)
def alphabetical(text: str) -> tuple[int, ...]:
    """The sort key of a word among words of any script: Ábel before zebra."""
    return tuple(_collator().sort_key(text))


@lru_cache(maxsize=1)
def _collator() -> Collator:
    return Collator()
