"""peermatch: from the raw people, with the proof."""

from pathlib import Path

import numpy as np

from benchmarks.matching.task import PEOPLE, Ints
from peermatch import YARDSTICK, Instance, Plan, solve

PLAN, PROOF = "plan.npz", "proof.npz"


def read(folder: Path) -> Instance:
    """The people; no pairs."""
    return Instance.from_npz(folder / PEOPLE)


def warm(folder: Path) -> None:
    """Let everything be imported and compiled, for small instances and for large ones."""
    for name in ("warm", "warm-large"):
        match(read(folder / name))


def match(people: Instance) -> Plan:
    """Pairs, plan and proof."""
    return solve(people, YARDSTICK)


def keep(plan: Plan, folder: Path) -> Ints:
    """Store plan and proof for the checker; the plan's pairs."""
    plan.to_npz(folder / PLAN)
    plan.certificate.to_npz(folder / PROOF)
    return plan.mate.astype(np.int64)
