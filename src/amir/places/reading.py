"""Takes apart what a person wrote: postal codes, segments, district numbers, abbreviations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from ..core.text import ascii_digits, fold, tidy
from .names import words
from .sources import facts

# How postal codes look; the rest of Europe writes four to six digits.
_CODES = {
    "CZ": r"\b\d{3} ?\d{2}\b",
    "SK": r"\b\d{3} ?\d{2}\b",
    "SE": r"\b(?:SE?-)?\d{3} ?\d{2}\b",
    "GR": r"\b(?:GR-|EL-)?\d{3} ?\d{2}\b",
    "PL": r"\b\d{2}-\d{3}\b",
    "PT": r"\b\d{4}(?:-\d{3})?\b",
    "NL": r"\b\d{4} ?(?!de\b|en\b|in\b)[A-Za-z]{2}\b|\b\d{4}\b",
    "LV": r"\bLV-? ?\d{4}\b|\b\d{4}\b",
    "LT": r"\bLT-? ?\d{5}\b|\b\d{5}\b",
    "MT": r"\b[A-Z]{3} ?\d{4}\b",
    "IE": r"\b(?:[AC-FHKNPRTV-Y]\d[\dW](?: ?[A-Z0-9]{4})?|D ?\d{1,2}W?)\b",
    "GB": r"\b[A-Z]{1,2}\d{1,2}[A-Z]?(?: ?\d[A-Z]{2})?\b",
    "MD": r"\bMD-?\d{4}\b",
    "AD": r"\bAD\d{3}\b",
}
_DIGITS = {
    4: "AT BE BG CH CY DK HU LI LU NO SI MK AL",
    5: "DE ES FR IT HR EE FI RS ME TR UA MC SM XK BA",
}
_SPLIT = re.compile(r"\s*[,;/|()\[\]\n:+]\s*|\s+[-–—]+\s+|\s*[–—]\s*")
_ORDINAL = re.compile(r"^(\d{1,2}(e|er|o|a|eme|th|nd|rd|st|mo|rde|de|os|w)?|[ivx]{1,5})$")
_ROMAN = re.compile(r"^(x{0,2})(ix|iv|v?i{0,3})$")
_ABBREVIATED_REST = re.compile(
    r"[\s.][^\W\d_]{1,2}\.|^\S+\s?[^\W\d_]{0,2}$|[/\d]"
)  # too little to tell
_DOT_WORD = re.compile(r"\b([^\W\d_]{1,4})\.\s?([^\W\d_]{1,3})\b(?!\.)")


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of the text between commas, dashes or brackets."""

    text: str
    tokens: tuple[str, ...]  # folded words
    core: tuple[str, ...]  # without numbers and words such as "centre"
    numbered: bool  # a district number or the word for it was there
    area: bool  # names a county or a province, not a town


def find_code(text: str, country: str) -> tuple[str, str]:
    """The postal code in the text ("" if none) and the text without it."""
    pattern = _code_pattern(country)
    match = pattern.search(ascii_digits(text)) if pattern else None
    if match is None:
        return "", text
    code = (
        re.sub(r"^((LV|LT|MD)-? ?|[A-Z]{1,2}-)(?=\d)", "", match[0])
        .replace(" ", "")
        .replace("-", "")
    )
    if country == "PT" or country == "NL":
        code = code[:4]
    if country == "IE":
        code = code[:3]
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return code.upper(), tidy(re.sub(r"\b(D|A|F|I|CH|HU|H|B|L|SE|S|FI|DK|NO|N)-\s", " ", rest))


def segments(text: str, country: str) -> list[Segment]:
    """The pieces that may name a place; addresses and names of countries are left out."""
    found = [_segment(piece) for piece in _SPLIT.split(text) if fold(piece)]
    return [
        piece
        for piece in found
        if not _is_street(piece) and " ".join(piece.tokens) not in country_names(country)
    ]


def _segment(text: str) -> Segment:
    tokens = tuple(fold(text).split())
    numbers = [token for token in tokens if _is_number(token)]
    units = [token for token in tokens if token in words("numbered")]
    area = len(tokens) > 1 and any(token in words("areas") for token in (tokens[0], tokens[-1]))
    core = [token for token in tokens if token not in numbers and token not in units]
    while core and core[0] in words("around"):
        core.pop(0)
    while core and core[-1] in words("around"):
        core.pop()
    if area:
        core = [token for token in core if token not in words("areas")]
    return Segment(text, tokens, tuple(core), bool(numbers or units), area and not numbers)


def _is_number(token: str) -> bool:
    return bool(_ORDINAL.match(token)) and (token[0].isdigit() or bool(_ROMAN.match(token)))


def _is_street(piece: Segment) -> bool:
    """ "Via Roma 12", "Hauptstraße 5": more than one word, or a house number beside it."""
    if len(piece.tokens) < 2:
        return False
    if piece.tokens[0] in words("streets") and len(piece.tokens[0]) > 1:
        return True
    if not any(token[0].isdigit() for token in piece.tokens):
        return False
    ends = tuple(words("street_ends"))
    return any(
        token in words("streets") or (len(token) > 6 and token.endswith(ends))
        for token in piece.tokens[:-1]
    )


def unfolded_forms(text: str) -> Iterator[tuple[str, ...]]:
    """The words with abbreviations written out: "S. Lazzaro" -> san lazzaro, santa lazzaro ..."""
    table: dict[str, list[str]] = facts("words")["short"]
    tokens = fold(text).split()
    choices = [[token, *(fold(word) for word in table.get(token, []))] for token in tokens]
    forms: list[tuple[str, ...]] = [()]
    for options in choices:
        forms = [(*form, *option.split()) for form in forms for option in options][:64]
    yield from forms[1:]


def abbreviated(text: str) -> re.Pattern[str] | None:
    """A pattern of the names that an abbreviated one may stand for, or None if it is not one.

    "Settimo T.se" -> "settimo t...se"; "Frankfurt a. M." -> "frankfurt a... m...".
    """
    marked = _DOT_WORD.sub(
        lambda match: (
            f"{match[1]}§{match[2]}" if match[2].islower() and len(match[2]) > 1 else match[0]
        ),
        text,
    )
    words_written = re.findall(r"[^\s./]+\.?|/\s?[^\s./]+\.?", marked)
    if len(words_written) < 2:
        return None
    parts, short = [], False
    for place, word in enumerate(words_written):
        plain = fold(word.replace("§", " "))
        cut = "§" in word or word.endswith(".") or word.startswith("/") or len(plain) == 1
        if not plain:
            continue
        if place == 0:
            if word.endswith(".") and "§" not in word and not _ABBREVIATED_REST.search(text):
                parts.append(re.escape(plain) + r"\w*")
                short = True
            elif cut:
                return None
            else:
                parts.append(re.escape(plain))
            continue
        short = short or cut
        if "§" in word:
            start, _, end = plain.partition(" ")
            parts.append(rf"{re.escape(start)}\w*{re.escape(end)}")
        else:
            parts.append(re.escape(plain) + (r"\w*" if cut else ""))
    return re.compile(r"(?: \w{1,4})? ".join(parts)) if short and len(parts) > 1 else None


@cache
def country_names(country: str) -> frozenset[str]:
    """The country's own name in many languages, folded."""
    languages = [
        "en",
        "fr",
        "de",
        "it",
        "es",
        "pt",
        "nl",
        "el",
        "hu",
        "pl",
        "ro",
        "bg",
        "sv",
        "fi",
        "da",
        "nb",
        "cs",
        "sk",
        "sl",
        "hr",
        "lt",
        "lv",
        "et",
        "ar",
        "ru",
        "uk",
        "tr",
        "fa",
    ]
    told = (Locale.parse(language).territories.get(country, "") for language in languages)
    return frozenset(fold(name) for name in told if name)


@cache
def _code_pattern(country: str) -> re.Pattern[str] | None:
    if country in _CODES:
        return re.compile(_CODES[country])
    for digits, countries in _DIGITS.items():
        if country in countries.split():
            return re.compile(rf"(?<![\w])(?:[A-Z]{{1,2}}-)?\d{{{digits}}}(?!\d)")
    return re.compile(r"\b\d{6}\b") if country == "RO" else None
