"""rustworkx.max_weight_matching: nodes and edges added as lists in one call each."""

import numpy as np
import rustworkx

from benchmarks.matching.task import Ints, Task, seats_of


def match(task: Task) -> Ints:
    """A matching of the greatest weight, one node per mentee and per seat."""
    n = task.mentees
    arcs = seats_of(task)
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n + len(task.seat_mentor)))
    mentees, seats = task.mentee[arcs.pair].tolist(), (n + arcs.seat).tolist()
    graph.add_edges_from(list(zip(mentees, seats, arcs.value.tolist(), strict=True)))
    found = rustworkx.max_weight_matching(graph, weight_fn=lambda value: value)
    pairs = np.array([(min(pair), max(pair) - n) for pair in found], np.int64).reshape(-1, 2)
    return task.mate(pairs[:, 0], task.seat_mentor[pairs[:, 1]])
