"""What is new in a programme as a feed, in one language."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.documents import feeds
from amir.documents.feeds import Item
from amir.practices.feeds import item_of

from .citing import address_of
from .models import PublishedWork
from .queries import MOST_IN_A_FEED, Feed, practices_of, works_in


def items_of(feed: Feed) -> list[Item]:
    """Works and practices in the language of the feed, newest first; two queries."""
    found = [_of_work(work, feed.language) for work in works_in(feed.programme, feed.language)]
    practices = practices_of(feed.programme.pk).filter(language=feed.language)
    found += [replace(item_of(each), kinds=(_("Practice"),))
              for each in practices[:MOST_IN_A_FEED]]  # fmt: skip
    return sorted(found, key=lambda item: item.day, reverse=True)[:MOST_IN_A_FEED]


def _of_work(work: PublishedWork, language: str) -> Item:
    return Item(
        work.titles[language], address_of(work, language), work.summaries.get(language, ""),
        work.published_on, (str(work.get_kind_display()),),
    )  # fmt: skip


def rss(feed: Feed, *, page: str) -> str:
    """The feed as text; `page` is the whole address of the page that it belongs to."""
    programme = feed.programme
    own = reverse("publications_feed", kwargs={"key": programme.key, "language": feed.language})
    title = _("What {programme} has published").format(programme=programme.name)
    about = feeds.About(title, programme.full_name, feed.language, page,
                        f"{settings.SITE_URL}{own}")  # fmt: skip
    return feeds.rss(about, items_of(feed))
