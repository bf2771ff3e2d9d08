"""A whole amir for tests: started by its command, looked at and killed from outside."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from amir.config.ports import free_port, is_answering
from amir.launcher import Cluster
from amir.launcher.leftovers import is_alive, pid_in

AMIR = [sys.executable, "-m", "amir.config.command"]
PATIENCE = 300.0


def wait_until(holds: Callable[[], bool]) -> None:
    """Fail unless something comes to hold in time."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def run_amir(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [*AMIR, *arguments], env=environment(home), capture_output=True, text=True, check=False
    )


def environment(home: Path) -> dict[str, str]:
    """Ours, with another home."""
    return {**os.environ, "AMIR_HOME": str(home)}


@dataclass
class Running:
    """A started demo."""

    home: Path
    process: "subprocess.Popen[bytes]"
    address: str

    @property
    def cluster(self) -> Cluster:
        """Its database."""
        return Cluster(self.home)

    def processes(self) -> dict[str, list[int]]:
        """Its living processes by what they are."""
        found: dict[str, list[int]] = {"supervisor": [self.process.pid]}
        for child in children_of(self.process.pid):
            words = Path(f"/proc/{child}/cmdline").read_text()
            names = {"granian": "web", "guard": "guard", "work": "worker"}
            name = next((name for word, name in names.items() if word in words), "other")
            found.setdefault(name, []).append(child)
        found["page"] = [page for web in found.get("web", []) for page in children_of(web)]
        server = pid_in(self.cluster.home.server_folder / "data")
        found["database"] = [server] if server else []
        return found

    def kill(self, name: str) -> None:
        """Kill the first process of that name."""
        victim = self.processes()[name][0]
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda: not is_alive(victim))

    def is_whole(self) -> bool:
        """Whether everything runs and pages come."""
        names = {name for name, pids in self.processes().items() if pids}
        return names >= {"web", "page", "worker", "guard", "database"} and is_answering(
            self.address
        )


def children_of(pid: int) -> list[int]:
    """The children of a process that lives; none of one that is gone."""
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


@contextmanager
def running_demo(home: Path) -> Iterator[Running]:
    """A demo that answers; ended by force if it still runs afterwards."""
    port = free_port("127.0.0.1", None)
    log = home.with_name(f"log-{port}")
    with (
        log.open("w") as told,
        subprocess.Popen(
            [*AMIR, "demo", "--no-open", "--port", str(port)],
            env=environment(home), stdout=told, stderr=told,
        ) as process,
    ):  # fmt: skip
        try:
            wait_until(lambda: "is ready" in log.read_text() or process.poll() is not None)
            assert process.poll() is None, log.read_text()
            running = Running(home, process, f"http://127.0.0.1:{port}/")
            wait_until(running.is_whole)
            yield running
        finally:
            # Also after a failure: `with` waits for the process.
            process.terminate()


@contextmanager
def open_home() -> Iterator[Path]:
    """A folder for a home which the server's account may enter."""
    with tempfile.TemporaryDirectory(prefix="amir-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder, "home")
        Cluster(Path(folder, "home")).destroy()
