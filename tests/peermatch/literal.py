"""The problem word for word: slow, plain, and apart from the library's fast path."""

import numpy as np

from peermatch import CRITERIA, HARD, Instance, Options, Rules
from peermatch.people import mentee_record, mentor_record

from .integer_programme import best_value

Pairs = dict[tuple[int, int], int]
NOTHING = Options()


def allowed_pairs(people: Instance, rules: Rules, options: Options = NOTHING) -> Pairs:
    """Every allowed pair and its points."""
    people = options.applied_to(people)
    mentees = [mentee_record(people, i) for i in range(people.mentees)]
    mentors = [mentor_record(people, j) for j in range(people.mentors)]
    rules_on = [rule for name, rule in HARD.items() if getattr(rules.hard, name).on]
    return {
        (one["id"], other["id"]): sum(
            c.points_of_pair(rules, one, other).points for c in CRITERIA.values()
        )
        for one in mentees
        for other in mentors
        if all(rule.allows_pair(rules, one, other) for rule in rules_on)
    }


def tier_of(people: Instance, rules: Rules, i: int) -> int:
    """The priority of one mentee."""
    if rules.objective.tier == "given":
        return int(people.e_tier[i])
    steps = sum(int(people.e_wait[i]) >= weeks for weeks in rules.objective.tier_weeks)
    return max(steps, int(people.e_urgency[i]))


def pair_value(
    people: Instance, rules: Rules, options: Options, i: int, j: int, points: int
) -> int:
    """What one pair counts before load costs."""
    wait = min(int(people.e_wait[i]), rules.objective.wait_cap)
    stay = options.stay_bonus if (i, j) in options.stay else 0
    big = rules.big(people.mentees, bonus=options.bonus)
    return big * (1 + tier_of(people, rules, i)) + points + wait + stay


def place_costs(people: Instance, rules: Rules, options: Options, j: int) -> list[int]:
    """The costs of a mentor's free places."""
    load = int(people.r_load[j])
    top = max(load, int(people.r_cap[j]) - dict(options.reserve).get(j, 0))
    costs = rules.objective.load_costs
    return [costs[min(k, len(costs) - 1)] for k in range(load, top)]


def objective_of(
    people: Instance, rules: Rules, options: Options, mate: list[int], pairs: Pairs
) -> int | None:
    """What a plan counts; nothing if it breaks a rule."""
    made = [(i, j) for i, j in enumerate(mate) if j >= 0]
    if any(pair not in pairs for pair in made) or any(mate[i] != j for i, j in options.locked):
        return None
    total = sum(pair_value(people, rules, options, i, j, pairs[i, j]) for i, j in made)
    for j in range(people.mentors):
        costs, used = place_costs(people, rules, options, j), mate.count(j)
        if used > len(costs):
            return None
        total -= sum(costs[:used])
    return total


def bound_of(people: Instance, rules: Rules, price: list[int], pairs: Pairs) -> int:
    """What no plan can exceed at these prices, without options."""
    profit = [0] * people.mentees
    for (i, j), points in pairs.items():
        value = pair_value(people, rules, NOTHING, i, j, points)
        profit[i] = max(profit[i], value - price[j])
    rent = [
        max(0, price[j] - cost)
        for j in range(people.mentors)
        for cost in place_costs(people, rules, NOTHING, j)
    ]
    return sum(profit) + sum(rent)


def optimum(people: Instance, rules: Rules, options: Options = NOTHING) -> int:
    """The best objective, by HiGHS on the integer programme as it is written down."""
    worth = {
        (i, j): pair_value(people, rules, options, i, j, points)
        for (i, j), points in allowed_pairs(people, rules, options).items()
    }
    costs = [place_costs(people, rules, options, j) for j in range(people.mentors)]
    return best_value(worth, costs, list(options.locked))


def broken_rules(people: Instance, rules: Rules, mate: np.ndarray) -> list[tuple[int, int, str]]:
    """(mentee, mentor, rule) for every hard rule that a plan breaks, capacity included."""
    broken = []
    for i, j in enumerate(mate.tolist()):
        if j >= 0:
            one, other = mentee_record(people, i), mentor_record(people, j)
            for name, rule in HARD.items():
                if getattr(rules.hard, name).on and not rule.allows_pair(rules, one, other):
                    broken.append((i, j, name))
    for j, taken in enumerate(np.bincount(mate[mate >= 0], minlength=people.mentors)):
        if people.r_load[j] + taken > people.r_cap[j]:
            broken.append((-1, j, "places"))
    return broken
