"""What this room shows on pages of others, and what it finds."""

from typing import Any, cast

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.guard import ActorRequest
from amir.core.permissions import may
from amir.core.search import Hit, matching
from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from .queries import practices_visible_to, statuses_visible_to
from .rules import WRITE

MOST_HITS = 10


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a programme: how many practices there are, in how many countries."""
    programme, actor = page.get("programme"), cast(ActorRequest, request).actor
    if not isinstance(programme, Programme):
        return None
    rows = statuses_visible_to(actor).filter(programme_id=programme.pk).order_by()
    counts = rows.aggregate(all=Count("pk"), countries=Count("country", distinct=True))
    return {"programme": programme, **counts, "may_write": may(actor, WRITE)}


def found_by_name(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """In the search of the desk."""
    actor = cast(ActorRequest, request).actor
    rows = practices_visible_to(actor).only("title", "country", "number")
    found = matching(rows, ["title"], page["text"])[:MOST_HITS]
    hits = [Hit(row.title, reverse("practice_page", args=[row.pk]), row.code) for row in found]
    return {"label": _("Practices"), "hits": hits} if hits else None


def fill_slots() -> None:
    """Called once at start-up."""
    folder = "practices/slot"
    fill("programme_page", Entry("practices", VIEW, f"{folder}/programme.html", of_programme, 40))
    fill("search", Entry("practices", VIEW, "", found_by_name, 60))
