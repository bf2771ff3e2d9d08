"""What a contestant other than peermatch is given: allowed pairs with their values, as arrays.

Contestants run in environments that hold their own packages, so that this module, the
contestants and `contest` need numpy and nothing else.
"""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
PAIRS = "pairs.npz"
PEOPLE = "people.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """One instance. Pairs are sorted by mentee, then mentor; seats by mentor, the cheapest first.

    What a plan counts is the sum of `value` over its pairs less `seat_cost` over the seats it
    takes, each mentor's in their order.
    """

    mentees: int
    mentors: int
    mentee: Small
    mentor: Small
    value: Ints  # priority, points and waiting together
    points: Small  # points alone: by these a mentee ranks mentors
    rank: Small  # priority, then points: by these a mentor ranks mentees
    seat_mentor: Small  # one entry per free place
    seat_cost: Ints
    tier: Small  # of each mentee
    big: int  # what one person counts, before points
    pairs_cpu: float = 0.0  # seconds it took to list the pairs

    @property
    def first_seat(self) -> Ints:
        """Where each mentor's seats begin, and where the last one's end."""
        return np.searchsorted(self.seat_mentor, np.arange(self.mentors + 1)).astype(np.int64)

    def mate(self, mentees: npt.ArrayLike, mentors: npt.ArrayLike) -> Ints:
        """The answer every contestant gives: the mentor of each mentee, or -1."""
        mate = np.full(self.mentees, -1, np.int64)
        mate[np.asarray(mentees, np.int64)] = np.asarray(mentors, np.int64)
        return mate


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """Every pair once for each seat of its mentor, for methods that know no capacities."""

    pair: Ints
    seat: Ints
    value: Ints  # less the cost of the seat


def seats_of(task: Task) -> Seats:
    """The pairs by seat, in the order of the pairs."""
    first = task.first_seat
    count = np.diff(first)[task.mentor]
    pair = np.repeat(np.arange(len(count)), count)
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    seat = first[task.mentor[pair]] + nth
    return Seats(pair, seat, task.value[pair] - task.seat_cost[seat])


def write_pairs(folder: Path, task: Task) -> None:
    """Store a task for `read_task`."""
    np.savez(folder / PAIRS, **{field.name: getattr(task, field.name) for field in fields(Task)})


def read_task(folder: Path) -> Task:
    """The task of a folder."""
    with np.load(folder / PAIRS) as held:
        arrays = {field.name: held[field.name] for field in fields(Task)}
    return Task(**{name: array if array.ndim else array.item() for name, array in arrays.items()})
