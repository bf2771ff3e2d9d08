"""Somebody comes after the plan: their best match now is told at once, and nothing else changes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.models import Work
from amir.core.tasks import Progress
from amir.mentoring import kept
from amir.mentoring.actions import arriving, keep_today, reject_proposal
from amir.mentoring.actions.arriving import LOOK
from amir.mentoring.arriving import Today, best_run
from amir.mentoring.models import KeptRun, Plan, Proposal
from amir.mentoring.placing import brought_up_to_date
from amir.mentoring.rules import programme_rules
from amir.mentoring.tasks import check_current_plans, look_again
from amir.participants.actions import take_step
from amir.participants.models import Participant
from peermatch import check

from .conftest import QuietProgress, World

pytestmark = pytest.mark.django_db
BOLOGNA = {"place": "Bologna", "latitude": 44.494, "longitude": 11.343}


def told(world: World, plan: Plan) -> Today:
    """What the worker would find for everything that waits."""
    with acting_as(world.elena) as elena:
        for work in Work.objects.filter(task=LOOK, state=Work.WAITING):
            progress: Progress = QuietProgress(work.pk, elena)
            look_again.run(elena, progress, plan_id=str(plan.pk), changed=waiting(work))
            Work.objects.filter(pk=work.pk).update(state=Work.DONE)
        return Today.from_data(Plan.objects.get(pk=plan.pk).today)


def waiting(work: Work) -> list[str]:
    """The participants that the job of this work names."""
    job = ProcrastinateJob.objects.get(args__work_id=str(work.pk))
    changed: list[str] = job.args["arguments"]["changed"]
    return changed


def pairs(world: World, plan: Plan) -> list[tuple[UUID, UUID, str]]:
    return [(p.mentee_id, p.mentor_id, p.state) for p in world.proposals(plan)]


def test_newcomer_is_told_their_best_match_and_no_proposal_changes(
    world: World, browser: Callable[[Actor], Client]
) -> None:
    world.take_up("Amina", "mentor", capacity=2)
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    before = pairs(world, plan)
    hassan = world.take_up("Hassan", "mentee")
    today = told(world, plan)
    assert (today.matched, today.without, today.moved) == (2, 1, 0)
    assert [(a.mentee, a.points > 0) for a in today.arrivals] == [(str(hassan.pk), True)]
    assert pairs(world, plan) == before
    page = browser(world.elena).get(f"/desk/plans/{plan.pk}/").content.decode()
    assert "Since this plan" in page
    assert "Hassan needs help with work, and Amina knows about it." in page
    page = (
        browser(world.elena).get(reverse("participant_detail", args=[hassan.pk])).content.decode()
    )
    assert "Best match now:" in page


def test_newcomer_for_whom_nobody_is_left_is_told_so(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee", languages={"so": "native"})
    plan = world.plan()
    world.take_up("Hassan", "mentee", languages={"so": "native"})
    today = told(world, plan)
    assert (today.matched, today.without, [a.mentor for a in today.arrivals]) == (1, 1, [""])


def test_nobody_looks_again_without_a_current_plan(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    with acting_as(world.elena):
        assert Work.objects.filter(task=LOOK).count() == 0


def test_one_look_serves_many_who_come(world: World) -> None:
    world.take_up("Amina", "mentor", capacity=3)
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    world.take_up("Hassan", "mentee")
    world.take_up("Omar", "mentee")
    with acting_as(world.elena):
        assert Work.objects.filter(task=LOOK).count() == 1
    assert told(world, plan).without == 2


@pytest.fixture
def everything_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every organisation were a great one: runs are kept, whatever their size."""
    monkeypatch.setattr(kept, "SMALL", 0)
    monkeypatch.setattr(arriving, "SMALL", 0)


def crowd(world: World) -> list[Participant]:
    """Mentors in two towns and more mentees than places; who mentors speaks Somali or Italian."""
    for number in range(8):
        where = BOLOGNA if number % 2 else {}
        spoken = {"it": "B2", "so": "B1"} if number % 3 else {"so": "native"}
        world.take_up(
            f"Mentor {number}", "mentor", capacity=1 + number % 2, languages=spoken, **where
        )
    made = []
    for number in range(16):
        spoken = {"it": "B1"} if number % 4 == 0 else {"so": "native"}
        where = BOLOGNA if number % 5 == 0 else {}
        made.append(world.take_up(f"Mentee {number}", "mentee", languages=spoken, **where))
    return made


def agree(world: World, plan: Plan, changed: list[UUID]) -> None:
    """The kept run, brought up to date, counts what a plan from nothing counts, and is proven."""
    programme = programme_rules(changes=plan.rules)
    with acting_as(world.elena) as elena:
        content = bytes(KeptRun.objects.get(plan=plan).content)
        run = brought_up_to_date(
            elena, plan, kept.unpack(content, programme.rules), programme, changed
        )
        anew = best_run(elena, plan, programme)
    verdict = check(run.instance, programme.rules, run.plan)
    assert (verdict.objective, verdict.matched) == (anew.plan.objective, anew.plan.matched)
    assert sorted(run.mentees) == sorted(anew.mentees)


@pytest.mark.usefixtures("everything_is_kept")
def test_kept_run_agrees_to_the_unit_after_every_kind_of_change(world: World) -> None:
    mentees = crowd(world)
    plan = world.plan()
    agree(world, plan, [])
    hassan = world.take_up("Hassan", "mentee", **BOLOGNA)
    bilan = world.take_up("Bilan", "mentor", capacity=2, languages={"it": "C1"})
    agree(world, plan, [hassan.pk, bilan.pk])
    with acting_as(world.elena) as elena:
        take_step(elena, participant=Participant.objects.get(pk=mentees[3].pk), step="leave")
        Participant.objects.filter(pk=bilan.pk).update(capacity=1)
    agree(world, plan, [hassan.pk, bilan.pk, mentees[3].pk])
    asked, rejected, *_ = world.proposals(plan)
    world.ask(asked)
    with acting_as(world.elena) as elena:
        reject_proposal(elena, proposal=rejected, why="They are cousins")
    agree(world, plan, [hassan.pk, bilan.pk, mentees[3].pk, rejected.mentee_id])


@pytest.mark.usefixtures("everything_is_kept")
def test_newcomer_is_placed_by_the_kept_prices(world: World) -> None:
    crowd(world)
    plan = world.plan()
    hassan = world.take_up("Hassan", "mentee")
    today = told(world, plan)
    with acting_as(world.elena) as elena:
        full = keep_today(elena, plan=Plan.objects.get(pk=plan.pk))
    assert str(hassan.pk) in {a.mentee for a in today.arrivals}
    assert (full.objective, full.matched) == (today.objective, today.matched)


@pytest.mark.usefixtures("everything_is_kept")
def test_somebody_from_a_new_place_has_the_plan_worked_out_anew(world: World) -> None:
    crowd(world)
    plan = world.plan()
    carpi = world.take_up("Hassan", "mentee", place="Carpi", latitude=44.783, longitude=10.885)
    today = told(world, plan)
    assert str(carpi.pk) in {a.mentee for a in today.arrivals}


@pytest.mark.usefixtures("everything_is_kept")
def test_newer_plan_drops_the_kept_run_of_the_one_before(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    world.plan()
    second = world.plan()
    with acting_as(world.elena):
        assert [run.plan_id for run in KeptRun.objects.all()] == [second.pk]


def test_weekly_check_works_everything_out_on_the_plans_own_day(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.take_up("Amina", "mentor", capacity=2)
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    world.take_up("Hassan", "mentee")
    kept_today = told(world, plan)
    check_current_plans(0)
    with acting_as(world.elena):
        checked = Plan.objects.get(pk=plan.pk)
        assert Today.from_data(checked.today) == kept_today
        assert Proposal.objects.filter(plan=plan).count() == 1
    assert caplog.records == []


def test_weekly_check_says_when_a_change_went_unnoticed(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    amina = world.take_up("Amina", "mentor", capacity=2)
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    world.take_up("Hassan", "mentee")
    told(world, plan)
    with acting_as(world.elena):
        Participant.objects.filter(pk=amina.pk).update(capacity=1)
    check_current_plans(0)
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_weekly_check_reads_nothing_for_whoever_lost_the_role(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    with acting_as(world.elena):
        Plan.objects.filter(pk=plan.pk).update(
            made_by=world.nour.account_id, as_of=clock.today() - timedelta(days=1)
        )
    check_current_plans(0)
    with acting_as(world.elena):
        assert Plan.objects.get(pk=plan.pk).today == {}


def test_rejected_mentee_is_told_another_mentor(world: World) -> None:
    world.take_up("Amina", "mentor")
    world.take_up("Bilan", "mentor")
    world.take_up("Yusuf", "mentee")
    plan = world.plan()
    [proposal] = world.proposals(plan)
    with acting_as(world.elena) as elena:
        reject_proposal(elena, proposal=proposal, why="They are cousins")
        today = keep_today(elena, plan=Plan.objects.get(pk=plan.pk))
    [arrival] = today.arrivals
    assert arrival.mentee == str(proposal.mentee_id)
    assert arrival.mentor not in ("", str(proposal.mentor_id))
