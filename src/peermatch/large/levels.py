"""Who is matched at all, exactly, before a single point is looked at.

Priority comes before points, so it is settled first, over all pairs the rules allow, none of
them stored. Class by class, the highest priority first, the matching grows along augmenting
paths (Berge 1957) that are looked for from all unmatched mentees of the class at once; the
rows of bits make one step from a mentee to all mentors not seen before cheap. Mentors seen by
a search that finds no free place can never be had by a lower class: such a mentor is settled,
and her level is 1 + that class, the price of her places in persons. All others have level 0.

Levels are a dual solution (Kuhn 1955): no mentee can do better than with a mentor of the
level she is matched at, or, unmatched, of level 1 + her class. So every plan that is best for
priorities matches every mentee within her own level, and levels can be solved apart.
"""

from typing import NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined, ones, whole
from peermatch.large.doors import Bench, bench, door, doors, nearby
from peermatch.large.layout import Blocks, Territory
from peermatch.large.sieve import ask, barred, fitting

_SAMPLE = 512  # so many mentees tell whom few may have
_PATIENCE = 16  # one at a time, mentees ask at most one in so many of what all at once asked
_0, _1 = np.uint64(0), np.uint64(1)


class Matching(NamedTuple):
    """Who is matched with whom, mentees of one mentor in a chain, and who is settled."""

    mate: Array  # int32[mentee], -1
    used: Array  # int64[mentor]
    head: Array  # int32[mentor]: first mentee of each mentor, -1
    after: Array  # int32[mentee]: next mentee of the same mentor
    level: Array  # int64[mentor]


class _Search(NamedTuple):
    """A search from many mentees at once."""

    open: Array  # uint64[words]: mentors not seen yet
    queue: Array  # int32: mentees to look from
    root: Array  # int32[mentee]: the unmatched mentee each search began with
    done: Array  # bool[mentee]: that one is matched now
    finder: Array  # int32[mentor]: the mentee from whom she was seen
    seen: Array  # int32: mentors seen in this round


def scarcest_first(t: Territory, blocks: Blocks) -> Array:
    """All mentors, those whom fewest mentees may have first, as far as a sample tells."""
    fans = np.zeros(len(t.mentors.places), np.int64)
    _count_fans(t, blocks, bench(t, blocks), 1 + len(t.mentees.tier) // _SAMPLE, fans)
    return np.argsort(fans, kind="stable")


@compiled
def _count_fans(t: Territory, blocks: Blocks, space: Bench, skip: Whole, fans: Array) -> None:
    for i in range(0, len(t.mentees.tier), skip):
        groups, near = ask(t, blocks, space, i), nearby(t, i)
        for k in range(doors(t, i, near)):
            place, _ = door(t, i, near, k)
            for w in range(blocks.first[place], blocks.first[place + 1]):
                word = fitting(blocks.bits, blocks.bits[0, w], space, groups, w)
                while word != _0:
                    low = word & (~word + _1)
                    word ^= low
                    fans[blocks.member[64 * w + ones(low - _1)]] += 1


def settle(t: Territory, blocks: Blocks) -> Matching:
    """A matching that serves the highest priorities best, and every mentor's level.

    Mentors who stand first in their blocks are taken first. If they are those whom few may
    have, most mentees are matched at once, and few paths remain to be looked for.
    """
    n, m = len(t.mentees.tier), len(t.mentors.places)
    matching = Matching(
        mate=np.full(n, -1, np.int32),
        used=np.zeros(m, np.int64),
        head=np.full(m, -1, np.int32),
        after=np.full(n, -1, np.int32),
        level=np.zeros(m, np.int64),
    )
    search = _Search(
        open=blocks.bits[0].copy(),
        queue=np.zeros(n, np.int32),
        root=np.zeros(n, np.int32),
        done=np.zeros(n, np.bool_),
        finder=np.zeros(m, np.int32),
        seen=np.zeros(m, np.int32),
    )
    space = bench(t, blocks)
    for tier in range(int(t.mentees.tier.max(initial=0)), -1, -1):
        _take(t, blocks, space, matching, search.open.copy(), tier)
        # Searches from one at a time look at nobody twice whom one of them has settled, but
        # those that find a free place after long are cheaper along with many others.
        settled = False
        while not settled:
            asked = _grow(t, blocks, space, matching, search, tier)
            settled = _grow_singly(t, blocks, space, matching, search, tier, asked // _PATIENCE)
    return matching


@compiled
def _take(
    t: Territory, blocks: Blocks, space: Bench, matching: Matching, free: Array, tier: Whole
) -> None:
    """Give each unmatched mentee of a class the first free place that the rules allow.

    `free`: the rows of all mentors who are not settled.
    """
    for j in range(len(matching.used)):
        if matching.used[j] == t.mentors.places[j]:
            _close(blocks, free, j)
    for i in range(len(t.mentees.tier)):
        if t.mentees.tier[i] == tier and matching.mate[i] < 0:
            j = _first_free(t, blocks, space, free, i)
            if j >= 0:
                _link(matching, i, j)
                matching.used[j] += 1
                if matching.used[j] == t.mentors.places[j]:
                    _close(blocks, free, j)


@inlined
def _first_free(t: Territory, blocks: Blocks, space: Bench, free: Array, i: Whole) -> Whole:
    groups, near = ask(t, blocks, space, i), nearby(t, i)
    for k in range(doors(t, i, near)):
        place, _ = door(t, i, near, k)
        first, last = blocks.first[place], blocks.first[place + 1]
        for w in range(first, last):
            word = fitting(blocks.bits, free[w], space, groups, w)
            while word != _0:
                low = word & (~word + _1)
                word ^= low
                j = blocks.member[64 * w + ones(low - _1)]
                if not barred(t.mentees, i, j):
                    return whole(j)
    return whole(-1)


@compiled
def _grow(
    t: Territory, blocks: Blocks, space: Bench, matching: Matching, search: _Search, tier: Whole
) -> Whole:
    """Match more mentees of a class along paths that do not touch; returns how many it asked."""
    tail = 0
    for i in range(len(t.mentees.tier)):
        if t.mentees.tier[i] == tier and matching.mate[i] < 0:
            search.queue[tail] = i
            search.root[i] = i
            search.done[i] = False
            tail += 1
    front, seen, asked = 0, 0, 0
    while front < tail:
        i = whole(search.queue[front])
        front += 1
        if not search.done[search.root[i]]:
            before = seen
            asked += 1
            free, seen = _look(t, blocks, space, matching, search, i, seen)
            if free >= 0:
                _augment(matching, search, i, free)
                search.done[search.root[i]] = True
            else:
                tail = _queue(matching, search, search.root[i], before, seen, tail)
    for k in range(seen):
        _open(blocks, search.open, search.seen[k])
    return whole(asked)


@compiled
def _grow_singly(
    t: Territory, blocks: Blocks, space: Bench, matching: Matching, search: _Search, tier: Whole,
    limit: Whole,
) -> bool:  # fmt: skip
    """Match each mentee of a class for whom there is a path; settle all mentors on dead ends.

    Returns whether that is done: after asking `limit` mentees on paths it stops.
    """
    asked = 0
    for root in range(len(t.mentees.tier)):
        if t.mentees.tier[root] != tier or matching.mate[root] >= 0:
            continue
        search.queue[0] = root
        front, tail, seen, free = 0, 1, 0, whole(-1)
        while front < tail and free < 0:
            i, before = whole(search.queue[front]), seen
            front += 1
            free, seen = _look(t, blocks, space, matching, search, i, seen)
            if free >= 0:
                _augment(matching, search, i, free)
            else:
                tail = _queue(matching, search, root, before, seen, tail)
        for k in range(seen):
            j = search.seen[k]
            if free >= 0:
                _open(blocks, search.open, j)
            else:
                matching.level[j] = 1 + tier
        if free >= 0:
            asked += front
            if asked > limit:
                return False
    return True


@inlined
def _queue(
    matching: Matching, search: _Search, root: Whole, before: Whole, seen: Whole, tail: Whole
) -> Whole:
    """Look next from the mentees of the mentors just seen; returns where the queue ends."""
    for k in range(before, seen):
        other = matching.head[search.seen[k]]
        while other >= 0:
            search.root[other] = root
            search.queue[tail] = other
            tail += 1
            other = matching.after[other]
    return tail


@inlined
def _look(
    t: Territory, blocks: Blocks, space: Bench, matching: Matching, search: _Search, i: Whole,
    seen: Whole,
) -> tuple[Whole, Whole]:  # fmt: skip
    """See all mentors that mentee `i` may have; stop at one with a free place, if any."""
    groups, near = ask(t, blocks, space, i), nearby(t, i)
    for k in range(doors(t, i, near)):
        place, _ = door(t, i, near, k)
        for w in range(blocks.first[place], blocks.first[place + 1]):
            word = fitting(blocks.bits, search.open[w], space, groups, w)
            while word != _0:
                low = word & (~word + _1)
                word ^= low
                j = whole(blocks.member[64 * w + ones(low - _1)])
                if not barred(t.mentees, i, j):
                    _close(blocks, search.open, j)
                    search.finder[j] = i
                    search.seen[seen] = j
                    seen += 1
                    if matching.used[j] < t.mentors.places[j]:
                        return j, seen
    return whole(-1), seen


@inlined
def _augment(matching: Matching, search: _Search, i: Whole, j: Whole) -> None:
    """Move every mentee on the path one mentor further."""
    matching.used[j] += 1
    while True:
        before = whole(matching.mate[i])
        if before >= 0:
            _unlink(matching, i, before)
        _link(matching, i, j)
        if before < 0:
            return
        j = before
        i = whole(search.finder[j])


@inlined
def _link(matching: Matching, i: Whole, j: Whole) -> None:
    matching.mate[i] = j
    matching.after[i] = matching.head[j]
    matching.head[j] = i


@inlined
def _unlink(matching: Matching, i: Whole, j: Whole) -> None:
    other = matching.head[j]
    if other == i:
        matching.head[j] = matching.after[i]
        return
    while matching.after[other] != i:
        other = matching.after[other]
    matching.after[other] = matching.after[i]


@inlined
def _close(blocks: Blocks, word: Array, j: Whole) -> None:
    for k in range(blocks.spot_first[j], blocks.spot_first[j + 1]):
        spot = blocks.spot[k]
        word[spot >> 6] &= ~(_1 << np.uint64(spot & 63))


@inlined
def _open(blocks: Blocks, word: Array, j: Whole) -> None:
    for k in range(blocks.spot_first[j], blocks.spot_first[j + 1]):
        spot = blocks.spot[k]
        word[spot >> 6] |= _1 << np.uint64(spot & 63)
