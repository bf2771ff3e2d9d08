"""Many people click at the same moment: a mentor never gets more mentees than they take."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.core.errors import Refused
from amir.mentoring.actions import accept_proposals, answer, start_plan
from amir.mentoring.enums import ProposalState
from amir.mentoring.models import Asking, Match, Plan, Proposal
from amir.participants.models import Participant

from .conftest import World, build


@pytest.fixture
def world(committed_database: str) -> World:
    """In a database of its own: what one thread commits, the others see."""
    return build()


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each act gave, or how it was refused; all begin at the same moment."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def saying(token: str, word: str = "yes") -> Callable[[], object]:
    def act() -> object:
        with acting_as(VISITOR):
            return answer(VISITOR, token=token, answer=word).state

    return act


def test_both_sides_answer_at_the_same_moment_and_one_match_is_made(world: World) -> None:
    for number in range(5):
        world.take_up(f"Mentor {number}", "mentor")
        world.take_up(f"Mentee {number}", "mentee")
    plan = world.plan()
    tokens = [world.ask(proposal) for proposal in world.proposals(plan)]
    for pair in tokens:
        assert sorted(map(str, at_once([saying(token) for token in pair]))) == [
            "agreed", "waiting",
        ]  # fmt: skip
    with acting_as(world.elena):
        assert Match.objects.count() == 5


def test_one_person_clicks_yes_many_times(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    [proposal] = world.proposals(world.plan())
    mentee, mentor = world.ask(proposal)
    saying(mentee)()
    assert at_once([saying(mentor)] * 6) == ["agreed"] * 6
    with acting_as(world.elena):
        assert Match.objects.count() == 1


def test_places_hold_when_more_are_asked_than_fit(world: World) -> None:
    """Six are asked about one mentor while they had six places; now they have two."""
    amina = world.take_up("Amina", "mentor", capacity=6)
    for number in range(6):
        world.take_up(f"Mentee {number}", "mentee")
    plan = world.plan()
    tokens = [world.ask(proposal) for proposal in world.proposals(plan)]
    assert len(tokens) == 6
    with acting_as(world.elena):
        Participant.objects.filter(pk=amina.pk).update(capacity=2)
    for _mentee, mentor in tokens:
        saying(mentor)()
    given = at_once([saying(mentee) for mentee, _mentor in tokens])
    assert sorted(map(str, given)) == ["agreed"] * 2 + ["over"] * 4
    with acting_as(world.elena):
        assert Match.objects.filter(mentor=amina, state="running").count() == 2
        assert Proposal.objects.filter(state=ProposalState.EXPIRED).count() == 4


def test_two_coordinators_accept_the_same_pairs(world: World) -> None:
    world.take_up("Amina", "mentor", capacity=3)
    for number in range(3):
        world.take_up(f"Mentee {number}", "mentee")
    plan = world.plan()
    seen = world.proposals(plan)

    def accepting(actor: object) -> Callable[[], object]:
        def act() -> object:
            with acting_as(actor) as coordinator:  # type: ignore[arg-type]
                return len(accept_proposals(coordinator, plan=plan, proposals=seen))

        return act

    given = at_once([accepting(world.elena), accepting(world.sofia)])
    assert sorted(str(each) for each in given) == [
        "6", "Somebody else has decided about this pair meanwhile. Nothing was changed.",
    ]  # fmt: skip
    with acting_as(world.elena):
        assert Asking.objects.count() == 6


def test_starting_at_once_makes_one_plan(world: World) -> None:
    def start() -> object:
        with acting_as(world.elena) as elena:
            return start_plan(elena, organisation_id=world.organisation_id).pk

    assert len(set(map(str, at_once([start] * 4)))) == 1
    with acting_as(world.elena):
        assert Plan.objects.count() == 1
