"""What is said to people, and how steady a plan is."""

import time
from pathlib import Path

import numpy as np

from benchmarks.matching.peers.ours import read
from benchmarks.matching.store import Row
from peermatch import YARDSTICK, Instance, Options, Plan, explain_all, solve
from peermatch.arrays import Array

_LEFT_MENTEES, _LEFT_MENTORS = 0.02, 0.01


def explained(folder: Path) -> Row:
    """CPU to explain everybody; who got no answer; pairs whose points do not add up."""
    people = read(folder)
    plan = solve(people, YARDSTICK)
    warm = read(folder.parent / "warm")
    explain_all(warm, YARDSTICK, solve(warm, YARDSTICK))
    begun = time.process_time()
    answers = explain_all(people, YARDSTICK, plan)
    seconds = time.process_time() - begun
    lonely = [answer for answer in answers if answer.mentor < 0]
    silent = sum(not (answer.fails or answer.advice) for answer in lonely)
    wrong = sum(
        answer.score != int(plan.points[answer.mentee])
        or answer.score != sum(point.points for point in answer.points)
        for answer in answers
        if answer.mentor >= 0
    )
    return {
        "cpu": seconds, "unmatched": len(lonely), "silent": silent, "wrong": wrong,
        "without": sum(not answer.advice for answer in lonely),
    }  # fmt: skip


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
