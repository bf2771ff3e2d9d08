"""Whom a mentee may have, and for how many points, read off the rows of bits."""

from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined, ones, whole
from peermatch.large.doors import CHUNK, Bench, arrive, door, doors, first_met, look_from, nearby
from peermatch.large.layout import Blocks, Mentees, Mentors, Tables, Territory

_0, _1 = np.uint64(0), np.uint64(1)
_NARROW = 8  # so few words are faster looked at one by one


@inlined
def scan(t: Territory, blocks: Blocks, space: Bench, i: Whole, group: Whole) -> Whole:
    """All mentors of `group` whom the rules allow mentee `i`; returns how many there are.

    They stand in `space.found`, in no order, and their points in `space.points`.
    """
    count, groups, near = 0, ask(t, blocks, space, i), nearby(t, i)
    arrive(t, blocks, space, t.mentees.home[i])
    for k in range(doors(t, i, near)):
        place, step = door(t, i, near, k)
        block, start = place * blocks.groups + group, count
        fresh = space.fresh if k < near else blocks.bits[0]
        for first in range(blocks.first[block], blocks.first[block + 1], CHUNK):
            last = min(first + CHUNK, blocks.first[block + 1])
            sieve(blocks.bits, fresh, space, groups, first, last)
            for w in range(last - first):
                word = space.mask[w]
                while word != _0:
                    low = word & (~word + _1)
                    word ^= low
                    j = blocks.member[64 * (first + w) + ones(low - _1)]
                    met = k < near or first_met(t, space, i, j, near, k)
                    if met and not barred(t.mentees, i, j):
                        space.found[count] = j
                        count += 1
        score(t.tables, t.mentees, t.mentors, space, i, step, start, count)
    return count


@inlined
def ask(t: Territory, blocks: Blocks, space: Bench, i: Whole) -> Whole:
    """The rows that mentee `i` asks about, as groups of alternatives; returns how many."""
    people, rows, ends = t.mentees, space.rows, space.ends
    rows[0] = 0
    ends[0] = 1
    end, groups = 1, 1
    if t.tables.asks_language:
        end = _alternatives(rows, end, blocks.languages, people.spoken[0, i] | people.helped[i])
        ends[groups] = end
        groups += 1
    if t.tables.asks_slot and not (t.tables.slot_unknown and people.slots[i] == _0):
        end = _alternatives(rows, end, blocks.slots, people.slots[i])
        ends[groups] = end
        groups += 1
    if people.first[i] != _0:
        end = _alternatives(rows, end, blocks.topics, people.first[i])
        ends[groups] = end
        groups += 1
    if people.kind[i] >= 0:
        rows[end] = blocks.kinds + people.kind[i]
        end += 1
        ends[groups] = end
        groups += 1
    if people.year[i] >= 0:
        rows[end] = blocks.years + people.year[i]
        end += 1
        ends[groups] = end
        groups += 1
    return groups


@inlined
def _alternatives(rows: Array, end: Whole, known: Array, facts: Any) -> Whole:
    while facts != _0:
        low = facts & (~facts + _1)
        facts ^= low
        row = known[ones(low - _1)]
        if row >= 0:
            rows[end] = row
            end += 1
    return end


@inlined
def sieve(
    bits: Array, fresh: Array, space: Bench, groups: Whole, first: Whole, last: Whole
) -> None:
    """Into `space.mask`: who of these words is `fresh` and fits all groups of rows."""
    mask, some, rows = space.mask, space.some, space.rows
    width = last - first
    if width < _NARROW:
        for w in range(width):
            mask[w] = fitting(bits, fresh[first + w], space, groups, first + w)
        return
    for w in range(width):
        mask[w] = fresh[first + w]
    start = 1
    for group in range(1, groups):
        end = space.ends[group]
        if end == start + 1:
            row = rows[start]
            for w in range(width):
                mask[w] &= bits[row, first + w]
        else:
            for w in range(width):
                some[w] = _0
            for k in range(start, end):
                row = rows[k]
                for w in range(width):
                    some[w] |= bits[row, first + w]
            for w in range(width):
                mask[w] &= some[w]
        start = end


@inlined
def barred(mentees: Mentees, i: Whole, j: Whole) -> bool:
    """Whether somebody asked that this pair not be made."""
    for k in range(mentees.barred_from[i], mentees.barred_from[i + 1]):
        if mentees.barred[k] == j:
            return True
    return False


@inlined
def score(
    tables: Tables, mentees: Mentees, mentors: Mentors, space: Bench,
    i: Whole, step: Whole, start: Whole, end: Whole,
) -> None:  # fmt: skip
    """The points of mentee `i` with the mentors `space.found[start:end]`, met at this step."""
    origin, sector, age = mentees.origin[i], mentees.sector[i], mentees.age[i]
    one, two, three = mentees.needs[0, i], mentees.needs[1, i], mentees.needs[2, i]
    u1, u2, u3 = tables.urgency[0], tables.urgency[1], tables.urgency[2]
    helped, slots, asked = mentees.helped[i], mentees.slots[i], mentees.asked[i]
    most = len(tables.slots) - 1
    levels = len(tables.levels)
    for k in range(start, end):
        j = space.found[k]
        topics = mentors.topics[j]
        covered = u1 * ones(topics & one) + u2 * ones(topics & two) + u3 * ones(topics & three)
        points = tables.place[step] + tables.topics * covered // asked
        language = 0
        if helped & mentors.spoken[j, 0] != _0:
            language = tables.interpreter
        for level in range(levels):
            if mentors.spoken[j, level] & mentees.spoken[level, i] != _0:
                language = tables.levels[level]
        points += language
        if mentors.origin[j] == origin:
            points += tables.origin
        if mentors.sector[j] == sector:
            points += tables.sector
        if age >= 0 and mentors.age[j] >= 0:
            points += tables.age[age, mentors.age[j]]
        space.points[k] = points + tables.slots[min(most, ones(mentors.slots[j] & slots))]


@inlined
def fitting(bits: Array, among: Any, space: Bench, groups: Whole, w: Whole) -> Any:
    """Those `among` the mentors of one word who fit in every group of rows asked about."""
    word = among
    start = 1
    for group in range(1, groups):
        if word == _0:
            break
        some = _0
        for k in range(start, space.ends[group]):
            some |= bits[space.rows[k], w]
        word &= some
        start = space.ends[group]
    return word


@compiled
def points_of_pair(t: Territory, blocks: Blocks, space: Bench, i: Whole, j: Whole) -> Whole:
    """The points of one pair, -1 if the rules do not allow it."""
    look_from(t, space, t.mentees.home[i])
    near = nearby(t, i)
    rank, step = near, -1
    for w in range(t.mentors.serve.shape[1]):
        place = t.mentors.serve[j, w]
        if place >= 0 and space.rank[place] < rank:
            rank = space.rank[place]
            step = t.reach.step[t.reach.first[t.mentees.home[i]] + rank]
    if step < 0 and t.mentees.remote[i] >= 0 and t.mentees.remote[i] == t.mentors.remote[j]:
        step = len(t.tables.place) - 2
    elif step < 0 and t.anywhere >= 0:
        step = len(t.tables.place) - 1
    spots = blocks.spot_first[j]
    if step < 0 or spots == blocks.spot_first[j + 1] or barred(t.mentees, i, j):
        return whole(-1)
    groups, spot = ask(t, blocks, space, i), blocks.spot[spots]
    if fitting(blocks.bits, _1 << np.uint64(spot & 63), space, groups, spot >> 6) == _0:
        return whole(-1)
    space.found[0] = j
    score(t.tables, t.mentees, t.mentors, space, i, step, 0, 1)
    return space.points[0]
