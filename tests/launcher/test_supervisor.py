"""The supervisor: parts that die come back, and nothing outlives it, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from amir.launcher import Cluster
from amir.launcher.groups import end_groups, has_members
from amir.launcher.guard import watch
from amir.launcher.leftovers import is_alive, pid_in

SUPERVISED = Path(__file__).with_name("supervised.py")
PATIENCE = 60


def wait_until(holds: Callable[[], bool]) -> None:
    """Fail unless something comes to hold in time."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children_of(pid: int) -> dict[str, int]:
    """Children of a process by what they run."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_text()
        name = "guard" if "guard" in words else "worker" if "worker" in words else "web"
        found[name] = int(child)
    return found


def everything(supervisor: int, home: Path) -> list[int]:
    """The supervisor, all below it, and the server."""
    found = [supervisor]
    for pid in found:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found.extend(map(int, below))
    server = pid_in(Cluster(home).home.server_folder / "data")
    assert server is not None
    return [*found, server]


@pytest.fixture
def supervisor(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """A supervisor that runs with its parts."""
    with subprocess.Popen(
        [sys.executable, SUPERVISED, home],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # Itself, its guard, two parts with a child each, the server.
        wait_until(lambda: len(everything(process.pid, home)) == 7)
        yield process
        process.kill()


@pytest.mark.parametrize("manner", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_supervisor_leaves_nothing_behind(
    home: Path, supervisor: "subprocess.Popen[str]", manner: signal.Signals
) -> None:
    pids = everything(supervisor.pid, home)
    supervisor.send_signal(manner)
    supervisor.wait(timeout=PATIENCE)
    wait_until(lambda: not any(is_alive(pid) for pid in pids))
    assert not Cluster(home).is_running()


@pytest.mark.parametrize("victim", ["web", "worker", "guard"])
def test_supervisor_starts_a_killed_part_again(
    supervisor: "subprocess.Popen[str]", victim: str
) -> None:
    killed = children_of(supervisor.pid)[victim]
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: children_of(supervisor.pid).get(victim, killed) != killed)
    if victim != "guard":
        assert not has_members(killed)


def test_supervisor_starts_a_killed_database_again(
    home: Path, supervisor: "subprocess.Popen[str]"
) -> None:
    killed = pid_in(Cluster(home).home.server_folder / "data")
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: not is_alive(killed) and Cluster(home).is_running())


def test_supervisor_leaves_nothing_behind_after_its_guard_was_killed(
    home: Path, supervisor: "subprocess.Popen[str]"
) -> None:
    guard = children_of(supervisor.pid)["guard"]
    os.kill(guard, signal.SIGKILL)
    wait_until(lambda: children_of(supervisor.pid).get("guard", guard) != guard)
    # The new guard has been told when its line is in the pipe, before the next look.
    time.sleep(0.5)
    pids = everything(supervisor.pid, home)
    supervisor.kill()
    wait_until(lambda: not any(is_alive(pid) for pid in pids))


def test_supervisor_leaves_a_database_that_others_use(
    home: Path, supervisor: "subprocess.Popen[str]"
) -> None:
    with Cluster(home).using() as server:
        pids = everything(supervisor.pid, home)[:-1]
        supervisor.kill()
        wait_until(lambda: not any(is_alive(pid) for pid in pids))
        assert server.sql("select 1") == "1"
    assert not Cluster(home).is_running()


def test_guard_knows_the_groups_that_are_left() -> None:
    assert watch(["+10\n", "+11\n", "-10\n", "+12\n", "-99\n"]) == {11, 12}


def test_groups_end_with_all_their_members() -> None:
    with subprocess.Popen(["sh", "-c", "sleep 1000 & sleep 1000"], process_group=0) as leader:
        assert has_members(leader.pid)
        end_groups([leader.pid])
        assert not has_members(leader.pid)


def test_groups_that_do_not_want_to_end_are_killed() -> None:
    script = "trap '' TERM; echo deaf; sleep 1000 & wait; sleep 1000"
    with subprocess.Popen(
        ["sh", "-c", script], process_group=0, stdout=subprocess.PIPE, text=True
    ) as leader:
        assert leader.stdout is not None
        assert leader.stdout.readline() == "deaf\n"
        end_groups([leader.pid], polite=0.2)
        assert not has_members(leader.pid)
