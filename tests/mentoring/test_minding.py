"""The clocks of matches: who is reminded of an answer or a signature, and what is held without."""

from datetime import timedelta

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.models import Work
from amir.mentoring.actions import (
    expire_askings,
    hold_unsigned,
    remind_of_answers,
    remind_to_sign,
    sign_agreement,
    suspend_match,
    take_match_step,
)
from amir.mentoring.actions.arriving import LOOK
from amir.mentoring.models import Agreement, Match, MatchChange
from amir.mentoring.queries import barred_pairs
from amir.mentoring.rules import answering, keeping
from amir.mentoring.terms import RULES

from .conftest import World
from .matched import AMINAS_PHONE, YUSUFS_MAIL, a_match, both_sign, messages_to, yusuf
from .test_answers import a_pair, say

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def reminded() -> int:
    with acting_as(answering()) as platform:
        return remind_of_answers(platform)


def minded() -> tuple[int, int]:
    with acting_as(keeping()) as platform:
        return remind_to_sign(platform), hold_unsigned(platform)


def state(world: World) -> str:
    with acting_as(world.elena):
        return Match.objects.get().state


def test_whoever_has_not_answered_is_reminded_once(world: World) -> None:
    proposal = a_pair(world)
    mentee, _mentor = world.ask(proposal)
    say(mentee, "yes")
    assert reminded() == 0
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        assert reminded() == 1
        assert reminded() == 0
    assert messages_to(world, AMINAS_PHONE)[-1] == "question_reminder"
    assert "question_reminder" not in messages_to(world, YUSUFS_MAIL)


def test_without_an_answer_the_next_best_is_worked_out(world: World) -> None:
    world.take_up("Basma", "mentor")
    proposal = a_pair(world)
    world.ask(proposal)
    with acting_as(world.elena):
        before = Work.objects.filter(task=LOOK).count()
    with clock.stopped_at(clock.now() + timedelta(days=4)):
        with acting_as(answering()) as platform:
            assert expire_askings(platform) == 1
        with acting_as(world.elena) as elena:
            [looking] = Work.objects.filter(task=LOOK).order_by("-created_at")[: 1 - before or 1]
            assert looking.account_id == elena.account_id
            assert [b.mentor_id for b in barred_pairs()] == [proposal.mentor_id]
        [other] = world.proposals(world.plan())
        assert other.mentor_id != proposal.mentor_id


def test_reminder_to_sign_goes_to_whoever_has_not(world: World) -> None:
    match = a_match(world)
    with yusuf(match) as person:
        sign_agreement(person, match=match, accepted=RULES.keys())
    assert minded() == (0, 0)
    with clock.stopped_at(clock.now() + timedelta(days=16)):
        assert minded() == (1, 0)
        assert minded() == (0, 0)
    assert messages_to(world, AMINAS_PHONE)[-1] == "agreement_to_sign"
    assert "agreement_to_sign" not in messages_to(world, YUSUFS_MAIL)


def test_without_signatures_the_match_waits_on_hold_and_goes_on_with_them(world: World) -> None:
    match = a_match(world)
    with clock.stopped_at(clock.now() + timedelta(days=21)):
        assert minded() == (1, 0)
    with clock.stopped_at(clock.now() + timedelta(days=22)):
        assert minded() == (0, 1)
        assert state(world) == "on_hold"
    with clock.stopped_at(clock.now() + timedelta(days=23)):
        both_sign(match)
        assert state(world) == "running"
        assert minded() == (0, 0)
    with acting_as(world.elena):
        steps = list(MatchChange.objects.values_list("step", "by", "why"))
    assert steps == [("hold", None, "The agreement is not signed."), ("resume", None, "")]


def test_a_hold_by_a_coordinator_stays_when_both_sign(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        take_match_step(elena, match=match, step="hold", why="Exams")
    both_sign(match)
    assert state(world) == "on_hold"


def test_nothing_is_reminded_or_held_while_a_match_pauses_or_when_both_signed(
    world: World,
) -> None:
    match = a_match(world)
    with acting_as(keeping()) as platform:
        suspend_match(platform, match=match)
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        assert minded() == (0, 0)
    with acting_as(world.elena):
        Match.objects.update(suspended_at=None)
    both_sign(match)
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        assert minded() == (0, 0)
    with acting_as(world.elena):
        assert Agreement.objects.get().signed_on == clock.today()
