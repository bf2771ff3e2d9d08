"""What in a text may tell who somebody is. It is pointed out; the person decides.

Nobody is looked up: only the shape of the words is seen. So names are missed, and the pages say it.
Every pattern is bounded, so the time grows with the length of the text and with nothing else.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import phonenumbers
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Found(TextChoices):
    """What a text may tell of a person."""

    NAME = "name", _("Looks like a name")
    PHONE = "phone", _("Phone number")
    EMAIL = "email", _("E-mail address")


@dataclass(frozen=True)
class Pointed:
    """Words that stand out, what they look like, and how often they stand there."""

    words: str
    kind: Found
    times: int = 1


_EMAIL = re.compile(
    r"(?<![\w+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,5}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
_DIGITS = re.compile(r"(?<!\w)(?<!\d[.,])[+(]?\d(?:[ ().\-/\u2011\u00a0]{0,2}\d){6,14}(?!\w)")
# What has as many digits as a phone number and is none: sums, dates with a time, years.
_NO_PHONE = re.compile(
    r"\d{1,3}(?:[., \u00a0]\d{3})+"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?: \d{1,2}(?:\.\d\d)?)?"
    r"|(?:19|20)\d\d(?:[ ./-]{1,2}(?:19|20)\d\d)+"
)
_SHORTEST_NUMBER = 7

_WORD = r"[^\W\d_][\w'’\-]{0,30}"
_A_WORD = re.compile(_WORD)
_WORDS = rf"({_WORD}(?:\s{_WORD}){{0,2}})"
# How people say their names, in what is spoken where the platform is used.
_SAYS = (
    "my name is|my name[’']?s|i am called",
    "mi chiamo|il mio nome è",
    "με λένε|το όνομά μου είναι|ονομάζομαι",
    "ich heiße|ich heisse|mein name ist",
    "je m['’]appelle|mon nom est|mon prénom est",
    "me llamo|mi nombre es",
    "(?:eu )?chamo-me|o meu nome é",
    "ik heet|mijn naam is",
    "jag heter|mitt namn är",
    "nazywam się|mam na imię",
    "mă numesc|mă cheamă|numele meu este",
    "меня зовут|мене звати",
    "benim adım",
    "و?[اإ]سمي|(?:أنا|انا) [اإ]سمي|نام من|اسم من",
)
# These also mean "there are": they count at the beginning, and before a capital.
_IS = r"(?:^|[.!?,;:…]\s{1,3})(?i:io sono|sono|soy|je suis|είμαι (?:ο|η))"
_TITLES = (
    "mr|mrs|ms|dr|prof",
    r"sig\.ra|sig|signora|signor|dott\.ssa|dott|dottoressa|dottor",
    "κύριος|κυρία|κύριε|κος|κα",
    "herr|frau",
    "mme|madame|monsieur",
    "señora?|sra?|doña",
    "senhora?",
    "meneer|mevrouw|dhr|mevr",
    "fru",
    "pani",
    "domnul|doamna",
    "السيد|السيدة|الأستاذ|الأستاذة|الدكتور|الدكتورة",
)
_SAYS_A_NAME = re.compile(rf"\b(?i:{'|'.join(_SAYS)})\s{{1,2}}{_WORDS}")
_IS_SOMEBODY = re.compile(rf"{_IS}\s{{1,2}}{_WORDS}")
_HAS_A_TITLE = re.compile(rf"\b(?i:{'|'.join(_TITLES)})\b\.?\s{{1,2}}{_WORDS}")
# "Anna Verdi: ..." at the beginning of a paragraph; roles such as "Speaker 2" hold no two words.
_LABEL = re.compile(rf"\W{{0,3}}({_WORD} {_WORD}(?: {_WORD})?)\s?(?:\([^()]{{0,20}}\))?\s?:")
_ROLES = frozenset({
    "focus group", "local authority", "service provider", "note taker", "all participants",
    "third country", "several voices", "speaker one", "speaker two", "woman one", "man one",
})  # fmt: skip
# In scripts without capitals a name ends before these: "from", "in", "my age", "and".
_GOES_ON = frozenset({"من", "في", "عمري", "از", "و", "است"})
_LONGEST_RUN = 4
_TOKEN = re.compile(r"\w+")


def pointed_out(
    paragraphs: Iterable[str], *, region: str = "", closely: bool = False
) -> list[Pointed]:
    """Likely names, phone numbers and addresses, paragraph by paragraph, each once.

    `region` is the country whose phone numbers need no prefix. `closely` is for short texts that
    will be public: capitalised words in a row count too, and names written small after "my name
    is"; in a long transcript these would hide what matters.
    """
    found: dict[tuple[str, Found], None] = {}
    whole: list[str] = []
    for text in paragraphs:
        whole.append(text)
        for kind, words in _in_one(text, region or None, closely):
            found.setdefault((words, kind))
    known = _by_first_word(words for words, kind in found)
    times = Counter(words for text in whole for start, words in _standing(text, known))
    return [Pointed(words, kind, max(1, times[words])) for words, kind in found]


def replaced(paragraphs: Sequence[str], by: Mapping[str, str]) -> list[str]:
    """The paragraphs with each of these words replaced, the longest first."""
    told = []
    known = _by_first_word(by)
    for text in paragraphs:
        pieces, done = [], 0
        # One pass: what was put in is not looked at again.
        for start, words in _standing(text, known):
            if start >= done:
                pieces += [text[done:start], by[words]]
                done = start + len(words)
        told.append("".join([*pieces, text[done:]]))
    return told


def _by_first_word(known: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """The longest first, by their first word, each with the number of signs before that."""
    starting: dict[str, list[tuple[int, str]]] = {}
    for words in sorted(set(known), key=len, reverse=True):
        first = _TOKEN.search(words)
        if first:
            starting.setdefault(first[0], []).append((first.start(), words))
    return starting


def _standing(
    text: str, known: Mapping[str, Sequence[tuple[int, str]]]
) -> Iterator[tuple[int, str]]:
    """Where these stand as whole words; at one place the longest first."""
    for token in _TOKEN.finditer(text) if known else ():
        for before, words in known.get(token[0], ()):
            start, end = token.start() - before, token.start() - before + len(words)
            if start >= 0 and text.startswith(words, start) and _is_whole(text, start, end):
                yield start, words


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or behind."""
    return not (
        (start and _TOKEN.match(text, start - 1, start))
        or (end < len(text) and _TOKEN.match(text, end, end + 1))
    )


def _in_one(text: str, region: str | None, closely: bool) -> Iterator[tuple[Found, str]]:
    for match in _EMAIL.finditer(text):
        yield Found.EMAIL, match[0].rstrip("-")
    for match in _DIGITS.finditer(text):
        if _is_phone(match[0], region):
            yield Found.PHONE, match[0]
    label = _LABEL.match(text)
    if label and label[1].casefold() not in _ROLES and _name_at(text, label.span(1)) == label[1]:
        yield Found.NAME, label[1]
    for pattern, small in ((_SAYS_A_NAME, closely), (_IS_SOMEBODY, False), (_HAS_A_TITLE, closely)):
        for match in pattern.finditer(text):
            name = _name_at(text, match.span(1), small=small)
            if name:
                yield Found.NAME, name
    if closely:
        yield from ((Found.NAME, name) for name in _in_a_row(text))


def _name_at(text: str, span: tuple[int, int], *, small: bool = False) -> str:
    """The words of a name that begin there; "" if the first begins small and may not."""
    start, end = span
    last = start
    for taken, word in enumerate(_A_WORD.finditer(text, start, end)):
        initial = word[0][0]
        has_no_capitals = initial.lower() == initial.upper()
        if initial.islower() and not (small and taken == 0):
            break
        if has_no_capitals and taken and (
            taken > 1 or initial == "و" or word[0] in _GOES_ON
        ):  # fmt: skip
            break
        last = word.end()
        if initial.islower():
            break
    return text[start:last]


def _in_a_row(text: str) -> Iterator[str]:
    """Two to four words with capitals in a row; the first of a sentence tells nothing."""
    row: list[re.Match[str]] = []
    for word in _A_WORD.finditer(text):
        if row and not (word[0][0].isupper() and text[row[-1].end() : word.start()].isspace()):
            yield from _row(text, row)
            row = []
        if word[0][0].isupper() and (row or not _begins(text, word.start())):
            row.append(word)
    yield from _row(text, row)


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins there."""
    before = text[max(0, place - 3) : place].rstrip()
    return not before or before[-1] in ".!?:…"


def _row(text: str, row: Sequence[re.Match[str]]) -> Iterator[str]:
    if 2 <= len(row) <= _LONGEST_RUN:
        yield text[row[0].start() : row[-1].end()]


def _is_phone(written: str, region: str | None) -> bool:
    """Whether a phone could have this number; dates and sums could not."""
    if sum(sign.isdigit() for sign in written) < _SHORTEST_NUMBER or _NO_PHONE.fullmatch(written):
        return False
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        # Without a country nothing can be checked: a long run of digits is pointed out.
        return region is None
    return phonenumbers.is_possible_number(number)
