"""What a coordinator decides: many at once, by hand, taken back, and two coordinators at once."""

from datetime import timedelta

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused, Stale
from amir.mentoring.actions import (
    accept_proposals,
    lock_proposals,
    reject_proposals,
    replace_mentor,
    undo_step,
    unlock_proposals,
)
from amir.mentoring.actions.answering import state_of
from amir.mentoring.enums import ProposalState
from amir.mentoring.models import Barred, BulkStep, Plan, Proposal
from amir.mentoring.queries import askings_visible_to, proposals_visible_to, steps_visible_to
from amir.participants.models import Participant

from .conftest import World
from .test_answers import say

pytestmark = pytest.mark.django_db


def a_plan(world: World, mentees: int = 3) -> Plan:
    world.take_up("Amina", "mentor", capacity=2)
    world.take_up("Bilan", "mentor", capacity=2)
    for number in range(mentees):
        world.take_up(f"Mentee {number}", "mentee")
    return world.plan()


def states(world: World, plan: Plan) -> list[str]:
    return sorted(p.state for p in world.proposals(plan))


def last_step(world: World) -> BulkStep:
    with acting_as(world.elena) as elena:
        found = steps_visible_to(elena).first()
    assert found is not None
    return found


def test_bulk_accept_can_be_taken_back_but_not_what_moved_on(world: World) -> None:
    plan = a_plan(world)
    with acting_as(world.elena) as elena:
        asked = accept_proposals(elena, plan=plan, proposals=world.proposals(plan))
    assert states(world, plan) == ["asked"] * 3
    say(asked[0].token, "no")
    with acting_as(world.elena) as elena:
        assert undo_step(elena, step=last_step(world)) == (2, 1)
        left = askings_visible_to(elena).filter(taken_back_at=None)
        assert {state_of(asking) for asking in left} == {"declined", "over"}
    assert states(world, plan) == ["declined", "proposed", "proposed"]


def test_bulk_reject_can_be_taken_back(world: World) -> None:
    plan = a_plan(world)
    with acting_as(world.elena) as elena:
        reject_proposals(elena, plan=plan, proposals=world.proposals(plan), why="Too early")
        assert Barred.objects.count() == 3
    assert states(world, plan) == ["rejected"] * 3
    with acting_as(world.elena) as elena:
        assert undo_step(elena, step=last_step(world)) == (3, 0)
        assert Barred.objects.count() == 0
        with pytest.raises(Refused, match="taken back already"):
            undo_step(elena, step=last_step(world))
    assert states(world, plan) == ["proposed"] * 3


def test_locks_in_bulk_and_back(world: World) -> None:
    plan = a_plan(world)
    with acting_as(world.elena) as elena:
        lock_proposals(elena, plan=plan, proposals=world.proposals(plan))
        assert [p.is_locked for p in world.proposals(plan)] == [True] * 3
        unlock_proposals(elena, plan=plan, proposals=world.proposals(plan)[:1])
        assert sorted(p.is_locked for p in world.proposals(plan)) == [False, True, True]
        undo_step(elena, step=last_step(world))
        assert [p.is_locked for p in world.proposals(plan)] == [True] * 3


def test_undo_ends_after_30_days(world: World) -> None:
    plan = a_plan(world)
    with acting_as(world.elena) as elena:
        lock_proposals(elena, plan=plan, proposals=world.proposals(plan))
        with (
            clock.stopped_at(clock.now() + timedelta(days=30, minutes=1)),
            pytest.raises(Refused, match="more than 30 days ago"),
        ):
            undo_step(elena, step=last_step(world))


def test_second_coordinator_does_not_overwrite_the_first(world: World) -> None:
    plan = a_plan(world)
    seen = world.proposals(plan)
    with acting_as(world.elena) as elena:
        accept_proposals(elena, plan=plan, proposals=seen[:1])
    with acting_as(world.sofia) as sofia:
        with pytest.raises(Stale, match="Somebody else has decided"):
            reject_proposals(sofia, plan=plan, proposals=seen, why="No")
        assert states(world, plan) == ["asked", "proposed", "proposed"]


def test_old_plan_cannot_be_decided_any_more(world: World) -> None:
    plan = a_plan(world)
    world.plan()
    with acting_as(world.elena) as elena, pytest.raises(Stale, match="A newer plan"):
        accept_proposals(elena, plan=plan, proposals=world.proposals(plan))


def test_strangers_decide_nothing(world: World) -> None:
    plan = a_plan(world)
    seen = world.proposals(plan)
    with acting_as(world.nour) as nour:
        assert list(proposals_visible_to(nour)) == []
        with pytest.raises(NotAllowed):
            accept_proposals(nour, plan=plan, proposals=seen)
        with pytest.raises(NotAllowed):
            undo_step(nour, step=BulkStep(organisation_id=world.organisation_id))


def test_mentor_is_replaced_by_an_allowed_one_and_locked(world: World) -> None:
    plan = a_plan(world, mentees=1)
    [proposal] = world.proposals(plan)
    with acting_as(world.elena) as elena:
        other = Participant.objects.filter(side="mentor").exclude(pk=proposal.mentor_id).get()
        made = replace_mentor(elena, proposal=proposal, mentor=other, why="They know each other")
        assert (made.mentor_id, made.is_locked, made.by_hand, made.points) == (
            other.pk, True, True, proposal.points,
        )  # fmt: skip
        assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.CHANGED
    assert world.plan().figures["locked"] == 1


def test_mentor_who_breaks_a_rule_cannot_be_chosen(world: World) -> None:
    plan = a_plan(world, mentees=1)
    far = world.take_up(
        "Carla", "mentor", languages={"es": "native"}, availability=["mon-am"],
        place="Palermo", latitude=38.1, longitude=13.4,
    )  # fmt: skip
    [proposal] = world.proposals(plan)
    with acting_as(world.elena) as elena, pytest.raises(Refused) as refused:
        replace_mentor(elena, proposal=proposal, mentor=far)
    assert str(refused.value) == (
        "They share no language well enough. They have no common time. They live too far apart."
    )
    assert states(world, plan) == ["proposed"]
