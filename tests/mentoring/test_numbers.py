"""Numbers stay hidden until both say yes, while a concern is open, and from under 18."""

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import (
    end_match,
    keep_number,
    lift_suspension,
    share_number,
    suspend_match,
)
from amir.mentoring.models import Match
from amir.mentoring.rules import keeping
from amir.people.models import Contact

from .conftest import World
from .matched import AMINAS_PHONE, YUSUFS_MAIL, a_match, amina, share_numbers, yusuf
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def seen(match: Match) -> tuple[bool, bool]:
    """Whether Yusuf sees Amina's phone, and Amina his address."""
    with yusuf(match):
        phones = set(Contact.objects.values_list("phone", flat=True))
    with amina(match):
        mails = set(Contact.objects.values_list("email", flat=True))
    return AMINAS_PHONE in phones, YUSUFS_MAIL in mails


def test_one_yes_shows_nothing_and_two_show_both(world: World) -> None:
    match = a_match(world)
    assert seen(match) == (False, False)
    with amina(match) as person:
        share_number(person, match=match)
    assert seen(match) == (False, False)
    with yusuf(match) as person:
        share_number(person, match=match)
    assert seen(match) == (True, True)


def test_whoever_takes_it_back_sees_nothing_either(world: World) -> None:
    match = a_match(world)
    share_numbers(match)
    with amina(match) as person:
        keep_number(person, match=match)
    assert seen(match) == (False, False)


def test_numbers_are_hidden_while_a_match_pauses(world: World) -> None:
    match = a_match(world)
    share_numbers(match)
    with acting_as(keeping()) as platform:
        suspend_match(platform, match=match)
    assert seen(match) == (False, False)
    with acting_as(keeping()) as platform:
        lift_suspension(platform, match=match)
    assert seen(match) == (True, True)


def test_numbers_are_gone_with_the_match(world: World) -> None:
    match = a_match(world)
    share_numbers(match)
    with acting_as(world.elena) as elena:
        end_match(elena, match=match, why="Moved away")
    assert seen(match) == (False, False)


def test_with_a_minor_no_number_is_shared(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena):
        Match.objects.update(has_minor=True)
    with yusuf(match) as person, pytest.raises(Refused, match="No numbers are shared"):
        share_number(person, match=match)
    assert seen(match) == (False, False)


def test_others_share_nothing_in_it(world: World) -> None:
    match = a_match(world)
    omar = world.take_up("Omar", "mentee")
    for actor in (VISITOR, world.elena, world.nour, Actor(account_id=omar.person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            share_number(actor, match=match)


def test_page_offers_sharing_and_says_who_waits(world: World, browser: SignIn) -> None:
    match = a_match(world)
    client = browser(Actor(account_id=match.mentee_person_id))
    page = reverse("me_match", args=[match.pk])
    assert "when both of you say yes" in text(client.get(page))
    with amina(match) as person:
        share_number(person, match=match)
    assert "Amina wants to share. Do you?" in text(client.get(page))
    shown = client.post(reverse("me_number", args=[match.pk]), {"share": "1"}, follow=True)
    assert f"tel:{AMINAS_PHONE}" in shown.content.decode()
    shown = client.post(reverse("me_number", args=[match.pk]), {"share": "0"}, follow=True)
    assert f"tel:{AMINAS_PHONE}" not in shown.content.decode()
