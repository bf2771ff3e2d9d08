"""Background work: one transaction with its cause, its own actor, progress beside it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections, transaction
from procrastinate.contrib.django import app

from amir.core.access.acting import acting_as
from amir.core.access.edges import open_edge
from amir.core.actor import Actor, platform
from amir.core.errors import Refused
from amir.core.models import Work
from amir.core.tasks import Cancelled, Progress, defer, task
from amir.people.models import Person

pytestmark = pytest.mark.usefixtures("committed_database")


@task("tests.count_people")
def count_people(actor: Actor, progress: Progress, **arguments: Any) -> str:
    """Says how many people its actor sees."""
    progress.tell(1, 2, "counting")
    return f"/counted/{Person.objects.count()}/{arguments['label']}"


@task("tests.add_and_fail")
def add_and_fail(actor: Actor, progress: Progress, **arguments: Any) -> None:
    """Writes, and then cannot go on."""
    Person.objects.create(organisation_id=UUID(arguments["organisation"]))
    raise Refused("There is nobody to match.")


@task("tests.stop_when_told")
def stop_when_told(actor: Actor, progress: Progress, **arguments: Any) -> None:
    """Sees that it was cancelled."""
    if progress.is_cancelled():
        raise Cancelled


@task("tests.defer_and_look")
def defer_and_look(actor: Actor, progress: Progress, **arguments: Any) -> str:
    """Puts another job into the queue, and says how many of its kind others can see by then."""
    defer("tests.count_people", actor, title="Counting", label="later")
    with connections[settings.AMIR_ASIDE].cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = 'tests.count_people'"
        )
        return f"/seen/{cursor.fetchone()[0]}"


def run_worker() -> None:
    """What a worker does until the queue is empty."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@pytest.fixture
def bologna() -> UUID:
    return uuid4()


@pytest.fixture
def elena(bologna: UUID) -> Actor:
    actor = Actor(account_id=uuid4())
    for area in ("people", "work"):
        with acting_as(platform("setup")):
            open_edge(actor=actor.account_id, kind="membership", field_set=area,  # type: ignore[arg-type]
                      organisation=bologna)  # fmt: skip
    return actor


def state_of(work: Work, actor: Actor) -> tuple[str, str, str]:
    with acting_as(actor):
        work.refresh_from_db()
    return work.state, work.doing, work.result_url


def test_job_of_a_task_begins_after_the_task(elena: Actor) -> None:
    with acting_as(elena):
        looking = defer("tests.defer_and_look", elena, title="Looking")
    run_worker()
    assert state_of(looking, elena) == ("done", "", "/seen/0")
    with acting_as(elena):
        states = dict(Work.objects.values_list("title", "state"))
    assert states == {"Looking": "done", "Counting": "done"}


def test_task_runs_as_the_actor_who_deferred_it(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        Person.objects.create(organisation_id=bologna)
        seen = defer("tests.count_people", elena, title="Counting", label="elena")
    stranger = Actor(account_id=uuid4())
    with acting_as(stranger):
        unseen = defer("tests.count_people", stranger, title="Counting", label="nour")
    run_worker()
    assert state_of(seen, elena) == ("done", "counting", "/counted/1/elena")
    assert state_of(unseen, stranger) == ("done", "counting", "/counted/0/nour")


def test_task_is_not_queued_when_its_cause_is_taken_back(elena: Actor) -> None:
    with pytest.raises(RuntimeError), acting_as(elena):
        defer("tests.count_people", elena, title="Counting", label="elena")
        raise RuntimeError
    with acting_as(elena):
        assert Work.objects.count() == 0


def test_task_that_is_refused_says_why_and_writes_nothing(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena), transaction.atomic():
        work = defer("tests.add_and_fail", elena, title="Adding", organisation=str(bologna))
    run_worker()
    assert state_of(work, elena) == ("failed", "There is nobody to match.", "")
    with acting_as(elena):
        assert Person.objects.count() == 0


def test_task_stops_when_it_was_cancelled(elena: Actor) -> None:
    with acting_as(elena):
        work = defer("tests.stop_when_told", elena, title="Waiting")
    with acting_as(elena):
        Work.objects.filter(pk=work.pk).update(state=Work.CANCELLED)
    run_worker()
    assert state_of(work, elena)[0] == "cancelled"


def test_progress_is_seen_by_colleagues_and_nobody_else(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        work = defer("tests.count_people", elena, title="Counting", label="elena",
                     organisation_id=bologna)  # fmt: skip
    with acting_as(Actor(account_id=uuid4())):
        assert not Work.objects.filter(pk=work.pk).exists()
