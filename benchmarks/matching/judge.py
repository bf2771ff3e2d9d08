"""Judge an answer from the list of pairs, and by the yardstick's own rules where it is at hand."""

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from benchmarks.matching.task import PEOPLE, Ints, Task

EVALUATED = 10_000  # mentees up to which the yardstick judges every pair
SAMPLED = 1_500  # pairs it judges above


class Broken(Exception):
    """An answer that is no plan."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The figures of a plan; `net` is what it counts besides priority."""

    matched: int
    by_tier: tuple[int, ...]
    objective: int
    net: int
    load_cost: int
    blocking: int


def judge(task: Task, mate: Ints) -> Judgement:
    """The figures of an answer, or `Broken`."""
    made = np.flatnonzero(task.mentor == mate[task.mentee])
    matched = int((mate >= 0).sum())
    if len(made) != matched:
        raise Broken(f"{matched - len(made)} pairs are not allowed")
    first = task.first_seat
    used = np.bincount(task.mentor[made], minlength=task.mentors)
    if (used > np.diff(first)).any():
        raise Broken("a mentor has more mentees than places")
    nth = np.arange(len(task.seat_mentor)) - first[task.seat_mentor]
    load_cost = int(task.seat_cost[nth < used[task.seat_mentor]].sum())
    by_tier = np.bincount(task.tier[task.mentee[made]], minlength=4)
    objective = int(task.value[made].sum()) - load_cost
    people = sum(task.big * (1 + tier) * int(count) for tier, count in enumerate(by_tier))
    return Judgement(
        matched, tuple(by_tier.tolist()), objective, objective - people, load_cost,
        blocking_pairs(task, made, used),
    )  # fmt: skip


def blocking_pairs(task: Task, made: Ints, used: Ints) -> int:
    """Pairs of whom the mentee has more points, and the mentor room or a lower (tier, points)."""
    held = np.full(task.mentees, -1, np.int64)
    held[task.mentee[made]] = task.points[made]
    least = np.full(task.mentors, np.iinfo(np.int32).max)
    np.minimum.at(least, task.mentor[made], task.rank[made])
    least[used < np.diff(task.first_seat)] = -1
    return int(((task.points > held[task.mentee]) & (task.rank > least[task.mentor])).sum())


def confirm(yardstick: ModuleType, folder: Path, mate: Ints, objective: int) -> None:
    """Let the yardstick judge: everything on small instances, a sample of pairs on large ones."""
    with np.load(folder / PEOPLE) as held:
        people = dict(held)
    if len(mate) <= EVALUATED:
        found = yardstick.evaluate(people, mate)["objective"]
        if found != objective:
            raise Broken(f"the yardstick counts {found}, the pairs {objective}")
        return
    matched = np.flatnonzero(mate >= 0)
    for mentee in np.random.default_rng(1).choice(matched, min(SAMPLED, len(matched)), False):
        allowed, _ = yardstick.reference_pairs(people, mentee, mate[mentee : mentee + 1])
        if not len(allowed):
            raise Broken(f"the yardstick does not allow {mentee} and {mate[mentee]}")
