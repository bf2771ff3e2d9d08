"""One territory from its people to a proven plan.

Pairs are listed as they are needed (column generation; Gilmore and Gomory 1961): a few per
mentee at first, then those that the prices of the best plan so far show to be worth it, until
no pair that the rules allow is worth more than the plan gives already.
"""

from collections.abc import Callable
from math import isqrt
from typing import Any, NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import NotProven
from peermatch.large.again import look_round
from peermatch.large.auction import phase
from peermatch.large.blocks import build_blocks
from peermatch.large.columns import HIGH, LOW, UNKNOWN, Listed, look_for_more, nothing_found
from peermatch.large.compiled import compiled
from peermatch.large.doors import Bench, bench
from peermatch.large.exact import whole_prices
from peermatch.large.known import MOST, all_pairs, look_through
from peermatch.large.layout import Blocks, Territory
from peermatch.large.levels import Matching, scarcest_first, settle
from peermatch.large.market import (
    grown_for_mentees,
    grown_for_mentors,
    market_of,
    merged,
    opening,
    seated,
)
from peermatch.large.seats import Market, State
from peermatch.large.sieve import points_of_pair
from peermatch.large.sift import sifter

_WIDTH = 24  # pairs listed per mentee and round, at most
_FIRST_LOOK = 256  # mentors a mentee looks at before there are prices
_SLACK = 60  # pairs so much worse than needed are listed, too
_FALL = 64  # by how much steps fall from phase to phase
_START = 16  # points: the step that a round begins with
_DRAFT = 32  # the same, of the first answer


class Task(NamedTuple):
    """A territory, and the pairs that exist already: two parallel lists."""

    territory: Territory
    kept_mentee: Array
    kept_mentor: Array
    bonus: int  # points for keeping one


class Draft(NamedTuple):
    """A first answer: best for priorities, good for points, not proven."""

    listed: Listed
    level: Array  # int64[mentor], see `levels`
    group: Array  # int64[mentee]: the level of the mentors she may have
    mate: Array
    price: Array  # int64[mentor], in units of 1 / (mentors + 2) point
    profit: Array  # int64[mentee], likewise
    safe: Array  # see `Found`
    known: Array  # int64[mentor]: the prices, in points, at which `safe` was true
    pairs: Listed | None  # all there are, where those can be kept


class Answer(NamedTuple):
    """The plan of a territory: `price` counts points, `level` persons."""

    mate: Array
    points: Array
    level: Array
    price: Array
    rounds: int
    pairs: int


Watch = Callable[[int, Array, int], None]  # round, mate, proven gap in points


def solve_territory(task: Task, most: int = MOST) -> Answer:
    """The best plan of one territory, and prices that prove it.

    `most`: so many pairs are listed all at once, if there are no more.
    """
    first, blocks = _drafted(task, most)
    around = _around(task.territory, first, _points(first.price), blocks)
    handed = [first]  # each answer goes as soon as the next one is there: memory is the measure
    del first, blocks
    return finish(task, better(task, handed.pop(), around), around=around)


def own(held: Any) -> Any:
    """The same tuples with arrays of our own: some executors hand over what cannot be changed."""
    if isinstance(held, np.ndarray):
        return np.require(held, requirements=["C", "W"])
    if isinstance(held, tuple):
        return type(held)(*map(own, held))
    return held


def draft(task: Task) -> Draft:
    """A first answer for one territory."""
    return _drafted(task, MOST)[0]


def _drafted(task: Task, most: int) -> tuple[Draft, Blocks]:
    """The same, and blocks of the territory."""
    task = own(task)
    t = task.territory
    n, m = len(t.mentees.tier), len(t.mentors.places)
    everyone, free = np.arange(m), np.zeros(m, np.int64)
    blocks = build_blocks(t, free, 1, everyone)
    blocks = build_blocks(t, free, 1, scarcest_first(t, blocks), blocks)
    matching = settle(t, blocks)
    group = np.where(matching.mate >= 0, matching.level[matching.mate], 1 + t.mentees.tier)
    listed = _first_pairs(task, blocks, matching, group)
    found = nothing_found(n, m, _WIDTH, np.full(n, HIGH))
    blocks = build_blocks(t, matching.level, _groups(t), everyone, blocks)
    pairs, low = all_pairs(t, blocks, group, most), np.full(n, LOW)
    if pairs is not None:
        look_through(pairs, listed, free, low, 0, found)
    else:
        look_for_more(t, blocks, bench(t, blocks), sifter(blocks), listed, np.arange(n), UNKNOWN,
                      group, free, low, 0, _FIRST_LOOK, found)  # fmt: skip
    listed = merged(listed, found)
    market = market_of(t, listed, matching.level, group)
    state, scale = opening(market, m + 2), m + 2
    _bid(market, state, scale, _DRAFT * scale, scale)
    first = Draft(listed, matching.level, group, state.mate, state.price, state.profit, found.safe,
                  free, pairs)  # fmt: skip
    return first, blocks


def better(task: Task, first: Draft, around: Listed | Blocks | None = None) -> Draft:
    """The answer after everybody has looked round at the prices of the first one."""
    task, first = own(task), own(first)
    t, (listed, level, group, mate, bids, profit, safe, known, pairs) = task.territory, first
    price = _points(bids)
    found = nothing_found(len(group), len(level), _WIDTH, safe)
    around = around or _around(t, first, price)
    del first
    look_round(t, around, listed, group, level, known, price, _SLACK, found)
    listed = merged(listed, found)
    market, scale = market_of(t, listed, level, group), len(level) + 2
    state = seated(market, opening(market, scale), mate, bids, profit)
    _rough(market, state, scale)
    return Draft(listed, level, group, state.mate, state.price, state.profit, found.safe, price,
                 pairs)  # fmt: skip


def finish(
    task: Task, first: Draft, watch: Watch | None = None, *, around: Listed | Blocks | None = None
) -> Answer:
    """The proven plan that grows out of the answer before; `around`: what that was found in."""
    task, first = own(task), own(first)
    t, (listed, level, group, mate, bids, profit, safe, before, _) = task.territory, first
    n, scale, rounds, exact = len(group), len(level) + 2, 2, False
    found = nothing_found(n, len(level), _WIDTH, safe)
    price = _points(bids)
    around = around or _around(t, first, before)
    del first
    market = market_of(t, listed, level, group)
    while True:
        look_round(t, around, listed, group, level, before, price, _SLACK, found)
        poor = int((found.excess > 0).sum())
        if watch:
            watch(rounds, mate, int(found.excess.sum()))
        if exact and poor == 0:
            return _answer(task, level, listed, mate, price, rounds)
        exact = exact or poor < n // 100 + 1
        del listed
        # One side after the other, so that what stood there before is gone by then.
        market = grown_for_mentors(market, found)
        market = grown_for_mentees(market, found)
        listed = Listed(market.first, market.mentor, market.value)
        state = seated(market, opening(market, scale), mate, bids, profit)
        before = price
        price = _proven(market, state, scale) if exact else _rough(market, state, scale)
        mate, bids, profit = state.mate, state.price, state.profit
        rounds += 1


def _around(
    t: Territory, first: Draft, price: Array, before: Blocks | None = None
) -> Listed | Blocks:
    """What to look round in: all pairs, or else blocks with the cheapest mentors first."""
    if first.pairs is not None:
        return first.pairs
    return build_blocks(t, first.level, _groups(t), np.argsort(price, kind="stable"), before)


def _points(bids: Array) -> Array:
    """Prices counted in whole points."""
    scale = len(bids) + 2
    return (bids + scale // 2) // scale


def _groups(t: Territory) -> int:
    """How many levels there can be, and one more for whoever cannot be matched."""
    return 2 + int(t.mentees.tier.max(initial=0))


def _rough(market: Market, state: State, scale: int) -> Array:
    """Prices that are right within a few points."""
    _bid(market, state, scale, _START * scale, scale)
    return _points(state.price)


def _proven(market: Market, state: State, scale: int) -> Array:
    """Whole prices that prove the plan best among the listed pairs."""
    step = scale  # wide falls: two phases do for territories of up to some 10,000 mentors
    while step > 1:
        step = max(1, step // max(_FALL, isqrt(scale)))
        _bid(market, state, scale, step, step)
        price = whole_prices(market, state, scale)
        if price is not None:
            return price
    raise NotProven("The plan found could not be proven optimal; please report this.")


def _bid(market: Market, state: State, scale: int, step: int, last: int) -> int:
    """Phases with falling steps, from `step` until one is at most `last`; returns that step."""
    jump = scale * (1 + 2 * int(np.abs(market.value).max(initial=0)))
    while True:
        if phase(market, state, step, scale, jump) < 0:
            raise NotProven("The priorities could not be kept; please report this.")
        if step <= last:
            return step
        step = max(1, step // _FALL)


def _first_pairs(task: Task, blocks: Blocks, matching: Matching, group: Array) -> Listed:
    """The pairs of a first matching, and the pairs that exist already."""
    t, n = task.territory, len(group)
    matched = np.flatnonzero(matching.mate >= 0)
    mentee = np.concatenate([task.kept_mentee, matched])
    mentor = np.concatenate([task.kept_mentor, matching.mate[matched]])
    kept = np.arange(len(mentee)) < len(task.kept_mentee)
    if len(task.kept_mentee):
        _, once = np.unique(mentee * np.int64(len(matching.used)) + mentor, return_index=True)
        mentee, mentor, kept = mentee[once], mentor[once], kept[once]
    points = np.zeros(len(mentee), np.int64)
    _score_all(t, blocks, bench(t, blocks), mentee, mentor, points)
    possible = (points >= 0) & (matching.level[mentor] == group[mentee])
    mentee, mentor = mentee[possible], mentor[possible]
    value = (points + task.bonus * kept)[possible] + t.mentees.wait[mentee]
    first = np.searchsorted(mentee, np.arange(n + 1))
    return Listed(first.astype(np.int64), mentor.astype(np.int32), value.astype(np.int32))


@compiled
def _score_all(
    t: Territory, blocks: Blocks, space: Bench, mentee: Array, mentor: Array, points: Array
) -> None:
    for k in range(len(mentee)):
        points[k] = points_of_pair(t, blocks, space, mentee[k], mentor[k])


def _answer(
    task: Task, level: Array, listed: Listed, mate: Array, price: Array, rounds: int
) -> Answer:
    """The plan with its points."""
    points = np.zeros(len(mate), np.int64)
    _count_points(listed, mate, task.territory.mentees.wait, points)
    points[task.kept_mentee[mate[task.kept_mentee] == task.kept_mentor]] -= task.bonus
    return Answer(mate, points, level, price, rounds, len(listed.mentor))


@compiled
def _count_points(listed: Listed, mate: Array, wait: Array, points: Array) -> None:
    for i in range(len(mate)):
        for k in range(listed.first[i], listed.first[i + 1]):
            if listed.mentor[k] == mate[i]:
                points[i] = listed.value[k] - wait[i]
