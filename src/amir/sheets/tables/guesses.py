"""What a heading alone lets expect of its column."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...core.text import fold
from ..sayings import N_, Saying
from .headings import Heading
from .words import Words

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
WHOLE = Saying(N_("The heading says so."))
INSIDE = "The heading contains '{phrase}'."
N_(INSIDE)


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


def by_heading(heading: Heading, words: Words, many: Mapping[str, str]) -> list[Guess]:
    """The fields that a heading may mean, each once, with the best score.

    `many`: kind -> field, of the fields that several columns may feed; only those can be told by
    a group heading, or by a heading that is itself a value.
    """
    found = _known(heading.own, words, 1.0)
    if heading.group:
        above = [g for g in _known(heading.group, words, 0.8) if g.field in many.values()]
        if above:  # "Languages / Other" is about languages, though "other" alone may mean notes
            found = [
                replace(g, score=g.score * 0.7) if g.field == many.get("text") else g for g in found
            ]
        found += above
        found += [g for g in _known(f"{heading.group} {heading.own}", words, 0.95) if g.score > 0.9]
    best: dict[str, Guess] = {}
    for guess in found:
        if guess.field not in best or guess.score > best[guess.field].score:
            best[guess.field] = guess
    for told in _told(heading, words, many):
        plain = best[told.field].score if told.field in best else 0.0
        best[told.field] = replace(told, score=max(told.score, plain), plain=plain)
    return sorted(best.values(), key=lambda g: -g.score)


def _known(text: str, words: Words, weight: float) -> list[Guess]:
    """Fields by the phrases of a heading: a whole heading is surest, then a long phrase in it."""
    plain = fold(_ASIDE.sub(" ", text)) or fold(text)
    guesses: list[Guess] = []
    for rank, known in enumerate(words.known(text)):
        aside = known.phrase not in plain
        if known.phrase == plain:
            score = 1.0 if known.whole else 0.97
        else:
            cover = len(known.phrase) / max(1, len(fold(text) if aside else plain))
            score = 0.5 + 0.4 * min(1.0, cover) - (0.15 if aside else 0.0)
        score -= 0.03 * rank
        if words.languages and known.language not in (*words.languages[:2], "shared"):
            score -= 0.15
        why = WHOLE if known.whole else Saying(INSIDE, {"phrase": known.phrase})
        guesses.append(Guess(known.field, score * weight, why))
    return guesses


def _told(heading: Heading, words: Words, many: Mapping[str, str]) -> list[Guess]:
    found: list[Guess | None] = []
    if "availability" in many:
        found.append(_told_time(heading, words, many["availability"]))
    if "languages" in many:
        found.append(_told_one(heading, words, many["languages"], "language"))
    if "options" in many:
        found.append(_told_one(heading, words, many["options"], "topic"))
    return [guess for guess in found if guess is not None]


def only_told(section: str, text: str, words: Words) -> str | None:
    """What a text names of a section, if it names exactly one thing of it."""
    if not text or words.told(section, text) is None:
        return None
    spans = words.vocabulary.phrases(section).spans(fold(text).split(), words.languages)
    if len({span.meaning for span in spans}) > 1:
        return None
    return words.told(section, text)


def _told_time(heading: Heading, words: Words, field: str) -> Guess | None:
    told: dict[str, str] = {}
    sure = 0.0
    for text in (heading.group, heading.own):
        about_time = field in words.fields(text) if text else False
        for section, key in (("weekdays", "weekday"), ("parts", "part")):
            value = only_told(section, text, words)
            if value is None:
                continue
            whole = words.told_whole(section, text) is not None
            if whole or about_time or key in told or _short(text, words, field):
                told[key] = value
                sure = max(sure, 0.95 if about_time or key == "weekday" else 0.75)
    if heading.group and field in words.fields(heading.group):
        sure = max(sure, 0.95)
    return Guess(field, sure, WHOLE, told) if told else None


def _short(text: str, words: Words, field: str) -> bool:
    """Whether a heading is only a day and a part of it ("Monday morning")."""
    return len(fold(text).split()) <= 2 and not words.fields(text) - {field}


def _told_one(heading: Heading, words: Words, section: str, key: str) -> Guess | None:
    """A column for one language or one topic, told by its heading (field and section have one name)."""
    value = only_told(section, heading.own, words)
    in_group = bool(heading.group) and section in words.fields(heading.group)
    if value is None:
        if in_group and section == "topics":
            other = {key: f"other: {heading.own}"}
            return Guess(section, 0.85, WHOLE, other, marks=True)
        return None
    whole = words.told_whole(section, heading.own) is not None
    about = section in words.fields(heading.own)
    score = 0.97 if in_group or about else 0.9 if whole else 0.7
    return Guess(section, score, WHOLE, {key: value}, marks=True)
