"""Groups of processes: each part of amir runs in a group of its own, which ends as a whole."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress

from .leftovers import PROCESSES

POLITE = 8.0
PAUSE = 0.05


def end_groups(groups: Iterable[int], *, polite: float = POLITE) -> None:
    """Ask every process of the groups to stop; kill those that do not within some seconds."""
    left = set(groups)
    for manner, patience in ((signal.SIGTERM, polite), (signal.SIGKILL, POLITE)):
        for group in left:
            _signal(group, manner)
        deadline = time.monotonic() + patience
        while (left := {group for group in left if has_members(group)}):  # fmt: skip
            if time.monotonic() > deadline:
                break
            time.sleep(PAUSE)


def kill_group(group: int) -> None:
    """Kill what is left of a group at once."""
    _signal(group, signal.SIGKILL)


def has_members(group: int) -> bool:
    """Whether any process of the group is more than a zombie."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    if not PROCESSES.is_dir():
        return True
    return any(_is_member(entry.name, group) for entry in PROCESSES.iterdir())


def _is_member(name: str, group: int) -> bool:
    if not name.isdecimal():
        return False
    try:
        fields = (PROCESSES / name / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[0] not in {"Z", "X"} and int(fields[2]) == group


def _signal(group: int, manner: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, manner)
