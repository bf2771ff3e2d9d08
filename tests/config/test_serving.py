"""`amir demo` from outside: it starts, refuses in one sentence, survives kills, leaves nothing."""

import itertools
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from amir.config.installation import REAL, mark_kind
from amir.launcher import Home
from amir.launcher.leftovers import is_alive
from tests.config.running import (
    PATIENCE,
    Running,
    open_home,
    run_amir,
    running_demo,
    wait_until,
)

VICTIMS = ["web", "worker", "page", "database", "guard"]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """One home for all these tests: each start finds what the last one left."""
    with open_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def demo(home: Path) -> Iterator[Running]:
    """A demo that runs."""
    with running_demo(home) as running:
        yield running


def test_demo_refuses_a_second_one_on_its_home(demo: Running) -> None:
    second = run_amir(demo.home, "demo", "--no-open")
    assert (second.returncode, second.stderr) == (
        1,
        f"amir: amir already runs in {demo.home}, at {demo.address}.\n",
    )


def test_demo_refuses_a_taken_port(demo: Running) -> None:
    port = demo.address.rstrip("/").rpartition(":")[2]
    with open_home() as other:
        second = run_amir(other, "demo", "--no-open", "--port", port)
    assert (second.returncode, second.stderr) == (
        1,
        f"amir: Port {port} is taken; choose another one with --port.\n",
    )


def test_backup_is_written_while_the_platform_runs(demo: Running, tmp_path: Path) -> None:
    done = run_amir(demo.home, "backup", str(tmp_path / "backup.zip"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "backup.zip").stat().st_size > 0
    assert demo.is_whole()


def test_restore_refuses_while_the_platform_runs(demo: Running, tmp_path: Path) -> None:
    refused = run_amir(demo.home, "restore", "--fresh", str(tmp_path / "backup.zip"))
    assert (refused.returncode, refused.stderr) == (
        1,
        "amir: amir runs in this folder; stop it first.\n",
    )


def test_demo_refuses_a_home_with_real_data(tmp_path: Path) -> None:
    mark_kind(Home(tmp_path / "home"), REAL)
    refused = run_amir(tmp_path / "home", "demo", "--fresh")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"amir: {tmp_path}/home holds a real installation; ")


@pytest.mark.parametrize("kills", [10, pytest.param(100, marks=pytest.mark.long)])
def test_kills_lose_no_row_that_was_told_to_be_saved(demo: Running, kills: int) -> None:
    server = demo.cluster.ensure_running()
    server.sql("drop table if exists saved; create table saved (number int primary key)", "amir")
    saved: list[int] = []
    stop = threading.Event()

    def write() -> None:
        address = f"host={server.socket_folder} port=5432 user=postgres dbname=amir"
        for number in itertools.count():
            if stop.wait(0.01):
                return
            try:
                with psycopg.connect(address) as connection:
                    connection.execute("insert into saved values (%s)", [number])
            except psycopg.OperationalError:
                continue
            saved.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for victim in itertools.islice(itertools.cycle(VICTIMS), kills):
            demo.kill(victim)
            wait_until(demo.is_whole)
    finally:
        stop.set()
        writer.join()
    kept = set(map(int, server.sql("select number from saved", "amir").split()))
    assert len(saved) > kills
    assert [number for number in saved if number not in kept] == []


def test_demo_leaves_nothing_behind_and_starts_again(demo: Running) -> None:
    """The last test here: it ends the demo that the others use."""
    leaves_nothing_behind(demo, signal.SIGKILL)
    with running_demo(demo.home) as again:
        leaves_nothing_behind(again, signal.SIGINT)


def leaves_nothing_behind(running: Running, manner: signal.Signals) -> None:
    """End a demo; all of it goes."""
    pids = [pid for pids in running.processes().values() for pid in pids]
    running.process.send_signal(manner)
    running.process.wait(timeout=PATIENCE)
    wait_until(lambda: not any(is_alive(pid) for pid in pids))
    assert not running.cluster.is_running()
