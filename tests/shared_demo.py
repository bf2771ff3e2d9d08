"""The demo that all tests of a run share: the first who needs it starts it, the run's end ends it.

It lives outside the checkout in a folder named after the run's first process, so that the next run
can end what a killed run left.
"""

import os
import shutil
import signal
import socket
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from amir.launcher import Cluster
from amir.launcher.leftovers import is_alive
from amir.launcher.locks import locked

LONGEST_START = 600
LONGEST_END = 60
PREFIX = "amir-demo-"


def folder() -> Path:
    """Where the demo of this run has its home, its log and its address."""
    # The workers of a run are children of its first process.
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return Path(tempfile.gettempdir()) / f"{PREFIX}{run}"


def address() -> str:
    """Where the demo of this run answers, once its whole world is told; starts it if need be."""
    folder().mkdir(exist_ok=True)
    told = folder() / "address"
    with locked(folder() / "starting"):
        if not told.exists():
            told.write_text(_start(folder()))
    return told.read_text()


def end_demos() -> None:
    """End the demo of this run, and those of runs that are no more; nothing of them stays."""
    for found in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        run = found.name.removeprefix(PREFIX)
        is_over = found == folder() or (run.isdecimal() and not is_alive(int(run)))
        if is_over and found.stat().st_uid == os.geteuid():
            _end(found)


def _start(place: Path) -> str:
    """`amir demo` in a home of its own; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = ["-m", "amir.config.command", "demo", "--no-open", "--port", str(port)]
    with (place / "log").open("w") as log:
        # A session of its own, no Popen: the run ends it, not the worker that happens to start it,
        # nor the Ctrl-C that ends the worker.
        pid = os.posix_spawn(
            sys.executable, [sys.executable, *command],
            {**os.environ, "AMIR_HOME": str(place / "home")}, setsid=True,
            file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), number) for number in (1, 2)],
        )  # fmt: skip
    (place / "pid").write_text(str(pid))
    site = f"http://127.0.0.1:{port}"
    latest = time.monotonic() + LONGEST_START
    while is_alive(pid) and time.monotonic() < latest:
        page = _read(f"{site}/demo/")
        if "/demo/as/" in page and "world-being-told" not in page:
            return site
        time.sleep(0.5)
    told = (place / "log").read_text()[-4000:]
    _stop(pid)
    raise RuntimeError(f"the demo did not start:\n{told}")


def _end(place: Path) -> None:
    """End a demo and remove its folder."""
    if (place / "pid").exists():
        _stop(int((place / "pid").read_text()))
    if (place / "home").exists():
        Cluster(place / "home").destroy()
    shutil.rmtree(place, ignore_errors=True)


def _stop(pid: int) -> None:
    """End a demo as Ctrl-C does, and wait until it is gone."""
    if not _is_demo(pid):
        return
    os.kill(pid, signal.SIGINT)
    latest = time.monotonic() + LONGEST_END
    while is_alive(pid) and time.monotonic() < latest:
        time.sleep(0.1)


def _is_demo(pid: int) -> bool:
    """Whether that process is still a demo: ids are given anew."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"amir.config.command" in words and b"demo" in words


def _read(page: str) -> str:
    """A page without signing in; "" while nobody answers."""
    try:
        with urllib.request.urlopen(page, timeout=10) as answer:  # noqa: S310
            return str(answer.read().decode())
    except OSError:
        return ""
