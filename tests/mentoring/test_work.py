"""Plans in the queue: a real worker solves them; stopping one leaves nothing behind."""

import pytest
from procrastinate.contrib.django import app

from amir.core.access.acting import acting_as
from amir.core.models import Work
from amir.mentoring.actions import start_plan
from amir.mentoring.enums import PlanState
from amir.mentoring.models import Plan, Proposal
from amir.mentoring.tasks import expire_unanswered

from .conftest import World, build


@pytest.fixture
def world(committed_database: str) -> World:
    """In a database of its own: the worker has its own connections."""
    made = build()
    made.take_up("Amina", "mentor")
    made.take_up("Yusuf", "mentee")
    return made


def run_worker() -> None:
    """What a worker does until the queue is empty."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_worker_solves_the_plan_and_leads_to_it(world: World) -> None:
    with acting_as(world.elena) as elena:
        plan = start_plan(elena, organisation_id=world.organisation_id)
    run_worker()
    with acting_as(world.elena):
        plan = Plan.objects.get(pk=plan.pk)
        work = Work.objects.get(pk=plan.work_id)
        assert (plan.state, plan.figures["matched"]) == (PlanState.READY, 1)
        assert (work.state, work.result_url) == (Work.DONE, f"/desk/plans/{plan.pk}/")


def test_plan_that_was_stopped_keeps_nothing_and_the_next_one_starts(world: World) -> None:
    with acting_as(world.elena) as elena:
        stopped = start_plan(elena, organisation_id=world.organisation_id)
        Work.objects.filter(pk=stopped.work_id).update(state=Work.CANCELLED)
    with acting_as(world.elena) as elena:
        following = start_plan(elena, organisation_id=world.organisation_id)
        assert following.pk != stopped.pk
    run_worker()
    with acting_as(world.elena):
        assert Plan.objects.get(pk=stopped.pk).state == PlanState.FAILED
        assert Plan.objects.get(pk=following.pk).state == PlanState.READY
        assert Proposal.objects.filter(plan=stopped).count() == 0


def test_rules_that_cannot_be_used_are_told_on_the_plan(world: World) -> None:
    with acting_as(world.elena) as elena:
        plan = start_plan(elena, organisation_id=world.organisation_id, rules={"reach_km": -1})
    run_worker()
    with acting_as(world.elena):
        plan = Plan.objects.get(pk=plan.pk)
        assert (plan.state, plan.why_failed) == (
            PlanState.FAILED,
            "reach_km is a number of kilometres, 0 or more.",
        )


def test_expiring_finds_nothing_where_nobody_was_asked(world: World) -> None:
    expire_unanswered(0)
    with acting_as(world.elena):
        assert Proposal.objects.count() == 0
