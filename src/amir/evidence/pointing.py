"""What in a text may tell who somebody is. It is pointed out; the person decides.

Nobody is looked up: only the shape of the words is seen. So names are missed, and the page says it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import phonenumbers

from .enums import Found

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_DIGITS = re.compile(r"(?<![\w.,])[+(]?\d(?:[ ().\-/\u2011\u00a0]{0,2}\d){6,14}(?!\w)")
# A word that begins with a capital, or a word of a script that has none.
_WORD = r"[^\W\d_a-zß-öø-ÿά-ώа-яё][\w'’\-]{1,30}"
_NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
_SAYS_A_NAME = re.compile(
    r"\b(?:[Mm]y name is|[Mm]y name'?s|I am called|[Mm]i chiamo|[Ii]l mio nome è|"
    r"[Ii]ch heiße|[Mm]ein Name ist|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i nombre es|"
    r"[Jj]ag heter|[Mm]itt namn är|[Μμ]ε λένε|[Tt]o όνομά μου είναι|[Mm]ă numesc|"
    r"[Nn]azywam się|اسمي|أنا اسمي|نام من) "
    rf"({_NAME})"
)
# "Anna Verdi: ..." at the beginning of a paragraph; roles such as "Speaker 2" hold no two words.
_LABEL = re.compile(rf"^\W{{0,3}}({_WORD} {_WORD}(?: {_WORD})?)\s?(?:\([^()]{{0,20}}\))?\s?:")
_TITLES = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Sig|Sig\.ra|Herr|Frau|Mme|Madame|Señora?|Κύριος|Κυρία)\.? ({_NAME})"
)
_ROLES = frozenset({
    "focus group", "local authority", "service provider", "note taker", "all participants",
    "third country", "several voices", "speaker one", "speaker two", "woman one", "man one",
})  # fmt: skip
_SHORTEST_NUMBER = 7


@dataclass(frozen=True)
class Pointed:
    """Words that stand out, what they look like, and how often they stand there."""

    words: str
    kind: Found
    times: int = 1


def pointed_out(paragraphs: Iterable[str], *, region: str = "") -> list[Pointed]:
    """Likely names, phone numbers and addresses, in the order in which they come."""
    found: dict[tuple[str, Found], None] = {}
    whole: list[str] = []
    for text in paragraphs:
        whole.append(text)
        for kind, words in _in_one(text, region or None):
            found.setdefault((words, kind))
    everything = "\n".join(whole)
    return [
        Pointed(words, kind, max(1, len(_whole(words).findall(everything))))
        for words, kind in found
    ]


def replaced(paragraphs: Sequence[str], by: Mapping[str, str]) -> list[str]:
    """The paragraphs with each of these words replaced, the longest first."""
    if not by:
        return list(paragraphs)
    longest_first = sorted(by, key=len, reverse=True)
    # One pass: what was put in is not looked at again.
    every = re.compile("|".join(_whole(words).pattern for words in longest_first))
    return [every.sub(lambda match: by[match[0]], text) for text in paragraphs]


def _whole(words: str) -> re.Pattern[str]:
    """These words as whole words."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _in_one(text: str, region: str | None) -> list[tuple[Found, str]]:
    found = [(Found.EMAIL, match[0]) for match in _EMAIL.finditer(text)]
    for match in _DIGITS.finditer(text):
        if _is_phone(match[0], region):
            found.append((Found.PHONE, match[0].strip()))
    label = _LABEL.match(text)
    if label and label[1].casefold() not in _ROLES:
        found.append((Found.NAME, label[1]))
    for pattern in (_SAYS_A_NAME, _TITLES):
        found += [(Found.NAME, match[1]) for match in pattern.finditer(text)]
    return found


def _is_phone(written: str, region: str | None) -> bool:
    """Whether a phone could have this number; dates and sums could not."""
    digits = re.sub(r"\D", "", written)
    if len(digits) < _SHORTEST_NUMBER or re.fullmatch(r"[\d]{1,3}(?:[., ]\d{3})+", written):
        return False
    if re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", written):
        return False
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        # Without a country nothing can be checked: a long run of digits is pointed out.
        return region is None
    return phonenumbers.is_possible_number(number)
