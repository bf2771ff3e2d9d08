"""scipy.optimize.linear_sum_assignment on the full table; a pair that is not allowed counts 0."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.matching.task import Ints, Task, seats_of


def match(task: Task) -> Ints:
    """An optimal assignment's pairs."""
    arcs = seats_of(task)
    table = np.zeros((task.mentees, len(task.seat_mentor)))
    table[task.mentee[arcs.pair], arcs.seat] = arcs.value
    row, seat = linear_sum_assignment(table, maximize=True)
    real = table[row, seat] > 0
    return task.mate(row[real], task.seat_mentor[seat[real]])
