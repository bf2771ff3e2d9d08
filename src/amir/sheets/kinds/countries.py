"""Countries, by name, adjective or code in any language."""

import re
from collections.abc import Mapping, Sequence

from amir.core.text import fold, tidy

from ..sayings import N_, NN_, Option, Question, Saying
from ..vocabulary import Vocabulary, bare_key, key
from ..vocabulary.cldr import country_name
from .base import Column, Context, Reading
from .words import WordReader, answer_to, complaint, misspelt, sample, share, shorten, unknown

_CODE = re.compile(r"[A-Za-z]{2,3}")
# Signs of cars, by which people also write countries of one letter.
_CAR_SIGNS = {
    "A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "H": "HU", "I": "IT", "L": "LU",
    "N": "NO", "P": "PT", "S": "SE", "RL": "LB", "SLO": "SI",
}  # fmt: skip
_PIECES = re.compile(r"\s*[(),;/|\n،–—]+\s*|\s+-+\s+|\s*->\s*")
_CODED = 0.6  # share of codes in a column of codes


class Country:
    """The ISO alpha-2 code of one country."""

    name = "country"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells that name a country or write its code."""
        vocabulary, preferred = context.vocabulary, context.languages

        def fits(text: str) -> bool:
            if vocabulary.ambiguous_country(text, preferred) or vocabulary.country(text, preferred):
                return True
            if len(text) in (2, 3):
                return text.isupper() and vocabulary.country_code(text) is not None
            found = _in_pieces(text, vocabulary, preferred)
            told = sum(len(fold(phrase).split()) for phrase in found)
            return len(set(found.values())) == 1 and told * 2 >= len(fold(text).split())

        return share(sample(column), fits)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader that asks once about each word that means several countries."""
        vocabulary = context.vocabulary
        waiting = _ambiguous(column, vocabulary, context.languages)
        settled: dict[str, str] = {}
        questions: list[Question] = []
        for word, cells in waiting.items():
            candidates = vocabulary.ambiguous_country(word, context.languages)
            answer = answer_to(answers, "value", word)
            chosen = answer and _chosen(answer, candidates, vocabulary)
            if chosen:
                settled[word] = chosen
            else:
                questions.append(_ask(column, word, candidates, cells))

        coded = share(sample(column), _is_code) >= _CODED

        def understand(text: str) -> Reading:
            if coded and _is_code(text) and (code := vocabulary.country_code(tidy(text))):
                return Reading(code)  # SO is Somalia, though "s. o." says nothing
            if vocabulary.is_nothing(text, context.languages):
                return Reading()
            return _read(text, context, settled)

        return WordReader(understand, questions)


def _is_code(text: str) -> bool:
    """Two capitals, but not those of "not available"."""
    written = tidy(text)
    return len(written) == 2 and written.isalpha() and written.isupper() and written != "NA"


def _word(text: str) -> str:
    """The key of a country word; the Arabic article does not matter."""
    return bare_key(key(text))


def _ambiguous(
    column: Column, vocabulary: Vocabulary, preferred: Sequence[str]
) -> dict[str, list[tuple[str, str]]]:
    """Words of the column that mean several countries, with (at, text) of their cells."""
    found: dict[str, list[tuple[str, str]]] = {}
    known: dict[str, str] = {}
    for at, cell in column.cells:
        text = cell.text[:200]
        if text not in known:
            known[text] = _word(text) if vocabulary.ambiguous_country(text, preferred) else ""
        if known[text]:
            found.setdefault(known[text], []).append((at, text))
    return found


def _ask(
    column: Column, word: str, candidates: Sequence[str], cells: list[tuple[str, str]]
) -> Question:
    one, many = NN_(
        "{count} person comes from '{word}': which country is it?",
        "{count} people come from '{word}': which country is it?",
    )
    options = tuple(
        Option(code, Saying("{name}", {"name": country_name(code)})) for code in candidates
    )
    ask = Saying(one, {"count": len(cells), "word": tidy(cells[0][1])}, many, len(cells))
    places = tuple(at for at, _ in cells)
    return Question("value", column.table, column.header, ask, options, places, key=word)


def _chosen(answer: str, candidates: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The country meant by an answer: a code, a name, or words that only one name has."""
    direct = vocabulary.country_code(tidy(answer)) or vocabulary.country(answer)
    if direct in candidates:
        return direct
    written = tidy(answer).split()
    for word in written:
        if word.strip(".,;:()") in candidates:
            return word.strip(".,;:()")
    names = {code: _words_of(code, vocabulary) for code in candidates}
    asked = set(fold(answer).split())
    own = {code: asked & words - _others(code, names) for code, words in names.items()}
    best = [code for code, words in own.items() if words]
    return best[0] if len(best) == 1 else None


def _words_of(code: str, vocabulary: Vocabulary) -> set[str]:
    """All words of all names of a country."""
    names = vocabulary.phrases("countries").items()
    return {word for phrase, meaning, _ in names if meaning == code for word in phrase.split()}


def _others(code: str, names: Mapping[str, set[str]]) -> set[str]:
    return {word for other, words in names.items() if other != code for word in words}


def _read(text: str, context: Context, settled: Mapping[str, str]) -> Reading:
    vocabulary, preferred = context.vocabulary, context.languages
    if vocabulary.ambiguous_country(text, preferred):
        code = settled.get(_word(text))
        return Reading(code, waiting=code is None)
    written = tidy(text)
    code = _by_name_or_code(written, vocabulary, preferred)
    if code is not None:
        return Reading(code)
    found = _in_pieces(text, vocabulary, preferred)
    if found:
        codes = list(dict.fromkeys(found.values()))
        if len(codes) == 1:
            return Reading(codes[0], rest=_rest(text, found, vocabulary))
        template = N_("Two countries in one cell: {first} is used, '{text}' is kept beside it.")
        said = complaint("two_values", "warning", template, first=codes[0], text=shorten(text))
        return Reading(codes[0], (said,), rest=written)
    nearest = vocabulary.phrases("countries").nearest(written, preferred)
    if nearest is not None:
        return Reading(vocabulary.country(nearest, preferred), (misspelt(text, nearest),))
    return _not_a_country(written, vocabulary)


def _by_name_or_code(written: str, vocabulary: Vocabulary, preferred: Sequence[str]) -> str | None:
    """A country by its whole name, or by its code unless the headings' languages say a name."""
    name = vocabulary.country(written, preferred)
    if _CODE.fullmatch(written) and (code := vocabulary.country_code(written)):
        said = vocabulary.phrases("countries").said_in(written, name)
        return name if name and said & {*preferred, "shared"} else code
    return name or _CAR_SIGNS.get(written.rstrip("."))


def _not_a_country(written: str, vocabulary: Vocabulary) -> Reading:
    if _CODE.fullmatch(written) and written.isupper():
        return unknown(N_("'{text}' is no country code."), written, level="error")
    lands = vocabulary.phrases("regions").meanings(written)
    if lands == ("-",):  # stateless
        return Reading(None, rest=written)
    if lands:
        template = N_("'{text}' is not a country of the list: which of {names} is it?")
        if len(lands) == 1:
            template = N_("'{text}' is not a country of the list: type {names} if you mean it.")
        names = ", ".join(country_name(code) for code in lands)
        said = complaint("unknown_value", "error", template, text=shorten(written), names=names)
        return Reading(None, (said,), rest=written)
    template = N_("'{text}' is not a country of the list: type the name of the country.")
    return unknown(template, written, level="error")


def _in_pieces(text: str, vocabulary: Vocabulary, preferred: Sequence[str]) -> dict[str, str]:
    """Countries named by pieces of the text, or by words inside it: phrase -> code."""
    pieces = [piece for piece in _PIECES.split(text) if piece]
    if len(pieces) > 1:
        turned = " ".join(reversed(pieces))  # "Korea (South)", "Moldova, Republic of"
        if code := vocabulary.country(turned, preferred):
            return {turned: code, **dict.fromkeys(pieces, code)}
        whole = {p: code for p in pieces if (code := vocabulary.country(p, preferred))}
        if whole:
            return whole
    spans = vocabulary.phrases("countries").spans(fold(text).split(), preferred)
    return {
        span.phrase: span.meaning
        for span in spans
        if len(span.phrase) > 3 and not vocabulary.ambiguous_country(span.phrase, preferred)
    }


def _rest(text: str, found: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """The pieces that name no country ("Aleppo" of "Syria (Aleppo)")."""
    pieces = [tidy(piece) for piece in _PIECES.split(text) if tidy(piece)]
    if len(pieces) < 2:
        return ""
    names = _words_of(next(iter(found.values())), vocabulary)
    left = [p for p in pieces if p not in found and not any(f in fold(p) for f in found)]
    return ", ".join(p for p in left if not set(fold(p).split()) <= names)
