"""Gender, in words or in letters whose meaning the column itself shows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from amir.core.text import fold, tidy

from ..sayings import N_, Option, Question, Saying
from ..vocabulary import key
from .base import Column, Context, Reading
from .words import WordReader, answer_to, misspelt, sample, share, unknown

_CODES_QUESTION = "codes"
_GENDERS = ("f", "m", "x")
# Letters of three alphabets that look the same: a Latin A is typed for a Greek one.
_LOOKALIKE = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЗКМНОРСТУХІЅЈ", "ABEZHIKMNOPTYXABE3KMHOPCTYXISJ")


class Gender:
    """`f`, `m` or `x`; None where the person does not say."""

    name = "gender"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of words for a gender, or of letters of one set; digits speak little for it."""
        texts = sample(column)
        letters = _letters(texts)
        if letters and not any(letter.isdigit() for letter in letters):
            letters = letters if _letter_sets(letters, context) else set()
        phrases = context.vocabulary.phrases("gender")

        def fits(text: str) -> bool:
            folded = key(text)
            return folded in letters or (len(folded) > 1 and folded in phrases)

        digits = letters and all(letter.isdigit() for letter in letters)
        if digits:
            return 0.2 if len(letters) <= 3 else 0.0
        return share(texts, fits)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader that knows what the letters or digits of this column mean."""
        letters = _letters(sample(column, 2000))
        meanings = _codes_in(column.header, letters, context)
        meanings |= _meanings(letters - set(meanings), column.header, context)
        answer = answer_to(answers, "value", _CODES_QUESTION)
        if answer is not None:
            meanings |= explained(answer, letters, context)
        open_codes = sorted(code for code in letters if code.isdigit() and code not in meanings)
        if len(open_codes) == 1 and len(letters) == 2:
            open_codes = _other_of_two(open_codes, letters, meanings)
        if letters & set(meanings) and answer is not None:
            open_codes = []  # what the answer leaves out is no gender
        questions = [_ask(column, open_codes)] if open_codes else []

        def understand(text: str) -> Reading:
            folded = key(text)
            if folded in open_codes:
                return Reading(waiting=True)
            if folded in meanings:
                return Reading(meanings[folded])
            return _in_words(text, context)

        return WordReader(understand, questions)


def _letters(texts: Iterable[str]) -> set[str]:
    """Cells of one letter or digit (and cells such as "1.")."""
    return {folded for folded in map(key, texts) if len(folded) == 1 and folded.isalnum()}


def _ask(column: Column, codes: Sequence[str]) -> Question:
    ask = Saying(
        N_("What do the codes {codes} in '{column}' mean?"),
        {"codes": ", ".join(codes), "column": column.header},
    )
    return Question(
        "value", column.table, column.header, ask, _ways_round(codes), key=_CODES_QUESTION
    )


def _ways_round(codes: Sequence[str]) -> tuple[Option, ...]:
    """Of two codes one means a man and one a woman: nobody has to type that."""
    if len(codes) != 2:
        return ()
    return tuple(
        Option(
            f"{first} = man, {second} = woman",
            Saying(N_("{man} is a man, {woman} is a woman"), {"man": first, "woman": second}),
        )
        for first, second in (codes, codes[::-1])
    )


def _other_of_two(open_codes: list[str], letters: set[str], meanings: dict[str, str]) -> list[str]:
    """Of two codes, one known: the other is the other one."""
    known = meanings.get(next(iter(letters - set(open_codes))))
    if known in ("f", "m"):
        meanings[open_codes[0]] = "m" if known == "f" else "f"
        return []
    return open_codes


def _shape(letter: str) -> str:
    """What a letter looks like as a capital, whatever the alphabet."""
    return letter.upper().translate(_LOOKALIKE)


def _letter_sets(letters: set[str], context: Context) -> list[dict[str, str]]:
    """The sets of letters that explain letters of the column, best first.

    A set that explains all comes before one that leaves a letter open ("M." beside F and H),
    then one of the headings' languages. Letters are compared by their looks.
    """
    vocabulary = context.vocabulary
    others = {p for p, m, _ in vocabulary.phrases("gender").items() if m == "x" and len(p) == 1}
    found: list[tuple[int, dict[str, str]]] = []
    for known in vocabulary.codes("gender", context.languages):
        looks = {_shape(letter): meaning for letter, meaning in known.items()}
        meant = {n: looks[_shape(n)] for n in letters if _shape(n) in looks}
        left = len(letters - set(meant) - others)
        if meant and (not left or {"f", "m"} <= set(meant.values())):
            found.append((left, meant))
    return [meant for _, meant in sorted(found, key=lambda pair: pair[0])]


def _meanings(letters: set[str], header: str, context: Context) -> dict[str, str]:
    """What the letters mean: by the best set of letters, with those that the header shows."""
    letters = {letter for letter in letters if not letter.isdigit()}
    if not letters:
        return {}
    shown = {word for word in fold(header).split() if len(word) == 1 and not word.isdigit()}
    sets = _letter_sets(letters | shown, context)
    phrases = context.vocabulary.phrases("gender")
    chosen = dict(sets[0]) if sets else {}
    for other in sets[1:]:  # two languages in one column: F and H, M and V
        more = set(other) - set(chosen)
        if {other[n] for n in more} == {"f", "m"}:
            chosen |= {n: other[n] for n in more}
    found = {n: chosen.get(n) or phrases.get(n, context.languages) for n in letters}
    return {letter: meaning for letter, meaning in found.items() if meaning in _GENDERS}


def _codes_in(header: str, letters: set[str], context: Context) -> dict[str, str]:
    """Meanings that the header itself explains ("sex (1=M, 2=F)")."""
    if not letters & set(fold(header).split()):
        return {}
    return explained(header, letters, context, strict=True)


def explained(
    text: str, codes: Iterable[str], context: Context, *, strict: bool = False
) -> dict[str, str]:
    """Codes and the genders named beside them: "1 = man, 2 = woman", "man, woman", "F is 2".

    `strict`: only where every code is named with its own gender.
    """
    known = set(codes)
    phrases = context.vocabulary.phrases("gender")
    digits = any(code.isdigit() for code in known)
    words = re.sub(r"(\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", r"\1 ", fold(text)).split()
    letters = {word for word in words if len(word) == 1}
    named = _meanings(letters, "", context) if digits else {}
    marks: list[tuple[str, str]] = []
    for word in words:
        if word in known and (word.isdigit() or not digits):
            marks.append(("code", word))
        elif len(word) == 1 and not digits and strict:
            continue  # "M/F": two codes, of which neither explains the other
        elif (meaning := named.get(word) or phrases.get(word, context.languages)) in _GENDERS:
            marks.append(("gender", str(meaning)))
    kinds = [kind for kind, _ in marks]
    if "code" not in kinds:
        genders = [word for _, word in marks]
        whole = not strict and len(genders) == len(known) and len(set(genders)) == len(genders)
        return dict(zip(sorted(known), genders, strict=True)) if whole else {}
    found: dict[str, str] = {}
    first, second = ("code", "gender") if kinds[0] == "code" else ("gender", "code")
    for (kind, word), (other, following) in pairwise(marks):
        if (kind, other) == (first, second):
            code, meaning = (word, following) if kind == "code" else (following, word)
            found.setdefault(code, meaning)
    return {} if strict and set(found) != known else found


def _in_words(text: str, context: Context) -> Reading:
    vocabulary, preferred = context.vocabulary, context.languages
    phrases = vocabulary.phrases("gender")
    folded = key(text)
    meaning = phrases.get(folded, preferred)
    if meaning is None and folded != "?":
        if vocabulary.is_nothing(text, preferred):
            return Reading()
        spans = phrases.spans(fold(text).split(), preferred)
        found = {span.meaning for span in spans}
        meaning = found.pop() if len(found) == 1 else None
    if meaning == "untold":
        return Reading()
    if meaning is not None:
        return Reading(meaning)
    nearest = phrases.nearest(folded, preferred)
    if nearest is not None:
        return Reading(phrases.get(nearest, preferred), (misspelt(text, nearest),))
    return unknown(
        N_("'{text}' is no gender: type woman, man or other, or leave it empty."), tidy(text)
    )
