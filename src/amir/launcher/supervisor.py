"""Keeping the parts of amir running: the web, the worker, the database.

A part that dies is started again. Whatever ends the supervisor, its guard ends the parts.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from .cluster import Cluster
from .groups import kill_group

PAUSE = 0.2
# A part that dies at once is broken, not unlucky: wait longer before each new try.
SHORT_LIFE = 5.0
LONGEST_WAIT = 10.0


@dataclass
class Part:
    """One command that must run all the time, in a process group of its own."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    wait: float = 0.0
    deaths: int = 0


class Supervisor:
    """Runs parts until told to stop. `cluster` None: the database is somebody else's."""

    def __init__(self, home: Path, environment: Mapping[str, str], cluster: Cluster | None) -> None:
        """Name what is to be supervised; nothing is started."""
        self._home = home
        self._environment = environment
        self._cluster = cluster
        self._parts: list[Part] = []
        self._guard: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Start the guard first: nothing may run unguarded."""
        self._living_guard()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the guard end every part. The caller ignores signals by now."""
        guard = self._living_guard()
        if guard.stdin:
            guard.stdin.close()
        guard.wait()
        for part in self._parts:
            if part.process:
                part.process.wait()

    def begin(self, name: str, command: Sequence[str]) -> Part:
        """Start a command that has an end; see `end`."""
        part = Part(name, command)
        self._start(part)
        return part

    def end(self, part: Part) -> int:
        """Wait for the end of a command; its exit code."""
        code = part.process.wait() if part.process else 1
        self._forget(part)
        return code

    def add(self, name: str, command: Sequence[str]) -> Part:
        """Start a part and keep it running from now on."""
        part = self.begin(name, command)
        self._parts.append(part)
        return part

    def keep(self) -> None:
        """Look after everything once, then rest a moment."""
        self._living_guard()
        if self._cluster and not self._cluster.is_alive():
            self._say("the database stopped; starting it again.")
            self._cluster.ensure_running()
        for part in self._parts:
            if part.process is None or part.process.poll() is not None:
                self._restart(part)
        time.sleep(PAUSE)

    def _restart(self, part: Part) -> None:
        """Start a dead part again, at once if it has lived, else after a growing wait."""
        now = time.monotonic()
        if part.process is not None:
            self._forget(part)
            part.deaths += 1
            lived = now - part.started
            part.wait = 0.0 if lived > SHORT_LIFE else min(max(1.0, part.wait * 2), LONGEST_WAIT)
            self._say(f"the {part.name} stopped; starting it again.")
            part.started = now
        if now >= part.started + part.wait:
            self._start(part)

    def _start(self, part: Part) -> None:
        part.process = subprocess.Popen(  # noqa: S603
            part.command, env=dict(self._environment), process_group=0, stdin=subprocess.DEVNULL
        )
        part.started = time.monotonic()
        self._tell_guard(f"+{part.process.pid}\n")

    def _forget(self, part: Part) -> None:
        """Kill what a dead part has left of its group."""
        if part.process:
            kill_group(part.process.pid)
            self._tell_guard(f"-{part.process.pid}\n")
            part.process = None

    def _living_guard(self) -> "subprocess.Popen[str]":
        """The guard; a new one, told everything again, if it was killed."""
        if self._guard is None or self._guard.poll() is not None:
            self._guard = self._new_guard()
            for part in self._parts:
                if part.process:
                    self._tell_guard(f"+{part.process.pid}\n")
        return self._guard

    def _new_guard(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "amir.launcher.guard", str(self._home)],
            stdin=subprocess.PIPE, start_new_session=True, text=True, bufsize=1, cwd="/",
            env={**os.environ, "AMIR_HOME": str(self._home)},
        )  # fmt: skip

    def _tell_guard(self, line: str) -> None:
        # If the guard is dead, the next look after everything tells a new one.
        if self._guard and self._guard.stdin:
            with suppress(BrokenPipeError):
                self._guard.stdin.write(line)

    def _say(self, sentence: str) -> None:
        print(f"amir: {sentence}", file=sys.stderr, flush=True)  # noqa: T201
