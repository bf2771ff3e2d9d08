"""Leave out, 64 at a time, mentors who cannot be worth their price to a mentee.

The points of a pair are a sum of figures for single facts (covers topic k, speaks a language
at C1, ...), each a row of bits. Adding them up bit by bit for all mentors of a word at once
(bit-sliced arithmetic; Knuth, "The art of computer programming" 4A, 7.1.3) gives 64 upper
bounds in the time of a few scores. They are rounded up to `unit` points, so nobody who is
worth her price is ever left out.
"""

from typing import Any, NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, inlined, ones, whole
from peermatch.large.doors import CHUNK, Bench
from peermatch.large.layout import Blocks, Territory

_0, _1 = np.uint64(0), np.uint64(1)
_ALL = np.uint64(2**64 - 1)
PLANES = 8
_MOST = 40  # facts added up, at most
_WORTH = 64  # so many mentors are faster scored one by one


class Sift(NamedTuple):
    """What counts for one mentee, and working space."""

    rows: Array  # int64: rows of the facts, alternatives together
    ends: Array  # int64: where the alternatives of each fact end
    weight: Array  # int64: points of each fact, later in units
    plane: Array  # uint64[PLANES, CHUNK]: the sums, one bit to a plane
    fact: Array  # uint64[CHUNK]
    carry: Array  # uint64[CHUNK]
    twice: Array  # uint64[CHUNK]: mentors with two shared slots
    thrice: Array  # uint64[CHUNK]
    held: Array  # int64[4]: mentee, facts, points for everybody, unit


def sifter(blocks: Blocks) -> Sift:
    """Working space."""
    return Sift(
        rows=np.zeros(blocks.bits.shape[0] * 4 + 8, np.int64),
        ends=np.zeros(_MOST + 1, np.int64),
        weight=np.zeros(_MOST + 1, np.int64),
        plane=np.zeros((PLANES, CHUNK), np.uint64),
        fact=np.zeros(CHUNK, np.uint64),
        carry=np.zeros(CHUNK, np.uint64),
        twice=np.zeros(CHUNK, np.uint64),
        thrice=np.zeros(CHUNK, np.uint64),
        held=np.full(4, -1, np.int64),
    )


@inlined
def sift(
    t: Territory, blocks: Blocks, space: Bench, s: Sift, i: Whole, step: Whole, first: Whole,
    last: Whole, least: Whole,
) -> None:  # fmt: skip
    """Take out of the mask who cannot give mentee `i` more than `least` above her price."""
    mask, width = space.mask, last - first
    count, dearest = 0, whole(0)
    for w in range(width):
        count += ones(mask[w])
        dearest = max(dearest, blocks.low[first + w])
    if count < _WORTH:
        return
    if s.held[0] != i:
        _facts(t, blocks, s, i)
    unit = s.held[3]
    base = s.held[2] + t.tables.place[step]
    if least + dearest < base:
        return  # everybody in these words may be worth her price
    for plane in range(PLANES):
        for w in range(width):
            s.plane[plane, w] = _0
    start, most = 0, whole(0)
    for fact in range(s.held[1]):
        _gather(blocks.bits, s, start, s.ends[fact], first, width)
        most = _add(s, s.weight[fact], most, width)
        start = s.ends[fact]
    _add_slots(t, blocks, s, i, unit, most, first, width)
    for w in range(width):
        if mask[w] != _0:
            bound = (least + blocks.low[first + w] - base) // unit + 1
            mask[w] &= _at_least(s.plane, w, bound)


@inlined
def _gather(bits: Array, s: Sift, start: Whole, end: Whole, first: Whole, width: Whole) -> None:
    """Who has any of the alternatives."""
    fact = s.fact
    row = s.rows[start]
    for w in range(width):
        fact[w] = bits[row, first + w]
    for k in range(start + 1, end):
        row = s.rows[k]
        for w in range(width):
            fact[w] |= bits[row, first + w]


@inlined
def _add(s: Sift, weight: Whole, most: Whole, width: Whole) -> Whole:
    """Add `weight` to the sums of all who have the fact; returns what sums are at most now."""
    fact, carry, planes = s.fact, s.carry, s.plane
    most += weight
    for w in range(width):
        carry[w] = _0
    for k in range(PLANES):
        plane = planes[k]
        if most >> k == 0:
            break
        if weight >> k == 0:
            for w in range(width):
                old = plane[w]
                plane[w] = old ^ carry[w]
                carry[w] &= old
        elif weight >> k & 1:
            for w in range(width):
                old, more, over = plane[w], fact[w], carry[w]
                plane[w] = old ^ more ^ over
                carry[w] = (old & more) | (over & (old ^ more))
        else:
            for w in range(width):
                old = plane[w]
                plane[w] = old ^ carry[w]
                carry[w] &= old
    return most


@inlined
def _add_slots(
    t: Territory, blocks: Blocks, s: Sift, i: Whole, unit: Whole, most: Whole, first: Whole,
    width: Whole,
) -> None:  # fmt: skip
    """Add the points of a second and a third shared slot."""
    slots, table = t.mentees.slots[i], t.tables.slots
    second, third = slot_steps(table)
    if not t.tables.asks_slot or second + third == 0 or ones(slots) < 2:
        return
    fact, twice, thrice = s.fact, s.twice, s.thrice
    for w in range(width):
        fact[w] = _0
        twice[w] = _0
        thrice[w] = _0
    for k in range(len(blocks.slots)):
        if (slots >> np.uint64(k)) & _1 != _0:
            row = blocks.slots[k]
            for w in range(width):
                new = blocks.bits[row, first + w]
                thrice[w] |= twice[w] & new
                twice[w] |= fact[w] & new
                fact[w] |= new
    for w in range(width):
        fact[w] = twice[w]
    most = _add(s, -(-second // unit), most, width)
    for w in range(width):
        fact[w] = thrice[w]
    _add(s, -(-third // unit), most, width)


@inlined
def slot_steps(table: Array) -> tuple[Whole, Whole]:
    """How many points a second, and a third or further shared slot can add."""
    one = max(table[0], table[1])
    two, three = one, one
    if len(table) > 2:
        two = max(one, table[2])
        three = two
    for k in range(3, len(table)):
        three = max(three, table[k])
    return two - one, three - two


@inlined
def _at_least(planes: Array, w: Whole, bound: Whole) -> Any:
    """Who of word `w` has a sum of at least `bound`."""
    if bound <= 0:
        return _ALL
    if bound >> PLANES != 0:
        return _0
    above, equal = _0, _ALL
    for k in range(PLANES - 1, -1, -1):
        plane = planes[k, w]
        if bound >> k & 1:
            equal &= plane
        else:
            above |= equal & plane
            equal &= ~plane
    return above | equal


@inlined
def _facts(t: Territory, blocks: Blocks, s: Sift, i: Whole) -> None:
    """The facts that bring mentee `i` points, what they weigh, and what everybody brings."""
    people, tables = t.mentees, t.tables
    s.held[0] = i
    s.held[1] = 0
    base = max(tables.slots[0], tables.slots[1])
    if not tables.asks_slot:
        base = tables.slots_most
    base += _language_facts(t, blocks, s, i)
    for urgency in range(3):
        weight = -(-tables.topics * tables.urgency[urgency] // people.asked[i])
        facts = people.needs[urgency, i]
        while facts != _0:
            low = facts & (~facts + _1)
            facts ^= low
            base += _one_fact(s, blocks.topics[ones(low - _1)], weight)
    if people.origin[i] >= 0:
        row: Whole = -1
        if blocks.origins >= 0:
            row = blocks.origins + people.origin[i]
        base += _one_fact(s, row, tables.origin)
    if people.sector[i] >= 0:
        row = -1
        if blocks.sectors >= 0:
            row = blocks.sectors + people.sector[i]
        base += _one_fact(s, row, tables.sector)
    if people.age[i] >= 0:
        base += _one_fact(s, blocks.ages[people.age[i]], tables.age_most)
    s.held[2] = base
    s.held[3] = _in_units(s, slot_steps(tables.slots))


@inlined
def _one_fact(s: Sift, row: Whole, weight: Whole) -> Whole:
    """Count a fact by its row; returns what to count for everybody if there is no row."""
    count = s.held[1]
    if row < 0 or count >= _MOST or weight <= 0:
        return max(weight, 0)
    start = 0
    if count > 0:
        start = s.ends[count - 1]
    s.rows[start] = row
    s.ends[count] = start + 1
    s.weight[count] = weight
    s.held[1] = count + 1
    return 0


@inlined
def _language_facts(t: Territory, blocks: Blocks, s: Sift, i: Whole) -> Whole:
    """A fact for each higher level at which a language is shared; returns the least points.

    Whoever shares one at a level counts for the levels below, too.
    """
    levels = t.tables.levels
    base = max(0, levels[0])
    if t.mentees.helped[i] != _0:
        base = max(base, t.tables.interpreter)
    best, end = base, 0
    for level in range(1, len(levels)):
        more = levels[level] - best
        if more > 0:
            best = levels[level]
            start = end
            for higher in range(level, len(levels)):
                facts = t.mentees.spoken[higher, i]
                while facts != _0:
                    low = facts & (~facts + _1)
                    facts ^= low
                    s.rows[end] = blocks.fluent[higher - 1, ones(low - _1)]
                    end += 1
            if end > start:
                s.ends[s.held[1]] = end
                s.weight[s.held[1]] = more
                s.held[1] += 1
    return base


@inlined
def _in_units(s: Sift, slots: tuple[Whole, Whole]) -> Whole:
    """Turn points into units so large that all sums fit the planes; returns the unit."""
    unit = 4
    while True:
        total = -(-slots[0] // unit) - (-slots[1] // unit)
        for fact in range(s.held[1]):
            total += -(-s.weight[fact] // unit)
        if total >> PLANES == 0:
            break
        unit *= 2
    for fact in range(s.held[1]):
        s.weight[fact] = -(-s.weight[fact] // unit)
    return unit
