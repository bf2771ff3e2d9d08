"""From an auction's prices in small units to whole prices that prove a plan.

Prices are whole in some optimum, because all values are. Starting from the auction's prices
rounded down, every price that lets a mentee gain by turning elsewhere is raised until none
does (Bellman 1958; Ford 1956). If then nobody pays more than she gains and no free place
costs more than its load, the plan is the best among the listed pairs.
"""

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined, whole
from peermatch.large.seats import Market, State, place_cost


def whole_prices(market: Market, state: State, scale: int) -> Array | None:
    """Whole prices that prove the plan best among the listed pairs, or nothing."""
    used = np.zeros(scale + 1, np.bool_)
    used[0] = True
    used[state.price % scale] = True
    unused = int(np.argmin(used))
    # Rounded between two prices that are a whole step apart, no tie can break the wrong way.
    price = (state.price + (scale - unused)) // scale
    price = np.where(market.level == 0, np.maximum(price, 0), price)
    n, m = len(state.mate), len(price)
    own, queue, queued = np.zeros(n, np.int64), np.zeros(m + 1, np.int64), np.zeros(m, np.bool_)
    patience = 8 * len(market.mentor) + 64
    return price if _raise(market, state, price, patience, own, queue, queued) else None


@compiled
def _raise(
    market: Market, state: State, price: Array, patience: Whole, own: Array, queue: Array,
    queued: Array,
) -> bool:  # fmt: skip
    """Raise prices until nobody gains elsewhere; whether the plan is then proven."""
    n, m = len(state.mate), len(price)
    for i in range(n):
        for k in range(market.first[i], market.first[i + 1]):
            if market.mentor[k] == state.mate[i]:
                own[i] = market.value[k]
    front, back = 0, 0
    for j in range(m):
        used = state.used[j]
        if market.level[j] == 0 and used > 0:
            price[j] = max(price[j], place_cost(market, j, used - 1, 1))
    for i in range(n):
        back = _ask(market, state, price, own, i, queue, queued, back)
    while front != back:
        j = queue[front]
        front = front + 1 if front < m else 0
        queued[j] = False
        for k in range(market.seat[j], market.seat[j] + state.used[j]):
            i = whole(state.sitting[k])
            patience -= market.first[i + 1] - market.first[i]
            back = _ask(market, state, price, own, i, queue, queued, back)
        if patience < 0:
            return False
    for i in range(n):
        content = not market.optional[i] or not market.high[i] or state.mate[i] < 0
        if not content and own[i] < price[state.mate[i]]:
            return False
    for j in range(m):
        used = state.used[j]
        free = market.level[j] == 0 and used < market.places[j]
        if free and price[j] > place_cost(market, j, used, 1):
            return False
    return True


@inlined
def _ask(
    market: Market, state: State, price: Array, own: Array, i: Whole, queue: Array, queued: Array,
    back: Whole,
) -> Whole:  # fmt: skip
    """Raise the prices that are too low for mentee `i` to be content with what she has."""
    profit = whole(0)
    if state.mate[i] >= 0:
        profit = own[i] - price[state.mate[i]]
    for k in range(market.first[i], market.first[i + 1]):
        j = market.mentor[k]
        if market.value[k] - price[j] > profit:
            price[j] = market.value[k] - profit
            if not queued[j]:
                queue[back] = j
                queued[j] = True
                back = back + 1 if back + 1 < len(queue) else 0
    return back
