"""Looking one person's pairs up with compiled kernels gives what the plain form gives."""

import numpy as np
import pytest

from peermatch import PROGRAMME, YARDSTICK, Certificate, Instance, Rules, check, plan_of, solve
from peermatch.large.singles import Singles
from peermatch.neighbours import FEW, Neighbours
from peermatch.roster import Roster
from peermatch.standing import Standing

from .crowd import crowd
from .test_standing import values
from .test_unlock import STRICT

ANYWHERE = Rules.from_mapping({"hard": {"place": False}})
LOOSE = Rules.from_mapping(
    {"hard": {"place": {"remote": False}, "language": {"level": "b2"}, "gender": False,
              "slot": False}}
)  # fmt: skip
RULES = (YARDSTICK, PROGRAMME, STRICT, ANYWHERE, LOOSE)


def same_answers(people: Instance, rules: Rules, seed: int) -> int:
    """Ask both forms for the pairs of everybody, at different limits; how many pairs they tell."""
    lot = np.random.Generator(np.random.PCG64(seed))
    roster = Roster(people)
    plain, compiled = Neighbours(roster, rules, 0), Singles(roster, rules, 0)
    told = 0
    for side in ("mentors", "mentees"):
        key = lot.integers(-500, 1500, getattr(people, side))
        for who in range(people.mentees if side == "mentors" else people.mentors):
            for limit in (-300, 100, 900, 5000):
                j, points = getattr(plain, f"{side}_of")(who, key, limit, 1000)
                found, earned = getattr(compiled, f"{side}_of")(who, key, limit, 1000)
                order = np.argsort(found)
                assert (j.tolist(), points.tolist()) == (
                    found[order].tolist(), earned[order].tolist(),
                )  # fmt: skip
                told += len(j)
    return told


def test_singles_answer_as_neighbours_do() -> None:
    assert sum(same_answers(crowd(seed), RULES[seed % 5], seed) for seed in range(60)) > 1000


@pytest.mark.long
def test_singles_answer_as_neighbours_do_many_times() -> None:
    for seed in range(1000, 2000):
        same_answers(crowd(seed), RULES[seed % 5], seed)


@pytest.mark.parametrize("seed", range(6))
def test_a_plan_that_stands_is_exact_with_singles(seed: int) -> None:
    people, rules = crowd(seed, mentees=14, mentors=9), RULES[seed % 5]
    source, places = crowd(seed + 50, mentees=8, mentors=8), len(people.loc_x)
    standing = Standing(people, rules, solve(people, rules), compiled=True)
    for k in range(8):
        standing.insert(values("e", source, k, places))
        standing.remove(mentee=int(standing.mentees[k]))
        standing.insert(values("r", source, k, places))
        standing.change({"r_serve": [0, 0, places - 1]}, mentor=int(standing.mentors[k]))
        standing.change({"e_remote": 1, "e_slots": 63}, mentee=int(standing.mentees[-1]))
        plan, now = standing.plan(), standing.instance()
        check(now, rules, plan)
        assert plan.objective == solve(now, rules).objective


def test_many_people_are_looked_up_compiled() -> None:
    """Thousands wait; two mentors come one after the other, and somebody leaves."""
    count = FEW + 1
    people = Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0] * count, e_b1=[1] * count,
        e_slots=[1] * count, e_wait=np.arange(count) % 40, r_loc=[], r_b1=[], r_slots=[],
        r_ready=[], r_cap=[],
    )  # fmt: skip
    nobody = np.full(count, -1)
    plan = plan_of(people, YARDSTICK, nobody, Certificate(np.zeros(0, np.int64), 0))
    standing = Standing(people, YARDSTICK, plan)
    for _ in range(2):
        standing.insert({"r_loc": 0, "r_b1": 1, "r_slots": 1, "r_ready": 1, "r_cap": 1})
    standing.remove(mentee=int(np.flatnonzero(standing.plan().mate >= 0)[0]))
    verdict = check(standing.instance(), YARDSTICK, standing.plan())
    assert (verdict.matched, verdict.wait) == (2, 78)
