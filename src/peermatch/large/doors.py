"""Through which places a mentee meets mentors.

A mentor may stand behind several doors of a mentee; the pair counts by the first (`first_met`),
so that each mentor is found once.
"""

from typing import NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, inlined, ones, whole
from peermatch.large.layout import Blocks, Territory

_0, _1 = np.uint64(0), np.uint64(1)
_FAR = 2**31 - 1
CHUNK = 128  # words looked at together


class Bench(NamedTuple):
    """Working space of a scan."""

    rows: Array  # int64: the rows asked about, one group of alternatives after the other
    ends: Array  # int64: where each group ends
    mask: Array  # uint64[CHUNK]
    some: Array  # uint64[CHUNK]
    rank: Array  # int32: which door each place is from the home looked from last
    home: Array  # int64[2]: that home, and the one that was arrived at last
    fresh: Array  # uint64[words]: whom no nearer place leads to, after `arrive`
    found: Array  # int32: mentors found
    points: Array  # int64


def bench(t: Territory, blocks: Blocks) -> Bench:
    """Working space for the mentees of one territory."""
    rows = blocks.bits.shape[0]
    return Bench(
        rows=np.zeros(2 * rows + 8, np.int64),
        ends=np.zeros(8, np.int64),
        mask=np.zeros(CHUNK, np.uint64),
        some=np.zeros(CHUNK, np.uint64),
        rank=np.full(max(t.places, 1), _FAR, np.int32),
        home=np.full(2, -1, np.int64),
        fresh=np.zeros(len(blocks.low), np.uint64),
        found=np.zeros(len(t.mentors.places), np.int32),
        points=np.zeros(len(t.mentors.places), np.int64),
    )


@inlined
def nearby(t: Territory, i: Whole) -> Whole:
    """How many places are within the reach of mentee `i`."""
    home, count = t.mentees.home[i], 0
    if home >= 0:
        for k in range(t.reach.first[home], t.reach.first[home + 1]):
            if t.reach.step[k] > t.mentees.radius[i]:
                break
            count += 1
    return count


@inlined
def doors(t: Territory, i: Whole, near: Whole) -> Whole:
    """Through how many places mentee `i` can be reached: `near` ones, remotely, anywhere."""
    return near + int(t.mentees.remote[i] >= 0) + int(t.anywhere >= 0)


@inlined
def door(t: Territory, i: Whole, near: Whole, k: Whole) -> tuple[Whole, Whole]:
    """The `k`-th place of mentee `i`, the nearest first, and its entry in `Tables.place`."""
    if k < near:
        entry = t.reach.first[t.mentees.home[i]] + k
        return whole(t.reach.place[entry]), whole(t.reach.step[entry])
    steps = len(t.tables.place)
    if k == near and t.mentees.remote[i] >= 0:
        return whole(t.mentees.remote[i]), steps - 2
    return whole(t.anywhere), steps - 1


@inlined
def look_from(t: Territory, space: Bench, home: Whole) -> None:
    """Know which door every place is from this home."""
    before = space.home[0]
    if before == home:
        return
    if before >= 0:
        for k in range(t.reach.first[before], t.reach.first[before + 1]):
            space.rank[t.reach.place[k]] = _FAR
    if home >= 0:
        for k in range(t.reach.first[home], t.reach.first[home + 1]):
            space.rank[t.reach.place[k]] = k - t.reach.first[home]
    space.home[0] = home


@inlined
def first_met(t: Territory, space: Bench, i: Whole, j: Whole, near: Whole, k: Whole) -> bool:
    """Whether no door before the `k`-th leads to mentor `j`; asks for `look_from` the home."""
    before = min(k, near)
    for w in range(t.mentors.serve.shape[1]):
        place = t.mentors.serve[j, w]
        if place >= 0 and space.rank[place] < before:
            return False
    if k > near and t.mentees.remote[i] >= 0:
        return bool(t.mentors.remote[j] != t.mentees.remote[i])
    return True


@inlined
def arrive(t: Territory, blocks: Blocks, space: Bench, home: Whole) -> None:
    """`look_from` a home and, if that is a new one, know whom no nearer place there leads to."""
    look_from(t, space, home)
    if space.home[1] == home or home < 0:
        return
    space.home[1] = home
    for entry in range(t.reach.first[home], t.reach.first[home + 1]):
        place, here = t.reach.place[entry], entry - t.reach.first[home]
        start = blocks.first[place * blocks.groups]
        for w in range(start, blocks.first[(place + 1) * blocks.groups]):
            word, fresh = blocks.bits[0, w], _0
            while word != _0:
                low = word & (~word + _1)
                word ^= low
                j = blocks.member[64 * w + ones(low - _1)]
                if first_met(t, space, 0, j, here, here):
                    fresh |= low
            space.fresh[w] = fresh
