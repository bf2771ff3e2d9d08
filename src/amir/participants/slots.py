"""What this room shows on pages of others."""

from typing import Any, cast

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.guard import ActorRequest
from amir.core.search import Hit, matching
from amir.core.slots import Entry, fill
from amir.people.queries import callings_of

from .lifecycle import State
from .lists.slots import unfinished
from .queries import participants_visible_to
from .rules import IMPORT, VIEW
from .tables import NAMES

MOST_HITS = 10
ON_THE_WAY = (State.ACCEPTED, State.TRAINED)


def found(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Participants by any of their names."""
    actor = cast(ActorRequest, request).actor
    rows = list(matching(participants_visible_to(actor), NAMES, page["text"])[:MOST_HITS])
    names = callings_of(actor, [row.person_id for row in rows])
    hits = [
        Hit(
            names[row.person_id].preferred_name,
            reverse("participant_detail", args=[row.pk]),
            f"{row.get_side_display()} · {row.get_state_display()}",
        )
        for row in rows
        if row.person_id in names
    ]
    return {"label": _("People"), "hits": hits} if hits else None


def waiting(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the morning page: who waits for a decision or for evidence."""
    counted = participants_visible_to(cast(ActorRequest, request).actor).aggregate(
        new=Count("pk", Q(state=State.APPLICANT)),
        on_the_way=Count("pk", Q(state__in=ON_THE_WAY)),
        ready=Count("pk", Q(state=State.AVAILABLE)),
    )
    return counted if any(counted.values()) else None


def fill_slots() -> None:
    """Called once at start-up."""
    fill("search", Entry("participants", VIEW, "", found, 10))
    fill("desk_home", Entry("participants", VIEW, "participants/slot/home.html", waiting, 15))
    fill("desk_home", Entry("lists", IMPORT, "participants/slot/lists.html", unfinished, 12))
