"""What a list gives away about the whole import: its languages and the country it works in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class KnowsCountries(Protocol):
    """A gazetteer that can also tell in which country places lie."""

    def likely_country(self, texts: Iterable[str]) -> list[tuple[str, float]]:
        """(country, share of the texts that are places there), likeliest first."""
        ...


def country_of(
    layouts: Sequence[Layout], words: Words, gazetteer: Gazetteer | None, place_field: str
) -> str | None:
    """Where the organisation works: told in headings, by phones, by places, or by the language."""
    votes: Counter[str] = Counter()
    votes.update(dict.fromkeys(_named(heading_texts(layouts), words), 6))
    votes.update(dict.fromkeys(_named((t for la in layouts for t in la.above), words), 3))
    for country, share in _by_phones(layouts).items():
        votes[country] += round(8 * share)
    votes.update(dict.fromkeys(_by_addresses(layouts), 3))
    likely = [c for language in words.languages[:1] if (c := _HOME.get(language))]
    sure = votes.most_common(1)
    if isinstance(gazetteer, KnowsCountries) and (not sure or sure[0][1] < 6):
        places = _places(layouts, words, place_field)
        for country, share in gazetteer.likely_country(places)[:3] if places else ():
            votes[country] += round(7 * share)
    votes.update(dict.fromkeys(likely, 3))
    return votes.most_common(1)[0][0] if votes else None


def _places(layouts: Sequence[Layout], words: Words, place_field: str) -> list[str]:
    """What stands in columns of places; without headings, in columns of few different words."""
    found: dict[str, None] = {}
    for layout in layouts:
        for heading in layout.headings:
            known = words.known(heading.own)[:1] if layout.header_rows else ()
            cells = [c for r in layout.rows[:_SAMPLE] if (c := layout.cell(r, heading.column))]
            texts = dict.fromkeys(c.text for c in cells if not is_data(c) and len(c.text) < 50)
            named = bool(known) and known[0].field == place_field
            if named or (not layout.header_rows and 1 < len(texts) < len(cells)):
                found |= texts
    return list(found)


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


def _by_addresses(layouts: Sequence[Layout]) -> list[str]:
    """The country to whose domain most e-mail addresses belong."""
    ends = Counter(
        text.strip().casefold().rpartition(".")[2]
        for text in _texts(layouts)
        if "@" in text and " " not in text.strip()
    )
    total = sum(ends.values())
    ours = {**{code.casefold(): code for code in _HOME.values()}, "uk": "GB", "gr": "GR"}
    return [ours[end] for end, count in ends.items() if end in ours and count > total / 2]


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
