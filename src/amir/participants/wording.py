"""How pages name themes, languages, days and evidence."""

import re
from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from .enums import EvidenceKind

THEMES: dict[str, str | Promise] = {
    "work": _("Work"),
    "housing": _("Housing"),
    "finance": _("Financial literacy"),
}
LEVELS: dict[str | None, str | Promise] = {
    "native": _("mother tongue"),
    None: _("level not known"),
}
DAYS = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
PARTS = {"am": _("morning"), "pm": _("afternoon"), "eve": _("evening")}
GENDERS = {"f": _("Woman"), "m": _("Man"), "x": _("Other")}
# Spoken by many of those who come, or by those who receive them; forms offer these.
SPOKEN = (
    "sq", "am", "ar", "hy", "bn", "bs", "bg", "ckb", "zh", "hr", "cs", "da", "prs", "nl", "en",
    "fi", "fr", "ka", "de", "el", "gu", "ha", "hi", "hu", "ig", "it", "kmr", "ln", "lt", "mnk",
    "ne", "om", "ps", "fa", "pl", "pt", "pa", "ro", "ru", "sr", "si", "sk", "sl", "so", "es",
    "sw", "sv", "tl", "ta", "ti", "tr", "uk", "ur", "vi", "wo", "yo",
)  # fmt: skip
# A row as lists are read: file, sheet if there are any, number.
_ROW_OF_LIST = re.compile(r".+!(\d+)")
_OURS = {
    "prs": _("Dari"),
    "kmr": _("Kurmanji"),
    "ckb": _("Sorani"),
    "mnk": _("Mandinka"),
}


def theme_name(key: str) -> str:
    """A theme in the reader's language; its key if nobody named it."""
    return str(THEMES.get(key, key.replace("-", " ")))


def language_name(tag: str) -> str:
    """A language in the reader's language; the tag if nobody knows it."""
    if tag in _OURS:
        return str(_OURS[tag])
    try:
        reader = Locale.parse((get_language() or "en").replace("-", "_"))
        return Locale.parse(tag.replace("-", "_")).get_display_name(reader) or tag
    except (UnknownLocaleError, ValueError):
        return tag


language_name_lazy = lazy(language_name, str)


def spoken_choices() -> list[tuple[str, str]]:
    """Languages to choose from, by name."""
    return sorted(((tag, language_name(tag)) for tag in SPOKEN), key=lambda pair: pair[1])


def spoken(languages: dict[str, str | None]) -> list[str]:
    """Languages with their levels: "Arabic (mother tongue)"."""
    return [
        f"{language_name(tag)} ({LEVELS.get(level, level)})" for tag, level in languages.items()
    ]


def slot_choices() -> list[tuple[str | Promise, list[tuple[str, str | Promise]]]]:
    """The parts of a week, by day."""
    return [
        (name, [(f"{day}-{part}", label) for part, label in PARTS.items()])
        for day, name in DAYS.items()
    ]


def times(slots: Iterable[str]) -> list[str]:
    """The parts of a week in words: "Monday morning"."""
    parts = (slot.partition("-") for slot in slots)
    return [f"{DAYS[day]} {PARTS[part]}" for day, _mark, part in parts if day in DAYS]


def kinds(found: Iterable[str]) -> str:
    """Kinds of evidence, one after the other."""
    return ", ".join(str(EvidenceKind(kind).label) for kind in found)


def source_said(source: str) -> str:
    """Where evidence comes from: a row of a list, or a paper as it was written down."""
    row = _ROW_OF_LIST.fullmatch(source)
    return gettext("our list, row {number}").format(number=row[1]) if row else source
