"""A date as somebody wrote it: its numbers and month name, before order and calendar are known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from amir.core.text import ascii_digits, fold, tidy

from ..base import Context
from .calendars import HIJRI_MONTHS, OLD_YEARS, Calendar

_TIME = re.compile(
    r"(?:T|[\s,]+|^)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:Z|UTC|GMT|[^\W\d]\.?\s?[^\W\d]\.?|[+-]\d\d:?\d\d))*$",
    re.IGNORECASE,
)
_MARK = r"\s?([./\-‐-―·\\؍,]|\s)\s?"
_DAY_LAST = re.compile(rf"(?<![\d.,/])(\d{{4}}){_MARK}(\d{{1,2}}){_MARK}(\d{{1,2}})\.?(?![\d/])")
_YEAR_LAST = re.compile(
    rf"(?<![\d.,/])(\d{{1,2}}){_MARK}(\d{{1,2}}){_MARK}['’]?(\d{{4}}|\d{{2}})\.?(?![\d/])"
)
_MONTH_YEAR = re.compile(rf"(?<![\d.,/-])(\d{{1,2}}){_MARK}(\d{{4}})\.?(?!\d)")
_YEAR_MONTH = re.compile(rf"(?<![\d.,/-])(\d{{4}}){_MARK}(\d{{1,2}})\.?(?![\d/-])")
# Not the decade of "1990s" or "1990er".
_YEAR = re.compile(r"(?<![\d.,+/])(\d{4})(?!\d|[.,/]\d|['’]?(?:s|er)\b)")
_SHORT_YEAR = re.compile(r"['’‘`´]\s?(\d{2})")
_WHOLE = re.compile(r"^(\d+)[.,]0+$")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SIX = re.compile(r"(\d\d)(\d\d)(\d\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = {
    r: n
    for n, r in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1
    )
}
_DAY_ZERO = date(1899, 12, 30)  # day numbers of spreadsheets count from here
_LONGEST = 300  # letters of a text in which a date is looked for
_FEW_WORDS = 4
_DAY_MONTH_YEAR = 3  # words of a date and nothing else
SMALL_WORD = 4  # letters: articles, ordinals and the like say nothing more about a date


@dataclass(frozen=True, slots=True)
class Written:
    """Numbers of a date; 0 where nothing is told.

    `open_order`: `day` and `month` stand as first and second number and may be swapped.
    `short_year`: the century is not told. `rest`: words beside the date.
    """

    year: int
    month: int = 0
    day: int = 0
    open_order: bool = False
    short_year: bool = False
    year_first: bool = False
    calendar: Calendar | None = None
    timed: bool = False
    rest: str = ""


def written_date(text: str, context: Context) -> Written | None:
    """The date that a text holds, or None."""
    if len(text) > _LONGEST:
        return None
    plain = _WHOLE.sub(r"\1", ascii_digits(tidy(text)).strip(" ,;"))
    bare = _TIME.sub("", plain)
    found = _by_numbers(bare) or _by_month_name(bare, context) or _partial(bare)
    if found is not None and not (found.year or found.short_year):
        return None  # there was no year 0
    if found is not None and bare != plain:
        return replace(found, timed=True)
    return found


def stored_day(text: str) -> date | None:
    """The date of a spreadsheet's day number, which has five digits since 1927."""
    number = _SERIAL.fullmatch(ascii_digits(tidy(text)))
    return _DAY_ZERO + timedelta(days=int(number[1])) if number else None


def _by_numbers(text: str) -> Written | None:
    """`1990-03-12`, `12/03/1990`, `12.3.90`, `19900312`; also inside a few words."""
    eight = _EIGHT.fullmatch(text)
    if eight:
        return _eight_digits(*map(int, eight.groups()), text=text)
    six = _SIX.fullmatch(text)
    if six:
        return _six_digits(*map(int, six.groups()))
    matches = [*_matches(_DAY_LAST, text), *_matches(_YEAR_LAST, text)]
    if len(matches) != 1:
        return None
    match = matches[0]
    first, mark, second, other_mark, third = match.groups()
    rest = _beside(text, match)
    if len(first) == 4:
        return Written(int(first), int(second), int(third), year_first=True, rest=rest)
    short = len(third) == 2
    if short and int(first) > 31:
        return Written(
            int(first), int(second), int(third), short_year=True, year_first=True, rest=rest
        )
    # "12.3.1990" and the Nordic "12/3 1990", "12/3-90" have the day first.
    day_first = mark == other_mark == "." or (mark == "/" and other_mark in " -")
    return Written(
        int(third), int(second), int(first), open_order=not day_first, short_year=short, rest=rest
    )


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches; numbers parted by spaces or commas count only when nothing else is there."""
    for match in pattern.finditer(text):
        loose = any(mark.isspace() or mark == "," for mark in (match[2], match[4]))
        if not loose or match[0] == text:
            yield match


def _eight_digits(year: int, month: int, day: int, *, text: str) -> Written:
    if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
        return Written(year, month, day, year_first=True)
    return Written(int(text[4:]), int(text[2:4]), int(text[:2]), open_order=True)


def _six_digits(first: int, month: int, last: int) -> Written | None:
    """`581022`, `221058`: only one end can be a day where somebody was born before 2000."""
    days = range(1, 32)
    if month not in range(1, 13) or (first in days) == (last in days):
        return None
    if last in days:
        return Written(first, month, last, short_year=True, year_first=True)
    return Written(last, month, first, short_year=True)


def _by_month_name(text: str, context: Context) -> Written | None:
    """`9 May 1988`, `1990. március 12.`, `August 1996`, `12 VI 1990`."""
    words = _TOKEN.findall(fold(text))
    numbers = [word for word in words if word.isdecimal()]
    if not 1 <= len(numbers) <= 2 or len(words) == len(numbers) or "@" in text:
        return None
    month = _month_among(words, context)
    if month is None:
        return None
    number, calendar, used = month
    beside = " ".join(word for i, word in enumerate(words) if i not in used)
    rest = text if says_more(beside, context) else ""
    found = _with_numbers(number, numbers, hyphened=re.search(r"[-'’]\s?\d\d$", text) is not None)
    return replace(found, calendar=calendar, rest=rest) if found else None


def _with_numbers(month: int, numbers: Sequence[str], *, hyphened: bool) -> Written | None:
    """Day and year beside a month name: the year has four digits, or comes last."""
    first, *more = numbers
    if not more:
        if len(first) == 4:
            return Written(int(first), month)
        short = len(first) == 2 and (int(first) > 31 or hyphened)
        return Written(int(first), month, short_year=True) if short else None
    second = more[0]
    for year, day in ((first, second), (second, first)):
        if len(year) == 4 and len(day) <= 2:
            return Written(int(year), month, int(day))
    if len(first) <= 2 and len(second) == 2:
        year, day = (first, second) if int(first) > 31 else (second, first)
        return Written(int(year), month, int(day), short_year=True)
    return None


def _month_among(
    words: Sequence[str], context: Context
) -> tuple[int, Calendar | None, range] | None:
    """The one month named, its calendar where the name tells it, and which words name it."""
    years = [int(word) for word in words if len(word) == 4 and word.isdecimal()]
    if any(year in OLD_YEARS for year in years):
        for i, size in ((i, size) for size in (2, 1) for i in range(len(words))):
            found = HIJRI_MONTHS.get(" ".join(words[i : i + size]))
            if found:
                return *found, range(i, i + size)
    months = context.vocabulary.phrases("months")
    spans = months.spans(words, context.languages)
    if len({span.meaning for span in spans}) == 1:
        return int(spans[0].meaning), None, range(spans[0].start, spans[0].end)
    if spans:
        return None
    lone = [i for i, word in enumerate(words) if not word.isdecimal()]
    if len(lone) == 1 and len(words) == _DAY_MONTH_YEAR:
        i = lone[0]  # between two numbers a month may be of any language, if it is the only one
        meant = months.meanings(words[i], context.languages)
        if len(meant) == 1:
            return int(meant[0]), None, range(i, i + 1)
    if not years and len(words) > _FEW_WORDS:
        return None  # some text with a number in it: forms of months would be found by chance
    for i, word in enumerate(words):
        number = _ROMAN.get(word) if 0 < i < len(words) - 1 else None
        number = number or _inflected(word, context)
        if number:
            return number, None, range(i, i + 1)
    return None


def _inflected(word: str, context: Context) -> int | None:
    """A month in a case form, cut short or misspelt: `marca`, `septem`, `Febuary`."""
    if len(word) < 3:
        return None
    months = context.vocabulary.phrases("months")
    near = months.nearest(word, context.languages)
    if near:
        return context.vocabulary.month(near, context.languages)
    for shorter in range(len(word) - 1, max(3, len(word) - 4), -1):
        number = context.vocabulary.month(word[:shorter], context.languages)
        if number:
            return number
    if len(word) > SMALL_WORD:
        begun = {
            meaning
            for phrase, meaning, language in months.items()
            if language in context.languages and phrase.startswith(word)
        }
        return int(begun.pop()) if len(begun) == 1 else None
    return None


def says_more(text: str, context: Context) -> bool:
    """Whether words beside a date tell something of their own."""
    if len(text) <= SMALL_WORD:
        return False
    known = context.vocabulary.phrases("answers.since")  # "since", "about"
    return any(
        len(word) > SMALL_WORD
        and word not in known
        and context.vocabulary.weekday(word, context.languages) is None
        for word in _TOKEN.findall(fold(text))
    )


def _partial(text: str) -> Written | None:
    """A month and a year, or a year alone, also with words beside it (`2008 óta`)."""
    for pattern, year, month in ((_MONTH_YEAR, 3, 1), (_YEAR_MONTH, 1, 3)):
        match = pattern.search(text)
        if match and 1 <= int(match[month]) <= 12 and len(_TOKEN.findall(_beside(text, match))) < 3:
            return Written(int(match[year]), int(match[month]), rest=_beside(text, match))
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        return Written(int(short[1]), short_year=True)
    years = list(_YEAR.finditer(text))
    if len(years) != 1:
        return None
    rest = _beside(text, years[0])
    return None if any(c.isdecimal() for c in rest) else Written(int(years[0][1]), rest=rest)


def _beside(text: str, match: re.Match[str]) -> str:
    """The words around a match."""
    around = f"{text[: match.start()].strip(' .,:;-()~?')} {text[match.end() :].strip(' .,:;-()?')}"
    return around.strip()
