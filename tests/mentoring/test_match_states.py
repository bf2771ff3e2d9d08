"""A match goes on hold, falls asleep, begins to close; its places stay taken until it is over."""

import pytest

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import (
    accept_proposals,
    end_match,
    lift_suspension,
    suspend_match,
    take_match_step,
)
from amir.mentoring.enums import LIVE_MATCH, MatchState
from amir.mentoring.lifecycle import STEPS, Step, steps_from
from amir.mentoring.models import Match, MatchChange, Proposal
from amir.mentoring.queries import load_of, matches_of_me
from amir.mentoring.rules import keeping

from .conftest import World
from .matched import a_match

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.name)
def test_a_step_leads_from_its_sources_only(world: World, step: Step) -> None:
    match = a_match(world)
    for state in MatchState:
        with acting_as(world.elena) as elena:
            Match.objects.filter(pk=match.pk).update(state=state)
            try:
                take_match_step(elena, match=match, step=step.name, why="They asked")
                came = Match.objects.get(pk=match.pk).state
            except Refused:
                came = None
        assert came == (step.target if state in step.sources else None)


def test_steps_are_written_down_with_who_and_why(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        take_match_step(elena, match=match, step="hold", why=" Exams ")
        take_match_step(elena, match=match, step="resume")
        end_match(elena, match=match, why="Moved to Parma", reason="moved")
        changes = list(MatchChange.objects.values_list("step", "source", "target", "by", "why"))
        match.refresh_from_db()
    by = elena.account_id
    assert changes == [
        ("hold", "running", "on_hold", by, "Exams"),
        ("resume", "on_hold", "running", by, ""),
        ("end", "running", "ended", by, "Moved to Parma"),
    ]
    assert (match.state, match.reason) == ("ended", "moved")


@pytest.mark.parametrize("state", LIVE_MATCH)
def test_a_live_match_keeps_its_places_and_its_people(world: World, state: str) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        Match.objects.filter(pk=match.pk).update(state=state)
        assert load_of([match.mentor_id]) == {match.mentor_id: 1}
        match.refresh_from_db()
        # A new plan, made by hand: the places are asked for again when somebody decides.
        later = Proposal.objects.get(pk=match.proposal_id)
        later.pk, later.state = None, "proposed"
        later.plan = world.plan()
        later.save(force_insert=True)
        with pytest.raises(Refused):
            accept_proposals(elena, plan=later.plan, proposals=[later])
    with acting_as(Actor(account_id=match.mentee_person_id)) as yusuf:
        assert list(matches_of_me(yusuf)) == [match]
    with acting_as(world.elena) as elena:
        end_match(elena, match=match, why="Moved away")
        assert load_of([match.mentor_id]) == {match.mentor_id: 0}
    with acting_as(Actor(account_id=match.mentee_person_id)) as yusuf:
        assert list(matches_of_me(yusuf)) == []


def test_an_ended_match_takes_no_step_and_no_second_end(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        end_match(elena, match=match, why="Moved away")
        assert steps_from("ended") == []
        with pytest.raises(Refused):
            take_match_step(elena, match=match, step="wake")
        with pytest.raises(Refused):
            end_match(elena, match=match, why="Moved away")


def test_a_reason_is_one_of_the_list(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena, pytest.raises(Refused) as refused:
        end_match(elena, match=match, why="Moved away", reason="bored")
    assert refused.value.field == "reason"


def test_others_step_and_suspend_nothing(world: World) -> None:
    match = a_match(world)
    for actor in (VISITOR, world.nour, Actor(account_id=match.mentor_person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            take_match_step(actor, match=match, step="hold")
    for actor in (VISITOR, world.elena, world.nour):
        with acting_as(actor), pytest.raises(NotAllowed):
            suspend_match(actor, match=match)
        with acting_as(actor), pytest.raises(NotAllowed):
            lift_suspension(actor, match=match)


def test_the_platform_suspends_in_any_live_state_and_lifts(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        take_match_step(elena, match=match, step="begin_closing")
    with acting_as(keeping()) as platform:
        suspend_match(platform, match=match)
        first = match.suspended_at
        suspend_match(platform, match=match)
        assert match.suspended_at == first is not None
        assert match.state == "closing"
        lift_suspension(platform, match=match)
        match.refresh_from_db()
        assert match.suspended_at is None
