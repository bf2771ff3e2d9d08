"""Executors: the same plan from each, and how much they gain."""

import hashlib
import multiprocessing
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from distributed import Client, LocalCluster

from benchmarks.matching.peers.ours import read
from benchmarks.matching.store import Row
from benchmarks.matching.verify import digest
from peermatch import YARDSTICK, Instance, Options, Plan, solve
from peermatch.arrays import Array
from peermatch.block import Block
from peermatch.criteria import score
from peermatch.large.practice import practise
from peermatch.large.run import Round
from peermatch.value import Totals, tally

TIMES, SHORT = 3, 100_000  # so often for so many mentees: a second alone tells little


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
    """Wall time to the proven plan on warm processes, and the plan's digest."""
    warm, people = read(folder.parent / "warm-large"), read(folder)
    walls = []
    with executor(kind, int(count)) as workers:
        _warm(warm, workers, int(count))
        for _ in range(TIMES if people.mentees <= SHORT else 1):
            begun = time.perf_counter()
            plan = solve(people, YARDSTICK, executor=workers)
            walls.append(time.perf_counter() - begun)
    return {
        "wall": statistics.median(walls), "digest": digest(plan.mate, plan.certificate.price),
        "objective": plan.objective, "net": net(plan),
        "gap": plan.certificate.bound - plan.objective,
    }  # fmt: skip


def streamed(folder: Path, kind: str, count: str) -> Row:
    """Wall time until everybody has a first answer, and a second; then it stops.

    `objective` and `net` of an answer: what the plan counts, with and without priorities.
    """
    warm, people = read(folder.parent / "warm-large"), read(folder)
    with executor(kind, int(count)) as workers:
        _warm(warm, workers, int(count))
        mates = [np.full(people.mentees, -1, np.int32) for _ in range(2)]
        answered, walls = [0, 0], [0.0, 0.0]
        begun = time.perf_counter()

        def listen(answer: Round) -> None:
            number = answer.number
            mates[number][answer.mentees] = answer.mate
            answered[number] += len(answer.mentees)
            if answered[number] == people.mentees:
                walls[number] = time.perf_counter() - begun
            if answered[1] == people.mentees:
                raise _EnoughError

        with suppress(_EnoughError):
            solve(people, YARDSTICK, executor=workers, rounds=listen)
    first, second = (_counted(people, mate) for mate in mates)
    return {
        "wall": walls[0], "objective": first.objective, "net": net(first),
        "matched": first.matched, "answered": answered[0],
        "second_wall": walls[1], "second_objective": second.objective, "second_net": net(second),
    }  # fmt: skip


def _counted(people: Instance, mate: Array) -> Totals:
    matched = np.flatnonzero(mate >= 0)
    points = np.zeros(people.mentees, np.int64)
    points[matched] = score(Block(people, YARDSTICK, matched, mate[matched]))
    return tally(people, YARDSTICK, Options(), mate, points)


def net(plan: Plan | Totals) -> int:
    """The points of a plan, who is matched left aside."""
    return plan.score + plan.wait - plan.load_cost


class _EnoughError(Exception):
    """Ends a run after its first answers."""


def _warm(people: Instance, workers: Executor | None, count: int) -> None:
    """Let every process import and load all code before the clock starts."""
    solve(people, YARDSTICK)  # this one, too: it parts the people and puts the plan together
    if workers is None:
        return
    # As many tasks as workers, each long enough that nobody can have two.
    list(workers.map(_solve_slowly, [people] * count))


def _solve_slowly(people: Instance) -> str:
    practise()
    plan = solve(people, YARDSTICK)
    time.sleep(0.5)
    return hashlib.sha256(plan.mate.tobytes()).hexdigest()
