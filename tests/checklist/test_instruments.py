"""M26: both sides are asked at the agreed moments, and a low answer becomes a task."""

import pytest

from amir.core.access.acting import acting_as
from amir.instruments.models import Round
from amir.instruments.queries import low_pulses
from tests.consortium import actor_of
from tests.consortium import build as build_consortium
from tests.instruments.conftest import House, agreed_match, reply
from tests.mentoring.conftest import build as build_world

pytestmark = pytest.mark.django_db


def test_m26_both_are_asked_at_the_moments_of_a_match() -> None:
    world = build_world()
    match = agreed_match(world)
    with acting_as(world.elena):
        rounds = Round.objects.filter(match_id=match.pk, instrument="pulse")
        planned = sorted(rounds.values_list("moment", "side"))
    assert planned == [
        (moment, side)
        for moment in ("baseline", "month_1", "month_3")
        for side in ("mentee", "mentor")
    ]


def test_m26_low_answer_becomes_a_task() -> None:
    house = House(build_consortium())
    house.take_up("Yusuf")
    low = house.ask("Yusuf", "pulse")
    reply(low, 1)
    with acting_as(actor_of(house.consortium.elena)):
        found = low_pulses([house.consortium.casa.pk])
        assert [each.pk for each in found] == [low.pk]
