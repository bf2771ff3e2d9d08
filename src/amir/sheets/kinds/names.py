"""Names of people."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from amir.core.text import fold, tidy

from .base import Column, Context, Reading
from .words import WordReader, sample, share

# Small words that stay small inside a name written in capitals (never as its first word).
_SMALL = frozenset({
    "de", "del", "de'", "dos", "das", "do", "da", "den", "der", "des", "du", "la", "las",
    "los", "les", "van", "von", "und", "zu", "zur", "ten", "ter", "te", "y", "e", "i",
    "bin", "ibn", "bint", "af", "av",
})  # fmt: skip
_ROMAN = re.compile(r"[IVX]{2,4}\.?")
_PIECES = re.compile(r"([\s\-‐'’ʼ`´.]+)")
_NUMBER = re.compile(r"\d")


class Name:
    """A full, given or family name: spaces tidied, capitals undone, other scripts untouched."""

    name = "name"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells of few words with capitals and no other known meaning.

        A few texts that return again and again are hardly names.
        """
        texts = sample(column)
        fit = share(texts, lambda text: _like_name(tidy(text), context))
        return fit * 0.3 if len(texts) < 10 < len(column.cells) / 3 else fit

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader that turns "Family, Given" round where most cells are written so."""
        turned = len(column.cells) > 2 and share(sample(column), _has_one_comma) > 0.5
        spellings = _spellings(column)

        def understand(text: str) -> Reading:
            name = tidy(text).strip(" ,;")
            if not name or context.vocabulary.is_nothing(name, context.languages):
                return Reading()
            if turned and _has_one_comma(name):
                family, given = name.split(",")
                name = f"{given.strip()} {family.strip()}"
            return Reading(undo_capitals(name, spellings))

        return WordReader(understand)


def _has_one_comma(text: str) -> bool:
    return text.count(",") == 1 and all(half.strip() for half in text.split(","))


def _like_name(text: str, context: Context) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or _NUMBER.search(text) or "@" in text:
        return False
    if not any(c.isalpha() for c in text) or re.search(r"[;:/|+=?!\n\"]", text):
        return False
    cased = [w for w in words if w[0].upper() != w[0].lower()]
    if cased and not cased[0][0].isupper():
        return False
    return not _known(text, context)


def _known(text: str, context: Context) -> bool:
    """Whether the text is a word of lists, so that it is hardly a name."""
    folded = fold(text)
    if len(folded) < 2:
        return True
    sections = ("roles", "gender", "answers", "topics", "weekdays", "parts", "gender_preference",
                "languages", "countries", "language_levels")  # fmt: skip
    return any(folded in context.vocabulary.phrases(section) for section in sections)


def _spellings(column: Column) -> dict[str, str]:
    """How words in capitals are spelt elsewhere in the column ("AYDIN" is "Aydın")."""
    found: dict[str, set[str]] = {}
    for text in sample(column, 5000):
        for word in _PIECES.split(text)[::2]:
            if word not in (word.upper(), word.lower()):
                found.setdefault(word.upper(), set()).add(word)
    return {loud: words.pop() for loud, words in found.items() if len(words) == 1}


def undo_capitals(name: str, spellings: Mapping[str, str] = MappingProxyType({})) -> str:
    """The name in usual letters where it, or a word of three letters, is all in capitals.

    Where no word has its capital as it should ("funke EZE"), small words get one too.
    `spellings` knows how words in capitals are really spelt.
    """
    pieces = _PIECES.split(name)
    words = [piece for piece in pieces[::2] if piece]
    whole = all(word in (word.upper(), word.lower()) for word in words)
    turkish = "İ" in name
    done: list[str] = []
    for i, piece in enumerate(pieces):
        loud = piece.upper() == piece and sum(c.isalpha() for c in piece) > 2
        number = i > 0 and i == len(pieces) - 1 and _ROMAN.fullmatch(piece)  # "VIII"
        if i % 2 or number or not (whole or loud) or piece.lower() == piece.upper():
            done.append(piece)
        elif i and pieces[i - 1].isspace() and piece.lower() in _SMALL:
            done.append(piece.lower())
        else:
            done.append(spellings.get(piece) or _capital(piece, turkish=turkish))
    return "".join(done)


def _capital(word: str, *, turkish: bool) -> str:
    if turkish:
        return word[0] + word[1:].replace("I", "ı").replace("İ", "i").lower()
    return word.capitalize()
