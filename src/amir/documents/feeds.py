"""What is new, as RSS 2.0."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import make_aware

# XML has no way to write these.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Item:
    """A line of a feed. `link` is a whole address that does not change."""

    title: str
    link: str
    words: str
    day: date
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What a feed says of itself; `page` and `own` are whole addresses."""

    title: str
    description: str
    language: str
    page: str
    own: str


def rss(about: About, items: Iterable[Item]) -> str:
    """The feed as text."""
    made = Rss201rev2Feed(
        title=_xml(about.title), link=about.page, description=_xml(about.description),
        language=about.language, feed_url=about.own,
    )  # fmt: skip
    for item in items:
        made.add_item(
            title=_xml(item.title), link=item.link, description=_xml(item.words),
            unique_id=item.link, pubdate=make_aware(datetime.combine(item.day, time(12))),
            categories=[_xml(kind) for kind in item.kinds],
        )  # fmt: skip
    return made.writeString("utf-8")


def _xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
