"""Children with limits: one thread, 600 seconds, 8 GB, and their output drained.

A contestant that fills a pipe nobody reads looks as if it hung; one that takes all memory stops
everybody else. Both are kept apart here.
"""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching.people import ROOT
from benchmarks.matching.store import FAILED

SECONDS = 600
GIGABYTES = 8
LIMIT = "more than"  # how the trouble of those begins who were ended
_EVERY = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE") / 2**20
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `trouble` is empty if all went well."""

    trouble: str
    peak_mb: float  # of the child and its children together


def run_module(
    python: Path | str,
    module: str,
    arguments: Sequence[object],
    *,
    seconds: float = SECONDS,
    gigabytes: float = GIGABYTES,
    environment: dict[str, str] | None = None,
) -> Ended:
    """Run `python -m module arguments` to its end, or end it at a limit."""
    places = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    given = {**os.environ, **ONE_THREAD, "PYTHONPATH": places, **(environment or {})}
    command = [str(python), "-m", module, *map(str, arguments)]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command, cwd=ROOT, env=given, stdin=subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        trouble, peak = _watch(child, seconds, gigabytes)
        if not trouble and child.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines()
            trouble = f"{FAILED}: {lines[-1][:120] if lines else child.returncode}"
    return Ended(trouble, peak)


def _watch(child: "subprocess.Popen[bytes]", seconds: float, gigabytes: float) -> tuple[str, float]:
    """Why the child had to be ended, if so, and the most memory seen."""
    peak, trouble, begun = 0.0, "", time.monotonic()
    while not trouble:
        try:
            child.wait(_EVERY)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, held_mb(child.pid))
        if peak > gigabytes * 1024:
            trouble = f"{LIMIT} {gigabytes:g} GB"
        elif time.monotonic() - begun > seconds:
            trouble = f"{LIMIT} {seconds:g} s"
    if trouble:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    return trouble, peak


def held_mb(process: int) -> float:
    """What a process and its children hold now."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        children = [
            int(one)
            for tasks in Path(f"/proc/{process}/task").iterdir()
            for one in (tasks / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0.0
    return pages * _PAGE + sum(map(held_mb, children))
