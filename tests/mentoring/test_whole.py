"""A plan is kept whole or not at all: killed workers, a full disk, somebody who cancels."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest
from django.db import connections, transaction
from procrastinate.contrib.django import app
from pytest_django import Settings

from amir.core.access.acting import acting_as
from amir.core.models import Work
from amir.core.tasks import Cancelled, retry_stalled
from amir.launcher import Server
from amir.mentoring import progress, tasks
from amir.mentoring.actions import start_plan
from amir.mentoring.enums import PlanState
from amir.mentoring.models import Plan, Proposal, Unmatched
from amir.mentoring.tasks import solve_waiting_plan
from tests.database import addresses

from .conftest import QuietProgress, World, build
from .test_work import run_worker

WORKER = """
import django
django.setup()
from procrastinate.contrib.django import app
with app.replace_connector(app.connector.get_worker_connector()) as working:
    working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
"""
GATE = 4_711
PATIENCE = 60.0  # seconds
# Pairs are written first; whoever has none, last: there the worker stands half done.
HALF_DONE = "create trigger standing before insert on mentoring_unmatched execute function halt()"


@pytest.fixture
def world(committed_database: str) -> World:
    """In a database of its own: two who match, and one without anybody."""
    made = build()
    made.take_up("Amina", "mentor")
    made.take_up("Yusuf", "mentee")
    made.take_up("Rahel", "mentee", languages={"am": "native"})
    return made


@contextmanager
def halting(body: str) -> Iterator[None]:
    """A database that does something else when half of a plan is written."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f"create function halt() returns trigger language plpgsql as $$ begin {body}; "
            f"return null; end $$; {HALF_DONE}"
        )
    try:
        yield
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("drop function halt() cascade")


def started(world: World) -> Plan:
    with acting_as(world.elena) as elena:
        return start_plan(elena, organisation_id=world.organisation_id)


def state_of(world: World, plan: Plan) -> tuple[str, int, int]:
    with acting_as(world.elena):
        found = Plan.objects.get(pk=plan.pk)
        pairs, without = (table.objects.filter(plan=plan) for table in (Proposal, Unmatched))
        return found.state, pairs.count(), without.count()


def test_plan_of_a_killed_worker_is_made_whole_by_the_next(
    world: World, database_server: Server, committed_database: str, settings: Settings
) -> None:
    plan = started(world)
    environment = {**os.environ, **addresses(database_server, committed_database)}
    with halting(f"perform pg_advisory_xact_lock_shared({GATE})"), transaction.atomic("owner"):
        with connections["owner"].cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [GATE])
        worker = subprocess.Popen([sys.executable, "-c", WORKER], env=environment)
        wait_until_it_stands(database_server, committed_database)
        worker.kill()
        worker.wait()
    wait_until_nobody_writes(database_server, committed_database)
    assert state_of(world, plan) == (PlanState.WAITING, 0, 0)
    settings.AMIR_STALLED_SECONDS = 0
    run_stalled()
    run_worker()
    assert state_of(world, plan) == (PlanState.READY, 1, 1)


def run_stalled() -> None:
    """What every worker does every few seconds with the jobs of the dead."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]

    async def look() -> None:
        async with app.open_async():
            await retry_stalled.func(0)

    with app.replace_connector(connector):
        asyncio.run(look())


def wait_until_it_stands(server: Server, name: str) -> None:
    """Until somebody waits at the gate."""
    asked = (
        "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
        f" where d.datname = '{name}' and l.locktype = 'advisory' and not l.granted"
    )
    wait_for(lambda: server.sql(asked) == "1")


def wait_until_nobody_writes(server: Server, name: str) -> None:
    """Until the database has noticed that the worker is gone."""
    asked = (
        "select count(*) from pg_stat_activity where usename = 'amir_app'"
        f" and datname = '{name}' and state <> 'idle' and query like '%mentoring_unmatched%'"
    )
    wait_for(lambda: server.sql(asked) == "0")


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_full_disk_is_told_and_keeps_nothing(world: World) -> None:
    plan = started(world)
    with halting("raise exception 'no space left' using errcode = '53100'"):
        run_worker()
    assert state_of(world, plan) == (PlanState.WAITING, 0, 0)
    with acting_as(world.elena):
        work = Work.objects.get(pk=plan.work_id)
        assert (work.state, work.doing) == (
            Work.FAILED,
            "The server's disk is full. Nothing was kept. Make room, then start again.",
        )
    following = started(world)
    run_worker()
    assert state_of(world, plan) == (PlanState.FAILED, 0, 0)
    with acting_as(world.elena):
        assert Plan.objects.get(pk=plan.pk).why_failed == work.doing
    assert state_of(world, following) == (PlanState.READY, 1, 1)


class Stopped(QuietProgress):
    """Somebody cancels as soon as the first row is written."""

    said: ClassVar[list[str]] = []

    def tell(self, done: int, total: int, doing: str = "") -> None:
        self.said.append(doing)

    def is_cancelled(self) -> bool:
        return self.said[-1:] == ["Writing down the reasons"]


def test_whoever_cancels_while_rows_are_written_keeps_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "EVERY", 1)
    monkeypatch.setattr(tasks, "PAUSE", 0.0)
    plan = started(world)
    assert plan.work_id is not None
    with pytest.raises(Cancelled), acting_as(world.elena) as elena:
        solve_waiting_plan.run(elena, Stopped(plan.work_id, elena), plan_id=str(plan.pk))
    assert state_of(world, plan) == (PlanState.WAITING, 0, 0)
    assert Stopped.said == [
        "Reading the records", "Finding out who fits whom", "Looking for the best plan",
        "Checking the plan", "Writing down the reasons",
    ]  # fmt: skip
