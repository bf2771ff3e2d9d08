"""Columns in which one of two values is chosen: the role, and the wish for the same gender."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from amir.core.text import fold, tidy

from ..sayings import N_, NN_, Option, Question, Saying
from ..vocabulary import key
from .base import Column, Context, Reading
from .words import WordReader, answer_to, complaint, sample, share, shorten, unknown

_MOST_UNKNOWN = 6  # different unknown words that are worth a question
_PAIRS = re.compile(r"([^=:;,\n]+?)\s*[=:]\s*([^=:;,\n]+)")


class Role:
    """`mentor` or `mentee`."""

    name = "role"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells that speak of a mentor, a mentee or both."""
        vocabulary, preferred = context.vocabulary, context.languages
        return share(
            sample(column),
            lambda text: bool(vocabulary.roles_of(text, preferred)) and len(text) < 60,
        )

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader that asks about words that return and that no list knows."""
        vocabulary, preferred = context.vocabulary, context.languages
        told = column.told.get("role")

        def known(text: str) -> Reading | None:
            roles = vocabulary.roles_of(text, preferred)
            if roles & {"both"} or len(roles) > 1:
                return _both(text)
            if roles:
                return Reading(roles.pop())
            answer = vocabulary.answer(text, preferred)
            if told and answer in ("yes", "no"):
                other = "mentee" if told == "mentor" else "mentor"
                return Reading(told if answer == "yes" else other)
            return Reading() if answer == "nothing" else None

        values = {
            "mentor": N_("A mentor"),
            "mentee": N_("A mentee"),
        }
        template = N_("'{text}' says neither mentor nor mentee: type one of the two.")

        def wrong(text: str) -> Reading:
            said = complaint("role_missing", "error", template, text=shorten(text))
            return Reading(None, (said,), rest=tidy(text))

        return _reader(column, answers, _Words("role", values, known, wrong))


class GenderPreference:
    """`same`: only somebody of the same gender; `none`: anybody."""

    name = "gender_preference"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells that say a preference; a plain yes or no says little."""
        vocabulary, preferred = context.vocabulary, context.languages
        phrases = vocabulary.phrases("gender_preference")
        texts = sample(column)
        fit = share(texts, lambda t: phrases.get(t, preferred) is not None)
        bare = share(texts, lambda t: vocabulary.answer(t, preferred) is not None)
        genders = share(texts, lambda t: vocabulary.phrases("gender").get(t, preferred) is not None)
        return max(0.0, fit - 0.7 * bare - 0.9 * genders)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader of wishes, of yes and no, and of the gender that is wished for."""
        vocabulary, preferred = context.vocabulary, context.languages
        phrases = vocabulary.phrases("gender_preference")
        genders = vocabulary.phrases("gender")

        def known(text: str) -> Reading | None:
            folded = key(text)
            wish = phrases.get(folded, preferred)
            if wish is not None:
                return Reading(wish)
            answer = vocabulary.answer(text, preferred)
            if answer in ("yes", "no"):
                return Reading("same" if answer == "yes" else "none")
            if answer == "nothing":
                return Reading()
            words = fold(text).split()
            wishes = {
                span.meaning for span in phrases.spans(words, preferred) if len(span.phrase) > 2
            }
            if len(wishes) == 1:
                return Reading(wishes.pop())
            wished = {span.meaning for span in genders.spans(words, preferred)} & {"f", "m"}
            if wished:  # both genders are no preference
                return Reading("same" if len(wished) == 1 else "none")
            return None

        values = {
            "same": N_("Only somebody of the same gender"),
            "none": N_("No preference"),
        }

        def wrong(text: str) -> Reading:
            return unknown(N_("'{text}' is no answer here: type same, or no preference."), text)

        return _reader(column, answers, _Words("value", values, known, wrong))


class Choice:
    """Role or gender preference, as `told["words"]` or else the content says."""

    name = "choice"

    def likeness(self, column: Column, context: Context) -> float:
        """As the better of the two."""
        return self._kind(column, context).likeness(column, context)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """The reader of the role or of the preference."""
        return self._kind(column, context).reader(column, context, answers)

    def _kind(self, column: Column, context: Context) -> Role | GenderPreference:
        told = column.told.get("words")
        if told == "gender_preference":
            return GenderPreference()
        role = Role()
        sure = told in ("role", "roles") or role.likeness(column, context) >= 0.3
        return role if sure else GenderPreference()


Known = Callable[[str], Reading | None]


@dataclass(frozen=True, slots=True)
class _Words:
    """What a column of a few values knows. `question`: the kind of what it asks."""

    question: str
    values: Mapping[str, str]
    known: Known
    wrong: Callable[[str], Reading]

    def meant(self, answer: str) -> str | None:
        """The value that an answer names."""
        if tidy(answer).casefold() in self.values:
            return tidy(answer).casefold()
        reading = self.known(answer)
        value = reading.value if reading else None
        return value if isinstance(value, str) and value in self.values else None


def _reader(column: Column, answers: Mapping[str, str], words: _Words) -> WordReader:
    """A reader by lists; words that return without being in a list are asked about together."""
    open_words = _returning(column, words.known)
    subject = ", ".join(sorted(open_words))
    answer = answer_to(answers, words.question, subject) if open_words else None
    settled = _settled(answer, open_words, words) if answer else {}
    waiting = not settled
    questions = [_ask(column, subject, open_words, words)] if open_words and waiting else []

    def understand(text: str) -> Reading:
        word = key(text)
        if word in settled:
            return Reading(settled[word])
        if word in open_words and waiting:
            return Reading(waiting=True)
        return words.known(text) or words.wrong(text)

    return WordReader(understand, questions)


def _settled(answer: str, open_words: Mapping[str, object], words: _Words) -> dict[str, str]:
    """Words and their values by an answer: "A = mentor, B = mentee", or one value for all."""
    found: dict[str, str] = {}
    for pair in _PAIRS.findall(answer):
        for word, value in (pair, pair[::-1]):
            meant = words.meant(value)
            if key(word) in open_words and meant:
                found.setdefault(key(word), meant)
    whole = None if found else words.meant(answer)
    return dict.fromkeys(open_words, whole) if whole else found


def _returning(column: Column, known: Known) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Unknown words that stand in more than one cell, if they are few: word -> (text, cells)."""
    counts = Counter(cell.text for _, cell in column.cells if not cell.error)
    found: dict[str, tuple[str, list[str]]] = {}
    for text in counts:
        if len(text) <= 60 and known(text) is None:
            found.setdefault(key(text), (text, []))
    for at, cell in column.cells:
        word = key(cell.text)
        if word in found:
            found[word][1].append(at)
    returning = {w: (t, tuple(cells)) for w, (t, cells) in found.items() if len(cells) > 1}
    return returning if len(returning) <= _MOST_UNKNOWN else {}


def _ask(
    column: Column,
    subject: str,
    open_words: Mapping[str, tuple[str, tuple[str, ...]]],
    words: _Words,
) -> Question:
    texts = [shorten(text) for text, _ in open_words.values()]
    one, many = NN_(
        "What does '{word}' mean in the column '{column}'?",
        "What do '{word}' mean in the column '{column}'? Type word = meaning for each.",
    )
    values = {"word": "', '".join(texts), "column": column.header}
    ask = Saying(one, values, many, len(texts))
    options = tuple(Option(value, Saying(label)) for value, label in words.values.items())
    at = tuple(at for _, cells in open_words.values() for at in cells)
    return Question(words.question, column.table, column.header, ask, options, at, key=subject)


def _both(text: str) -> Reading:
    template = N_("'{text}': is this person a mentor, a mentee, or two rows?")
    said = complaint("role_both", "error", template, text=shorten(text))
    return Reading(None, (said,), rest=tidy(text))
