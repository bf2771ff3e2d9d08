"""The best pair first, by priority and points: what a web application writes."""

import numpy as np

from benchmarks.matching.task import Ints, Task


def match(task: Task) -> Ints:
    """Sorted tuples and one loop."""
    pairs = zip(task.rank.tolist(), task.mentee.tolist(), task.mentor.tolist(), strict=True)
    free = np.bincount(task.seat_mentor, minlength=task.mentors).tolist()
    mate = [-1] * task.mentees
    for _, mentee, mentor in sorted(pairs, key=lambda pair: -pair[0]):
        if mate[mentee] < 0 and free[mentor]:
            mate[mentee] = mentor
            free[mentor] -= 1
    return np.array(mate, np.int64)
