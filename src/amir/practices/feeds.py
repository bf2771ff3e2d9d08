"""The practices of a search as a feed."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amir.documents import feeds

from .citing import address_of
from .models import PublishedPractice


def rss(rows: Iterable[PublishedPractice], *, page: str, own: str) -> str:
    """The feed as text; `page` and `own` are the paths of the list and of the feed."""
    about = feeds.About(
        _("Practices"), _("What cities and organisations do, and how well it has proved itself."),
        get_language() or "en", f"{settings.SITE_URL}{page}", f"{settings.SITE_URL}{own}",
    )  # fmt: skip
    return feeds.rss(about, [item_of(row) for row in rows])


def item_of(row: PublishedPractice) -> feeds.Item:
    """A practice as a line of a feed, with its themes."""
    title = f"{row.code}: {row.title}"
    return feeds.Item(title, address_of(row), row.summary, row.published_on, tuple(row.themes))
