"""What is new in a programme as RSS 2.0, in one language."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from .citing import address_of
from .models import PublishedWork
from .queries import MOST_IN_A_FEED, Feed, practices_of, works_in


@dataclass(frozen=True)
class Item:
    """A line of a feed."""

    title: str
    link: str
    words: str
    day: date
    kind: str


def items_of(feed: Feed) -> list[Item]:
    """Works and practices in the language of the feed, newest first; two queries."""
    found = [_of_work(work, feed.language) for work in works_in(feed.programme, feed.language)]
    practices = practices_of(feed.programme.pk).filter(language=feed.language)
    for each in practices[:MOST_IN_A_FEED]:
        link = settings.SITE_URL + reverse("practice_public", args=[each.pk])
        title = f"{each.code}: {each.title}"
        found.append(Item(title, link, each.summary, each.published_on, _("Practice")))
    return sorted(found, key=lambda item: item.day, reverse=True)[:MOST_IN_A_FEED]


def _of_work(work: PublishedWork, language: str) -> Item:
    return Item(
        work.titles[language], address_of(work, language), work.summaries.get(language, ""),
        work.published_on, str(work.get_kind_display()),
    )  # fmt: skip


def rss(feed: Feed, *, page: str) -> str:
    """The feed as text; `page` is the whole address of the page that it belongs to."""
    programme = feed.programme
    own = reverse("publications_feed", kwargs={"key": programme.key, "language": feed.language})
    made = Rss201rev2Feed(
        title=_("What {programme} has published").format(programme=programme.name),
        link=page, description=programme.full_name, language=feed.language,
        feed_url=f"{settings.SITE_URL}{own}",
    )  # fmt: skip
    for item in items_of(feed):
        made.add_item(
            title=item.title, link=item.link, description=item.words, unique_id=item.link,
            pubdate=make_aware(datetime.combine(item.day, time(12))), categories=[item.kind],
        )  # fmt: skip
    return made.writeString("utf-8")
