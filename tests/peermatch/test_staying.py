"""After some have left and some have come, most pairs stay, and nobody goes without for it."""

import numpy as np
import pytest

from benchmarks.matching.generator import generate
from peermatch import YARDSTICK, Instance, Options, Plan, solve

Pairs = list[tuple[int, int]]


def churned(people: Instance, plan: Plan, newcomers: Instance, seed: int) -> tuple[Instance, Pairs]:
    """The people after 2 % of mentees and 1 % of mentors left and 2 % of mentees came.

    With them the pairs of the plan of whom both are still there.
    """
    lot = np.random.Generator(np.random.PCG64(seed))
    new = people.mentees // 50
    mentees = np.sort(lot.permutation(people.mentees)[new:])
    mentors = np.sort(lot.permutation(people.mentors)[people.mentors // 100 :])
    arrays = {}
    for name, array in people.to_mapping().items():
        if name[:2] == "e_":
            arrays[name] = np.concatenate([array[mentees], getattr(newcomers, name)[:new]])
        elif name[:2] == "r_":
            arrays[name] = array[mentors]
    arrays["e_loc"] = np.minimum(arrays["e_loc"], len(people.loc_x) - 1)
    nobody = np.zeros((0, 2), np.int32)
    place = np.full(people.mentors + 1, -1)
    place[mentors] = np.arange(len(mentors))
    held = place[plan.mate[mentees]]
    pairs = [(i, j) for i, j in enumerate(held.tolist()) if j >= 0]
    return people.replace(**arrays, excl=nobody, conflict=nobody), pairs


def broken(size: int, seed: int) -> tuple[float, float]:
    """The share of pairs that a new plan breaks, without and with the bonus for staying."""
    people = Instance.from_mapping(generate(size, seed))
    newcomers = Instance.from_mapping(generate(size, seed + 50))
    now, pairs = churned(people, solve(people, YARDSTICK), newcomers, seed)
    cold = solve(now, YARDSTICK)
    kept = solve(now, YARDSTICK, options=Options(stay=tuple(pairs)))
    assert kept.by_tier == cold.by_tier
    assert kept.stay == 250 * sum(kept.mate[i] == j for i, j in pairs)
    shares = [sum(plan.mate[i] != j for i, j in pairs) / len(pairs) for plan in (cold, kept)]
    return shares[0], shares[1]


def test_pairs_stay_together_at_no_lost_match() -> None:
    for seed in range(1, 4):
        cold, kept = broken(500, seed)
        assert kept <= cold / 2


@pytest.mark.long
def test_few_pairs_break_among_ten_thousand() -> None:
    for seed in range(1, 6):
        cold, kept = broken(10_000, seed)
        assert kept <= 0.03 < 0.1 < cold
