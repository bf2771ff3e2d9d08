"""How fast and how good, against the field: `python -m benchmarks.matching [--quick]`.

Every contestant runs in a process of its own on one thread; the harness takes wall time, CPU
time and peak memory, and judges each answer apart: `peermatch.check` proves what is optimal,
all others are measured against that optimum. Ratios are of CPU time, because the machine may
be busy; a run whose wall time exceeds its CPU time by 30 % is marked with *.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.matching.contestants import CONTESTANTS, versions, write_task
from peermatch import YARDSTICK, Instance, Plan, Refused, check, plan_of, solve

QUICK, FULL = (1_000, 10_000), (1_000, 3_000, 10_000, 30_000)
SECONDS = 600
WARM_UP = 300
HEAD = f"{'mentees':>8} {'contestant':<14} {'wall s':>8} {'CPU s':>8} {'ratio':>7} "
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}


@dataclass(frozen=True, slots=True)
class Result:
    """What one contestant did with one instance."""

    wall: float
    cpu: float
    added_mb: float
    mate: list[int]


def measure(name: str, folder: Path, repeats: int) -> Result | None:
    """Run one contestant in its own process; nothing if it fails or takes too long."""
    module = "benchmarks.matching.contestants"
    command = [sys.executable, "-m", module, name, str(folder), str(repeats)]
    environment = {**os.environ, **ONE_THREAD}
    try:
        subprocess.run(command, env=environment, timeout=SECONDS, check=True, capture_output=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    held = json.loads((folder / "result.json").read_text())
    wall, cpu = statistics.median(held["wall"]), statistics.median(held["cpu"])
    return Result(wall, cpu, held["added_mb"], held["mate"])


def judge(people: Instance, best: Plan, mate: list[int]) -> str:
    """The plan's figures: proven optimal, or how far from the optimum; broken if it is no plan."""
    plan = plan_of(people, YARDSTICK, np.array(mate), best.certificate)
    try:
        check(people, YARDSTICK, plan)
        verdict = "proven optimal"
    except Refused:
        missing = best.objective - plan.objective
        verdict = "BETTER THAN PROVEN" if missing < 0 else f"{best.matched - plan.matched} fewer"
    net = plan.score + plan.wait - plan.load_cost
    return f"{plan.matched:>8} {net:>10}  {verdict}"


def table(folder: Path, mentees: int, seed: int, repeats: int) -> None:
    """Measure and print one instance."""
    write_task(folder / "warm", WARM_UP, seed)
    people = write_task(folder / "task", mentees, seed)
    best = solve(people, YARDSTICK)
    ours = 0.0
    for name in CONTESTANTS:
        result = measure(name, folder, repeats)
        if result is None:
            print(f"{mentees:>8} {name:<14} failed, or took more than {SECONDS} s")
            continue
        ours = ours or result.cpu
        busy = "*" if result.wall > 1.3 * result.cpu else " "
        print(f"{mentees:>8} {name:<14} {result.wall:>7.3f}{busy} {result.cpu:>8.3f} "
              f"{result.cpu / ours:>6.1f}x {result.added_mb:>7.0f} "
              f"{judge(people, best, result.mate)}", flush=True)  # fmt: skip


def main() -> None:
    """Print the versions and the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching")
    parser.add_argument("--quick", action="store_true", help="up to 10,000 mentees, 3 runs each")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], metavar="S")
    given = parser.parse_args()
    print(versions())
    print("peermatch: from raw people, with proof; all others: from ready pairs, without.")
    print(f"{HEAD}{'+MB':>7} {'matched':>8} {'net score':>10}")
    for mentees in given.sizes or (QUICK if given.quick else FULL):
        for seed in given.seeds:
            with tempfile.TemporaryDirectory() as folder:
                table(Path(folder), mentees, seed, 3 if given.quick else 5)


if __name__ == "__main__":
    main()
