"""The path for many thousands of people: memory grows with them, not with their pairs.

Needs numba (`pip install peermatch[large]`); nothing here is imported for small instances.
Compiled code is kept in NUMBA_CACHE_DIR; `warm` fills it, so that no run has to wait.
"""

from concurrent.futures import Executor

import numpy as np

from peermatch.arrays import Array
from peermatch.block import Block
from peermatch.criteria import score
from peermatch.errors import NotProven
from peermatch.instance import Instance
from peermatch.large.run import Round, Rounds, solve_people
from peermatch.large.sorting import total
from peermatch.large.warming import warm
from peermatch.options import Options
from peermatch.plan import Certificate, Plan
from peermatch.rules import PROGRAMME, Rules
from peermatch.solve import Progress, plan_with, require_locked, silent
from peermatch.value import mentee_values, place_cost

__all__ = ["Round", "solve_large", "warm"]
_NOTHING = Options()


def solve_large(
    instance: Instance,
    rules: Rules = PROGRAMME,
    *,
    options: Options = _NOTHING,
    executor: Executor | None = None,
    progress: Progress | None = None,
    rounds: Rounds | None = None,
    seed: int = 0,
) -> Plan:
    """The same as `solve`, by this path whatever the size."""
    tell = progress or silent
    people = options.applied_to(instance)
    worth = mentee_values(people, rules, options)  # refuses what 64 bits cannot count
    tell("pairs", 0.0)
    locked = options.locked_mate(people.mentees)
    require_locked(people, rules, locked)
    mate, price, points = solve_people(
        people, rules, options, locked, seed=seed, executor=executor, tell=tell, rounds=rounds
    )
    fixed = np.flatnonzero(locked >= 0)
    mate[fixed] = locked[fixed]
    points[fixed] = score(Block(people, rules, fixed, locked[fixed]))
    bound = _bound(people, rules, options, worth + points, mate, price, locked)
    plan = plan_with(people, rules, mate, points, Certificate(price, bound), options=options,
                     seed=seed)  # fmt: skip
    require_proven(plan)
    tell("done", 1.0)
    return plan


def require_proven(plan: Plan) -> None:
    """Nothing is handed out that its own certificate does not prove."""
    if plan.certificate.bound != plan.objective:
        raise NotProven("The plan found could not be proven optimal; please report this.")


def _bound(
    people: Instance, rules: Rules, options: Options, value: Array, mate: Array, price: Array,
    locked: Array,
) -> int:  # fmt: skip
    """What no plan exceeds at these prices, if every mentee has the mentor she gains most from."""
    for mentee, mentor in options.stay:
        if mate[mentee] == mentor:
            value[mentee] += options.stay_bonus
    profit = np.where(mate >= 0, value - np.append(price, 0)[mate], 0)
    bound = int(value[locked >= 0].sum())
    bound += total(np.maximum(profit[locked < 0], 0))
    running = people.r_load.astype(np.int64)
    taken = np.bincount(locked[locked >= 0], minlength=people.mentors)
    places = people.r_cap.astype(np.int64) - running
    for place in range(int(places.max(initial=0))):
        cost = place_cost(rules, running + place)
        bound -= int(cost[taken > place].sum())
        rent = np.maximum(price - cost, 0)[(place >= taken) & (place < places)]
        bound += total(rent)
    return bound
