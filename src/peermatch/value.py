"""What a plan counts: the value of each mentee, the cost of each place, the totals."""

from dataclasses import dataclass

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import InstanceError
from peermatch.instance import Instance
from peermatch.options import Options
from peermatch.pairs import Pairs
from peermatch.rules import Rules

_MOST = 2**62


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of a plan. See `Plan` for the objective they add up to."""

    matched: int
    by_tier: tuple[int, ...]
    score: int
    wait: int
    stay: int
    lift: int
    load_cost: int
    objective: int


def tiers(people: Instance, rules: Rules) -> Array:
    """The priority of every mentee; the highest comes first."""
    return tiers_of(rules, people.e_tier, people.e_wait, people.e_urgency)


def tiers_of(rules: Rules, tier: Array, wait: Array, urgency: Array) -> Array:
    """The priority of mentees with these `e_tier`, `e_wait` and `e_urgency`."""
    if rules.objective.tier == "given":
        return tier.astype(np.int64)
    steps = np.asarray(rules.objective.tier_weeks, np.int64)
    waited = np.searchsorted(steps, wait.astype(np.int64), side="right")
    return np.maximum(waited, urgency.astype(np.int64))


def mentee_values(people: Instance, rules: Rules, options: Options) -> Array:
    """What matching each mentee counts, whoever the mentor is: priority, waiting, group."""
    big = rules.big(people.mentees, bonus=options.bonus)
    tier = tiers(people, rules)
    if people.mentees and big * (2 + int(tier.max())) * people.mentees >= _MOST:
        raise InstanceError("There are too many mentees for these rules: split them.")
    wait = np.minimum(people.e_wait.astype(np.int64), rules.objective.wait_cap)
    worth: Array = big * (1 + tier) + wait + options.lifts(people.mentees)
    return worth


def pair_values(people: Instance, rules: Rules, options: Options, pairs: Pairs) -> Array:
    """What making each pair counts, before load costs."""
    values: Array = mentee_values(people, rules, options)[pairs.mentee] + pairs.points
    if options.stay:
        width = max(people.mentors, 1)
        stay = [mentee * width + mentor for mentee, mentor in options.stay]
        key = pairs.mentee.astype(np.int64) * width + pairs.mentor
        values = values + options.stay_bonus * np.isin(key, stay)
    return values


def place_cost(rules: Rules, running: Array) -> Array:
    """The cost of one more mentee for mentors who have `running` ones."""
    costs = np.asarray(rules.objective.load_costs, np.int64)
    cost: Array = costs[np.minimum(running, len(costs) - 1)]
    return cost


def tally(people: Instance, rules: Rules, options: Options, mate: Array, points: Array) -> Totals:
    """Add a plan up, in whole numbers of any size."""
    matched = np.flatnonzero(mate >= 0)
    tier = tiers(people, rules)
    by_tier = np.bincount(tier[matched], minlength=max(4, int(tier.max(initial=0)) + 1))
    wait = np.minimum(people.e_wait[matched].astype(np.int64), rules.objective.wait_cap)
    stay = sum(int(mate[mentee]) == mentor for mentee, mentor in options.stay)
    load_cost = 0
    running = people.r_load.astype(np.int64)
    added = np.bincount(mate[matched], minlength=people.mentors)
    for place in range(int(added.max(initial=0))):
        load_cost += int(place_cost(rules, running + place)[added > place].sum())
    big = rules.big(people.mentees, bonus=options.bonus)
    people_count = sum(big * (1 + k) * int(count) for k, count in enumerate(by_tier))
    score, waited = int(points.sum()), int(wait.sum())
    kept, lift = stay * options.stay_bonus, int(options.lifts(people.mentees)[matched].sum())
    return Totals(
        matched=len(matched),
        by_tier=tuple(int(count) for count in by_tier),
        score=score,
        wait=waited,
        stay=kept,
        lift=lift,
        load_cost=load_cost,
        objective=people_count + score + waited + kept + lift - load_cost,
    )
