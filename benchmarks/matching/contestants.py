"""The contestants. Each runs in a process of its own: `python -m benchmarks.matching.contestants`.

All but peermatch get the allowed pairs with their values ready made, which favours them:
peermatch starts from the raw people and also delivers the proof.
"""

import importlib.metadata
import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.matching.generator import generate
from peermatch import YARDSTICK, Instance, Options, solve
from peermatch.pairs import feasible_pairs
from peermatch.value import pair_values, place_cost

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Task:
    """One instance: the people, and what the others are given of them."""

    people: Instance
    mentee: Ints
    mentor: Ints
    value: Ints  # of each pair, before load costs
    seat_mentor: Ints  # one entry per free place
    seat_cost: Ints


def write_task(folder: Path, mentees: int, seed: int) -> Instance:
    """Make an instance, and write it and its pairs for the contestants."""
    people = Instance.from_mapping(generate(mentees, seed))
    pairs = feasible_pairs(people, YARDSTICK)
    free = (people.r_cap - people.r_load).astype(np.int64)
    mentor = np.repeat(np.arange(people.mentors), free)
    nth = np.arange(len(mentor)) - np.repeat(np.cumsum(free) - free, free)
    folder.mkdir()
    people.to_npz(folder / "people.npz")
    np.savez(
        folder / "pairs.npz",
        mentee=pairs.mentee.astype(np.int64),
        mentor=pairs.mentor.astype(np.int64),
        value=pair_values(people, YARDSTICK, Options(), pairs),
        seat_mentor=mentor,
        seat_cost=place_cost(YARDSTICK, people.r_load[mentor] + nth),
    )
    return people


def read_task(folder: Path, name: str) -> Task:
    """The people, and the pairs for all but peermatch."""
    people = Instance.from_npz(folder / "people.npz")
    with np.load(folder / "pairs.npz") as held:
        nothing = np.zeros(0, np.int64)
        names = ("mentee", "mentor", "value", "seat_mentor", "seat_cost")
        return Task(people, *(nothing if name == "peermatch" else held[key] for key in names))


def ours(task: Task) -> Ints:
    """peermatch, pairs and proof included."""
    return solve(task.people, YARDSTICK).mate.astype(np.int64)


def ortools_flow(task: Task) -> Ints:
    """OR-Tools SimpleMinCostFlow on the whole network."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    n, sink = task.people.mentees, task.people.mentees + task.people.mentors
    everybody = np.arange(n)
    tails = np.concatenate([task.mentee, task.seat_mentor + n, everybody])
    heads = np.concatenate([task.mentor + n, task.seat_mentor * 0 + sink, everybody * 0 + sink])
    costs = np.concatenate([-task.value, task.seat_cost, everybody * 0])
    network = SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), np.ones(len(tails), np.int64), costs
    )
    supply = np.append(np.where(np.arange(sink) < n, 1, 0), -n).astype(np.int64)
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supply)
    if network.solve() != network.OPTIMAL:
        raise RuntimeError("the network could not be solved")
    used = np.flatnonzero(np.asarray(network.flows(arcs))[: len(task.mentee)])
    return _mate(task, task.mentee[used], task.mentor[used])


def scipy_sparse(task: Task) -> Ints:
    """scipy's sparse full bipartite matching: one column per place, one dummy per mentee."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    n, seats = task.people.mentees, len(task.seat_mentor)
    first = np.searchsorted(task.seat_mentor, np.arange(task.people.mentors + 1))
    count = first[task.mentor + 1] - first[task.mentor]
    arc = np.repeat(np.arange(len(task.mentor)), count)
    nth = np.arange(len(arc)) - np.repeat(np.cumsum(count) - count, count)
    seat = first[task.mentor[arc]] + nth
    everybody = np.arange(n)
    # Weights may not be zero, and every mentee must find a column: shift all by one.
    worth = np.concatenate([task.value[arc] - task.seat_cost[seat] + 1, everybody * 0 + 1])
    rows = np.concatenate([task.mentee[arc], everybody])
    columns = np.concatenate([seat, seats + everybody])
    graph = coo_array((worth.astype(float), (rows, columns)), shape=(n, seats + n)).tocsr()
    row, column = min_weight_full_bipartite_matching(graph, maximize=True)
    real = column < seats
    return _mate(task, row[real], task.seat_mentor[column[real]])


def greedy(task: Task) -> Ints:
    """The best pair first, as long as both are free: what a web application writes."""
    order = np.argsort(-task.value, kind="stable")
    free = np.bincount(task.seat_mentor, minlength=task.people.mentors).tolist()
    mate = [-1] * task.people.mentees
    pairs = zip(task.mentee[order].tolist(), task.mentor[order].tolist(), strict=True)
    for mentee, mentor in pairs:
        if mate[mentee] < 0 and free[mentor]:
            mate[mentee] = mentor
            free[mentor] -= 1
    return np.array(mate, np.int64)


def _mate(task: Task, mentees: Ints, mentors: Ints) -> Ints:
    mate = np.full(task.people.mentees, -1, np.int64)
    mate[mentees] = mentors
    return mate


CONTESTANTS: dict[str, Callable[[Task], Ints]] = {
    "peermatch": ours,
    "ortools flow": ortools_flow,
    "scipy sparse": scipy_sparse,
    "greedy": greedy,
}
PACKAGES = ("numpy", "ortools", "scipy")


def versions() -> str:
    """The versions that the figures belong to."""
    named = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    return f"Python {sys.version.split()[0]}, {', '.join(named)}"


def peak_mb() -> float:
    """The most memory this process ever held (getrusage would count the parent's as well)."""
    held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(held.group(1)) / 1024 if held else 0.0


def run(name: str, folder: Path, repeats: int) -> None:
    """Warm up, run `repeats` times, and write times, memory and the plan."""
    contestant = CONTESTANTS[name]
    contestant(read_task(folder / "warm", name))
    task = read_task(folder / "task", name)
    before = peak_mb()
    walls, cpus = [], []
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        mate = contestant(task)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    added = peak_mb() - before
    result = {"wall": walls, "cpu": cpus, "added_mb": added, "mate": mate.tolist()}
    (folder / "result.json").write_text(json.dumps(result))


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
