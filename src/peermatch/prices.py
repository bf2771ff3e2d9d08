"""The dual side: prices that prove a plan optimal.

For a transport problem the least optimal prices are the longest paths in the residual graph
of any optimal plan (Shapley and Shubik, "The assignment game I: the core", 1971; Gale and
Demange, "Multi-item auctions", 1986: optimal prices form a lattice with a least element).
They are found by repeated relaxation (Bellman 1958; Ford 1956), vectorised over the mentors
whose price rose in the round before. Least prices are the useful ones: the least price of a
mentor is exactly what one more place of that mentor would add.
"""

from dataclasses import dataclass

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import NotProven


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Pairs with values, sorted by mentee, and the costs of each mentor's free places.

    `costs[j, k]` is the cost of the k-th free place of mentor j, rising with k, for
    k < `places[j]`.
    """

    mentees: int
    mentors: int
    mentee: Array
    mentor: Array
    value: Array
    places: Array
    costs: Array

    def starts(self) -> Array:
        """Where the pairs of each mentee begin, with the end of the last."""
        return np.searchsorted(self.mentee, np.arange(self.mentees + 1))


def least_prices(market: Market, mate: Array) -> Array:
    """The least prices that support the plan `mate`, which must be optimal."""
    price = _cost_of_last_place(market, mate)
    own = np.zeros(market.mentees, np.int64)  # the value of the pair each mentee has
    made = market.mentor == mate[market.mentee]
    own[market.mentee[made]] = market.value[made]
    lonely = mate[market.mentee] < 0
    np.maximum.at(price, market.mentor[lonely], market.value[lonely])
    starts = market.starts()
    matched = np.flatnonzero(mate >= 0)
    asking = matched
    for _ in range(market.mentors + 2):
        arcs = _arcs_of(asking, starts)
        mentor, mentee = market.mentor[arcs], market.mentee[arcs]
        # A mentee may not gain by turning to another mentor at these prices.
        needed = market.value[arcs] - own[mentee] + price[mate[mentee]]
        rises = needed > price[mentor]
        if not rises.any():
            return price
        before = price.copy()
        np.maximum.at(price, mentor[rises], needed[rises])
        changed = price > before
        asking = matched[changed[mate[matched]]]
    raise NotProven("The plan is not optimal: prices rise without end.")


def bound(market: Market, price: Array) -> int:
    """What no plan can exceed at these prices (Koopmans and Beckmann 1957)."""
    profit = np.zeros(market.mentees, np.int64)
    np.maximum.at(profit, market.mentee, market.value - price[market.mentor])
    rent = np.maximum(price[:, None] - market.costs, 0)
    rent[np.arange(market.costs.shape[1]) >= market.places[:, None]] = 0
    return int(sum(profit.tolist()) + sum(rent.ravel().tolist()))


def _cost_of_last_place(market: Market, mate: Array) -> Array:
    """No mentor takes a mentee for less than that place costs."""
    used = np.bincount(mate[mate >= 0], minlength=market.mentors)
    last = np.take_along_axis(market.costs, np.maximum(used - 1, 0)[:, None], axis=1)[:, 0]
    return np.where(used > 0, last, 0)


def _arcs_of(mentees: Array, starts: Array) -> Array:
    """The positions of all pairs of some mentees."""
    first, count = starts[mentees], starts[mentees + 1] - starts[mentees]
    ends = np.cumsum(count)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(first - (ends - count), count) + np.arange(total)
