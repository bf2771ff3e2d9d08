"""While a concern is open the pair of whom it is about pauses, and nobody new is asked."""

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import Refused
from amir.mentoring.actions import accept_proposals, answer
from amir.mentoring.models import Match, Proposal
from amir.safeguarding.actions import add_entry
from amir.safeguarding.models import Concern

from .conftest import World
from .matched import a_match, lead_of, reported, share_numbers
from .test_numbers import seen
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
NEUTRAL = "Your meetings pause at the moment. We will call you."


def is_paused(world: World) -> bool:
    with acting_as(world.elena):
        return Match.objects.get().suspended_at is not None


def note(sara: Actor, concern: Concern, state: str, **more: bool) -> None:
    with acting_as(sara):
        add_entry(sara, concern=concern, text="Called", state=state, **more)


@pytest.mark.parametrize("side", ["mentee_person_id", "mentor_person_id"])
def test_a_concern_about_either_pauses_the_pair_until_it_is_closed(world: World, side: str) -> None:
    match, sara = a_match(world), lead_of(world)
    share_numbers(match)
    concern = reported(world, getattr(match, side))
    assert is_paused(world)
    assert seen(match) == (False, False)
    note(sara, concern, "in_hand")
    assert is_paused(world)
    note(sara, concern, "closed")
    assert not is_paused(world)
    assert seen(match) == (True, True)


def test_both_see_the_same_neutral_sentence_and_nothing_more(world: World, browser: SignIn) -> None:
    match = a_match(world)
    lead_of(world)
    reported(world, match.mentor_person_id)
    for person_id in (match.mentee_person_id, match.mentor_person_id):
        client = browser(Actor(account_id=person_id))
        for address in ("/me/", reverse("me_match", args=[match.pk])):
            page = text(client.get(address))
            assert NEUTRAL in page
            assert page.lower().count("concern") == page.count("Report a concern") == 1


def test_two_concerns_are_both_closed_first(world: World) -> None:
    match, sara = a_match(world), lead_of(world)
    first = reported(world, match.mentor_person_id)
    second = reported(world, match.mentee_person_id)
    note(sara, first, "closed")
    assert is_paused(world)
    note(sara, second, "closed")
    assert not is_paused(world)


def test_lead_lets_the_pair_meet_while_the_concern_is_open(world: World) -> None:
    match, sara = a_match(world), lead_of(world)
    concern = reported(world, match.mentee_person_id)
    note(sara, concern, "in_hand", pair_may_meet=True)
    assert not is_paused(world)
    note(sara, concern, "in_hand")
    assert is_paused(world)
    note(sara, concern, "closed")
    assert not is_paused(world)


def test_concern_about_somebody_else_pauses_nobody(world: World) -> None:
    a_match(world)
    lead_of(world)
    omar = world.take_up("Omar", "mentee")
    reported(world, omar.person_id)
    assert not is_paused(world)


def test_mentor_with_an_open_concern_is_not_asked(world: World) -> None:
    amina = world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    [proposal] = world.proposals(world.plan())
    sara = lead_of(world)
    concern = reported(world, amina.person_id)
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="safeguarding lead"):
        accept_proposals(elena, plan=proposal.plan, proposals=[proposal])
    note(sara, concern, "closed")
    assert len(world.ask(proposal)) == 2


def test_two_yes_make_no_match_while_a_concern_is_open(world: World) -> None:
    amina = world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    [proposal] = world.proposals(world.plan())
    tokens = world.ask(proposal)
    lead_of(world)
    reported(world, amina.person_id)
    for token in tokens:
        with acting_as(VISITOR):
            given = answer(VISITOR, token=token, answer="yes")
    assert given.match is None
    with acting_as(world.elena):
        assert Match.objects.count() == 0
        assert Proposal.objects.get(pk=proposal.pk).why == "This cannot go on at the moment."


def test_desk_says_that_the_match_pauses(world: World, browser: SignIn) -> None:
    match = a_match(world)
    lead_of(world)
    reported(world, match.mentor_person_id)
    page = text(browser(world.elena).get(reverse("match_page", args=[match.pk])))
    assert "Paused: a concern is open" in page
    assert "She asks for money" not in page


def test_mentee_reports_their_own_mentor_from_the_page_of_the_match(
    world: World, browser: SignIn
) -> None:
    match = a_match(world)
    lead_of(world)
    page = browser(Actor(account_id=match.mentee_person_id)).get(
        reverse("me_match", args=[match.pk])
    )
    assert f"/concern/?about={match.mentor_person_id}" in page.content.decode()
    reported(world, match.mentor_person_id, by=Actor(account_id=match.mentee_person_id))
    assert is_paused(world)
