"""One change at a time."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.matching.peers.ours import read
from benchmarks.matching.probes_people import part
from benchmarks.matching.store import Row
from peermatch import YARDSTICK, Instance, solve
from peermatch.arrays import Array
from peermatch.standing import Standing

Values = Mapping[str, Any]


def changed(folder: Path, count: str) -> Row:
    """The last `count` mentees come one by one; then as many changes of every kind.

    What stands afterwards is held against a cold solve of whoever is there then.
    """
    warm = read(folder.parent / "warm-large")
    _Programme(warm, 50).mixed(50)
    programme = _Programme(read(folder), int(count))
    inserts = programme.newcomers()
    mixed = programme.mixed(int(count))
    plan = programme.standing.plan()
    cold = solve(programme.standing.instance(), YARDSTICK)
    return {
        "median_ms": np.median(inserts), "p99_ms": np.quantile(inserts, 0.99),
        "max_ms": inserts.max(), "mixed_median_ms": np.median(mixed),
        "mixed_p99_ms": np.quantile(mixed, 0.99), "mixed_max_ms": mixed.max(),
        "difference": plan.objective - cold.objective, "matched": plan.matched,
    }  # fmt: skip


class _Programme:
    """A plan that stands, and people who come, change and go."""

    def __init__(self, people: Instance, newcomers: int) -> None:
        self._people = people
        self._first = people.mentees - newcomers
        base = part(people, np.arange(self._first), np.arange(people.mentors))
        self.standing = Standing(base, YARDSTICK, solve(base, YARDSTICK))
        self._chance = np.random.default_rng(1)
        self._away: dict[str, list[Values]] = {"e": [], "r": []}

    def newcomers(self) -> Array:
        """CPU milliseconds of each insertion."""
        people, excl = self._people, self._people.excl
        taken = []
        for i in range(self._first, people.mentees):
            excluded = excl[excl[:, 0] == i, 1].tolist()
            comes = partial(self.standing.insert, _row(people, "e", i), excluded=excluded)
            taken.append(_milliseconds(comes))
        return np.array(taken)

    def mixed(self, count: int) -> Array:
        """CPU milliseconds of each of `count` changes, all kinds in turn."""
        kinds = (
            self._mentee_leaves, self._mentor_leaves, self._mentee_changes,
            self._mentor_changes, self._mentee_returns, self._mentor_returns,
        )  # fmt: skip
        return np.array([_milliseconds(kinds[nth % len(kinds)]()) for nth in range(count)])

    def _mentee_leaves(self) -> Callable[[], object]:
        held = self.standing.mentees
        who = int(self._chance.choice(held[held < self._first]))
        self._away["e"].append(_row(self._people, "e", who))
        return lambda: self.standing.remove(mentee=who)

    def _mentor_leaves(self) -> Callable[[], object]:
        held = self.standing.mentors
        who = int(self._chance.choice(held[held < self._people.mentors]))
        self._away["r"].append(_row(self._people, "r", who))
        return lambda: self.standing.remove(mentor=who)

    def _mentee_changes(self) -> Callable[[], object]:
        who = int(self._chance.choice(self.standing.mentees))
        slots = int(self._chance.integers(1, 2**21))
        return lambda: self.standing.change({"e_slots": slots, "e_remote": 1}, mentee=who)

    def _mentor_changes(self) -> Callable[[], object]:
        held = self.standing.mentors
        who = int(self._chance.choice(held[held < self._people.mentors]))
        places = int(self._people.r_load[who]) + int(self._chance.integers(0, 4))
        return lambda: self.standing.change({"r_cap": places}, mentor=who)

    def _mentee_returns(self) -> Callable[[], object]:
        values = self._away["e"].pop(0)
        return lambda: self.standing.insert(values)

    def _mentor_returns(self) -> Callable[[], object]:
        values = self._away["r"].pop(0)
        return lambda: self.standing.insert(values)


def _row(people: Instance, side: str, who: int) -> Values:
    """Somebody's values, by the names of `Instance`."""
    arrays = people.to_mapping()
    return {name: array[who] for name, array in arrays.items() if name.startswith(f"{side}_")}


def _milliseconds(change: Callable[[], object]) -> float:
    begun = time.process_time()
    change()
    return 1000 * (time.process_time() - begun)
