"""People of these tests: Yusuf is mentored by Amina, Elena coordinates, Nour works elsewhere."""

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.mentoring.actions import accept_proposals, answer_own
from amir.mentoring.models import Match
from amir.mentoring.queries import matches_visible_to
from amir.participants.models import Participant
from tests.mentoring.conftest import World, browser, queries, world

__all__ = ["World", "at", "browser", "matched", "pair", "queries", "world"]


def at(day: date, hour: int = 10) -> datetime:
    """A morning."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def matched(world: World) -> list[Match]:
    """A plan for everybody who is ready, to which all say yes; the running matches."""
    plan = world.plan()
    proposals = world.proposals(plan)
    with acting_as(world.elena) as elena:
        asked = accept_proposals(elena, plan=plan, proposals=proposals)
    for link in asked:
        with acting_as(Actor(account_id=link.asking.person_id)) as person:
            answer_own(person, asking=link.asking, answer="yes")
    with acting_as(world.elena) as elena:
        return list(matches_visible_to(elena).order_by("id"))


@pytest.fixture
def pair(world: World) -> Match:
    """Yusuf and Amina, who said yes today."""
    people: Sequence[Participant] = (
        world.take_up("Yusuf", "mentee", phone="+390512193001", email="yusuf@example.org"),
        world.take_up("Amina", "mentor", phone="+390512193002"),
    )
    [match] = matched(world)
    assert {match.mentee_id, match.mentor_id} == {person.pk for person in people}
    return match
