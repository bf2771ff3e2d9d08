"""What a list gives away about the whole import: its languages and the country it works in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

import phonenumbers

from ...core.text import ascii_digits, fold
from ..kinds.base import Gazetteer
from .cells import is_data
from .layout import Layout
from .words import Words

_SAMPLE = 300
# Where a language of headings is the language of one country before all others.
_HOME = {
    "it": "IT", "es": "ES", "pt": "PT", "fr": "FR", "de": "DE", "hu": "HU", "el": "GR", "pl": "PL",
    "nl": "NL", "ro": "RO", "bg": "BG", "cs": "CZ", "sk": "SK", "sl": "SI", "hr": "HR", "sv": "SE",
    "da": "DK", "fi": "FI", "et": "EE", "lv": "LV", "lt": "LT", "mt": "MT", "ga": "IE", "nb": "NO",
    "no": "NO", "is": "IS", "sq": "AL", "sr": "RS", "uk": "UA", "tr": "TR", "ca": "ES", "gl": "ES",
    "eu": "ES",
}  # fmt: skip


def heading_texts(layouts: Iterable[Layout]) -> list[str]:
    """The words of all headings, groups too."""
    return [t for layout in layouts for h in layout.headings for t in (h.group, h.own) if t]


def country_of(layouts: Sequence[Layout], words: Words, gazetteer: Gazetteer | None) -> str | None:
    """Where the organisation works: told in headings, by phones, by places, or by the language."""
    votes: Counter[str] = Counter()
    votes.update(dict.fromkeys(_named(heading_texts(layouts), words), 6))
    votes.update(dict.fromkeys(_named((t for la in layouts for t in la.above), words), 3))
    for country, share in _by_phones(layouts).items():
        votes[country] += round(8 * share)
    likely = [c for language in words.languages[:1] if (c := _HOME.get(language))]
    votes.update(dict.fromkeys(likely, 3))
    if gazetteer is not None and votes:
        for country in list(votes):
            votes[country] += round(5 * _places_in(layouts, gazetteer, country))
    return votes.most_common(1)[0][0] if votes else None


def _named(texts: Iterable[str], words: Words) -> set[str]:
    """Countries that headings name ("arrived in Ireland")."""
    phrases = words.vocabulary.phrases("countries")
    found: set[str] = set()
    for text in texts:
        for span in phrases.spans(fold(text).split(), words.languages):
            if len(span.phrase) > 3:
                found.add(span.meaning)
    return found


def _texts(layouts: Sequence[Layout]) -> Iterable[str]:
    for layout in layouts:
        for row in islice(layout.rows, _SAMPLE):
            for cell in layout.sheet.rows[row]:
                if cell is not None:
                    yield cell.text


def _by_phones(layouts: Sequence[Layout]) -> dict[str, float]:
    """Share of the international numbers (written with + or 00) that belong to each country."""
    regions: Counter[str] = Counter()
    for text in _texts(layouts):
        plain = "".join(c for c in ascii_digits(text) if c.isdigit() or c == "+")
        if plain.startswith("00"):
            plain = "+" + plain[2:]
        if not plain.startswith("+") or not 9 <= len(plain) <= 16 or len(text) > 30:
            continue
        try:
            region = phonenumbers.region_code_for_number(phonenumbers.parse(plain))
        except phonenumbers.NumberParseException:
            continue
        if region:
            regions[region] += 1
    total = sum(regions.values())
    return {region: count / total for region, count in regions.items() if count > 1 or total == 1}


def _places_in(layouts: Sequence[Layout], gazetteer: Gazetteer, country: str) -> float:
    """How many columns of a list name places of a country: the share found in the best one."""
    best = 0.0
    for layout in layouts:
        for heading in layout.headings:
            cells = [layout.cell(r, heading.column) for r in layout.rows[:60]]
            texts = {c.text for c in cells if c is not None and not is_data(c) and len(c.text) < 50}
            if len(texts) >= 2:
                found = sum(gazetteer.find(text, country) is not None for text in texts)
                best = max(best, found / len(texts))
    return best
