"""Judge a plan without trusting the solver: nothing of its path is imported here.

The rules are read from the people once more (`witness`). The prices of the certificate prove
that no plan is better: by linear-programming duality the bound holds at whatever prices, so
false prices cannot prove too much.
"""

from dataclasses import fields
from importlib.util import find_spec
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import Refused
from peermatch.figures import agree, parts, whole
from peermatch.instance import Instance
from peermatch.options import Options
from peermatch.plan import Verdict
from peermatch.rules import Rules
from peermatch.witness import Witness, priority

LARGE = 3000  # from so many mentees on, pairs are judged by compiled code, written apart as well


def check(
    instance: Instance,
    rules: Rules,
    plan: Any,
    certificate: Any = None,
    options: Options | None = None,
) -> Verdict:
    """Accept an optimal plan, or raise `Refused`.

    `plan` is a `Plan`, or a mapping that holds "mate" and whatever figures it claims;
    `certificate` a `Certificate`, or a mapping with "price" (default: the plan's own).
    """
    plan, proof, options = parts(plan, certificate, options)
    people = options.applied_to(instance)
    mate = whole("mate", plan.get("mate"), people.mentees, -1, people.mentors - 1)
    price = whole("price", proof.get("price"), people.mentors, 0, 2**62)
    tier = priority(people, rules)
    wait = np.minimum(people.e_wait.astype(int), rules.objective.wait_cap)
    lift = options.lifts(people.mentees)
    person = rules.big(people.mentees, bonus=options.bonus) * (1 + tier) + wait + lift
    judge = _judged
    if people.mentees >= LARGE and find_spec("numba"):
        from peermatch.large.verify import judged as judge  # noqa: PLC0415  few need numba
    points, stay, worth, bound = judge(people, rules, options, person, mate, price)
    cost, rent = _places(people, rules, mate, price, np.array([j for _, j in options.locked], int))
    by_tier = np.bincount(tier[mate >= 0], minlength=max(4, 1 + int(tier.max(initial=0)))).tolist()
    waits = int(wait[mate >= 0].sum())
    found = Verdict(worth - cost, sum(by_tier), tuple(by_tier), sum(points), waits, stay, cost,
                    tuple(points), int(lift[mate >= 0].sum()))  # fmt: skip
    agree(plan, {field.name: getattr(found, field.name) for field in fields(found)})
    agree(proof, {"bound": bound + rent})
    if worth - cost != bound + rent:
        text = "The plan counts {held}, but the certificate allows {bound}: it is not proven."
        raise Refused(text, held=worth - cost, bound=bound + rent)
    return found


def _judged(
    people: Instance, rules: Rules, options: Options, person: Array, mate: Array, price: Array
) -> tuple[list[int], int, int, int]:
    """The points of every pair, the bonus, the value of all pairs, the mentees' share of the bound.

    Raises `Refused` for a pair that breaks a rule or a lock.
    """
    points, stay, worth, bound = [0] * people.mentees, 0, 0, 0
    witness, locked = Witness(people, rules), dict(options.locked)
    for i, mentor in enumerate(mate.tolist()):
        j, score = witness.allowed(i)
        bonus = options.stay_bonus * np.isin(j, [b for a, b in options.stay if a == i])
        value, made = person[i] + score + bonus, j == mentor
        if (mentor >= 0 and not made.any()) or locked.get(i, mentor) != mentor:
            raise Refused("Mentee {i} may not have the mentor {mentor}.", i=i, mentor=mentor)
        points[i], stay = int(score[made].sum()), stay + int(bonus[made].sum())
        worth += int(value[made].sum())
        bound += int(value[made].sum() if i in locked else (value - price[j]).max(initial=0))
    return points, stay, worth, bound


def _places(
    people: Instance, rules: Rules, mate: Array, price: Array, locked: Array
) -> tuple[int, int]:
    """What the load costs, and what the places add to the bound at these prices."""
    used, fixed = (np.bincount(j, minlength=people.mentors) for j in (mate[mate >= 0], locked))
    load, top = people.r_load.astype(int), people.r_cap.astype(int)
    for j in np.flatnonzero(load + used > top).tolist():
        raise Refused("Mentor {j} has {top} places, and gets more mentees.", j=j, top=int(top[j]))
    steps, cost, rent = np.array(rules.objective.load_costs, int), 0, 0
    for place in range(int((top - load).max(initial=0))):
        each = steps[np.minimum(load + place, len(steps) - 1)]
        # Places that locked pairs take are no longer on the market.
        free, taken = (load + place < top) & (place >= fixed), place < fixed
        cost += int(each[place < used].sum())
        rent += sum(np.maximum(price - each, 0)[free].tolist()) - int(each[taken].sum())
    return cost, rent
