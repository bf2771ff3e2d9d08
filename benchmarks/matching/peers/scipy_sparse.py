"""scipy.sparse.csgraph.min_weight_full_bipartite_matching (LAPJVsp), compressed rows made at once.

It needs every mentee matched, so each gets a column of her own that counts nothing; a mentor
with several places is as many columns.
"""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from benchmarks.matching.task import Ints, Task, seats_of


def match(task: Task) -> Ints:
    """An optimal matching's pairs."""
    n, seats = task.mentees, len(task.seat_mentor)
    arcs = seats_of(task)
    mentee = task.mentee[arcs.pair]
    starts = np.searchsorted(mentee, np.arange(n + 1)) + np.arange(n + 1)
    columns = np.empty(len(mentee) + n, np.int32)
    worth = np.empty(len(mentee) + n)
    # Weights may not be zero: all are one higher, which moves no optimum of a full matching.
    place = np.arange(len(mentee)) + mentee
    columns[place], worth[place] = arcs.seat, arcs.value + 1
    columns[starts[1:] - 1], worth[starts[1:] - 1] = seats + np.arange(n), 1
    graph = csr_array((worth, columns, starts.astype(np.int32)), shape=(n, seats + n))
    row, column = min_weight_full_bipartite_matching(graph, maximize=True)
    real = column < seats
    return task.mate(row[real], task.seat_mentor[column[real]])
