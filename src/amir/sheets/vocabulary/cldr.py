"""Names that the Common Locale Data Repository knows, in the languages people write in."""

import pickle
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

from babel import localedata
from babel.core import get_global

# Languages whose names for things may stand in a list, beside those of the vocabulary files.
DISPLAY_LANGUAGES = (
    "ar", "fa", "ps", "ur", "ckb", "ku", "uk", "ru", "tr", "so", "ti", "am", "bn", "sq",
    "zh", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu",
    "is", "it", "lt", "lv", "mk", "mt", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sr",
    "bs", "sv", "be", "ka", "hy", "az", "hi", "pa", "ne", "ta", "vi", "sw", "ha", "ca",
)  # fmt: skip
# Months of the Levant, of the Gulf and of the Maghreb differ; countries and languages are called
# otherwise in Portugal and Brazil, in Afghanistan and Iran, in Serbia and Bosnia.
_VARIANTS = {
    "ar": ("ar_SY", "ar_DZ", "ar_MA"),
    "en": ("en_GB",),
    "de": ("de_AT", "de_CH"),
    "bs": ("bs_Cyrl",),
    "es": ("es_419",),
    "fa": ("fa_AF",),
    "fr": ("fr_CA",),
    "pt": ("pt_PT",),
    "sr": ("sr_Latn", "sr_Latn_BA"),
    "zh": ("zh_Hant",),
}
# Languages nobody speaks at home any more, and invented ones: their names only mislead.
_NOT_SPOKEN = frozenset({
    "afh", "akk", "ang", "avk", "chg", "chn", "dum", "egy", "elx", "enm", "frm", "fro",
    "gmh", "goh", "got", "grc", "hit", "jbo", "jpr", "jrb", "kaw", "kho", "lfn", "lzh",
    "mga", "mnc", "mul", "non", "nov", "nwc", "ota", "pal", "peo", "phn", "pro", "rar",
    "root", "sam", "sga", "sog", "sux", "tlh", "und", "vo", "xpr", "zbl", "zxx", "ie",
    "io", "ia", "cu", "ae", "bar", "del", "den", "men",
})  # fmt: skip
# Three-letter languages that lists of people also name in languages of which there is no file.
_COMMON = frozenset({
    "aeb", "arq", "ary", "arz", "bal", "bem", "ber", "ckb", "din", "dyu", "fil", "hmn",
    "kab", "kam", "kea", "kmr", "kri", "lua", "luo", "man", "mos", "pcm", "prs", "rhg", "rif",
    "rom", "shi", "snk", "srr", "sus", "swb", "syr", "tig", "yue", "zgh",
})  # fmt: skip
_REGIONAL = {"fa_AF": "prs", "ro_MD": "ro", "nl_BE": "nl", "sr_ME": "cnr"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BRACKETS = re.compile(r"^(.+?)\s*[(（]([^)）]+)[)）]$")
_TWO_WORLDS = re.compile(r"congo|kongo|konqo|hong|macau|macao", re.IGNORECASE)

Names = Iterator[tuple[str, str]]  # (name, meaning)


def locales_of(language: str) -> tuple[str, ...]:
    """The locales whose names belong to a language."""
    wanted = (language, *_VARIANTS.get(language, ()))
    return tuple(name for name in wanted if localedata.exists(name))


@lru_cache(maxsize=256)
def _data(locale: str) -> Mapping[str, Mapping[object, object]]:
    """What a locale says itself. Babel's own `load` also merges what it inherits, which names
    of things do not need and which takes most of the time."""
    with Path(localedata.resolve_locale_filename(locale)).open("rb") as file:
        return cast("Mapping[str, Mapping[object, object]]", pickle.load(file))  # noqa: S301


def languages(locale: str, *, every: bool = True) -> Names:
    """Names of languages, with their tags; without `every` not those that are rarely named."""
    for code, name in _data(locale).get("languages", {}).items():
        tag = _REGIONAL.get(str(code), str(code))
        wanted = every or len(tag) == 2 or tag in _COMMON
        if wanted and "_" not in tag and tag not in _NOT_SPOKEN:
            yield str(name), tag


def countries(locale: str) -> Names:
    """Names of countries, with their alpha-2 codes; both halves of `Myanmar (Burma)`."""
    for code, name in _data(locale).get("territories", {}).items():
        text, alpha2 = str(name), str(code)
        if len(alpha2) != 2 or alpha2 in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
            continue
        yield text, alpha2
        halves = _BRACKETS.match(text)
        if halves and not _TWO_WORLDS.search(text):
            yield halves[1], alpha2
            yield halves[2], alpha2


def months(locale: str) -> Names:
    """Names and abbreviations of months, with "1" to "12"."""
    for names in _nested(locale, "months"):
        for number, name in names.items():
            if not str(name).strip(".").isdigit():
                yield str(name), str(number)


def weekdays(locale: str) -> Names:
    """Names and abbreviations of weekdays, with `mon` to `sun`."""
    for names in _nested(locale, "days"):
        for number, name in names.items():
            yield str(name), _DAYS[cast("int", number)]


def _nested(locale: str, section: str) -> Iterator[Mapping[object, object]]:
    """The lists of names in a section; where one only refers to another there is nothing new."""
    for context in ("format", "stand-alone"):
        widths = _data(locale).get(section, {}).get(context)
        for width in ("wide", "abbreviated", "short"):
            names = widths.get(width) if isinstance(widths, dict) else None
            if isinstance(names, dict):
                yield names


@lru_cache(maxsize=1)
def language_codes() -> Mapping[str, str]:
    """ISO 639-1, -2 and -3 codes -> tag; the shorter code where a language has two."""
    codes = {str(c): str(c) for c in _data("en")["languages"] if "_" not in str(c)}
    for code, tag in get_global("language_aliases").items():
        short = str(tag).split("_")[0]
        if "_" not in code and len(code) == 3 and len(short) == 2:
            codes[str(code)] = short
    separate = {"prs": "prs", "ary": "ary", "ckb": "ckb", "kmr": "kmr", "cnr": "cnr", "fil": "fil"}
    return {c: t for c, t in codes.items() if t not in _NOT_SPOKEN} | separate


@lru_cache(maxsize=1)
def country_codes() -> Mapping[str, str]:
    """ISO 3166 alpha-2, alpha-3 and numeric codes, folded -> alpha-2."""
    known = {alpha2 for _, alpha2 in countries("en")}
    codes = {alpha2.casefold(): alpha2 for alpha2 in known}
    for code, successors in get_global("territory_aliases").items():
        if len(successors) == 1 and successors[0] in known and "_" not in code:
            codes.setdefault(str(code).casefold(), str(successors[0]))
    return codes | {"xkx": "XK", "uk": "GB", "el": "GR"}


def country_name(alpha2: str, locale: str = "en") -> str:
    """What a country is called, for people; the code itself where nobody knows."""
    return str(_data(locale).get("territories", {}).get(alpha2, alpha2))


def language_name(tag: str, locale: str = "en") -> str:
    """What a language is called, for people."""
    code = {"prs": "fa_AF"}.get(tag, tag)
    return str(_data(locale).get("languages", {}).get(code, tag))
