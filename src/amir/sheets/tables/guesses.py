"""What a heading alone lets expect of its column."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ...core.text import fold
from ..sayings import N_, Saying
from ..vocabulary import Heading as Known
from .headings import Heading
from .told import WHOLE, Guess, told_by
from .words import Words

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TWICE = re.compile(r"\s*[/|\n]\s*")
_QUESTION = 6  # a heading of more words is a whole question
# Words behind which a heading only says more about what stands before them.
_OF = re.compile(
    r" (?:of|about|on|from|di|del|della|dell|dello|dei|delle|dal|de|du|des|de la|do|da|dos|das"
    r"|van|von|vom|zu|zum|zur|uber|over|om|av|af|z|ze|o|od|s|za|az|sobre|sur|su|sul|sulla) "
)
_FOREIGN = 0.3
_SENTENCE = 3  # a heading of more words may be one
INSIDE = "The heading contains '{phrase}'."
N_(INSIDE)


def by_heading(
    heading: Heading, words: Words, many: Mapping[str, str], week: Mapping[int, str]
) -> list[Guess]:
    """The fields that a heading may mean, each once, with the best score.

    `many`: kind -> field, of the fields that several columns may feed; only those can be told by
    a group heading, or by a heading that is itself a value. `week`: column -> weekday, of
    headings that are single letters.
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
    for told in told_by(heading, words, many, week):
        plain = best[told.field].score if told.field in best else 0.0
        best[told.field] = replace(told, score=max(told.score, plain), plain=plain)
    return sorted(best.values(), key=lambda g: -g.score)


def _known(text: str, words: Words, weight: float) -> list[Guess]:
    """Fields by the phrases of a heading: a whole heading is surest, then a long phrase in it."""
    plain = fold(_ASIDE.sub(" ", text)) or fold(text)
    parts = {fold(part) for part in _TWICE.split(text)}
    guesses: list[Guess] = []
    for rank, known in enumerate(words.known(text)):
        aside = known.phrase not in plain
        if known.phrase == plain:
            score = 1.0 if known.whole else 0.97
        elif known.phrase in parts:
            score = 0.95  # said in two languages, or in two words
        else:
            cover = len(known.phrase) / max(1, len(fold(text) if aside else plain))
            score = 0.5 + 0.4 * min(1.0, cover) - (0.15 if aside else 0.0)
        if _OF.match(plain[len(known.phrase) :]) and plain.startswith(known.phrase):
            score += 0.3  # "notes of the interview" are notes
        elif plain.startswith(f"{known.phrase} ") and len(plain.split()) > _QUESTION:
            score += 0.1  # what a whole question begins with is what it asks
        score -= 0.03 * rank
        if words.languages and known.language not in (*words.languages[:2], "shared"):
            score -= 0.15
        elif _is_foreign(known, plain, words) and known.phrase not in parts:
            score -= _FOREIGN
        why = WHOLE if known.whole else Saying(INSIDE, {"phrase": known.phrase})
        guesses.append(Guess(known.field, score * weight, why))
    return guesses


def _is_foreign(known: Known, plain: str, words: Words) -> bool:
    """Whether a question only holds a word that is a field in another language.

    French "Comment t'appelles-tu ?" asks for no comment.
    """
    alone = " " not in known.phrase and len(plain.split()) > _SENTENCE
    return alone and known.language not in (*words.languages[:1], "shared")
