"""How text is tidied for people and folded for comparison.

Lists come in many scripts. `tidy` changes only what nobody can see (direction marks,
odd spaces); `fold` forgets everything that two people may write differently.
"""

import re
import unicodedata
from functools import lru_cache

# Marks that steer direction or width and are invisible on screen.
_INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, 0x0640),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    ]
)
# Letters that Unicode does not decompose, and Arabic letters that people interchange.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
        "ک": "ك", "ھ": "ه", "ە": "ه", "ς": "σ", "ё": "е", "ґ": "г", "ð": "d",
    }
)  # fmt: skip
# A joiner or non-joiner between letters of Arabic and Indian scripts is spelling, as in the
# Persian plural; anywhere else it is one more mark that nobody sees.
_JOINERS = ("\u200c", "\u200d")
_UNSEEN = {code: None for code in _INVISIBLE if chr(code) not in _JOINERS}
_STRAY_JOINER = re.compile(
    "(?<![\u0620-\u0dff\u200c\u200d])[\u200c\u200d]++|[\u200c\u200d]++(?![\u0620-\u0dff])"
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_DIGIT = re.compile(r"[^\D0-9]")  # of any script but ours
_NOT_WORD = re.compile(r"(?:[^\w+]|_)+")


def tidy(text: str) -> str:
    """The text as a person sees it: no invisible marks, single spaces, no edge spaces."""
    if not text.isascii():
        text = text.translate(_UNSEEN)
        if any(joiner in text for joiner in _JOINERS):
            text = _STRAY_JOINER.sub("", text)
    return _SPACES.sub(" ", text).strip()


def ascii_digits(text: str) -> str:
    """Every decimal digit of any script as 0-9; all else unchanged."""
    if text.isascii():
        return text
    return _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form in which two spellings of one word are equal.

    Case, accents, vowel marks, hamza and ta marbuta variants, digits of other scripts and
    punctuation no longer differ; words stay separated by one space. "+" survives ("C1+").
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    text = ascii_digits(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold())
    text = text.translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text)
    marks = {ord(c): None for c in set(text) if unicodedata.combining(c)}
    text = (text.translate(marks) if marks else text).translate(_LETTERS)
    return _NOT_WORD.sub(" ", text).strip()
