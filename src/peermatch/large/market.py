"""Listed pairs as a market for the auction, and its state before the first bid."""

import numpy as np

from peermatch.arrays import Array
from peermatch.large.columns import Found, Listed
from peermatch.large.compiled import Whole, compiled, inlined
from peermatch.large.layout import Territory
from peermatch.large.seats import Market, State


def market_of(t: Territory, listed: Listed, level: Array, group: Array) -> Market:
    """The market of these pairs. `level[j]` of each mentor, `group[i]` the one a mentee is in."""
    m, column = len(level), np.zeros(len(level) + 1, np.int64)
    column[1:] = np.cumsum(np.bincount(listed.mentor, minlength=m))
    mentee = np.zeros(len(listed.mentor), np.int32)
    worth = np.zeros(len(listed.mentor), np.int32)
    _turn(listed, column[:-1].copy(), mentee, worth)
    return Market(
        first=listed.first, mentor=listed.mentor, value=listed.value, column=column,
        mentee=mentee, worth=worth, level=level, high=group > 0,
        optional=group == 1 + t.mentees.tier, places=t.mentors.places, load=t.mentors.load,
        costs=t.tables.costs, seat=_seats(t.mentors.places, column),
    )  # fmt: skip


def grown_for_mentors(market: Market, found: Found) -> Market:
    """The market in which mentors know the pairs found."""
    column, pairs = market.column.copy(), len(market.mentee) + int(found.number.sum())
    mentee, worth = np.empty(pairs, np.int32), np.empty(pairs, np.int32)
    _turn_more(market, found, column, np.zeros(len(column) - 1, np.int64), mentee, worth)
    seat = _seats(market.places, column)
    return market._replace(column=column, mentee=mentee, worth=worth, seat=seat)


def grown_for_mentees(market: Market, found: Found) -> Market:
    """The market in which mentees know the pairs found."""
    more = merged(Listed(market.first, market.mentor, market.value), found)
    return market._replace(first=more.first, mentor=more.mentor, value=more.value)


def _seats(places: Array, column: Array) -> Array:
    """Where the seats of each mentor begin: no more than she has places or pairs."""
    seat = np.zeros(len(column), np.int64)
    np.cumsum(np.minimum(places, np.diff(column)), out=seat[1:])
    return seat


@compiled
def _turn_more(
    market: Market, found: Found, column: Array, at: Array, mentee: Array, worth: Array
) -> None:
    """The pairs of each mentor, those found last; `at`: zeros, working space."""
    for i in range(len(found.number)):
        for k in range(found.number[i]):
            at[found.mentor[i, k]] += 1
    start, shift = 0, 0
    for j in range(len(at)):
        new, end = at[j], market.column[j + 1]
        at[j] = end + shift
        if new > 0:
            _copy(market.mentee, mentee, start, end, shift)
            _copy(market.worth, worth, start, end, shift)
            start = end
            shift += new
        column[j + 1] = end + shift
    _copy(market.mentee, mentee, start, len(market.mentee), shift)
    _copy(market.worth, worth, start, len(market.mentee), shift)
    for i in range(len(found.number)):
        for k in range(found.number[i]):
            j = found.mentor[i, k]
            mentee[at[j]] = i
            worth[at[j]] = found.value[i, k]
            at[j] += 1


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
    more = Listed(first, np.empty(int(first[n]), np.int32), np.empty(int(first[n]), np.int32))
    _merge(listed, found, more)
    return more


@compiled
def _merge(listed: Listed, found: Found, more: Listed) -> None:
    start, shift = 0, 0
    for i in range(len(found.number)):
        new, end = found.number[i], listed.first[i + 1]
        if new > 0:
            _copy(listed.mentor, more.mentor, start, end, shift)
            _copy(listed.value, more.value, start, end, shift)
            for k in range(new):
                more.mentor[end + shift + k] = found.mentor[i, k]
                more.value[end + shift + k] = found.value[i, k]
            start = end
            shift += new
    _copy(listed.mentor, more.mentor, start, len(listed.mentor), shift)
    _copy(listed.value, more.value, start, len(listed.mentor), shift)


@inlined
def _copy(old: Array, new: Array, start: Whole, end: Whole, shift: Whole) -> None:
    """Entries `start` to `end`, so many places further on."""
    for k in range(start, end):
        new[k + shift] = old[k]
