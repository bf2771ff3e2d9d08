"""Parity: groups of people are matched at nearly the same rate, and nobody goes without for it.

Every group gets the least and the most of its people that may be matched, a window of rates
that is the same for all. A person counts more than any window, a window more than all points:
so exactly as many people of each priority are matched as without parity, as few as possible
are outside the window, and of all such plans it is the best. One partition of people with bounds is
one more layer of the network, hence still a min-cost flow (Megiddo, "Optimal flows in networks
with multiple sources and sinks", 1974): for each group a place to stay unmatched, at a price.

That price, below or above 0, is the group's lift. The plan handed out is the best plan for
the objective with these lifts, and its certificate proves that: so it is also the best of all
plans that match as many people of each group (Everett, "Generalized Lagrange multiplier
method", 1963), and, as lifts never outweigh a person, no plan matches more people. Not proven
is that no other window of the same width would cost fewer points: a few are tried.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import NotProven, OptionsError
from peermatch.flow import solve_market
from peermatch.instance import Instance
from peermatch.options import Options, Parity
from peermatch.pairs import feasible_pairs
from peermatch.plan import Certificate, Plan
from peermatch.prices import Market, bound, least_prices
from peermatch.rules import PROGRAMME, Rules
from peermatch.solve import market_of, plan_of, solve
from peermatch.value import tiers

_NOTHING = Options()
_STRICT = 20  # a person outside a window counts as many times the most points of a pair
_TRIED = 5  # windows, before those next to the best


@dataclass(frozen=True, slots=True)
class Share:
    """How one group fares: people who could be matched, and who are, without and with parity."""

    group: int
    reachable: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Fair:
    """A plan with parity, and what it costs.

    `plan` carries the lifts of the groups in its options, and a certificate that `check`
    accepts; `plan.matched` and `plan.by_tier` are those of `before`, the best plan without
    parity. `spread`: the difference between the highest and the lowest rate among groups that
    are large enough; it is above the one asked for only if less would leave somebody out.
    `cost`: points (with waiting and kept pairs, less load) that parity costs.
    """

    plan: Plan
    before: Plan
    shares: tuple[Share, ...]
    spread_before: float
    spread: float
    cost: int


def solve_fairly(
    instance: Instance,
    rules: Rules = PROGRAMME,
    *,
    groups: Sequence[int] | Array,
    spread: float = 0.03,
    least: int = 50,
    options: Options = _NOTHING,
    executor: Executor | None = None,
    seed: int = 0,
) -> Fair:
    """The best plan in which groups are matched at rates no more than `spread` apart.

    `groups[i]` is the group of mentee i, -1 for none. A rate is the share matched of those
    whom the rules allow anybody; groups of fewer than `least` such people are left as they
    fall. All pairs are held in memory: for tens of thousands of people at once, not millions.
    """
    before = solve(instance, rules, options=options, executor=executor, seed=seed)
    scale = _Scale(instance, rules, options, groups, least)
    rates = scale.rates(before.mate)
    if not len(rates) or rates.max() - rates.min() <= spread:
        return scale.told(before, before)
    low = float(rates @ scale.sizes / scale.sizes.sum()) - spread
    step = spread / (_TRIED - 1)
    tried: dict[float, _Try] = {}

    def rank(k: float) -> tuple[float, int]:
        if k not in tried:
            tried[k] = scale.solve(low + k * step, spread, seed, executor)
        return scale.rank(tried[k].mate, spread)

    best = min(range(_TRIED), key=rank)
    best_of_all = min((best, best - 0.5, best + 0.5), key=rank)
    return scale.told(before, scale.proven(tried[best_of_all], seed))


class _Try(NamedTuple):
    """A plan that keeps to a window as well as can be, and the lifts that make it best."""

    mate: Array
    lifts: Array


class _Scale:
    """The people of one call in their groups, and the market they meet on."""

    def __init__(
        self, instance: Instance, rules: Rules, options: Options, groups: Sequence[int] | Array,
        least: int,
    ) -> None:  # fmt: skip
        self._instance, self._rules = instance, rules
        self._options = replace(options, parity=None)
        self._groups = _whole(groups, instance.mentees)
        self._people = self._options.applied_to(instance)
        self._locked = options.locked_mate(instance.mentees)
        self._pairs = feasible_pairs(self._people, rules)
        self._market, _ = market_of(self._people, rules, self._options, self._pairs, self._locked)
        self._strict = _STRICT * rules.most_points
        reachable = np.zeros(instance.mentees, np.bool_)
        reachable[self._pairs.mentee] = True
        self._reachable = reachable
        found = self._groups[reachable & (self._groups >= 0)]
        self._every, self._every_size = np.unique(found, return_counts=True)
        large = self._every_size >= max(least, 1)
        self._large, self.sizes = self._every[large], self._every_size[large]

    def rates(self, mate: Array) -> Array:
        """The share matched of each group that is large enough."""
        rates: Array = self._counts(mate, self._large) / self.sizes
        return rates

    def _counts(self, mate: Array, names: Array) -> Array:
        matched = np.sort(self._groups[mate >= 0])
        right = np.searchsorted(matched, names, "right")
        counts: Array = right - np.searchsorted(matched, names, "left")
        return counts

    def rank(self, mate: Array, spread: float) -> tuple[float, int]:
        """What makes one plan better than another that matches as many: even, then points."""
        rates = self.rates(mate)
        beyond = max(0.0, float(rates.max() - rates.min()) - spread - 1e-9)
        plan = self._plan(mate, self._options, Certificate(mate, 0), 0)
        return beyond, -_worth(plan)

    def solve(self, low: float, spread: float, seed: int, executor: Executor | None) -> _Try:
        """The best plan with all rates between `low` and `low + spread`, as far as can be."""
        fewest = np.ceil(low * self.sizes - 1e-9).astype(np.int64)
        most = np.maximum(fewest, np.floor((low + spread) * self.sizes + 1e-9).astype(np.int64))
        market, mentors = self._with_bounds(fewest, most), self._market.mentors
        mate, price, _ = solve_market(market, seed=seed, executor=executor)
        mate = np.where(self._locked >= 0, self._locked, np.where(mate < mentors, mate, -1))
        strict = self._strict
        return _Try(mate.astype(np.int32), np.clip(price[mentors:] - strict, -strict, strict))

    def proven(self, best: _Try, seed: int) -> Plan:
        """The plan of a try with its lifts, and the certificate that it is best with them."""
        place = np.searchsorted(self._large, self._groups)
        group = np.where(np.isin(self._groups, self._large), place, -1)
        options = replace(
            self._options, parity=Parity(tuple(group.tolist()), tuple(best.lifts.tolist()))
        )
        market, base = market_of(self._people, self._rules, options, self._pairs, self._locked)
        price = least_prices(market, np.where(self._locked >= 0, -1, best.mate))
        proof = Certificate(price, base + bound(market, price))
        plan = self._plan(best.mate, options, proof, seed)
        if plan.objective != proof.bound:
            raise NotProven("The plan with parity could not be proven; please report this.")
        return plan

    def told(self, before: Plan, plan: Plan) -> Fair:
        """What parity does, in figures."""
        rows = zip(
            self._every.tolist(), self._every_size.tolist(),
            self._counts(before.mate, self._every).tolist(),
            self._counts(plan.mate, self._every).tolist(), strict=True,
        )  # fmt: skip
        shares = tuple(Share(*row) for row in rows)
        cost = _worth(before) - _worth(plan)
        return Fair(plan, before, shares, self._apart(before), self._apart(plan), cost)

    def _apart(self, plan: Plan) -> float:
        return float(np.ptp(self.rates(plan.mate))) if len(self.sizes) else 0.0

    def _plan(self, mate: Array, options: Options, proof: Certificate, seed: int) -> Plan:
        return plan_of(
            self._instance, self._rules, mate, proof, options=options, seed=seed,
            pairs=self._pairs,
        )  # fmt: skip

    def _with_bounds(self, fewest: Array, most: Array) -> Market:
        """The market with one more 'mentor' per group, whom its unmatched people have.

        He has as many places as people may stay unmatched. Those who must cost nothing, each
        other `strict`: so much a pair with him is worth, and so much more is any pair of the
        group's people, so that nobody would rather have neither.
        """
        market, strict = self._market, self._strict
        group = np.searchsorted(self._large, self._groups)
        limited = np.isin(self._groups, self._large) & self._reachable & (self._locked < 0)
        who = np.flatnonzero(limited)
        free = np.bincount(group[who], minlength=len(self._large))
        places = np.clip(self.sizes - fewest, 0, free)
        must = np.clip(self.sizes - most, 0, places)
        width = max(1, int(places.max()), market.costs.shape[1])
        costs = np.zeros((market.mentors + len(places), width), np.int64)
        costs[: market.mentors, : market.costs.shape[1]] = market.costs
        costs[market.mentors :] = strict * (np.arange(width) >= must[:, None])
        # One person more counts more than all windows and points together.
        person = 2 * (self._rules.big(0, bonus=self._options.bonus) + 3 * strict)
        person *= market.mentees + 1
        more = person - self._rules.big(market.mentees, bonus=self._options.bonus)
        more = more * (1 + tiers(self._people, self._rules)) + strict * limited
        mentee = np.concatenate([market.mentee, who])
        order = np.argsort(mentee, kind="stable")
        value = [market.value + more[market.mentee], np.full(len(who), 2 * strict)]
        return Market(
            mentees=market.mentees, mentors=market.mentors + len(places), mentee=mentee[order],
            mentor=np.concatenate([market.mentor, market.mentors + group[who]])[order],
            value=np.concatenate(value)[order],
            places=np.concatenate([market.places, places]), costs=costs,
        )  # fmt: skip


def _whole(groups: Sequence[int] | Array, mentees: int) -> Array:
    array = np.asarray(groups)
    if array.shape != (mentees,) or (mentees and array.dtype.kind not in "iu"):
        raise OptionsError("'groups' must hold {size} whole numbers.", size=mentees)
    if mentees and int(array.min()) < -1:
        raise OptionsError("'groups' holds a negative number other than -1.")
    return array.astype(np.int64)


def _worth(plan: Plan) -> int:
    """The points of a plan besides people."""
    return plan.score + plan.wait + plan.stay - plan.load_cost
