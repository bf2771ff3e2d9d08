"""Run one contestant in this process: `python -m benchmarks.matching.contest MODULE FOLDER ...`.

It warms up on a small instance, then answers the same question several times. The folder
receives `mate.npy` and `result.json`. Runs that waited for the machine (wall time over
1.3 x CPU time) are repeated; a long-runner is not asked more often than its time allows.
"""

import importlib
import importlib.metadata
import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.matching.task import read_task

BUSY = 1.3
Runs = list[list[float]]


def peak_mb() -> float:
    """The most memory this process held since `forget_peak`; getrusage would count the parent."""
    held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(held.group(1)) / 1024 if held else 0.0


def forget_peak() -> None:
    """Let the peak begin again at what is held now."""
    Path("/proc/self/clear_refs").write_text("5")


def read_input(contestant: ModuleType, folder: Path) -> Any:
    """What the contestant wants: the people, or pairs."""
    return contestant.read(folder) if hasattr(contestant, "read") else read_task(folder)


def timed_runs(contestant: ModuleType, given: Any, repeats: int, long: float) -> tuple[Any, Runs]:
    """The answer and [wall, CPU] of each run; quiet runs replace those that had to wait.

    After `long` seconds no further run is begun.
    """
    runs: Runs = []
    begun = time.perf_counter()
    while True:
        wall, cpu = time.perf_counter(), time.process_time()
        answer = contestant.match(given)
        runs.append([time.perf_counter() - wall, time.process_time() - cpu])
        quiet = sum(wall <= BUSY * cpu for wall, cpu in runs)
        spent = time.perf_counter() - begun
        if quiet >= repeats or len(runs) >= 2 * repeats or spent > long:
            runs.sort(key=lambda run: run[0] > BUSY * run[1])
            return answer, runs[:repeats]


def installed(packages: Iterable[str]) -> dict[str, str]:
    """The versions of those packages that are here."""
    found = {}
    for name in packages:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an extra that this environment does without
    return found


def run(
    module: str, folder: Path, repeats: int, long: float, packages: list[str]
) -> dict[str, Any]:
    """Measure, and store the answer."""
    contestant = importlib.import_module(f"benchmarks.matching.peers.{module}")
    if hasattr(contestant, "warm"):
        contestant.warm(folder.parent)
    else:
        contestant.match(read_input(contestant, folder.parent / "warm"))
    forget_peak()
    base = peak_mb()
    given = read_input(contestant, folder)
    forget_peak()
    read = peak_mb()
    answer, runs = timed_runs(contestant, given, repeats, long)
    peak = peak_mb()
    mate = contestant.keep(answer, folder) if hasattr(contestant, "keep") else answer
    np.save(folder / "mate.npy", mate)
    memory = {"base_mb": base, "read_mb": read, "peak_mb": peak}
    return {"runs": runs, **memory, "versions": installed(packages)}


if __name__ == "__main__":
    chosen, place, times, seconds, *needed = sys.argv[1:]
    result = run(chosen, Path(place), int(times), float(seconds), needed)
    (Path(place) / "result.json").write_text(json.dumps(result))
