"""Compile once, keep it on disk: what makes the first large run of a process start at once."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from peermatch.errors import NotProven
from peermatch.instance import Instance
from peermatch.large.run import solve_people
from peermatch.options import Options
from peermatch.rules import PROGRAMME


def warm(folder: str | Path) -> None:
    """Fill `folder` with compiled code.

    Processes that start with NUMBA_CACHE_DIR naming the folder find it there; it stays good
    until numba, numpy or this library change.
    """
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "peermatch.large.warming"], env=environment, check=False
    )
    if done.returncode:
        raise NotProven("The compiled code could not be made.")


def solve_a_few() -> int:
    """Solve a handful of people, so that everything is compiled; returns how many are matched."""
    n, m = 40, 30
    rng = np.random.Generator(np.random.PCG64(1))
    people = Instance.from_mapping({
        "loc_country": [0], "loc_x": [0.0], "loc_y": [0.0], "e_loc": [0] * n, "r_loc": [0] * m,
        "e_b1": rng.integers(1, 8, n), "r_b1": rng.integers(1, 8, m), "e_slots": [1] * n,
        "r_slots": [1] * m, "r_ready": [1] * m, "r_cap": rng.integers(1, 3, m),
        "e_wait": rng.integers(0, 60, n),
    })  # fmt: skip
    locked = np.full(n, -1, np.int32)
    mate, _, _ = solve_people(people, PROGRAMME, Options(), locked, seed=0, executor=None,
                              tell=lambda stage, share: None, rounds=None)  # fmt: skip
    return int((mate >= 0).sum())


if __name__ == "__main__":
    sys.exit(0 if solve_a_few() else 1)
