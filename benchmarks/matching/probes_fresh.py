"""The first answer of a fresh process. Nothing is imported here that solving does not need."""

import sys
import time
from pathlib import Path
from typing import Any

from peermatch import YARDSTICK, Instance, solve


def fresh(folder: Path, turn: str) -> dict[str, Any]:
    """CPU since this process began, imports included, when the first plan is there."""
    plan = solve(Instance.from_npz(folder / "people.npz"), YARDSTICK)
    return {
        "cpu": time.process_time(), "turn": turn, "matched": plan.matched,
        "numba": "numba" in sys.modules,
    }  # fmt: skip
