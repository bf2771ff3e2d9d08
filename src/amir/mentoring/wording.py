"""Names of languages, days and themes in the reader's language, and lists of them."""

from collections.abc import Iterable, Sequence

from babel import Locale
from babel.dates import get_day_names
from babel.lists import format_list
from django.utils.translation import get_language, gettext, ngettext, pgettext

from .instance import DAYS, SLOTS, TOPICS

# CLDR knows these languages by the country they are spoken in.
CLDR_NAMES = {"prs": "fa_AF"}
MOST_SLOTS = 3


def locale() -> Locale:
    """CLDR's view of the language that is switched on."""
    return Locale.parse((get_language() or "en").replace("-", "_"))


def listed(items: Iterable[str]) -> str:
    """A, B and C."""
    return format_list(list(items), locale=locale())


def language_name(tag: str) -> str:
    """The name of a language; its tag where CLDR has none."""
    names = locale().languages
    return str(names.get(CLDR_NAMES.get(tag, tag)) or names.get(tag.split("-")[0]) or tag)


def topic_name(topic: str) -> str:
    """The name of a theme, in a sentence."""
    names = {
        "work": pgettext("theme", "work"),
        "housing": pgettext("theme", "housing"),
        "finance": pgettext("theme", "money"),
    }
    return names.get(topic, topic.removeprefix("other: "))


def topics_of(bits: Iterable[int]) -> list[str]:
    """Names of the themes behind bits."""
    return [topic_name(TOPICS[bit]) for bit in bits]


def slot_name(slot: str) -> str:
    """'Tuesday evening'."""
    day, part = slot.split("-")
    parts = {
        "am": pgettext("part of day", "morning"),
        "pm": pgettext("part of day", "afternoon"),
        "eve": pgettext("part of day", "evening"),
    }
    day_name = get_day_names("wide", locale=locale())[DAYS.index(day)]
    return gettext("{day} {part}").format(day=day_name, part=parts[part])


def slots_said(bits: Sequence[int]) -> str:
    """The first few slots by name, the others by number."""
    names = [slot_name(SLOTS[bit]) for bit in bits[:MOST_SLOTS]]
    if len(bits) > MOST_SLOTS:
        more = len(bits) - MOST_SLOTS
        names.append(ngettext("{count} more time", "{count} more times", more).format(count=more))
    return listed(names)


def gender_name(gender: int) -> str:
    """The word for whom to look for: a woman, a man."""
    words = [
        pgettext("whom to look for", "woman"),
        pgettext("whom to look for", "man"),
        pgettext("whom to look for", "person of another gender"),
    ]
    return words[gender] if 0 <= gender < len(words) else pgettext("whom to look for", "person")
