"""Listed pairs as a market for the auction, and its state before the first bid."""

import numpy as np

from peermatch.arrays import Array
from peermatch.large.columns import Found, Listed
from peermatch.large.compiled import compiled
from peermatch.large.layout import Territory
from peermatch.large.seats import Market, State


def market_of(t: Territory, listed: Listed, level: Array, group: Array) -> Market:
    """The market of these pairs. `level[j]` of each mentor, `group[i]` the one a mentee is in."""
    m = len(level)
    column = np.zeros(m + 1, np.int64)
    column[1:] = np.cumsum(np.bincount(listed.mentor, minlength=m))
    mentee = np.zeros(len(listed.mentor), np.int32)
    worth = np.zeros(len(listed.mentor), np.int32)
    _turn(listed, column[:-1].copy(), mentee, worth)
    seats = np.minimum(t.mentors.places, np.diff(column))
    return Market(
        first=listed.first, mentor=listed.mentor, value=listed.value, column=column,
        mentee=mentee, worth=worth, level=level, high=group > 0,
        optional=group == 1 + t.mentees.tier, places=t.mentors.places, load=t.mentors.load,
        costs=t.tables.costs, seat=np.concatenate([[0], np.cumsum(seats)]).astype(np.int64),
    )  # fmt: skip


@compiled
def _turn(listed: Listed, at: Array, mentee: Array, worth: Array) -> None:
    for i in range(len(listed.first) - 1):
        for k in range(listed.first[i], listed.first[i + 1]):
            j = listed.mentor[k]
            mentee[at[j]] = i
            worth[at[j]] = listed.value[k]
            at[j] += 1


def opening(market: Market, scale: int) -> State:
    """Nobody sits anywhere; free places cost their load, mentees gain nothing yet."""
    n, m = len(market.high), len(market.level)
    steps = np.minimum(market.load, len(market.costs) - 1)
    return State(
        mate=np.full(n, -1, np.int32), pay=np.zeros(n, np.int64), profit=np.zeros(n, np.int64),
        price=np.where(market.level == 0, scale * market.costs[steps], 0),
        floor=np.zeros(m, np.int64), used=np.zeros(m, np.int64),
        sitting=np.zeros(int(market.seat[-1]), np.int32), chair=np.zeros(n, np.int64),
        queue=np.zeros(max(n, m) + 1, np.int32), queued=np.zeros(m, np.bool_),
    )  # fmt: skip


def seated(market: Market, state: State, mate: Array, price: Array, profit: Array) -> State:
    """The state with everybody where a phase before, with fewer pairs, had left them."""
    state.mate[:], state.price[:], state.profit[:] = mate, price, profit
    state.pay[:] = np.where(mate >= 0, price[mate], 0)
    _seat_all(market, state)
    return state


@compiled
def _seat_all(market: Market, state: State) -> None:
    for i in range(len(state.mate)):
        j = state.mate[i]
        if j >= 0:
            state.chair[i] = market.seat[j] + state.used[j]
            state.sitting[state.chair[i]] = i
            state.used[j] += 1


def merged(listed: Listed, found: Found) -> Listed:
    """The listed pairs and those found."""
    n = len(found.number)
    first = listed.first + np.concatenate([[0], np.cumsum(found.number)])
    more = Listed(first, np.zeros(int(first[n]), np.int32), np.zeros(int(first[n]), np.int32))
    _merge(listed, found, more)
    return more


@compiled
def _merge(listed: Listed, found: Found, more: Listed) -> None:
    for i in range(len(found.number)):
        at = more.first[i]
        for k in range(listed.first[i], listed.first[i + 1]):
            more.mentor[at], more.value[at] = listed.mentor[k], listed.value[k]
            at += 1
        for k in range(found.number[i]):
            more.mentor[at], more.value[at] = found.mentor[i, k], found.value[i, k]
            at += 1
