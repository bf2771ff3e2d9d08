"""Many rounds at once: both sides of a pair and two coordinators click, from fifty threads.

Whatever order the database gives them: no place is taken twice, and no click is lost.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import Refused
from amir.mentoring.actions import accept_proposals, answer, end_match, take_back_acceptance
from amir.mentoring.enums import LIVE_MATCH
from amir.mentoring.models import Asking, BulkStep, Match, Plan, Proposal
from amir.participants.models import Participant

from .conftest import World, build

THREADS, AT_ONCE = 50, 25
MENTORS, PLACES, LEFT = 5, 5, 3
TABLES = (
    "mentoring_asking", "mentoring_barred", "mentoring_bulkstep", "mentoring_matchchange",
    "mentoring_matchlink", "mentoring_agreement", "mentoring_match",
)  # fmt: skip


@pytest.fixture
def world(committed_database: str) -> World:
    """In a database of its own: what one thread commits, the others see."""
    return build()


@dataclass
class Seen:
    """What the clicks of some rounds gave."""

    answers: dict[UUID, list[tuple[str, str]]] = field(default_factory=dict)
    accepted: int = 0


def owner(*statements: str) -> None:
    """As the owner of the tables: between rounds everything is as it was before the first."""
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def begin_again() -> None:
    owner(
        f"truncate {', '.join(TABLES)} cascade",
        "update mentoring_proposal set state = 'proposed', why = '', decided_by = null,"
        " decided_at = null, is_locked = false",
        "update participants_participant set state = 'available'",
        f"update participants_participant set capacity = {PLACES} where side = 'mentor'",
        "delete from core_accessedge where kind = 'match'",
    )


def clicks(world: World, plan: Plan, dice: Random, seen: Seen) -> list[Callable[[], None]]:
    """Twenty-five rounds: each asks about a pair, and then all four who may click do."""
    proposals = world.proposals(plan)
    with acting_as(world.elena) as elena:
        asked = accept_proposals(elena, plan=plan, proposals=proposals)
        seen.accepted += 1
        # They took more people on than they have time for by now.
        Participant.objects.filter(side="mentor").update(capacity=LEFT)
    made: list[Callable[[], None]] = []
    for each in asked:
        word = "no" if dice.random() < 0.15 else "yes"
        made.append(_answering(each.token, each.asking.pk, word, seen))
    for proposal in proposals:
        for coordinator in (world.elena, world.sofia):
            act = dice.choice((_taking_back, _ending, _asking_again))
            made.append(act(coordinator, plan, proposal, seen))
    dice.shuffle(made)
    return made


def _answering(token: str, asking: UUID, word: str, seen: Seen) -> Callable[[], None]:
    def act() -> None:
        with acting_as(VISITOR):
            state = answer(VISITOR, token=token, answer=word).state
        seen.answers.setdefault(asking, []).append((word, state))

    return act


def _taking_back(
    coordinator: Actor, plan: Plan, proposal: Proposal, seen: Seen
) -> Callable[[], None]:
    def act() -> None:
        with acting_as(coordinator):
            take_back_acceptance(coordinator, proposal=proposal)

    return act


def _ending(coordinator: Actor, plan: Plan, proposal: Proposal, seen: Seen) -> Callable[[], None]:
    def act() -> None:
        with acting_as(coordinator):
            match = Match.objects.filter(proposal=proposal).first()
            if match is not None:
                end_match(coordinator, match=match, why="Moved away")

    return act


def _asking_again(
    coordinator: Actor, plan: Plan, proposal: Proposal, seen: Seen
) -> Callable[[], None]:
    def act() -> None:
        with acting_as(coordinator):
            held = Proposal.objects.get(pk=proposal.pk)
            accept_proposals(coordinator, plan=plan, proposals=[held])
        seen.accepted += 1

    return act


def click_all(pool: ThreadPoolExecutor, made: Sequence[Callable[[], None]]) -> None:
    """All begin together, fifty at a time; what is refused is an answer like any other."""
    gate = Barrier(THREADS)

    def click(acts: Sequence[Callable[[], None]]) -> None:
        gate.wait()
        try:
            for act in acts:
                try:
                    act()
                except Refused:
                    continue
        finally:
            connections.close_all()

    for done in [pool.submit(click, made[k::THREADS]) for k in range(THREADS)]:
        done.result()


def check(world: World, seen: Seen) -> None:
    with acting_as(world.elena):
        capacity = dict(Participant.objects.filter(side="mentor").values_list("pk", "capacity"))
        states = dict(Participant.objects.values_list("pk", "state"))
        live = list(Match.objects.filter(state__in=LIVE_MATCH))
        matched = set(Match.objects.values_list("proposal_id", flat=True))
        proposals = dict(Proposal.objects.values_list("pk", "state"))
        answers = {row.pk: row for row in Asking.objects.all()}
        steps = BulkStep.objects.filter(act="accept").count()
    for mentor, places in capacity.items():
        assert sum(match.mentor_id == mentor for match in live) <= places
    assert len({match.mentee_id for match in live}) == len(live)
    busy = {key for match in live for key in (match.mentee_id, match.mentor_id)}
    assert {key for key, state in states.items() if state == "matched"} == busy
    assert {key for key, state in proposals.items() if state == "agreed"} == matched
    assert steps == seen.accepted
    _check_answers(seen, answers, proposals)


def _check_answers(seen: Seen, answers: dict[UUID, Asking], proposals: dict[UUID, str]) -> None:
    """Whatever answer was taken stands there, unless the pair was asked anew after it."""
    by_pair: dict[UUID, list[str]] = {}
    for asking in answers.values():
        by_pair.setdefault(asking.proposal_id, []).append(asking.answer)
    for pair, given in by_pair.items():
        if proposals[pair] == "asked":
            assert "no" not in given
            assert given.count("yes") < 2
        if proposals[pair] == "agreed":
            assert given == ["yes", "yes"]
    for asking_id, told in seen.answers.items():
        taken = [word for word, state in told if state in ("waiting", "agreed", "declined")]
        if taken and asking_id in answers:
            assert answers[asking_id].answer == taken[-1]


def run(world: World, rounds: int) -> None:
    for number in range(MENTORS):
        world.take_up(f"Mentor {number}", "mentor", capacity=PLACES)
    for number in range(AT_ONCE):
        world.take_up(f"Mentee {number}", "mentee")
    plan = world.plan()
    assert len(world.proposals(plan)) == AT_ONCE
    dice = Random(7)  # noqa: S311  the same clicks every time
    with ThreadPoolExecutor(THREADS) as pool:
        for _batch in range(rounds // AT_ONCE):
            begin_again()
            seen = Seen()
            click_all(pool, clicks(world, plan, dice, seen))
            check(world, seen)


def test_hundred_rounds_from_fifty_threads(world: World) -> None:
    run(world, 100)


@pytest.mark.long
def test_thousand_rounds_from_fifty_threads(world: World) -> None:
    run(world, 1_000)
