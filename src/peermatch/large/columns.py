"""Which pairs are worth listing: those that could better the plan at the present prices.

A mentee's profit is what her best listed pair counts, less the price of the mentor. A pair
that counts more than that, and is not listed, makes the plan better or the proof complete.
Mentors of a block stand in the order of the first prices, so that a search may stop early
when even the cheapest of those who follow costs too much.
"""

from typing import NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined, ones, whole
from peermatch.large.doors import (
    CHUNK,
    Bench,
    arrive,
    door,
    doors,
    first_met,
    look_from,
    nearby,
)
from peermatch.large.layout import Blocks, Tables, Territory
from peermatch.large.sieve import ask, barred, score, sieve
from peermatch.large.sift import Sift, sift

LOW, HIGH = -(2**40), 2**40
UNKNOWN = 4 * LOW  # a drift that leaves nothing known
_WHOLE = 10_000  # a search that may look at so many mentors takes words by the chunk
_0, _1 = np.uint64(0), np.uint64(1)


class Listed(NamedTuple):
    """Pairs by mentee: `value` counts points, waiting and the bonus of pairs kept."""

    first: Array  # int64[mentees + 1]
    mentor: Array  # int32
    value: Array  # int32


class Found(NamedTuple):
    """Up to `width` new pairs per mentee."""

    number: Array  # int64[mentee]: how many there are
    mentor: Array  # int32[mentee, width]
    value: Array  # int32[mentee, width]
    excess: Array  # int64[mentee]: how far the profit was too low
    safe: Array  # int64[mentee]: no pair that is not listed gains more
    mark: Array  # int32[mentor]: working space
    gains: Array  # int64[width]: working space
    best: Array  # int32[width]: working space


def nothing_found(mentees: int, mentors: int, width: int, safe: Array) -> Found:
    """Space for new pairs; `safe`: what no pair that is not listed gains more than."""
    return Found(
        number=np.zeros(mentees, np.int64),
        mentor=np.zeros((mentees, width), np.int32),
        value=np.zeros((mentees, width), np.int32),
        excess=np.zeros(mentees, np.int64),
        safe=safe,
        mark=np.zeros(mentors, np.int32),
        gains=np.zeros(width, np.int64),
        best=np.zeros(width, np.int32),
    )


@compiled
def look_for_more(
    t: Territory, blocks: Blocks, space: Bench, s: Sift, listed: Listed, who: Array,
    drift: Whole, group: Array, price: Array, profit: Array, slack: Whole, limit: Whole,
    found: Found,
) -> None:  # fmt: skip
    """Find for each mentee `who` the best pairs not listed that gain her profit less `slack`.

    `group[i]`: the only group of mentors that counts. `blocks`: where to look; no pair with a
    mentor who is not there gains more than `found.safe` and `drift`. After `limit` mentors that
    the rules allow, a mentee's search ends.
    """
    mark = found.mark
    for j in range(len(price)):
        mark[j] = -1
    for i in who:
        for k in range(listed.first[i], listed.first[i + 1]):
            mark[listed.mentor[k]] = i
        least = _look(
            t, blocks, space, s, mark, i, group[i], price, profit[i] - slack, limit, found,
        )  # fmt: skip
        found.safe[i] = max(found.safe[i] + drift, least)
        write(found, i, price, profit[i])


@inlined
def write(found: Found, i: Whole, price: Array, profit: Whole) -> None:
    """The pairs kept become those found for mentee `i`."""
    for k in range(found.number[i]):
        found.mentor[i, k] = found.best[k]
        found.value[i, k] = found.gains[k] + price[found.best[k]]
        found.excess[i] = max(found.excess[i], found.gains[k] - profit)


@inlined
def _look(
    t: Territory, blocks: Blocks, space: Bench, s: Sift, mark: Array, i: Whole,
    group: Whole, price: Array, least: Whole, limit: Whole, found: Found,
) -> Whole:  # fmt: skip
    """Find the best pairs of one mentee that gain more than `least`; returns what no other does."""
    groups, near, home, early = 0, nearby(t, i), t.mentees.home[i], limit <= _WHOLE
    if early:
        arrive(t, blocks, space, home)
    else:
        look_from(t, space, home)
    most, wait = most_points(t.tables, t, i), t.mentees.wait[i]
    allowed = 0
    chunk = 4 if early else CHUNK
    for k in range(doors(t, i, near)):
        place, step = door(t, i, near, k)
        block = place * blocks.groups + group
        begin, end = blocks.first[block], blocks.first[block + 1]
        chunks = (end - begin + chunk - 1) // chunk
        turn, once = whole(0), early and k < near
        fresh = space.fresh if once else blocks.bits[0]
        if early:
            turn = 7 * i % max(1, chunks)  # all begin elsewhere, so that everybody is seen
        for c in range(turn, turn + chunks):
            first = begin + chunk * (c if c < chunks else c - chunks)
            if turn == 0 and wait + most + t.tables.place[step] - blocks.rest[first] <= least:
                break
            if allowed >= limit:
                break
            last = min(first + chunk, end)
            if groups == 0:
                groups = ask(t, blocks, space, i)
            sieve(blocks.bits, fresh, space, groups, first, last)
            sift(t, blocks, space, s, i, step, first, last, least - wait)
            count = _unpack(blocks, space, first, last)
            allowed += count
            score(t.tables, t.mentees, t.mentors, space, i, step, 0, count)
            for f in range(count):
                j = space.found[f]
                gain = space.points[f] + wait - price[j]
                new = gain > least and mark[j] != i
                new = new and (once or first_met(t, space, i, j, near, k))
                if new and not barred(t.mentees, i, j):
                    least = keep(found, i, j, gain, least)
    if allowed >= limit:
        return HIGH
    return least


@inlined
def _unpack(blocks: Blocks, space: Bench, first: Whole, last: Whole) -> Whole:
    """The mentors of the mask into `space.found`; returns how many."""
    count = 0
    for w in range(last - first):
        word = space.mask[w]
        while word != _0:
            low = word & (~word + _1)
            word ^= low
            space.found[count] = blocks.member[64 * (first + w) + ones(low - _1)]
            count += 1
    return count


@inlined
def keep(found: Found, i: Whole, j: Whole, gain: Whole, least: Whole) -> Whole:
    """Put a pair among the best of mentee `i`; returns what the next one has to exceed."""
    gains, best, count = found.gains, found.best, found.number[i]
    if count < len(gains):
        gains[count], best[count] = gain, j
        found.number[i] = count + 1
        if count + 1 < len(gains):
            return least
    else:
        worst = 0
        while gains[worst] != least:
            worst += 1
        gains[worst], best[worst] = gain, j
    low = whole(HIGH)
    for k in range(len(gains)):
        low = min(low, gains[k])
    return low


@inlined
def most_points(tables: Tables, t: Territory, i: Whole) -> Whole:
    """More than mentee `i` can get with anybody, place not counted."""
    people = t.mentees
    points, language = tables.topics, 0
    if people.helped[i] != _0:
        language = tables.interpreter
    for level in range(len(tables.levels)):
        if people.spoken[level, i] != _0:
            language = max(language, tables.levels[level])
    if people.origin[i] >= 0:
        points += tables.origin
    if people.sector[i] >= 0:
        points += tables.sector
    if people.age[i] >= 0:
        points += tables.age_most
    return points + language + tables.slots_most
