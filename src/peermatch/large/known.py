"""All pairs of a territory, found once, where there are not too many to keep.

What bettered a plan at one look is asked again at the next: prices change, but neither whom
the rules allow nor what a pair counts. Reading a list is many times faster than the rows of
bits, which are for territories whose pairs no memory holds.
"""

import numpy as np

from peermatch.arrays import Array
from peermatch.large.columns import Found, Listed, keep, write
from peermatch.large.compiled import Whole, compiled, whole
from peermatch.large.doors import Bench, bench
from peermatch.large.layout import Blocks, Territory
from peermatch.large.sieve import scan

MOST = 1_500_000  # pairs that are listed, 8 bytes each
# Pairs there is space for. Only what is used of it takes memory, and one piece of just under
# 32 MiB lets glibc keep what is freed for the next run; else each run clears its memory anew.
_SPACE = 4_000_000
_SAMPLE = 256  # so many mentees tell how many pairs there are


def all_pairs(t: Territory, blocks: Blocks, group: Array, most: int) -> Listed | None:
    """All pairs that the rules allow with mentors of each mentee's group.

    None if there are more than about `most`, as a sample tells.
    """
    n, space = len(group), bench(t, blocks)
    skip = 1 + n // _SAMPLE
    if skip * _count_some(t, blocks, space, group, skip) > most:
        return None
    known = Listed(np.zeros(n + 1, np.int64), *np.empty((2, _SPACE), np.int32))
    if not _list(t, blocks, space, group, known):
        return None
    end = int(known.first[n])
    return Listed(known.first, known.mentor[:end], known.value[:end])


@compiled
def _count_some(t: Territory, blocks: Blocks, space: Bench, group: Array, skip: Whole) -> Whole:
    """How many pairs every `skip`-th mentee has."""
    count = 0
    for i in range(0, len(group), skip):
        count += scan(t, blocks, space, i, group[i])
    return whole(count)


@compiled
def _list(t: Territory, blocks: Blocks, space: Bench, group: Array, known: Listed) -> bool:
    """List the pairs of all mentees; returns whether there was room."""
    for i in range(len(group)):
        count, start = scan(t, blocks, space, i, group[i]), known.first[i]
        if start + count > len(known.mentor):
            return False
        wait = t.mentees.wait[i]
        for k in range(count):
            known.mentor[start + k] = space.found[k]
            known.value[start + k] = space.points[k] + wait
        known.first[i + 1] = start + count
    return True


@compiled
def look_through(
    known: Listed, listed: Listed, price: Array, profit: Array, slack: Whole, found: Found
) -> None:
    """Find for each mentee the best known pairs whose gain is within `slack` of her profit."""
    mark = found.mark
    for j in range(len(price)):
        mark[j] = -1
    for i in range(len(profit)):
        for k in range(listed.first[i], listed.first[i + 1]):
            mark[listed.mentor[k]] = i
        least = profit[i] - slack
        for k in range(known.first[i], known.first[i + 1]):
            j = known.mentor[k]
            gain = known.value[k] - price[j]
            if gain > least and mark[j] != i:
                least = keep(found, i, j, gain, least)
        write(found, i, price, profit[i])
