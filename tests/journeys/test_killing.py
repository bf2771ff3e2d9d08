"""Kills at any moment of the walk: nothing that was acknowledged is lost, nothing is half done."""

import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
import pytest

from amir.launcher import Server
from amir.launcher.leftovers import is_alive
from tests.config.running import (
    PATIENCE,
    Running,
    open_home,
    run_amir,
    running_demo,
    wait_until,
)
from tests.journeys.house import newcomers
from tests.journeys.visitor import Visitor
from tests.journeys.walker import PEOPLE, Fact, Walker

VICTIMS = ["web", "worker", "page", "database", "guard"]
LONGEST_PAUSE = 2.0
# Dead workers are missed sooner than in earnest: nobody waits half a minute for a test.
STALLED_SECONDS = "5"
# What the queue still has to do; periodic jobs come again by themselves.
WAITING = "procrastinate_jobs where status in ('todo', 'doing') and queueing_lock is null"
FAILED = "procrastinate_jobs where status = 'failed' and queueing_lock is null"
UNFINISHED = "core_work where state in ('waiting', 'running')"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A demo for these tests alone: what they do to it, the others must not meet."""
    with open_home() as home, pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMIR_STALLED_SECONDS", STALLED_SECONDS)
        with running_demo(home) as running:
            yield running


@contextmanager
def kills(running: Running, number: int, seed: int) -> Iterator[threading.Event]:
    """Kill parts of a platform at random moments, each once it has recovered; set when done."""
    chance = random.Random(seed)  # noqa: S311  the same kills every time, as far as that goes
    done, over = threading.Event(), threading.Event()
    troubles: list[BaseException] = []

    def kill() -> None:
        victims: list[str] = []
        try:
            for _ in range(number):
                wait_until(lambda: over.is_set() or running.is_whole())
                over.wait(chance.uniform(0, LONGEST_PAUSE))
                victims = victims or chance.sample(VICTIMS, len(VICTIMS))
                if over.is_set():
                    return
                running.kill(victims.pop())
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            done.set()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield done
    finally:
        over.set()
        killer.join()
    assert troubles == []


@contextmanager
def counting(server: Server, accounts: list[str]) -> Iterator[set[int]]:
    """All numbers of participants that anybody ever could see in the accounts' organisations."""
    seen: set[int] = set()
    over = threading.Event()
    address = f"host={server.socket_folder} port=5432 user=postgres dbname=amir"
    question = (
        "select count(p.id) from organisations_membership m left join participants_participant p"
        " on p.organisation_id = m.organisation_id where m.account_id = any(%s) group by m.id"
    )

    def look() -> None:
        while not over.wait(0.05):
            try:
                with psycopg.connect(address) as connection:
                    while not over.wait(0.05):
                        seen.update(n for (n,) in connection.execute(question, [accounts]))
                        connection.rollback()
            except psycopg.OperationalError:
                continue

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def walker_of(running: Running, account: str) -> Walker:
    """Somebody signed in, whatever happens meanwhile."""
    walker = Walker(Visitor(running.address.rstrip("/")))
    walker.look(f"/demo/as/{account}/")
    return walker


def wait_for_the_queue(server: Server) -> None:
    """Until everything that was asked for is done."""
    wait_until(lambda: server.sql(f"select count(*) from {WAITING}", "amir") == "0")


def untrue(server: Server, facts: list[Fact]) -> list[Fact]:
    """Facts that do not stand."""
    return [fact for fact in facts if server.sql(fact.sql, "amir") != fact.answer]


def audit(running: Running) -> str:
    """What the audit says of itself."""
    return run_amir(running.home, "audit", "verify").stdout


def end(running: Running, manner: signal.Signals) -> None:
    """End a demo; all of it goes."""
    pids = [pid for pids in running.processes().values() for pid in pids]
    running.process.send_signal(manner)
    running.process.wait(timeout=PATIENCE)
    wait_until(lambda: not any(is_alive(pid) for pid in pids))
    assert not running.cluster.is_running()


@pytest.mark.parametrize("number", [10, pytest.param(100, marks=pytest.mark.long)])
def test_kills_lose_nothing_that_was_acknowledged(running: Running, number: int) -> None:
    start = time.monotonic()
    facts: list[Fact] = []
    lost, walks = 0, count(1)
    accounts = [elena for elena, _marco in newcomers(running.home, number)]
    server = running.cluster.ensure_running()
    with counting(server, accounts.copy()) as seen, kills(running, number, number) as done:
        while not done.is_set():
            at = next(walks)
            walker = walker_of(running, accounts.pop())
            walker.walk(answering=at <= 10)  # more answers an hour are not taken
            facts += walker.facts
            lost += walker.lost
    wait_until(running.is_whole)
    wait_for_the_queue(server)
    print(f"{number} kills, {len(facts)} facts in {at} walks, {lost} answers lost,"  # noqa: T201
          f" {time.monotonic() - start:.0f} s")  # fmt: skip
    assert untrue(server, facts) == []
    assert seen == {0, PEOPLE}
    assert server.sql(f"select task_name from {FAILED}", "amir") == ""
    assert server.sql(f"select title from {UNFINISHED}", "amir") == ""
    assert server.sql("select title from core_work where state = 'failed'", "amir") == ""
    assert audit(running) == "amir: the audit is whole.\n"


def test_next_start_takes_up_what_a_dead_supervisor_left(running: Running) -> None:
    """The last test here: it ends the demo of the others."""
    [[account, _marco]] = newcomers(running.home)
    server = running.cluster.ensure_running()
    walker = walker_of(running, account)
    page = walker.bring()
    with counting(server, [account]) as seen:
        answer = walker.visitor.send(page, f"Bring in {PEOPLE} people")
        end(running, signal.SIGKILL)
    assert answer.status == 302
    with running_demo(running.home) as again:
        walker.visitor = Visitor(again.address.rstrip("/"))
        walker.look(f"/demo/as/{account}/")
        page = walker.rest(walker.look(answer.headers["Location"]))
        walker.plan(walker.sign(page))
        wait_for_the_queue(server)
        assert seen <= {0, PEOPLE}
        assert untrue(server, walker.facts) == []
        assert audit(again) == "amir: the audit is whole.\n"
        end(again, signal.SIGINT)
