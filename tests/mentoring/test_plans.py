"""Plans over the records: solved in the background, the same twice, told in any language."""

import pytest
from django.utils import translation

from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed
from amir.mentoring.actions import end_match, lock_proposal, reject_proposal, start_plan
from amir.mentoring.comparing import changes_between
from amir.mentoring.enums import PlanState, ProposalState
from amir.mentoring.findings import finding, further
from amir.mentoring.models import Plan
from amir.mentoring.queries import (
    matches_visible_to,
    plan_before,
    plans_visible_to,
    proposals_visible_to,
    unmatched_visible_to,
)
from amir.mentoring.tables import pair_rows, recruit_rows, unmatched_rows
from amir.mentoring.workbook import plan_workbook
from amir.participants.models import Participant

from .conftest import World
from .test_answers import say

pytestmark = pytest.mark.django_db


def pairs(world: World, plan: Plan) -> list[tuple[str, str]]:
    with acting_as(world.elena) as elena:
        found = proposals_visible_to(elena).filter(plan=plan, state=ProposalState.PROPOSED)
        rows = pair_rows(elena, found)
    return sorted((row.mentee, row.mentor) for row in rows)


def test_plan_gives_pairs_with_reasons_in_the_readers_language(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    assert (plan.state, plan.number, finding(plan)) == (
        PlanState.READY, 1, "1 of 1 mentees has a proposal; no other plan gives more.",
    )  # fmt: skip
    with acting_as(world.elena) as elena:
        [row] = pair_rows(elena, world.proposals(plan))
        assert row.why == (
            "Yusuf needs help with work, and Amina knows about it. Both speak Somali. "
            "They live in the same town. Both are free on Tuesday evening."
        )
        with translation.override("it"):
            assert row.why.startswith(
                "Yusuf ha bisogno di aiuto per lavoro, e Amina se ne intende."
            )


def test_plan_holds_no_names(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    world.take_up("Rahel", "mentee", languages={"am": "native"})
    plan = world.plan()
    with acting_as(world.elena) as elena:
        stored = [p.reasons for p in world.proposals(plan)]
        stored += [u.advice for u in unmatched_visible_to(elena).filter(plan=plan)]
    assert not any(name in str(stored) for name in ("Amina", "Yusuf", "Rahel"))


def test_plan_explains_everybody_without_a_pair(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    world.take_up("Rahel", "mentee", languages={"am": "native"})
    world.take_up("Omar", "mentee", ready=False)
    plan = world.plan()
    with acting_as(world.elena) as elena:
        rows = unmatched_rows(elena, unmatched_visible_to(elena).filter(plan=plan))
    assert {row.name: (row.blocks, row.helps.split(". ")[0]) for row in rows} == {
        "Rahel": (
            "No mentor fits. 1 shares no language well enough.",
            "No single change is enough",
        ),
        "Omar": (
            "There is no consent yet.",
            "Record what is missing, or have somebody vouch for it.",
        ),
    }
    assert finding(plan) == "1 of 3 mentees has a proposal; no other plan gives more."
    assert further(plan) == ["1 mentee cannot be matched yet: something is missing."]
    assert recruit_rows(plan)[0]["sentence"] == (
        "One more person in Modena who speaks Amharic and knows about work, free on Tuesday "
        "evening: 1 more person gets a mentor."
    )


def test_same_records_give_the_same_plan_twice(world: World) -> None:
    for name in ("Amina", "Bilan", "Cawo"):
        world.take_up(name, "mentor", capacity=2)
    for number in range(8):
        world.take_up(f"Mentee {number}", "mentee")
    first = world.plan()
    given = pairs(world, first)
    second = world.plan()
    assert pairs(world, second) == given
    assert (first.figures, first.certificate) == (second.figures, second.certificate)
    assert len(given) == 6


def test_solving_twice_keeps_one_result(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    with acting_as(world.elena):
        world.solve(plan)
    assert len(world.proposals(plan)) == 1


def test_starting_twice_is_starting_once(world: World) -> None:
    with acting_as(world.elena) as elena:
        first = start_plan(elena, organisation_id=world.organisation_id)
        second = start_plan(elena, organisation_id=world.organisation_id)
    assert first.pk == second.pk


def test_plans_are_for_coordinators_of_the_organisation(world: World) -> None:
    world.take_up("Amina", "mentor")
    plan = world.plan()
    with acting_as(world.nour) as nour:
        assert list(plans_visible_to(nour)) == []
        assert Plan.objects.filter(pk=plan.pk).count() == 0
        with pytest.raises(NotAllowed):
            start_plan(nour, organisation_id=world.organisation_id)


def test_next_plan_keeps_locks_and_leaves_out_what_was_rejected(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Bilan", "mentor")
    world.take_up("Yusuf", "mentee")
    world.take_up("Hassan", "mentee")
    first = world.plan()
    held, other = world.proposals(first)
    with acting_as(world.elena) as elena:
        lock_proposal(elena, proposal=held)
        reject_proposal(elena, proposal=other, why="They are cousins")
    second = world.plan()
    with acting_as(world.elena) as elena:
        found = list(proposals_visible_to(elena).filter(plan=second))
        assert [(p.mentee_id, p.mentor_id, p.is_locked) for p in found] == [
            (held.mentee_id, held.mentor_id, True)
        ]
        assert plan_before(second) == first
        changed = changes_between(elena, first, second)
    assert [row["change"] for row in changed] == ["has none any more"]


def test_whoever_is_asked_or_matched_keeps_their_place(world: World) -> None:
    amina = world.take_up("Amina", "mentor", capacity=2)
    world.take_up("Yusuf", "mentee")
    [proposal] = world.proposals(world.plan())
    world.ask(proposal)
    world.take_up("Hassan", "mentee")
    world.take_up("Omar", "mentee")
    plan = world.plan()
    assert (plan.figures["matched"], plan.figures["asked"], plan.figures["free"]) == (1, 1, 0)
    assert [p.mentor_id for p in world.proposals(plan)] == [amina.pk]


def test_ended_match_frees_both(world: World) -> None:
    amina, yusuf = world.take_up("Amina", "mentor"), world.take_up("Yusuf", "mentee")
    [proposal] = world.proposals(world.plan())
    for token in world.ask(proposal):
        say(token, "yes")
    with acting_as(world.elena) as elena:
        match = matches_visible_to(elena).get()
        end_match(elena, match=match, why="Yusuf found work elsewhere")
        states = Participant.objects.filter(pk__in=[amina.pk, yusuf.pk])
        assert set(states.values_list("state", flat=True)) == {"available"}
    assert world.plan().figures["matched"] == 1


def test_workbook_has_the_pages_of_the_desk(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    with acting_as(world.elena) as elena:
        assert plan_workbook(elena, plan)[:2] == b"PK"
