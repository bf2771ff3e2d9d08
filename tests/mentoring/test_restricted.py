"""Somebody whose record is restricted is neither matched nor asked, and the desk says so."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.mentoring.actions import accept_proposals
from amir.mentoring.models import Asking
from amir.participants.models import Participant
from amir.people.actions import change_person

from .conftest import World

pytestmark = pytest.mark.django_db


def restrict(world: World, participant: Participant) -> None:
    with acting_as(world.elena) as elena:
        change_person(elena, person=participant.person, is_restricted=True)


def test_restricted_people_are_in_no_plan(world: World) -> None:
    amina = world.take_up("Amina", "mentor")
    bilan = world.take_up("Bilan", "mentor")
    yusuf, rahel = (world.take_up(name, "mentee") for name in ("Yusuf", "Rahel"))
    restrict(world, amina)
    restrict(world, rahel)
    [pair] = world.proposals(world.plan())
    assert (pair.mentee_id, pair.mentor_id) == (yusuf.pk, bilan.pk)


def test_whoever_was_restricted_meanwhile_is_not_asked(world: World) -> None:
    world.take_up("Amina", "mentor")
    yusuf = world.take_up("Yusuf", "mentee")
    plan = world.plan()
    restrict(world, yusuf)
    with acting_as(world.elena) as elena:
        with pytest.raises(Refused, match="record of Yusuf is restricted"):
            accept_proposals(elena, plan=plan, proposals=world.proposals(plan))
        assert list(Asking.objects.all()) == []


def test_desk_says_that_a_record_is_restricted(
    world: World, browser: Callable[[Actor], Client]
) -> None:
    yusuf = world.take_up("Yusuf", "mentee")
    address = reverse("participant_detail", args=[yusuf.pk])
    words = "Restricted: not matched and not asked"
    assert words not in browser(world.elena).get(address).content.decode()
    restrict(world, yusuf)
    assert words in browser(world.elena).get(address).content.decode()
