"""Who one can look around as: a group of faces for each kind of person of the demo world."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from amir.core.access.acting import acting_as
from amir.core.i18n import is_right_to_left, own_name_of
from amir.core.models import Work
from amir.organisations.roles import ROLES
from amir.participants.enums import Side
from amir.participants.queries import participants_visible_to
from amir.people.faces import Face
from amir.people.queries import callings_of

from .facts import cast, facts_of, ident
from .story import coordinator_of
from .tasks import TELL
from .world import SETUP, organisation_id

MOST_OF_A_SIDE = 6


def being_told(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """How much of the world stands; nothing once it is complete."""
    with acting_as(SETUP):
        told = list(Work.objects.filter(task=TELL).order_by("created_at", "pk"))
    done = sum(work.state == Work.DONE for work in told)
    if done == len(told):
        return None
    waiting = [work.title for work in told if work.state != Work.DONE]
    return {"done": done, "total": len(told), "doing": waiting[0]}


def at_the_lead(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any]:
    """Those who work at the coordinating partner, where the story is fullest, and the funder."""
    people = [
        Face(ident("papa-giovanni", one["name"]), one["name"], str(ROLES[one["role"]].label))
        for one in cast()["staff"]
    ]
    funder = cast()["funder"]["name"]
    people.append(Face(ident("funder", funder), funder, str(ROLES["funder"].label)))
    return {"title": _("Bologna, and the programme"), "people": people}


def at_partners(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any]:
    """Those who work at the other partners."""
    names = {one["key"]: one["name"] for one in facts_of("amir")["partners"]}
    people = [
        Face(ident(partner, given), given, str(ROLES[role].label), names[partner])
        for role, crew in cast()["crew"].items()
        for partner, given in crew.items()
    ]
    return {"title": _("The other partners"), "people": sorted(people, key=lambda f: f.note)}


def taking_part(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The first mentees and mentors of Bologna, once their list is in."""
    people = [*_of_side(Side.MENTEE), *_of_side(Side.MENTOR)]
    return {"title": _("Mentees and mentors"), "people": people} if people else None


def _of_side(side: Side) -> Iterator[Face]:
    """The coordinator may see them, and a demo has no secrets: everybody is invented."""
    elena = coordinator_of("papa-giovanni")
    with acting_as(elena):
        rows = participants_visible_to(elena).filter(
            organisation_id=organisation_id("papa-giovanni"), side=side
        )
        first = list(rows.order_by("created_at", "pk")[: MOST_OF_A_SIDE * 8])
        callings = callings_of(elena, [row.person_id for row in first])
    # Somebody who reads from right to left comes first: that face must always be there.
    first.sort(key=lambda row: not is_right_to_left(callings[row.person_id].language))
    for row in first[:MOST_OF_A_SIDE]:
        calling = callings[row.person_id]
        yield Face(
            row.person_id, calling.preferred_name, str(side.label), own_name_of(calling.language)
        )
