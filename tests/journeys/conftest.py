"""The product as a newcomer starts it: one demo for all journeys of a run, and a browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from amir.launcher import Cluster
from amir.launcher.leftovers import is_alive
from amir.launcher.locks import left_alone, locked, shared
from tests.browser import chromium

LONGEST_START = 180
LONGEST_END = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read(address: str) -> str:
    """A page without signing in; "" while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
            return str(answer.read().decode())
    except OSError:
        return ""


def start_demo(folder: Path) -> str:
    """`amir demo` in a home of its own; returns its address once the whole world is told."""
    port = free_port()
    environment = {**os.environ, "AMIR_HOME": str(folder / "home")}
    command = ["-m", "amir.config.command", "demo", "--no-open", "--port", str(port)]
    with (folder / "log").open("w") as log:
        # No Popen: another worker of the run may end what this one started.
        pid = os.posix_spawn(
            sys.executable, [sys.executable, *command], environment, setsid=True,
            file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), number) for number in (1, 2)],
        )  # fmt: skip
    (folder / "pid").write_text(str(pid))
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        page = read(f"{address}/demo/")
        if "/demo/as/" in page and "world-being-told" not in page:
            return address
        if not is_alive(pid):
            break
        time.sleep(0.5)
    raise RuntimeError(f"the demo did not start:\n{(folder / 'log').read_text()[-4000:]}")


def stop_demo(pid: int) -> None:
    """End a demo as Ctrl-C does, and wait until it is gone."""
    os.kill(pid, signal.SIGINT)
    end = time.monotonic() + LONGEST_END
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.1)


def demo_folder() -> Path:
    """Where the demo of this run has its home, its log and its address."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    return Path(tempfile.gettempdir()) / f"amir-demo-{run[:12]}"


def newcomers(home: Path, number: int = 1) -> list[list[str]]:
    """The accounts of the two coordinators of each of so many new, empty organisations."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.newcomer", str(number)],
        env={
            **os.environ, "AMIR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "amir.config.settings"
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line.split() for line in done.stdout.splitlines()]


@pytest.fixture
def newcomer(demo: str) -> str:
    """The account of a coordinator whose organisation is new and has nobody yet."""
    [[elena, _marco]] = newcomers(demo_folder() / "home")
    return elena


@pytest.fixture(scope="session")
def demo() -> Iterator[str]:
    """The address of a demo that all workers of this run share; the last one stops it."""
    folder = demo_folder()
    folder.mkdir(exist_ok=True)
    with shared(folder / "users") as users:
        with locked(folder / "starting"):
            address = folder / "address"
            if not address.exists():
                address.write_text(start_demo(folder))
        yield address.read_text()
        if left_alone(users):
            stop_demo(int((folder / "pid").read_text()))
            address.unlink()
            Cluster(folder / "home").destroy()
            shutil.rmtree(folder / "home")


# Not for the session: while Playwright's loop runs, no other test of the worker may start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a module."""
    with chromium() as started:
        yield started
