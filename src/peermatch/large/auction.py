"""The best plan among listed pairs, by a forward and reverse auction with falling steps.

Levels (see `levels`) split the task: at level 0 every mentee has to be matched and places may
stay free; at every higher level all places have to be filled, and mentees of the lowest class
there may stay out. So one side of each level bids first until all of it is served, at rising
prices of places (forward) or rising profits of mentees (reverse); then the other side bids
until whoever asks for more than nothing is served or content. Each bid moves by at least
`step`; steps fall until the plan is provably best. (Bertsekas, "The auction algorithm", 1988;
Bertsekas and Castanon, "A forward/reverse auction algorithm for asymmetric assignment
problems", 1992; the same authors on mentors with several places: "similar objects", 1989.)

All values are counted in units of 1/`scale` point.
"""

from peermatch.large.compiled import Whole, compiled, inlined, whole
from peermatch.large.seats import Market, State, even, leave, place_cost, sit

_NONE = -(2**62)


@compiled
def forward(
    market: Market, state: State, tail: Whole, step: Whole, scale: Whole, jump: Whole
) -> Whole:
    """Let the first `tail` mentees in the queue bid, and all whom they displace.

    Returns how many bids there were, or -1 if somebody who has to be matched cannot be.
    """
    front, count, ring, bids = 0, tail, len(state.queue), 0
    while count > 0:
        i = whole(state.queue[front])
        front = front + 1 if front + 1 < ring else 0
        count -= 1
        best, second, to = whole(_NONE), whole(_NONE), whole(-1)
        if market.optional[i]:
            second = whole(0)
        for k in range(market.first[i], market.first[i + 1]):
            j = whole(market.mentor[k])
            gain = scale * whole(market.value[k]) - state.price[j]
            second = max(second, min(best, gain))
            to = j if gain > best else to
            best = max(best, gain)
        if to < 0:
            return -1
        if market.optional[i] and best <= 0:
            state.profit[i] = 0
            continue
        bids += 1
        if second == _NONE:
            second = best - jump
        profit = second - step
        other = sit(market, state, i, to, best + state.price[to] - profit, scale)
        state.profit[i] = profit
        if other >= 0:
            back = front + count
            state.queue[back if back < ring else back - ring] = other
            count += 1
    return bids


@compiled
def reverse(
    market: Market, state: State, tail: Whole, step: Whole, scale: Whole, jump: Whole
) -> Whole:
    """Let the first `tail` mentors in the queue bid for mentees, and all who lose one.

    Returns how many bids there were, or -1 if a place that has to be filled cannot be.
    """
    front, count, ring, bids = 0, tail, len(state.queue), 0
    while count > 0:
        j = whole(state.queue[front])
        front = front + 1 if front + 1 < ring else 0
        count -= 1
        state.queued[j] = False
        full = market.level[j] > 0
        while state.used[j] < market.places[j]:
            cost = whole(_NONE)
            if not full:
                cost = place_cost(market, j, state.used[j], scale)
                if state.price[j] <= cost:
                    break
            best, second, who, value = whole(_NONE), cost, whole(-1), whole(0)
            for k in range(market.column[j], market.column[j + 1]):
                i = market.mentee[k]
                if state.mate[i] != j:
                    gain = scale * whole(market.worth[k]) - state.profit[i]
                    if gain > best:
                        second = max(second, best)
                        best, who, value = gain, whole(i), scale * whole(market.worth[k])
                    elif gain > second:
                        second = gain
            if full and who < 0:
                return -1
            bids += 1
            if not full and best <= cost:
                state.price[j] = cost
                break
            if second == _NONE:
                second = best - jump
            price = max(cost, second - step)
            other = leave(market, state, who)
            if other >= 0 and not state.queued[other]:
                wants = market.level[other] > 0
                cost_there = place_cost(market, other, state.used[other], scale)
                if wants or state.price[other] > cost_there:
                    back = front + count
                    state.queue[back if back < ring else back - ring] = other
                    state.queued[other] = True
                    count += 1
            state.mate[who] = j
            state.pay[who] = price
            state.profit[who] = value - price
            state.chair[who] = market.seat[j] + state.used[j]
            state.sitting[state.chair[who]] = who
            state.used[j] += 1
            state.price[j] = price
        even(market, state, j)
    return bids


@compiled
def phase(market: Market, state: State, step: Whole, scale: Whole, jump: Whole) -> Whole:
    """One phase of the auction; returns how many bids there were, or -1 if there is no plan."""
    n, m = len(state.mate), len(state.price)
    tail = _loosen_mentees(market, state, step, scale)
    bids = forward(market, state, tail, step, scale, jump)
    if bids < 0:
        return -1
    for j in range(m):
        if market.level[j] == 0:
            even(market, state, j)
    tail = _loosen_mentors(market, state, step, scale)
    for j in range(m):
        free = market.level[j] == 0 and state.used[j] < market.places[j]
        if free and state.price[j] > place_cost(market, j, state.used[j], scale):
            state.queue[tail] = j
            state.queued[j] = True
            tail += 1
    more = reverse(market, state, tail, step, scale, jump)
    if more < 0:
        return -1
    bids += more
    tail = 0
    for i in range(n):
        lonely = market.high[i] and state.mate[i] < 0
        if lonely and (state.profit[i] > 0 or not market.optional[i]):
            state.queue[tail] = i
            tail += 1
    more = forward(market, state, tail, step, scale, jump)
    if more < 0:
        return -1
    for j in range(m):
        even(market, state, j)
    return bids + more


@inlined
def _loosen_mentees(market: Market, state: State, step: Whole, scale: Whole) -> Whole:
    """At level 0, take off their seats all who would gain more than `step` elsewhere.

    They come into the queue, with all who have no seat; returns how many there are.
    """
    tail = 0
    for j in range(len(state.price)):
        state.floor[j] = state.price[j]
    for i in range(len(state.mate)):
        if market.high[i]:
            continue
        if state.mate[i] >= 0:
            own, best = whole(_NONE), whole(_NONE)
            for k in range(market.first[i], market.first[i + 1]):
                j = market.mentor[k]
                gain = scale * whole(market.value[k]) - state.price[j]
                best = max(best, gain)
                if j == state.mate[i]:
                    own = gain
            if own >= best - step:
                continue
            leave(market, state, i)
        state.queue[tail] = i
        tail += 1
    return tail


@inlined
def _loosen_mentors(market: Market, state: State, step: Whole, scale: Whole) -> Whole:
    """Above level 0, let mentors drop all mentees than whom they gain more than `step` elsewhere.

    Mentors with free places come into the queue; returns how many there are.
    """
    tail = 0
    for i in range(len(state.mate)):
        if market.high[i] and market.optional[i] and state.profit[i] < 0:
            state.pay[i] += state.profit[i]
            state.profit[i] = 0
    for j in range(len(state.price)):
        if market.level[j] == 0:
            continue
        even(market, state, j)
        best = whole(_NONE)
        for k in range(market.column[j], market.column[j + 1]):
            i = market.mentee[k]
            if state.mate[i] != j:
                best = max(best, scale * whole(market.worth[k]) - state.profit[i])
        k = market.seat[j]
        while k < market.seat[j] + state.used[j]:
            i = whole(state.sitting[k])
            if state.pay[i] < best - step:
                leave(market, state, i)
            else:
                k += 1
        if state.used[j] < market.places[j]:
            state.queue[tail] = j
            state.queued[j] = True
            tail += 1
    return tail
