"""Do everything once with a handful of people, so that all code is compiled and kept on disk.

`python -m peermatch.large.practice`; see `warm`.
"""

import sys

import numpy as np

from peermatch.instance import Instance
from peermatch.large import solve_large
from peermatch.large.compiled import forget_older_code
from peermatch.large.rounds import solve_territory
from peermatch.large.run import task_of
from peermatch.large.territories import parts, world_of
from peermatch.large.verify import judged
from peermatch.options import Options
from peermatch.plan import Plan
from peermatch.rules import PROGRAMME, Rules
from peermatch.standing import Standing
from peermatch.survey import survey
from peermatch.value import mentee_values


def practise() -> int:
    """Solve, check, ask and change; returns how many are matched."""
    people, rules = a_few(), PROGRAMME
    plan = solve_large(people, rules)
    _solve_by_rows(people, rules)
    _check(people, rules, plan)
    survey(people, rules, plan, compiled=True)
    return _come_and_go(Standing(people, rules, plan, compiled=True))


def a_few() -> Instance:
    """People of one town, more than there are places for."""
    n, m = 40, 30
    rng = np.random.Generator(np.random.PCG64(1))
    return Instance.from_mapping({
        "loc_country": [0], "loc_x": [0.0], "loc_y": [0.0], "e_loc": [0] * n, "r_loc": [0] * m,
        "e_b1": rng.integers(1, 8, n), "r_b1": rng.integers(1, 8, m), "e_slots": [1] * n,
        "r_slots": [1] * m, "r_ready": [1] * m, "r_cap": rng.integers(1, 3, m),
        "e_wait": rng.integers(0, 60, n),
    })  # fmt: skip


def _solve_by_rows(people: Instance, rules: Rules) -> None:
    """What is done where there are too many pairs to list."""
    everybody = np.arange(people.mentees), np.arange(people.mentors)
    for part in parts(world_of(people, rules, people.r_cap.astype(np.int64), *everybody)):
        solve_territory(task_of(part, Options()), most=0)


def _check(people: Instance, rules: Rules, plan: Plan) -> None:
    """`check` itself lists the pairs of so few."""
    worth = mentee_values(people, rules, Options())
    mate, price = plan.mate.astype(np.int64), plan.certificate.price
    judged(people, rules, Options(), worth, mate, price)


def _come_and_go(standing: Standing) -> int:
    for _ in range(3):
        who = standing.insert({"e_loc": 0, "e_b1": 7, "e_slots": 1, "e_wait": 60}).person
        standing.insert({"r_loc": 0, "r_b1": 7, "r_slots": 1, "r_ready": 1, "r_cap": 1})
        standing.change({"e_slots": 3}, mentee=who)
        standing.remove(mentee=who)
        standing.remove(mentor=int(standing.mentors[0]))
    return standing.plan().matched


if __name__ == "__main__":
    forget_older_code()
    sys.exit(0 if practise() else 1)
