"""Headings that are values themselves: a weekday, a part of day, a language, a topic."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...core.text import ascii_digits, fold
from ..sayings import N_, Saying
from .headings import Heading
from .words import Words, said

WHOLE = Saying(N_("The heading says so."))
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(
    r"(?<!\d)(\d{1,2})(?:[:.h]\d{2})?\s*h?\s*(?:[-–—]|to|a|bis)\s*(\d{1,2})(?:[:.h]\d{2})?"
)
_IN_GROUP = 0.99  # under "Monday" a letter is a part of the day, whatever else it may mean
_UNDER_ITS_GROUP = 1.05  # "job" under "can help with" is a topic, though alone a profession
_FEW_WORDS = 6
_SENTENCE = 3  # a heading of more words may be one
_SHORTEST = 4  # shorter names of weekdays count only in the headings' own languages


@dataclass(frozen=True, slots=True)
class Guess:
    """A field that a column may be, how sure that is (0..1), and what the heading told besides.

    `marks`: what was told holds only if the cells are marks or levels, not words of their own;
    `plain` is how sure the field is without it.
    """

    field: str
    score: float
    why: Saying
    told: Mapping[str, str] = dataclasses.field(default_factory=dict)
    marks: bool = False
    plain: float = 0.0


def told_by(
    heading: Heading, words: Words, many: Mapping[str, str], week: Mapping[int, str]
) -> list[Guess]:
    """What a heading tells: at most one guess each for times, languages and topics."""
    found: list[Guess | None] = []
    if "availability" in many:
        found.append(_told_time(heading, words, many["availability"], week.get(heading.column)))
    if "languages" in many:
        found.append(_told_one(heading, words, many["languages"], "language"))
    if "options" in many:
        found.append(_told_one(heading, words, many["options"], "topic"))
    return [guess for guess in found if guess is not None]


def week_letters(headings: Sequence[Heading], words: Words) -> dict[int, str]:
    """Column -> weekday, of five headings or more in a row that are the week's initials."""
    found: dict[int, str] = {}
    for language in words.languages[:4]:
        initials = _initials(words, language)
        for start in range(len(headings)):
            for first in (0, 6):  # the week may begin on Sunday
                days = [_WEEK[(first + i) % 7] for i in range(7)]
                run = _run(headings[start : start + 7], days, initials)
                if len(run) >= 5:
                    return {**found, **run}
    return found


def _run(
    headings: Sequence[Heading], days: Sequence[str], initials: Mapping[str, frozenset[str]]
) -> dict[int, str]:
    run: dict[int, str] = {}
    for heading, day in zip(headings, days, strict=False):
        letters = fold(heading.own)
        if not 1 <= len(letters) <= 2 or letters not in initials[day]:
            break
        run[heading.column] = day
    return run


def _initials(words: Words, language: str) -> dict[str, frozenset[str]]:
    """Weekday -> its first letters and codes in a language."""
    letters: dict[str, set[str]] = {day: set() for day in _WEEK}
    for phrase, day, spoken in words.vocabulary.phrases("weekdays").items():
        if spoken == language and day in letters:
            letters[day] |= {phrase[:1], phrase[:2]}
    for codes in words.vocabulary.codes("weekdays", (language,))[:1]:
        for letter, day in codes.items():
            letters.setdefault(day, set()).add(letter)
    return {day: frozenset(found) for day, found in letters.items()}


def only_told(section: str, text: str, words: Words) -> str | None:
    """What a text names of a section, if it names exactly one thing of it."""
    if not text or words.told(section, text) is None:
        return None
    phrases = words.vocabulary.phrases(section)
    spans = phrases.spans(fold(said(text)).split(), words.languages)
    if len({span.meaning for span in spans}) > 1:
        return None
    # In a whole sentence a short word of another language is no name ("du" in "hast du Zeit?").
    near = words.languages[: 1 if len(fold(text).split()) > _SENTENCE else 2]
    for span in spans:
        spoken = phrases.said_in(span.phrase, span.meaning)
        if len(span.phrase) < _SHORTEST and not spoken & {*near, "shared"}:
            return None
    return words.told(section, text)


def _told_time(heading: Heading, words: Words, field: str, letter: str | None) -> Guess | None:
    told: dict[str, str] = {"weekday": letter} if letter else {}
    sure = 0.95 if letter else 0.0
    for text in (heading.group, heading.own):
        about_time = field in words.fields(text) if text else False
        for section, key in (("weekdays", "weekday"), ("parts", "part")):
            value = None if key in told else only_told(section, text, words)
            if value is None:
                continue
            whole = words.told_whole(section, text) is not None
            short = section == "weekdays" and _short(text, words, field)
            if whole or about_time or told or short:
                told[key] = value
                sure = max(sure, 0.95 if about_time or key == "weekday" else 0.75)
    in_group = bool(heading.group) and field in words.fields(heading.group)
    if (told or in_group) and "part" not in told:
        code = _part_code(heading.own, words) if heading.group else None
        part = code or _part_by_hours(heading.own)
        told |= {"part": part} if part else {}
    if heading.group and (in_group or "weekday" in told):
        sure = _IN_GROUP
    return Guess(field, sure, WHOLE, told) if told else None


def _part_code(text: str, words: Words) -> str | None:
    """The part of day that a letter under a weekday means."""
    for codes in words.vocabulary.codes("parts", words.languages)[:1]:
        return codes.get(fold(text))
    return None


def _part_by_hours(text: str) -> str | None:
    """The part of day in which the middle of "9-12" lies."""
    hours = _HOURS.search(ascii_digits(text))
    if hours is None:
        return None
    first, last = int(hours[1]), int(hours[2])
    if not 0 <= first < last <= 24:
        return None
    middle = (first + last) / 2
    return "am" if middle < 12 else "pm" if middle < 18 else "eve"


def _short(text: str, words: Words, field: str) -> bool:
    """Whether a heading is only a day and a part of it ("Monday morning").

    Words that are nothing else in the headings' language ("Sat am") are no other field either.
    """
    spoken = [word for word in fold(text).split() if not word.isdigit()]
    spans = [
        span
        for section in ("weekdays", "parts")
        for span in words.vocabulary.phrases(section).spans(spoken, words.languages)
    ]
    if len({i for span in spans for i in range(span.start, span.end)}) == len(spoken):
        return True
    return len(spoken) <= 2 and not words.fields(text) - {field}


def _told_one(heading: Heading, words: Words, section: str, key: str) -> Guess | None:
    """A column for one language or topic (the field and the vocabulary's section share a name)."""
    value = only_told(section, heading.own, words)
    in_group = bool(heading.group) and section in words.fields(heading.group)
    if value is None:
        if in_group and section == "topics":
            other = {key: f"other: {heading.own}"}
            return Guess(section, 0.85, WHOLE, other, marks=True)
        return None
    whole = words.told_whole(section, heading.own) is not None
    about = section in words.fields(heading.own)
    if not (whole or in_group or about) and len(fold(heading.own).split()) > _FEW_WORDS:
        return None  # a word of a whole question
    score = _UNDER_ITS_GROUP if in_group and whole else 0.97 if in_group or about else 0.7
    score = max(score, 0.9) if whole else score
    return Guess(section, score, WHOLE, {key: value}, marks=True)
