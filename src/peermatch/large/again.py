"""Look round at other prices, and mostly at mentors who became cheaper.

A look tells what no pair that it left out gains more than (`Found.safe`). Later a pair gains more
than that only by as much as its mentor's price fell. Falls are small or few once prices settle:
the mentors behind them stand in blocks of their own, which hold a fraction of everybody, and most
mentees need not look anywhere else.
"""

import numpy as np

from peermatch.arrays import Array
from peermatch.large.blocks import build_blocks, weigh
from peermatch.large.columns import HIGH, LOW, UNKNOWN, Found, Listed, look_for_more
from peermatch.large.compiled import compiled
from peermatch.large.doors import bench
from peermatch.large.known import look_through
from peermatch.large.layout import Blocks, Territory
from peermatch.large.sift import sifter

_ONE_OF = 32, 4  # one of so many mentors fell by more than a drift


def look_round(
    t: Territory, around: Listed | Blocks, listed: Listed, group: Array, level: Array,
    before: Array, price: Array, slack: int, found: Found,
) -> None:  # fmt: skip
    """Find the pairs that are worth listing at these prices, or `slack` points less.

    `around`: all pairs, or the blocks of all mentors. `group[i]` of each mentee and `level[j]`
    of each mentor: only equal ones may meet. What is in `found.safe` was so at prices `before`.
    """
    profit = _profits(listed, group == 1 + t.mentees.tier, price)
    found.number.fill(0)
    found.excess.fill(0)
    if isinstance(around, Listed):
        look_through(around, listed, price, profit, slack, found)
        return

    def look(who: Array, blocks: Blocks, drift: int) -> None:
        weigh(blocks, price)
        look_for_more(t, blocks, bench(t, blocks), sifter(blocks), listed, who, drift, group,
                      price, profit, slack, HIGH, found)  # fmt: skip

    fell, left = before - price, found.safe > LOW  # else all pairs of a mentee are listed
    for drift in _drifts(fell):
        who = np.flatnonzero(left & (found.safe + drift <= profit))
        if len(who):
            left[who] = False
            mentors = np.flatnonzero(fell > drift)
            mentors = mentors[np.argsort(price[mentors], kind="stable")]
            look(who, build_blocks(t, level, around.groups, mentors, around), drift)
    look(np.flatnonzero(left), around, UNKNOWN)


def _drifts(fell: Array) -> list[int]:
    """By how much prices fell that fell by more than most, the greatest first."""
    rank = [len(fell) - 1 - len(fell) // count for count in _ONE_OF]
    drifts = np.partition(fell, rank)[rank] if len(fell) else fell
    return list(dict.fromkeys(drifts.tolist()))


def _profits(listed: Listed, optional: Array, price: Array) -> Array:
    """What each mentee gains from her best listed pair, or from staying out."""
    profit = np.where(optional, 0, LOW)
    _gain_most(listed, price, profit)
    return profit


@compiled
def _gain_most(listed: Listed, price: Array, profit: Array) -> None:
    for i in range(len(profit)):
        for k in range(listed.first[i], listed.first[i + 1]):
            profit[i] = max(profit[i], listed.value[k] - price[listed.mentor[k]])
