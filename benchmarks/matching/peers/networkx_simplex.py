"""networkx.network_simplex on a directed graph with whole numbers; building it is counted.

Load costs are one node per seat; an arc past every mentor allows no match.
"""

import networkx as nx
import numpy as np

from benchmarks.matching.task import Ints, Task


def match(task: Task) -> Ints:
    """An optimal flow's pairs."""
    n, sink = task.mentees, -1
    network = nx.DiGraph()
    network.add_nodes_from(range(n), demand=-1)
    network.add_node(sink, demand=n)
    network.add_edges_from(
        (mentee, n + mentor, {"weight": -value, "capacity": 1})
        for mentee, mentor, value in zip(
            task.mentee.tolist(), task.mentor.tolist(), task.value.tolist(), strict=True
        )
    )
    network.add_edges_from((mentee, sink, {"weight": 0, "capacity": 1}) for mentee in range(n))
    seats = zip(task.seat_mentor.tolist(), task.seat_cost.tolist(), strict=True)
    for seat, (mentor, cost) in enumerate(seats, start=n + task.mentors):
        network.add_edge(n + mentor, seat, weight=cost, capacity=1)
        network.add_edge(seat, sink, weight=0, capacity=1)
    _, flow = nx.network_simplex(network)
    pairs = [
        (mentee, head - n)
        for mentee in range(n)
        for head, amount in flow[mentee].items()
        if amount and head != sink
    ]
    return task.mate(*np.array(pairs, np.int64).reshape(-1, 2).T)
