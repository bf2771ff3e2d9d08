"""What a killed server leaves behind: lock files with the id of a process that is no more."""

import os
from pathlib import Path

PROCESSES = Path("/proc")
PID_FILE = "postmaster.pid"


def drop_locks_of_the_dead(data: Path, sockets: Path) -> None:
    """Remove the lock files if it is certain that no server uses the data any more.

    PostgreSQL itself refuses to start while the id exists: as a zombie, which some containers
    reap late or never, or as another program that was given the same id after a restart. Where
    there is no /proc the server decides alone.
    """
    pid = pid_in(data)
    if pid is None or not PROCESSES.is_dir():
        return
    if not _is_alive_server(pid) and not _has_processes(data):
        for lock in sockets.glob(".s.PGSQL.*.lock"):
            lock.unlink(missing_ok=True)
        (data / PID_FILE).unlink(missing_ok=True)


def pid_in(data: Path) -> int | None:
    """The id of the server's first process as its lock file has it; None if there is none."""
    try:
        return int((data / PID_FILE).read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def is_alive(pid: int) -> bool:
    """Whether a process exists and is more than a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) not in {"Z", "X"}


def _is_alive_server(pid: int) -> bool:
    try:
        name = (PROCESSES / str(pid) / "comm").read_text().strip()
    except OSError:
        return False
    return name == "postgres" and _state(pid) not in {"Z", "X"}


def _state(pid: int) -> str:
    """The state letter of a process; empty where it cannot be known."""
    try:
        # The name stands in brackets and may hold anything; the state follows the last bracket.
        return (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""


def _has_processes(data: Path) -> bool:
    """Whether any process works in the data folder, as every part of a server does."""
    for entry in PROCESSES.iterdir():
        if entry.name.isdecimal():
            try:
                if (entry / "cwd").readlink() == data:
                    return True
            except OSError:
                continue
    return False
