"""Both sides are asked by link: who may answer, until when, and what two yes make."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import (
    accept_proposals,
    answer,
    answer_own,
    end_match,
    expire_askings,
    renew_link,
    settle_wish,
    take_back_acceptance,
    wish_by_link,
)
from amir.mentoring.actions.answering import Answered
from amir.mentoring.enums import ProposalState
from amir.mentoring.models import Asking, Barred, Match, Proposal, Wish
from amir.mentoring.queries import (
    askings_of_me,
    askings_visible_to,
    matches_of_me,
    matches_visible_to,
    wishes_visible_to,
)
from amir.mentoring.rules import answering
from amir.mentoring.views import answering as views
from amir.messages.models import Delivery
from amir.people.models import Calling, Contact

from .conftest import World

pytestmark = pytest.mark.django_db


def say(token: str, word: str) -> Answered:
    """Answer as whoever holds the link: nobody is signed in."""
    with acting_as(VISITOR):
        return answer(VISITOR, token=token, answer=word)


def a_pair(world: World) -> Proposal:
    world.take_up("Amina Abdullahi", "mentor", phone="+393331112222")
    world.take_up("Yusuf", "mentee", email="yusuf@example.org")
    [proposal] = world.proposals(world.plan())
    return proposal


def test_two_yes_make_a_match_and_open_name_and_contact(world: World) -> None:
    mentee, mentor = world.ask(a_pair(world))
    assert say(mentee, "yes").state == "waiting"
    assert say(mentor, "yes").state == "agreed"
    with acting_as(world.elena) as elena:
        match = matches_visible_to(elena).get()
        assert (match.mentee.state, match.mentor.state) == ("matched", "matched")
    with acting_as(Actor(account_id=match.mentee_person_id)) as yusuf:
        assert list(matches_of_me(yusuf)) == [match]
        names = set(Calling.objects.values_list("preferred_name", flat=True))
        assert names == {"Yusuf", "Amina Abdullahi"}
        # Numbers are another question: see test_numbers.py.
        assert set(Contact.objects.values_list("phone", flat=True)) == {""}


def test_after_the_end_neither_sees_anything_of_the_other(world: World) -> None:
    for token in world.ask(a_pair(world)):
        say(token, "yes")
    with acting_as(world.elena) as elena:
        match = matches_visible_to(elena).get()
        end_match(elena, match=match, why="Moved away")
    for person, name in (
        (match.mentee_person_id, "Yusuf"),
        (match.mentor_person_id, "Amina Abdullahi"),
    ):
        with acting_as(Actor(account_id=person)) as themself:
            assert list(Calling.objects.values_list("preferred_name", flat=True)) == [name]
            assert Contact.objects.count() == 1
            assert list(matches_of_me(themself)) == []


def test_a_no_frees_the_place_and_bars_the_pair(world: World) -> None:
    proposal = a_pair(world)
    mentee, mentor = world.ask(proposal)
    assert say(mentor, "no").state == "declined"
    assert say(mentee, "yes").state == "over"
    with acting_as(world.elena):
        assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.DECLINED
        barred = Barred.objects.values_list("mentee_id", "mentor_id")
        assert list(barred) == [(proposal.mentee_id, proposal.mentor_id)]
        assert Match.objects.count() == 0
    assert world.plan().figures["matched"] == 0


def test_yes_can_become_no_until_the_other_has_answered(world: World) -> None:
    mentee, mentor = world.ask(a_pair(world))
    assert say(mentee, "yes").state == "waiting"
    assert say(mentee, "no").state == "declined"
    assert say(mentor, "yes").state == "over"


def test_link_that_was_used_changes_nothing_any_more(world: World) -> None:
    mentee, mentor = world.ask(a_pair(world))
    say(mentee, "yes")
    say(mentor, "yes")
    assert say(mentee, "no").state == "agreed"
    assert say(mentor, "yes").state == "agreed"
    with acting_as(world.elena):
        assert Match.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "a" * 24, "'; drop table x; --"])
def test_forged_link_is_refused(world: World, token: str) -> None:
    world.ask(a_pair(world))
    with pytest.raises(Refused, match="This link does not work"):
        say(token, "yes")


def test_expired_link_is_told_and_offers_a_call(world: World) -> None:
    proposal = a_pair(world)
    mentee, _mentor = world.ask(proposal)
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        assert say(mentee, "yes").state == "expired"
        with acting_as(VISITOR):
            wish_by_link(VISITOR, token=mentee)
            wish_by_link(VISITOR, token=mentee)
        with acting_as(answering()) as platform:
            assert expire_askings(platform) == 1
            assert expire_askings(platform) == 0
    with acting_as(world.elena) as elena:
        assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.EXPIRED
        [wish] = wishes_visible_to(elena)
        assert (wish.kind, wish.person_id) == ("call", proposal.mentee_person_id)
        settle_wish(elena, wish=wish)
        assert Wish.objects.get().settled_by == elena.account_id
    # The pair rests for two weeks, and then it may be proposed again.
    assert world.plan().figures["matched"] == 0
    with clock.stopped_at(clock.now() + timedelta(days=8 + 14)):
        assert world.plan().figures["matched"] == 1


def test_one_side_that_answered_does_not_keep_a_question_open(world: World) -> None:
    mentee, _mentor = world.ask(a_pair(world))
    say(mentee, "yes")
    with (
        clock.stopped_at(clock.now() + timedelta(days=8)),
        acting_as(answering()) as platform,
    ):
        assert expire_askings(platform) == 1
    assert say(mentee, "yes").state == "over"


def test_question_that_was_taken_back_says_so(world: World) -> None:
    proposal = a_pair(world)
    mentee, mentor = world.ask(proposal)
    with acting_as(world.elena) as elena:
        take_back_acceptance(elena, proposal=proposal)
    assert [say(token, "yes").state for token in (mentee, mentor)] == ["taken_back"] * 2
    [again] = world.proposals(proposal.plan)
    assert again.state == ProposalState.PROPOSED
    world.ask(again)
    with pytest.raises(Refused):
        say(mentee, "yes")


def test_only_the_digest_of_a_link_is_kept(world: World) -> None:
    tokens = world.ask(a_pair(world))
    with acting_as(world.elena):
        stored = str(list(Asking.objects.values()))
    assert not any(token in stored for token in tokens)


def test_new_link_ends_the_old_one(world: World) -> None:
    mentee, _mentor = world.ask(a_pair(world))
    with acting_as(world.elena) as elena:
        asking = askings_visible_to(elena).get(side="mentee")
        renewed = renew_link(elena, asking=asking)
    with pytest.raises(Refused):
        say(mentee, "yes")
    assert say(renewed.token, "yes").state == "waiting"


def test_messages_go_to_those_who_can_be_reached_and_name_nobody(world: World) -> None:
    world.take_up("Amina", "mentor", phone="+393331112222")
    world.take_up("Yusuf", "mentee")
    [proposal] = world.proposals(world.plan())
    world.ask(proposal)
    with acting_as(world.elena) as elena:
        sent = dict(askings_visible_to(elena).values_list("side", "is_sent"))
        assert sent == {"mentee": False, "mentor": True}
    with acting_as(Actor(account_id=world.elena.account_id, purpose="sending")):
        deliveries = Delivery.objects.values_list("channel", "template", "language")
        assert list(deliveries) == [("sms", "mentoring_question", "so")]


def test_signed_in_people_answer_their_own_questions_only(world: World) -> None:
    proposal = a_pair(world)
    world.ask(proposal)
    with acting_as(Actor(account_id=proposal.mentee_person_id)) as yusuf:
        [asking] = askings_of_me(yusuf)
        assert answer_own(yusuf, asking=asking, answer="yes").state == "waiting"
        # Nothing of Amina can be read before both agree.
        assert list(Calling.objects.values_list("preferred_name", flat=True)) == ["Yusuf"]
        assert asking.shown == {
            "name": "Amina", "languages": ["it", "so"], "topics": ["work"], "place": "Modena",
        }  # fmt: skip
    with acting_as(Actor(account_id=proposal.mentor_person_id)) as amina:
        with pytest.raises(NotAllowed):
            answer_own(amina, asking=asking, answer="no")
        assert [a.side for a in askings_of_me(amina)] == ["mentor"]


def test_strangers_see_no_questions(world: World) -> None:
    world.ask(a_pair(world))
    with acting_as(world.nour) as nour:
        assert list(askings_visible_to(nour)) == []
        assert Asking.objects.count() == 0
    with acting_as(VISITOR):
        assert Asking.objects.count() == 0


def test_lost_evidence_stops_a_match_at_the_last_moment(world: World) -> None:
    proposal = a_pair(world)
    mentee, mentor = world.ask(proposal)
    say(mentee, "yes")
    with acting_as(world.elena):
        proposal.mentor.evidence.filter(kind="checked").delete()
    assert say(mentor, "yes").state == "over"
    with acting_as(world.elena):
        held = Proposal.objects.get(pk=proposal.pk)
        assert held.state == ProposalState.EXPIRED
        assert held.why == "Evidence is missing: Record checked."
        assert Match.objects.count() == 0


def test_accepting_is_refused_where_no_place_is_free(world: World) -> None:
    amina = world.take_up("Amina", "mentor", capacity=2)
    world.take_up("Yusuf", "mentee")
    world.take_up("Hassan", "mentee")
    plan = world.plan()
    first, second = world.proposals(plan)
    world.ask(first)
    with acting_as(world.elena) as elena:
        amina.capacity = 1
        amina.save(update_fields=["capacity"])
        with pytest.raises(Refused, match=r"Amina has no free place for this. Nobody was asked."):
            accept_proposals(elena, plan=plan, proposals=[second])


@pytest.mark.django_db(databases=["default", "aside"])
def test_visitors_behind_our_proxy_are_counted_apart(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AMIR_PROXIES = 1
    monkeypatch.setattr(views, "TRIES", 1)
    one, other = f"2001:db8::{uuid4().hex[:4]}", f"2001:db8:1::{uuid4().hex[:4]}"
    statuses = [
        client.get("/answer/x/", headers={"X-Forwarded-For": address}).status_code
        for address in (one, one, other)
    ]
    assert statuses == [404, 429, 404]


def test_answer_to_a_question_that_was_asked_anew_meanwhile_is_refused(world: World) -> None:
    """The link was opened before; a coordinator took it back and asked again."""
    proposal = a_pair(world)
    world.ask(proposal)
    with acting_as(world.elena) as elena:
        before = askings_visible_to(elena).get(side="mentee")
        take_back_acceptance(elena, proposal=proposal)
        accept_proposals(
            elena, plan=proposal.plan, proposals=[Proposal.objects.get(pk=proposal.pk)]
        )
        with pytest.raises(Refused, match="not being asked any more"):
            renew_link(elena, asking=before)
    yusuf = Actor(account_id=proposal.mentee_person_id)
    with acting_as(yusuf), pytest.raises(Refused, match=r"^This link does not work\."):
        answer_own(yusuf, asking=before, answer="yes")
