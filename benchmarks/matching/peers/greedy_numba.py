"""The best pair first, by priority and points: numpy's sort, then a compiled loop."""

import numba
import numpy as np

from benchmarks.matching.task import Ints, Task


@numba.njit
def _take(order: Ints, mentees: Ints, mentors: Ints, free: Ints, mate: Ints) -> None:
    for pair in order:
        mentee, mentor = mentees[pair], mentors[pair]
        if mate[mentee] < 0 and free[mentor] > 0:
            mate[mentee] = mentor
            free[mentor] -= 1


def match(task: Task) -> Ints:
    """One sort of all pairs, one pass over them."""
    mate = np.full(task.mentees, -1, np.int64)
    free = np.bincount(task.seat_mentor, minlength=task.mentors)
    _take(np.argsort(-task.rank, kind="stable"), task.mentee, task.mentor, free, mate)
    return mate
