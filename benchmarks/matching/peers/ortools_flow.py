"""OR-Tools SimpleMinCostFlow: one network, arcs added as arrays in one call.

Load costs are parallel arcs of capacity one, and an arc past every mentor allows no match.
"""

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from benchmarks.matching.task import Ints, Task


def match(task: Task) -> Ints:
    """An optimal flow's pairs."""
    n, sink = task.mentees, task.mentees + task.mentors
    everybody = np.arange(n, dtype=np.int32)
    tails = np.concatenate([task.mentee, task.seat_mentor + np.int32(n), everybody])
    heads = np.concatenate(
        [task.mentor + np.int32(n), np.full(len(tails) - len(task.mentor), sink, np.int32)]
    )
    costs = np.concatenate([-task.value, task.seat_cost, np.zeros(n, np.int64)])
    network = SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        tails, heads, np.ones(len(tails), np.int64), costs
    )
    supply = np.append(np.where(np.arange(sink) < n, 1, 0), -n).astype(np.int64)
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supply)
    if network.solve() != network.OPTIMAL:
        raise RuntimeError("the network could not be solved")
    used = np.flatnonzero(np.asarray(network.flows(arcs[: len(task.mentee)])))
    return task.mate(task.mentee[used], task.mentor[used])
