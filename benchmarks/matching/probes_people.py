"""What is said to people, and how steady a plan is."""

import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from benchmarks.matching.peers.ours import read
from benchmarks.matching.store import Row
from peermatch import YARDSTICK, Instance, Options, Plan, Survey, solve, survey
from peermatch.arrays import Array
from peermatch.explain import points_of_pair, points_of_pairs

_LEFT_MENTEES, _LEFT_MENTORS = 0.02, 0.01


def explained(folder: Path) -> Row:
    """CPU to explain everybody; who got no answer; pairs whose points do not add up.

    Afterwards, and not counted, the points of every pair are taken one by one with their facts.
    """
    people, warm = read(folder), read(folder.parent / "warm-large")
    plan = solve(people, YARDSTICK)
    _answer(warm, solve(warm, YARDSTICK))
    begun = time.process_time()
    found, points = _answer(people, plan)
    seconds = time.process_time() - begun
    failed = sum(found.fails.values()) + found.possible
    together = sum(points.values())
    wrong = together != plan.points
    for i in np.flatnonzero(plan.mate >= 0).tolist():
        one_by_one = points_of_pair(people, YARDSTICK, i, int(plan.mate[i]))
        wrong[i] |= any(point.points != points[point.criterion][i] for point in one_by_one)
    return {
        "cpu": seconds, "unmatched": len(found.mentees), "silent": int((failed == 0).sum()),
        "wrong": int(wrong.sum()), "without": int(found.helpless.sum()),
    }  # fmt: skip


def _answer(people: Instance, plan: Plan) -> tuple[Survey, Mapping[str, Array]]:
    """Why those without a mentor have none and what would help; the points of all others."""
    return survey(people, YARDSTICK, plan), points_of_pairs(people, YARDSTICK, plan)


def steady(folder: Path) -> Row:
    """Solve, let some leave and others come, solve again with and without the stay bonus.

    The folder holds more people than the plan begins with: those come later.
    """
    everybody = read(folder)
    n, m = round(everybody.mentees / (1 + _LEFT_MENTEES)), everybody.mentors
    old = part(everybody, np.arange(n), np.arange(m))
    plan = solve(old, YARDSTICK)
    chance = np.random.default_rng(1)
    stays = chance.permutation(n)[round(_LEFT_MENTEES * n) :]
    mentees = np.concatenate([np.sort(stays), np.arange(n, everybody.mentees)])
    mentors = np.sort(chance.permutation(m)[round(_LEFT_MENTORS * m) :])
    now = part(everybody, mentees, mentors)
    place = np.full(m + 1, -1, np.int64)
    place[mentors] = np.arange(len(mentors))
    before = place[plan.mate[mentees[mentees < n]]]
    kept = tuple((i, int(mentor)) for i, mentor in enumerate(before) if mentor >= 0)
    cold = solve(now, YARDSTICK)
    warm = solve(now, YARDSTICK, options=Options(stay=kept))
    broken = [100 * sum(int(p.mate[i]) != j for i, j in kept) / len(kept) for p in (cold, warm)]
    return {
        "continuing": len(kept), "broken_cold": broken[0], "broken": broken[1],
        "lost": cold.matched - warm.matched, "score_lost": 100 * (1 - net(warm) / net(cold)),
    }  # fmt: skip


def net(plan: Plan) -> int:
    """What a plan counts besides priority and bonus."""
    return plan.score + plan.wait - plan.load_cost


def part(people: Instance, mentees: Array, mentors: Array) -> Instance:
    """Some of the people, in the order given; pairs that must not be made move along."""
    rows = {"e_": mentees, "r_": mentors}
    arrays = {
        name: array[rows[name[:2]]] if name[:2] in rows else array
        for name, array in people.to_mapping().items()
        if name != "meta"
    }
    where = [np.full(count, -1) for count in (people.mentees, people.mentors)]
    where[0][mentees], where[1][mentors] = np.arange(len(mentees)), np.arange(len(mentors))
    for name in ("excl", "conflict"):
        moved = np.stack([where[side][arrays[name][:, side]] for side in (0, 1)], axis=1)
        arrays[name] = moved[(moved >= 0).all(axis=1)]
    return Instance.from_mapping(arrays)
