"""Listed pairs, and who sits with whom at what price while the auction runs.

A seat is a place of a mentor that some mentee has. While mentees bid, the seats of a mentor
are a heap, the cheapest first: that one is taken next.
"""

from typing import NamedTuple

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, inlined, whole


class Market(NamedTuple):
    """Listed pairs, twice: by mentee and by mentor."""

    first: Array  # int64[mentees + 1]
    mentor: Array  # int32[pairs]
    value: Array  # int32[pairs]: points, waiting included
    column: Array  # int64[mentors + 1]
    mentee: Array  # int32[pairs]
    worth: Array  # int32[pairs]: the same values, by mentor
    level: Array  # int64[mentor]
    high: Array  # bool[mentee]: of a level above 0
    optional: Array  # bool[mentee]: may stay out
    places: Array  # int64[mentor]
    load: Array  # int64[mentor]
    costs: Array  # int64: load costs, the last repeats
    seat: Array  # int64[mentors + 1]: where the seats of each mentor begin


class State(NamedTuple):
    """Who sits where at what price; a seat is a place of a mentor that somebody has."""

    mate: Array  # int32[mentee]: mentor, -1
    pay: Array  # int64[mentee]: what she pays for her seat
    profit: Array  # int64[mentee]
    price: Array  # int64[mentor]: what the next mentee pays at least
    floor: Array  # int64[mentor]: what a free place costs at least in this phase
    used: Array  # int64[mentor]
    sitting: Array  # int32[seats]: mentees; forward: a heap by `pay`, the cheapest first
    chair: Array  # int64[mentee]: where she sits in `sitting`
    queue: Array  # int32: whoever is to bid, in a ring
    queued: Array  # bool


@inlined
def place_cost(market: Market, j: Whole, used: Whole, scale: Whole) -> Whole:
    """The cost of one more mentee for mentor `j` when she has got `used`."""
    return scale * market.costs[min(market.load[j] + used, len(market.costs) - 1)]


@inlined
def sit(market: Market, state: State, i: Whole, j: Whole, pay: Whole, scale: Whole) -> Whole:
    """Give mentee `i` the cheapest place of mentor `j`; returns whom she displaces, or -1."""
    seat, used = market.seat[j], state.used[j]
    other = whole(-1)
    free = used < market.places[j]
    if free and used > 0:
        cost = max(place_cost(market, j, used, scale), state.floor[j])
        free = cost <= state.pay[state.sitting[seat]]
    state.mate[i] = j
    state.pay[i] = pay
    if free:
        state.sitting[seat + used] = i
        state.chair[i] = seat + used
        state.used[j] = used + 1
        _rise(state, seat, seat + used)
    else:
        other = whole(state.sitting[seat])
        state.mate[other] = -1
        state.sitting[seat] = i
        state.chair[i] = seat
        _sink(state, seat, seat + used)
    state.price[j] = _next_price(market, state, j, scale)
    return other


@inlined
def _next_price(market: Market, state: State, j: Whole, scale: Whole) -> Whole:
    """What the next mentee pays at least: for a free place, or for the cheapest seat."""
    used = state.used[j]
    free = used < market.places[j]
    price = whole(0)
    if free:
        price = max(place_cost(market, j, used, scale), state.floor[j])
    if used > 0:
        cheapest = state.pay[state.sitting[market.seat[j]]]
        if not free or cheapest < price:
            price = cheapest
    return price


@inlined
def _rise(state: State, seat: Whole, at: Whole) -> None:
    """Move who sits at `at` up in the heap."""
    sitting, pay = state.sitting, state.pay
    i = sitting[at]
    while at > seat:
        above = seat + (at - seat - 1) // 2
        if pay[sitting[above]] <= pay[i]:
            break
        sitting[at] = sitting[above]
        state.chair[sitting[at]] = at
        at = above
    sitting[at] = i
    state.chair[i] = at


@inlined
def _sink(state: State, seat: Whole, end: Whole) -> None:
    """Move who sits first down in the heap."""
    sitting, pay = state.sitting, state.pay
    at = seat
    i = sitting[at]
    while True:
        below = seat + 2 * (at - seat) + 1
        if below >= end:
            break
        if below + 1 < end and pay[sitting[below + 1]] < pay[sitting[below]]:
            below += 1
        if pay[sitting[below]] >= pay[i]:
            break
        sitting[at] = sitting[below]
        state.chair[sitting[at]] = at
        at = below
    sitting[at] = i
    state.chair[i] = at


@inlined
def leave(market: Market, state: State, i: Whole) -> Whole:
    """Take mentee `i` off her seat, if she has one; returns whose it was, or -1."""
    j = whole(state.mate[i])
    if j >= 0:
        state.mate[i] = -1
        state.used[j] -= 1
        last = state.sitting[market.seat[j] + state.used[j]]
        state.sitting[state.chair[i]] = last
        state.chair[last] = state.chair[i]
    return j


@inlined
def even(market: Market, state: State, j: Whole) -> None:
    """All mentees of a mentor pay the same: the lowest that one of them, or the next, pays."""
    seat, used = market.seat[j], state.used[j]
    low = state.price[j]
    for k in range(seat, seat + used):
        low = min(low, state.pay[state.sitting[k]])
    for k in range(seat, seat + used):
        i = state.sitting[k]
        state.profit[i] += state.pay[i] - low
        state.pay[i] = low
    state.price[j] = low
