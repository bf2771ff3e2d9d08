"""The optimal plan as a min-cost flow, one independent part of the network at a time.

Every mentee sends one unit: to a mentor she may have (cost: minus the value of the pair),
on through one of the mentor's places (cost: its load), or past everybody at no cost. Load
costs rise, so the places fill in order; all capacities are whole, so is the optimum (Ford
and Fulkerson, "Flows in networks", 1962). Solved by cost scaling push-relabel (Goldberg,
"An efficient implementation of a scaling minimum-cost flow algorithm", 1997) in OR-Tools.
"""

from concurrent.futures import Executor

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import NotProven
from peermatch.prices import Market, bound, least_prices

Answer = tuple[Array, Array, int]  # mate, prices, proven value


def solve_market(market: Market, *, seed: int, executor: Executor | None = None) -> Answer:
    """An optimal plan, the least prices that prove it, and its value."""
    mate = np.full(market.mentees, -1, np.int32)
    price = np.zeros(market.mentors, np.int64)
    value = 0
    parts = _parts(market)
    tasks = [_cut(market, mentees, mentors) for mentees, mentors in parts]
    seeds = [seed] * len(tasks)
    answers = (
        executor.map(_solve_part, tasks, seeds) if executor else map(_solve_part, tasks, seeds)
    )
    for (mentees, mentors), (part_mate, part_price, part_value) in zip(parts, answers, strict=True):
        mate[mentees] = np.where(part_mate >= 0, mentors[part_mate], -1)
        price[mentors] = part_price
        value += part_value
    return mate, price, value


def _solve_part(market: Market, seed: int) -> Answer:
    mate = _flow(market, seed)
    price = least_prices(market, mate)
    value = _value(market, mate)
    if bound(market, price) != value:
        raise NotProven("The plan found could not be proven optimal; please report this.")
    return mate, price, value


def _flow(market: Market, seed: int) -> Array:
    """The mentor of each mentee in an optimal flow, or -1."""
    # Importing it takes longer than solving a small market: only who solves pays for it.
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415

    mentees, mentors = market.mentees, market.mentors
    sink = mentees + mentors
    order = _arc_order(market, seed)
    owner = np.repeat(np.arange(mentors), market.places)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(market.places) - market.places, market.places)
    everybody = np.arange(mentees)
    tails = np.concatenate([market.mentee[order], owner + mentees, everybody])
    heads = np.concatenate([market.mentor[order] + mentees, owner * 0 + sink, everybody * 0 + sink])
    costs = np.concatenate([-market.value[order], market.costs[owner, nth], everybody * 0])
    network = SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), np.ones(len(tails), np.int64), costs
    )
    supply = np.append(np.where(np.arange(sink) < mentees, 1, 0), -mentees)
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supply.astype(np.int64))
    if network.solve() != network.OPTIMAL:
        raise NotProven("The network could not be solved; please report this.")
    used = order[np.asarray(network.flows(arcs))[: len(order)] > 0]
    mate = np.full(mentees, -1, np.int32)
    mate[market.mentee[used]] = market.mentor[used]
    return mate


def _arc_order(market: Market, seed: int) -> Array:
    """Sorted for seed 0; otherwise shuffled, which only decides between equally good plans."""
    if seed == 0:
        return np.arange(len(market.mentee))
    return np.random.Generator(np.random.PCG64(seed)).permutation(len(market.mentee))


def _value(market: Market, mate: Array) -> int:
    made = market.mentor == mate[market.mentee]
    used = np.bincount(mate[mate >= 0], minlength=market.mentors)
    filled = np.arange(market.costs.shape[1]) < used[:, None]
    return int(sum(market.value[made].tolist()) - sum(market.costs[filled].tolist()))


def _parts(market: Market) -> list[tuple[Array, Array]]:
    """Groups of mentees and mentors with no pair between groups; each in rising order."""
    if len(market.mentee) == 0:
        return []
    label = np.arange(market.mentors)
    while True:  # every mentor takes the lowest label that shares a mentee with hers
        lowest = np.full(market.mentees, market.mentors)
        np.minimum.at(lowest, market.mentee, label[market.mentor])
        spread = label.copy()
        np.minimum.at(spread, market.mentor, lowest[market.mentee])
        spread = spread[spread]
        if (spread == label).all():
            break
        label = spread
    with_pairs = np.unique(market.mentor)
    mentors = with_pairs[np.argsort(label[with_pairs], kind="stable")]
    known = np.flatnonzero(lowest < market.mentors)
    mentees = known[np.argsort(lowest[known], kind="stable")]
    names, cuts = np.unique(label[mentors], return_index=True)
    cuts_of_mentees = np.searchsorted(lowest[mentees], names)
    return list(
        zip(np.split(mentees, cuts_of_mentees[1:]), np.split(mentors, cuts[1:]), strict=True)
    )


def _cut(market: Market, mentees: Array, mentors: Array) -> Market:
    """One part of the market, its people counted from 0."""
    if len(mentees) == market.mentees and len(mentors) == market.mentors:
        return market
    starts = market.starts()
    arcs = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in mentees])
    return Market(
        mentees=len(mentees),
        mentors=len(mentors),
        mentee=np.searchsorted(mentees, market.mentee[arcs]),
        mentor=np.searchsorted(mentors, market.mentor[arcs]),
        value=market.value[arcs],
        places=market.places[mentors],
        costs=market.costs[mentors],
    )
