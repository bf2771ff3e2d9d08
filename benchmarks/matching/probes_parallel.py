"""Executors: the same plan from each, and how much they gain."""

import hashlib
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from distributed import Client, LocalCluster

from benchmarks.matching.peers.ours import read
from benchmarks.matching.store import Row
from benchmarks.matching.verify import digest
from peermatch import YARDSTICK, Instance, solve


@contextmanager
def executor(kind: str, workers: int) -> Iterator[Executor | None]:
    """None, a pool of processes, or Dask's workers."""
    if kind == "pool":
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield pool
    elif kind == "dask":
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client.get_executor()
    else:
        yield None


def solved(folder: Path, kind: str, count: str) -> Row:
    """Wall time to the proven plan and to the first answer, on warm workers; the plan's digest."""
    warm, people = read(folder.parent / "warm-large"), read(folder)
    with executor(kind, int(count)) as workers:
        _warm(warm, workers, int(count))
        answers: list[tuple[float, int]] = []
        begun = time.perf_counter()
        plan = solve(people, YARDSTICK, executor=workers)
        wall = time.perf_counter() - begun
    return {
        "wall": wall, "digest": digest(plan.mate, plan.certificate.price),
        "objective": plan.objective, "gap": plan.certificate.bound - plan.objective,
        "answers": answers,
    }  # fmt: skip


def _warm(people: Instance, workers: Executor | None, count: int) -> None:
    """Let every worker import and compile before the clock starts."""
    if workers is None:
        solve(people, YARDSTICK)
        return
    # As many tasks as workers, each long enough that nobody can have two.
    list(workers.map(_solve_slowly, [people] * count))


def _solve_slowly(people: Instance) -> str:
    plan = solve(people, YARDSTICK)
    time.sleep(0.5)
    return hashlib.sha256(plan.mate.tobytes()).hexdigest()
