"""Write an instance for the contestants: `python -m benchmarks.matching.prepare`.

It runs in a process of its own, so that the memory it takes is charged to nobody.
"""

import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.matching.people import people
from benchmarks.matching.task import PEOPLE, Task, write_pairs
from peermatch import YARDSTICK, Instance, Options
from peermatch.pairs import feasible_pairs
from peermatch.value import pair_values, place_cost, tiers

_TIER = 10_000  # more than the points of any pair


def write_people(folder: Path, matchgen: str, mentees: int, seed: int) -> Instance:
    """Make the people and store them as the archive that peermatch and the yardstick read."""
    arrays = people(matchgen, mentees, seed)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / PEOPLE, **arrays)
    return Instance.from_mapping(arrays)


def task_of(instance: Instance) -> Task:
    """What the others are given of the people."""
    begun = time.process_time()
    pairs = feasible_pairs(instance, YARDSTICK)
    seconds = time.process_time() - begun
    free = (instance.r_cap - instance.r_load).astype(np.int64)
    mentor = np.repeat(np.arange(instance.mentors), free)
    nth = np.arange(len(mentor)) - np.repeat(np.cumsum(free) - free, free)
    points = pairs.points.astype(np.int32)
    tier = tiers(instance, YARDSTICK).astype(np.int32)
    return Task(
        mentees=instance.mentees, mentors=instance.mentors,
        mentee=pairs.mentee.astype(np.int32), mentor=pairs.mentor.astype(np.int32),
        value=pair_values(instance, YARDSTICK, Options(), pairs),
        points=points, rank=tier[pairs.mentee] * _TIER + points,
        seat_mentor=mentor.astype(np.int32),
        seat_cost=place_cost(YARDSTICK, instance.r_load[mentor] + nth),
        tier=tier, big=YARDSTICK.big(instance.mentees), pairs_cpu=seconds,
    )  # fmt: skip


def write_task(folder: Path, matchgen: str, mentees: int, seed: int) -> None:
    """Store the people and the pairs."""
    write_pairs(folder, task_of(write_people(folder, matchgen, mentees, seed)))


if __name__ == "__main__":
    what, into, path, size, number = sys.argv[1:]
    write = write_task if what == "pairs" else write_people
    write(Path(into), path, int(size), int(number))
