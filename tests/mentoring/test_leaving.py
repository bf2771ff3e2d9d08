"""In the trial period either side leaves by themselves, and gives no reason."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import leave_match
from amir.mentoring.models import Barred, Match, MatchChange, Wish
from amir.mentoring.queries import matches_of_me

from .conftest import World
from .matched import YUSUFS_MAIL, a_match, amina, both_sign, messages_to, yusuf
from .test_agreements import token_of
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def test_mentor_leaves_and_both_are_free_and_a_coordinator_knows(world: World) -> None:
    match = a_match(world)
    both_sign(match)
    with amina(match) as person:
        leave_match(person, match=match)
    with acting_as(world.elena):
        ended = Match.objects.select_related("mentee", "mentor").get()
        assert (ended.state, ended.reason) == ("ended", "trial")
        assert (ended.mentee.state, ended.mentor.state) == ("available", "available")
        [wish] = Wish.objects.all()
        assert (wish.kind, wish.person_id) == ("left", match.mentor_person_id)
        assert Barred.objects.get().until is None
        assert MatchChange.objects.get().by == match.mentor_person_id
    assert messages_to(world, YUSUFS_MAIL)[-1] == "match_changed"
    with yusuf(match) as person:
        assert list(matches_of_me(person)) == []


def test_after_the_trial_period_they_talk_first(world: World) -> None:
    match = a_match(world)
    both_sign(match)
    with clock.stopped_at(clock.now() + timedelta(days=60)), yusuf(match) as person:
        match.refresh_from_db()
        with clock.stopped_at(clock.now() + timedelta(days=1)), pytest.raises(Refused) as refused:
            leave_match(person, match=match)
        assert "trial period is over" in str(refused.value)
        leave_match(person, match=match)
    with acting_as(world.elena):
        assert Match.objects.get().state == "ended"


def test_whoever_has_not_signed_may_leave_in_any_case(world: World) -> None:
    match = a_match(world)
    with clock.stopped_at(clock.now() + timedelta(days=400)), yusuf(match) as person:
        leave_match(person, match=match)
    with acting_as(world.elena):
        assert Match.objects.get().reason == "trial"


def test_others_end_nothing(world: World) -> None:
    match = a_match(world)
    omar = world.take_up("Omar", "mentee")
    for actor in (VISITOR, world.elena, Actor(account_id=omar.person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            leave_match(actor, match=match)
    with acting_as(world.elena):
        assert Match.objects.get().state == "running"


def test_own_page_asks_once_and_no_reason(world: World, browser: SignIn) -> None:
    match = a_match(world)
    client = browser(Actor(account_id=match.mentee_person_id))
    page = client.get(reverse("me_match", args=[match.pk]))
    address = reverse("me_leave", args=[match.pk])
    assert address in page.content.decode()
    assert "You need no reason." in text(client.get(address))
    page = client.post(address, follow=True)
    assert "You have left the match. We will call you." in page.content.decode()
    assert client.get(address).status_code == 404


def test_link_leaves_as_well(world: World) -> None:
    match = a_match(world)
    address = reverse("pair_link", args=[token_of(world, match, "mentor")])
    page = Client().post(address, {"act": "leave"})
    assert "You have left the match" in text(page)
    with acting_as(world.elena):
        assert Match.objects.get().reason == "trial"
    assert Client().get(address).status_code == 404
