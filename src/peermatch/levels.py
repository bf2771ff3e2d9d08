"""Prices that do not depend on how many people there are.

In a plan one more person counts `Rules.big`, which grows with the number of mentees, and so do
the prices. Here one step of priority counts `PERSON`, whoever comes or goes; the points of a
price stay as they are. Prices go from one form to the other as they are, steps for steps and
points for points, wherever the points are too few to be taken for a step.
"""

from dataclasses import replace

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.options import Options
from peermatch.pairs import feasible_pairs
from peermatch.plan import Certificate, Plan
from peermatch.prices import least_prices
from peermatch.rules import Rules
from peermatch.solve import market_of
from peermatch.value import tiers

PERSON = 1 << 50


def most_points(rules: Rules, options: Options) -> int:
    """More points than any pair has, and more than any place costs."""
    lifted = options.parity.width if options.parity else 0
    return rules.most_points + options.stay_bonus + lifted


def two_levels(instance: Instance, rules: Rules, plan: Plan) -> Array:
    """The prices of a plan's certificate (or others as good), with `PERSON` for a step."""
    big = rules.big(instance.mentees, bonus=plan.options.bonus)
    price = _converted(plan.certificate.price.astype(np.int64), big, PERSON, rules, plan.options)
    return _least(instance, rules, plan, PERSON) if price is None else price


def certified(instance: Instance, rules: Rules, plan: Plan, price: Array) -> Plan:
    """An optimal plan with the certificate that prices in `PERSON` amount to."""
    big = rules.big(instance.mentees, bonus=plan.options.bonus)
    found = _converted(price, PERSON, big, rules, plan.options)
    found = _least(instance, rules, plan, big) if found is None else found
    found.setflags(write=False)
    return replace(plan, certificate=Certificate(found, plan.objective))


def _converted(
    price: Array, unit: int, new_unit: int, rules: Rules, options: Options
) -> Array | None:
    """Prices with another step, unless their points could be taken for one.

    A price supports a plan by inequalities between sums of two prices and two pairs. If the
    points in each of them are fewer than a step of either size, the steps decide, and only
    between equal steps the points: the same in both forms.
    """
    steps = (price + unit // 2) // unit
    points = price - steps * unit
    least_step = min(unit, new_unit)
    if 2 * int(np.abs(points).max(initial=0)) + 2 * most_points(rules, options) >= least_step:
        return None
    converted: Array = steps * new_unit + points
    return converted


def _least(instance: Instance, rules: Rules, plan: Plan, unit: int) -> Array:
    """The least prices that prove a plan, with `unit` for a step, from all pairs."""
    people = plan.options.applied_to(instance)
    locked = plan.options.locked_mate(people.mentees)
    pairs = feasible_pairs(people, rules)
    market, _ = market_of(people, rules, plan.options, pairs, locked)
    step = unit - rules.big(people.mentees, bonus=plan.options.bonus)
    value = market.value + step * (1 + tiers(people, rules))[market.mentee]
    return least_prices(replace(market, value=value), np.where(locked >= 0, -1, plan.mate))
