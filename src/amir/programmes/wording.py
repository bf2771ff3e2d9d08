"""Texts that a programme keeps in several languages: which of them a reader gets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from pyuca import Collator

from amir.core.defaults import Setting
from amir.core.i18n import own_name_of, shipped_languages

SOURCE = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """A text, its language, and whether that is another one than the reader asked for."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text


def languages_to_write(languages: Iterable[str]) -> list[tuple[str, str]]:
    """(code, own name): English, the programme's `languages`, and those of these pages."""
    codes = [SOURCE, *languages, *(code for code, _name in shipped_languages())]
    return [(code, own_name_of(code)) for code in dict.fromkeys(codes)]


def said(texts: Mapping[str, str], language: str = "") -> Said:
    """The text in the wanted language (the page's, if none is named).

    Without it: the language without its region, then English, then any.
    """
    wanted = language or get_language() or SOURCE
    for code in (wanted, wanted.split("-")[0], SOURCE, *sorted(texts)):
        if texts.get(code):
            return Said(texts[code], code, is_fallback=code.split("-")[0] != wanted.split("-")[0])
    return Said("", wanted, is_fallback=False)


def country_name(code: str, language: str = "") -> str:
    """A country in the reader's language; the code itself if nobody knows it."""
    locale = Locale.parse((language or get_language() or SOURCE).replace("-", "_"))
    return str(locale.territories.get(code.upper(), code))


@lru_cache(maxsize=4096)
def alphabetical(text: str) -> tuple[int, ...]:
    """The sort key of a word among words of any script: Ábel before zebra."""
    return tuple(_collator().sort_key(text))


@lru_cache(maxsize=1)
def _collator() -> Collator:
    return Collator()


ROOMS = {
    "recruiting": gettext_lazy("Applying and getting ready"),
    "evidence": gettext_lazy("Focus groups"),
    "mentoring": gettext_lazy("Matches and agreements"),
    "meetings": gettext_lazy("Meetings and goals"),
    "care": gettext_lazy("Staying in touch"),
    "instruments": gettext_lazy("Questionnaires"),
    "closures": gettext_lazy("Closing and follow-up"),
    "safeguarding": gettext_lazy("Safeguarding"),
    "participants": gettext_lazy("People"),
    "coverage": gettext_lazy("Coverage"),
}


def room_name(room: str) -> str:
    """What the settings of a room are about."""
    return str(ROOMS.get(room, room))


def value_said(setting: Setting, value: Any) -> str:
    """A setting's value as a sentence says it."""
    if setting.kind == "yes_no":
        return gettext("Yes") if value else gettext("No")
    if setting.kind == "names":
        return ", ".join(value) or "–"
    if setting.kind == "percent":
        return f"{value} %"
    if setting.kind == "number":
        return str(value)
    forms = {
        "days": ngettext("{count} day", "{count} days", value),
        "hours": ngettext("{count} hour", "{count} hours", value),
        "minutes": ngettext("{count} minute", "{count} minutes", value),
    }
    return forms[setting.kind].format(count=value)
