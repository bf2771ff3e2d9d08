"""Who is told how a question went on, in which words, and who is not."""

from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.models import AuditEvent
from amir.mentoring.actions import expire_askings, take_back_acceptance
from amir.mentoring.models import Proposal
from amir.mentoring.rules import answering
from amir.messages import templates
from amir.messages.models import Delivery

from .conftest import World
from .test_answers import a_pair, say

pytestmark = pytest.mark.django_db
Told = tuple[str, str, str, str]


def told(proposal: Proposal) -> list[Told]:
    """(side, way, text, language) of what came after the question."""
    sides = {proposal.mentee_person_id: "mentee", proposal.mentor_person_id: "mentor"}
    with acting_as(platform("sending")):
        rows = Delivery.objects.exclude(template="mentoring_question")
        return sorted(
            (sides[row.account_id], row.channel, row.template, row.language)
            for row in rows
            if row.account_id
        )


BOTH = (("mentee", "mail"), ("mentor", "sms"))
AGREED = [(*each, "match_agreed", "so") for each in BOTH]
OVER = [(*each, "question_over", "so") for each in BOTH]


def test_both_are_told_that_they_agreed(world: World) -> None:
    proposal = a_pair(world)
    mentee, mentor = world.ask(proposal)
    say(mentee, "yes")
    assert told(proposal) == []
    say(mentor, "yes")
    assert told(proposal) == AGREED


def test_whoever_said_no_is_not_told_of_it(world: World) -> None:
    proposal = a_pair(world)
    mentee, mentor = world.ask(proposal)
    say(mentee, "yes")
    say(mentor, "no")
    assert told(proposal) == OVER[:1]


def test_both_are_told_that_time_is_over(world: World) -> None:
    proposal = a_pair(world)
    world.ask(proposal)
    with clock.stopped_at(clock.now() + timedelta(days=8)), acting_as(answering()) as nobody:
        expire_askings(nobody)
        expire_askings(nobody)
    assert told(proposal) == OVER


def test_both_are_told_that_it_cannot_be_any_more(world: World) -> None:
    proposal = a_pair(world)
    mentee, mentor = world.ask(proposal)
    say(mentee, "yes")
    with acting_as(world.elena):
        proposal.mentor.evidence.filter(kind="checked").delete()
    say(mentor, "yes")
    assert told(proposal) == OVER


def test_both_are_told_that_it_was_taken_back(world: World) -> None:
    proposal = a_pair(world)
    world.ask(proposal)
    with acting_as(world.elena) as elena:
        take_back_acceptance(elena, proposal=proposal)
    assert told(proposal) == OVER


def test_whoever_got_no_question_gets_no_end_of_it(world: World) -> None:
    world.take_up("Amina", "mentor", phone="+393331112222")
    world.take_up("Yusuf", "mentee")
    [proposal] = world.proposals(world.plan())
    world.ask(proposal)
    with acting_as(world.elena) as elena:
        take_back_acceptance(elena, proposal=proposal)
    assert told(proposal) == OVER[1:]


def test_telling_is_nobodys_look_at_the_other(world: World) -> None:
    """Contacts are looked up by the platform: not by the one whose answer it was."""
    proposal = a_pair(world)
    mentee, mentor = world.ask(proposal)
    say(mentee, "yes")
    say(mentor, "yes")
    with acting_as(Actor(account_id=proposal.mentee_person_id)):
        reads = AuditEvent.objects.filter(act="read").values_list("actor_id", "table_name")
        assert Counter(who for who, _table in reads).keys() == {world.elena.account_id}


def test_messages_say_nothing_of_anybody() -> None:
    link = f"{settings.SITE_URL}/me/"
    agreed = templates.write(templates.named("match_agreed"), "en", {"link": link})
    assert agreed.body == f"There is good news about your question. See it here: {link}"
    over = templates.write(templates.named("question_over"), "en", {})
    assert over.body == "The question that we asked you is over. You need not do anything."
