"""From people and rules to a proven plan."""

from collections.abc import Callable
from concurrent.futures import Executor
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from peermatch.arrays import Array
from peermatch.block import Block
from peermatch.errors import OptionsError
from peermatch.flow import solve_market
from peermatch.hard import active
from peermatch.instance import Instance
from peermatch.options import Options
from peermatch.pairs import Pairs, feasible_pairs
from peermatch.plan import Certificate, Plan
from peermatch.prices import Market
from peermatch.rules import PROGRAMME, Rules
from peermatch.value import pair_values, place_cost, tally

if TYPE_CHECKING:
    from peermatch.large.run import Rounds

Progress = Callable[[str, float], None]
LARGE = 3000  # from so many mentees on, another path is taken, see `peermatch.large`
_NOTHING = Options()


def solve(
    instance: Instance,
    rules: Rules = PROGRAMME,
    *,
    options: Options = _NOTHING,
    executor: Executor | None = None,
    progress: Progress | None = None,
    rounds: "Rounds | None" = None,
    seed: int = 0,
) -> Plan:
    """The best plan there is, with the certificate that no plan is better.

    `executor`: independent parts of the network are solved in it; the plan is the same with
    any. `progress(stage, share done)` is told "pairs", "plan" and "done"; for many people (see
    `LARGE`; with numba installed) `rounds` is told every better answer with its proven gap.
    Either may raise to stop the run. `seed` decides only between equally good plans; the same
    input and seed give the same plan.
    """
    if instance.mentees >= LARGE and find_spec("numba"):
        from peermatch.large import solve_large  # noqa: PLC0415  small instances need no numba

        return solve_large(instance, rules, options=options, executor=executor,
                           progress=progress, rounds=rounds, seed=seed)  # fmt: skip
    tell = progress or silent
    people = options.applied_to(instance)
    tell("pairs", 0.0)
    pairs = feasible_pairs(people, rules)
    tell("plan", 0.3)
    locked = options.locked_mate(people.mentees)
    require_locked(people, rules, locked)
    market, base = market_of(people, rules, options, pairs, locked)
    mate, price, value = solve_market(market, seed=seed, executor=executor)
    mate = np.where(locked >= 0, locked, mate).astype(np.int32)
    plan = plan_of(instance, rules, mate, Certificate(price, base + value), options=options,
                   seed=seed, pairs=pairs)  # fmt: skip
    tell("done", 1.0)
    return plan


def plan_of(
    instance: Instance,
    rules: Rules,
    mate: Array,
    certificate: Certificate,
    *,
    options: Options = _NOTHING,
    seed: int = 0,
    pairs: Pairs | None = None,
) -> Plan:
    """The plan that gives every mentee the mentor `mate` says, with its figures.

    Nothing is judged here: `check` does that.
    """
    people = options.applied_to(instance)
    pairs = feasible_pairs(people, rules) if pairs is None else pairs
    points = np.zeros(people.mentees, np.int64)
    made = pairs.mentor == mate[pairs.mentee]
    points[pairs.mentee[made]] = pairs.points[made]
    return plan_with(people, rules, mate, points, certificate, options=options, seed=seed)


def plan_with(
    people: Instance, rules: Rules, mate: Array, points: Array, certificate: Certificate, *,
    options: Options, seed: int,
) -> Plan:  # fmt: skip
    """The plan of which the points of every pair are known; `people` as the options leave them."""
    totals = tally(people, rules, options, mate, points)
    return Plan(
        mate=_closed(mate.astype(np.int32)), points=_closed(points), matched=totals.matched,
        by_tier=totals.by_tier, score=totals.score, wait=totals.wait, stay=totals.stay,
        load_cost=totals.load_cost, lift=totals.lift, objective=totals.objective,
        certificate=certificate, rules=rules.name, seed=seed, options=options,
    )  # fmt: skip


def market_of(
    people: Instance, rules: Rules, options: Options, pairs: Pairs, locked: Array
) -> tuple[Market, int]:
    """What is left to decide once the locked pairs are made, and what those count."""
    value = pair_values(people, rules, options, pairs)
    taken = np.bincount(locked[locked >= 0], minlength=people.mentors)
    running = people.r_load.astype(np.int64)
    made = pairs.mentor == locked[pairs.mentee]
    base = int(value[made].sum())
    for place in range(int(taken.max(initial=0))):
        base -= int(place_cost(rules, running + place)[taken > place].sum())
    running = running + taken
    places = people.r_cap - running
    width = int(places.max(initial=1))
    costs = place_cost(rules, running[:, None] + np.arange(max(width, 1)))
    # Mentors whose places the locked pairs take up stay in: their price must say so.
    open_pairs = locked[pairs.mentee] < 0
    market = Market(
        mentees=people.mentees, mentors=people.mentors, mentee=pairs.mentee[open_pairs],
        mentor=pairs.mentor[open_pairs], value=value[open_pairs], places=places, costs=costs,
    )  # fmt: skip
    return market, base


def require_locked(people: Instance, rules: Rules, locked: Array) -> None:
    """Locked pairs obey the hard rules and fit the places."""
    mentees = np.flatnonzero(locked >= 0)
    if not len(mentees):
        return
    block = Block(people, rules, mentees, locked[mentees])
    for rule in active(rules):
        broken = np.flatnonzero(~np.broadcast_to(rule.allows(block), len(mentees)))
        if len(broken):
            mentee = int(mentees[broken[0]])
            raise OptionsError(
                "Mentee {mentee} cannot be locked to mentor {mentor}: the rule '{rule}' forbids "
                "it.", mentee=mentee, mentor=int(locked[mentee]), rule=rule.name,
            )  # fmt: skip
    taken = np.bincount(locked[locked >= 0], minlength=people.mentors)
    over = np.flatnonzero(people.r_load + taken > people.r_cap)
    if len(over):
        raise OptionsError(
            "Mentor {mentor} has more locked pairs than free places.", mentor=int(over[0])
        )


def _closed(array: Array) -> Array:
    array.setflags(write=False)
    return array


def silent(stage: str, share: float) -> None:
    """Nobody listens."""
