"""A second mentor: of the own organisation or lent by another; what each of the three sees."""

from uuid import UUID

import pytest
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import (
    answer,
    answer_helper,
    ask_helper,
    end_helper,
    end_match,
    lend_helper,
    share_number,
)
from amir.mentoring.models import Match, MatchHelper
from amir.mentoring.queries import helpings_of_me, load_of, matches_i_help, matches_of_me
from amir.mentoring.terms import RULES
from amir.participants.models import Participant
from amir.people.models import Calling, Contact

from .conftest import World
from .matched import a_match, share_numbers, yusuf
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
CHIARAS_PHONE = "+393339998888"


def chiara(world: World, **more: object) -> Participant:
    return world.take_up("Chiara", "mentor", phone=CHIARAS_PHONE, **more)


def abroad(world: World) -> World:
    """The organisation in Athens, as Nour's."""
    return World(world.nour.seats[0].organisation_id, world.nour, world.nour, world.elena)


def asked(world: World, match: Match, mentor: Participant) -> MatchHelper:
    with acting_as(world.elena) as elena:
        return ask_helper(elena, match=match, kind="host", mentor=mentor)


def say(helper: MatchHelper, person_id: UUID, word: str = "yes") -> None:
    with acting_as(Actor(account_id=person_id)) as person:
        asked_now = MatchHelper.objects.get(pk=helper.pk)
        answer_helper(person, helper=asked_now, answer=word, accepted=RULES.keys())


def names_seen_by(person_id: UUID) -> set[str]:
    with acting_as(Actor(account_id=person_id)):
        return set(Calling.objects.values_list("preferred_name", flat=True))


def test_second_mentor_sees_the_pair_after_yes_and_nothing_before_or_after(world: World) -> None:
    match, host = a_match(world), chiara(world)
    helper = asked(world, match, host)
    assert names_seen_by(host.person_id) == {"Chiara"}
    say(helper, host.person_id)
    assert names_seen_by(host.person_id) == {"Chiara", "Yusuf", "Amina"}
    assert names_seen_by(match.mentee_person_id) == {"Chiara", "Yusuf", "Amina"}
    with acting_as(Actor(account_id=host.person_id)) as person:
        assert list(matches_i_help(person)) == [match]
        assert list(matches_of_me(person)) == []
    with acting_as(world.elena) as elena:
        end_helper(elena, helper=helper)
    assert names_seen_by(host.person_id) == {"Chiara"}
    assert names_seen_by(match.mentee_person_id) == {"Yusuf", "Amina"}
    with acting_as(Actor(account_id=host.person_id)):
        assert Match.objects.count() == 0


def test_end_of_the_match_ends_the_help(world: World) -> None:
    match, host = a_match(world), chiara(world)
    helper = asked(world, match, host)
    say(helper, host.person_id)
    with acting_as(world.elena) as elena:
        end_match(elena, match=match, why="Moved away")
        assert MatchHelper.objects.get().state == "ended"
    assert names_seen_by(host.person_id) == {"Chiara"}


def test_who_is_together_in_another_match_stays_together(world: World) -> None:
    """Chiara helps both of Amina's pairs; one help ends, and she still works with Amina."""
    first = a_match(world)
    world.take_up("Rahel", "mentee")
    [proposal] = world.proposals(world.plan())
    host = chiara(world, capacity=2)
    for token in world.ask(proposal):
        with acting_as(VISITOR):
            answer(VISITOR, token=token, answer="yes")
    with acting_as(world.elena):
        second = Match.objects.exclude(pk=first.pk).get()
    helpers = [asked(world, match, host) for match in (first, second)]
    for helper in helpers:
        say(helper, host.person_id)
    assert names_seen_by(host.person_id) == {"Chiara", "Amina", "Yusuf", "Rahel"}
    with acting_as(world.elena) as elena:
        end_helper(elena, helper=helpers[0])
    assert names_seen_by(host.person_id) == {"Chiara", "Amina", "Rahel"}
    assert names_seen_by(first.mentor_person_id) == {"Chiara", "Amina", "Yusuf", "Rahel"}
    with yusuf(first) as person:
        assert list(matches_of_me(person)) == [first]


def test_a_no_ends_it_and_another_may_be_asked(world: World) -> None:
    match, host = a_match(world), chiara(world)
    say(asked(world, match, host), host.person_id, "no")
    assert names_seen_by(host.person_id) == {"Chiara"}
    other = world.take_up("Dora", "mentor")
    assert asked(world, match, other).state == "asked"


def test_a_second_mentor_takes_a_place(world: World) -> None:
    match, host = a_match(world), chiara(world)
    asked(world, match, host)
    with acting_as(world.elena):
        assert load_of([host.pk]) == {host.pk: 1}
    world.take_up("Rahel", "mentee")
    [proposal] = world.proposals(world.plan())
    assert proposal.mentor_id == match.mentor_id


def test_who_cannot_be_asked(world: World) -> None:
    match, host = a_match(world), chiara(world)
    unready = world.take_up("Uma", "mentor", ready=False)
    with acting_as(world.elena) as elena:
        for mentor in (match.mentor, unready, match.mentee):
            with pytest.raises(Refused) as refused:
                ask_helper(elena, match=match, kind="host", mentor=mentor)
            assert refused.value.field == "who"
        with pytest.raises(Refused):
            ask_helper(elena, match=match, kind="guide", mentor=host)
    asked(world, match, host)
    other = world.take_up("Dora", "mentor")
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="second mentor already"):
        ask_helper(elena, match=match, kind="peer", mentor=other)


def test_others_ask_and_answer_nothing(world: World) -> None:
    match, host = a_match(world), chiara(world)
    for actor in (VISITOR, world.nour, Actor(account_id=match.mentor_person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            ask_helper(actor, match=match, kind="host", mentor=host)
    helper = asked(world, match, host)
    for actor in (VISITOR, world.elena, Actor(account_id=match.mentor_person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            answer_helper(actor, helper=helper, answer="yes", accepted=RULES.keys())
        if actor is not world.elena:
            with acting_as(actor), pytest.raises(NotAllowed):
                end_helper(actor, helper=helper)
    with acting_as(Actor(account_id=host.person_id)) as person:
        with pytest.raises(Refused, match="every rule"):
            answer_helper(person, helper=helper, answer="yes", accepted=["money"])
        with pytest.raises(Refused, match="yes or no"):
            answer_helper(person, helper=helper, answer="perhaps")


def test_another_organisation_lends_a_mentor_through_an_edge(world: World) -> None:
    match = a_match(world)
    athens = abroad(world)
    host = athens.take_up("Chiara", "mentor")
    with acting_as(world.elena) as elena:
        helper = ask_helper(elena, match=match, kind="host", organisation_id=athens.organisation_id)
    with acting_as(world.nour) as nour:
        seen = MatchHelper.objects.get(pk=helper.pk)
        assert (seen.state, seen.shown["topics"]) == ("wanted", ["work"])
        assert "Yusuf" not in str(seen.shown)
        assert Match.objects.count() == 0
        lend_helper(nour, helper=seen, mentor=host)
    say(helper, host.person_id)
    assert names_seen_by(host.person_id) == {"Chiara", "Yusuf", "Amina"}
    with acting_as(world.nour):
        assert set(Calling.objects.values_list("preferred_name", flat=True)) >= {"Chiara"}
        assert "Yusuf" not in set(Calling.objects.values_list("preferred_name", flat=True))
    with acting_as(world.elena):
        assert MatchHelper.objects.get().shown["helper"] == "Chiara"
    with acting_as(world.nour) as nour:
        end_helper(nour, helper=seen)
    assert names_seen_by(host.person_id) == {"Chiara"}


def test_only_the_lending_organisation_lends_and_only_its_own(world: World) -> None:
    match, host = a_match(world), chiara(world)
    athens = abroad(world)
    with acting_as(world.elena) as elena:
        helper = ask_helper(elena, match=match, kind="host", organisation_id=athens.organisation_id)
        with pytest.raises(NotAllowed):
            lend_helper(elena, helper=helper, mentor=host)
    with acting_as(world.nour) as nour, pytest.raises(Refused):
        lend_helper(nour, helper=helper, mentor=host)


def test_numbers_are_shared_two_by_two(world: World) -> None:
    match, host = a_match(world), chiara(world)
    say(asked(world, match, host), host.person_id)
    share_numbers(match)

    def phones(person_id: UUID) -> set[str]:
        with acting_as(Actor(account_id=person_id)):
            return set(Contact.objects.values_list("phone", flat=True)) - {""}

    assert CHIARAS_PHONE not in phones(match.mentee_person_id)
    with acting_as(Actor(account_id=host.person_id)) as person:
        share_number(person, match=match)
    assert CHIARAS_PHONE in phones(match.mentee_person_id)
    assert len(phones(host.person_id)) == 2


def test_pages_ask_answer_and_show(world: World, browser: SignIn) -> None:
    match, host = a_match(world), chiara(world)
    client = browser(world.elena)
    address = reverse("match_helper", args=[match.pk])
    assert "Chiara" in text(client.get(address))
    page = client.post(address, {"kind": "host", "who": str(host.pk)}, follow=True)
    assert "They are asked." in page.content.decode()
    assert "Chiara" in text(client.get(reverse("helpers")))
    client = browser(Actor(account_id=host.person_id))
    assert "Will you help a pair as second mentor?" in text(client.get("/me/"))
    with acting_as(Actor(account_id=host.person_id)) as person:
        [helper] = helpings_of_me(person)
    address = reverse("me_helping", args=[helper.pk])
    page = text(client.get(address))
    assert "It is about: work." in page
    assert "Yusuf" not in page
    client.post(address, {"answer": "yes", "accepted": "1"})
    page = text(client.get(address))
    assert "Yusuf" in page
    assert "Every week" in page


def test_pages_of_the_lender(world: World, browser: SignIn) -> None:
    match = a_match(world)
    athens = abroad(world)
    host = athens.take_up("Chiara", "mentor")
    client = browser(world.elena)
    who = f"organisation:{athens.organisation_id}"
    client.post(reverse("match_helper", args=[match.pk]), {"kind": "host", "who": who})
    client = browser(world.nour)
    page = text(client.get(reverse("helpers")))
    assert "Casa asks us." in page
    assert "Yusuf" not in page
    with acting_as(world.nour):
        helper = MatchHelper.objects.get()
    lend = reverse("helper_lend", args=[helper.pk])
    assert "Chiara" in text(client.get(lend))
    client.post(lend, {"who": str(host.pk)})
    with acting_as(world.nour):
        assert MatchHelper.objects.get().state == "asked"
    client.post(reverse("helper_end", args=[helper.pk]))
    with acting_as(world.elena):
        assert MatchHelper.objects.get().state == "ended"
    assert browser(world.elena).get(lend).status_code == 404
