"""A process of its own in which kernels are compiled; imports nothing of the library at first."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import Any


def begin() -> None:
    """Runs first in the process."""
    os.environ["NUMBA_DISABLE_JIT"] = "0"


def compiled_process() -> ProcessPoolExecutor:
    """One process with compiled kernels."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=begin)


def solve_there(
    arrays: dict[str, Any], rules: dict[str, Any], most: int
) -> tuple[bytes, list[int], bool]:
    """(plan, prices, whether code was compiled) of the large path, listing `most` pairs."""
    from peermatch import Instance, Rules  # noqa: PLC0415  not before `begin`
    from peermatch.large import solve_large  # noqa: PLC0415
    from peermatch.large.compiled import PLAIN  # noqa: PLC0415
    from peermatch.large.rounds import solve_territory  # noqa: PLC0415

    solve_territory.__defaults__ = (most,)
    plan = solve_large(Instance.from_mapping(arrays), Rules.from_mapping(rules))
    return plan.to_bytes(), plan.certificate.price.tolist(), not PLAIN
