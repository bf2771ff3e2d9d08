"""What programmes put on pages of other rooms: the desk's first page and the search."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.guard import ActorRequest
from amir.core.search import Hit, matching
from amir.core.slots import Entry, fill

from .models import Deliverable, Programme
from .queries import events_to_come, events_visible_to, programmes_visible_to, progress_of
from .rules import CHANGE, TICK, VIEW

MOST = 6  # on the first page; more stand on the page of the programme


def late_partners(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """For who coordinates a programme: which partner is late, with what."""
    actor = cast(ActorRequest, request).actor
    mine = actor.organisations_where(CHANGE)
    late = []
    for programme in programmes_visible_to(actor).filter(organisation_id__in=mine)[:MOST]:
        progress = progress_of(actor, programme)
        names = {p.partner_organisation_id: p.name for p in progress.partners}
        late += [(programme, names[each], owed) for each, owed in progress.late.items()]
    return {"late": sorted(late, key=lambda each: -len(each[2]))[:MOST]}


def own_deliverables(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """For a partner's people: what their organisation still owes, the late things first."""
    actor = cast(ActorRequest, request).actor
    mine = set(actor.organisations_where(TICK))
    owed: list[tuple[Programme, Deliverable, bool]] = []
    events = []
    for programme in programmes_visible_to(actor)[:MOST]:
        for row in progress_of(actor, programme).rows:
            if mine & {partner.partner_organisation_id for partner in row.missing}:
                owed.append((programme, row.deliverable, row.is_late))
        events += [(programme, event) for event in events_to_come(actor, programme)[:3]]
    if not owed and not events:
        return None
    owed.sort(key=lambda each: (not each[2], each[1].due_on is None, each[1].due_on or 0))
    return {"owed": owed[:MOST], "events": events[:MOST]}


def found(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Programmes, dates and deliverables by name."""
    actor, text = cast(ActorRequest, request).actor, page["text"]
    programmes = programmes_visible_to(actor)
    hits = [
        Hit(each.name, reverse("programme_overview", args=[each.key]), each.full_name)
        for each in matching(programmes, ["name", "full_name"], text)[:MOST]
    ]
    for programme in programmes[:MOST]:
        hits += [
            Hit(
                event.title,
                reverse("programme_event", args=[programme.key, event.pk]),
                event.get_kind_display(),
            )
            for event in matching(events_visible_to(actor, programme), ["title"], text)[:MOST]
        ]
    return {"label": _("Programmes"), "hits": hits} if hits else None


def fill_slots() -> None:
    """Register all of them; called at start-up."""
    fill(
        "desk_home",
        Entry("late_partners", CHANGE, "programmes/part/late.html", late_partners, 40),
    )
    fill(
        "desk_home",
        Entry("own_deliverables", TICK, "programmes/part/owed.html", own_deliverables, 60),
    )
    fill("search", Entry("programmes", VIEW, "", found, 50))
