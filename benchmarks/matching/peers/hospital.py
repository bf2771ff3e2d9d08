"""`matching`'s HospitalResident: mentees rank mentors by points, mentors rank by tier and points.

It answers another question: a stable plan, not the best one.
"""

import sys

import numpy as np
from matching.games import HospitalResident

from benchmarks.matching.task import Ints, Task


def match(task: Task) -> Ints:
    """The stable plan that is best for mentees."""
    # The library copies players who know one another, one call deep for each.
    sys.setrecursionlimit(10**7)
    by_mentee = np.lexsort((-task.points, task.mentee))
    by_mentor = np.lexsort((-task.rank, task.mentor))
    wished = _lists(task.mentee[by_mentee], task.mentor[by_mentee])
    ranked = _lists(task.mentor[by_mentor], task.mentee[by_mentor])
    free = np.bincount(task.seat_mentor, minlength=task.mentors).tolist()
    game = HospitalResident.create_from_dictionaries(
        wished, ranked, {mentor: free[mentor] for mentor in ranked}
    )
    pairs = [
        (resident.name, hospital.name)
        for hospital, residents in game.solve(optimal="resident").items()
        for resident in residents
    ]
    return task.mate(*np.array(pairs, np.int64).reshape(-1, 2).T)


def _lists(owner: np.ndarray, other: np.ndarray) -> dict[int, list[int]]:
    """Whom each owner lists, in order; who lists nobody is left out."""
    owners, starts = np.unique(owner, return_index=True)
    lists = np.split(other, starts[1:])
    return {one: some.tolist() for one, some in zip(owners.tolist(), lists, strict=True)}
