"""`survey` for many people, compiled: the kernels, and what they read.

Everybody's rows of bits (see `mentor_bits`) are joined for one mentee at a time, in a few
hundred words that stay at hand.
"""

from typing import NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined, ones

_0, _1 = np.uint64(0), np.uint64(1)
LANGUAGE, SLOT, THEME, PLACE, EXCLUSION, CONFLICT, ALIKE = range(7)  # how a rule is asked
KINDS = (
    "language", "slot", "theme", "radius", "remote", "gender", "mentor_gender", "ready", "capacity",
)  # fmt: skip
_RADIUS, _REMOTE, _GENDER, _MENTOR_GENDER, _READY, _CAPACITY = range(3, 9)
# Rows of the working space behind one per rule: who fails any rule, who fails more, nobody.
_ANY, _MORE, _NOBODY, SPACE = range(4)


class Facts(NamedTuple):
    """All mentors as rows of bits, and what every mentee asks for."""

    rules: Array  # int64[rule]: how each rule is asked: LANGUAGE, ..., ALIKE + which
    strict: Array  # int64[rule]: the same, those first that forbid most
    rule_of: Array  # int64[kind]: the rule that each kind of change is about; -1: it is off
    everybody: Array  # uint64[word]
    open: Array  # uint64[word]: who has room, if others move
    bits: Array  # uint64[bit, word]: who speaks a language, is free in a slot, offers a topic
    begin: Array  # int64[4]: where in `bits` languages, slots and topics begin, and the end
    always: Array  # uint64[3, word]: who fits whatever languages, slots, topics are asked for
    asked: Array  # uint64[3, mentee]: of which one must be there
    anybody: Array  # bool[3, mentee]: it need not
    near: Array  # uint64[home, step, word]: who serves a place no further than this
    home: Array  # int64[mentee]
    radius: Array  # int64[mentee]: the last step she travels, -1: none
    far: Array  # uint64[country, word]: who meets remotely
    country: Array  # int64[mentee]
    meets: Array  # bool[mentee]: she does, and the rules allow it
    alike: Array  # uint64[row, word]: whom a rule allows some kind of mentee
    row: Array  # int64[rule, mentee]: which of these rows; then by her own wish, and by theirs
    barred_from: Array  # int64[2, mentee + 1]: where exclusions and conflicts begin in `barred`
    barred: Array  # int64


class Found(NamedTuple):
    """What is told about each mentee; see `Survey`."""

    possible: Array  # int64[mentee]
    fails: Array  # int64[rule, mentee]
    blocked: Array
    value: Array  # int64[kind, mentee]
    opened: Array
    verified: Array  # bool[kind, mentee]


@compiled
def spread(f: Facts, who: Array, mate: Array, fresh: Array, more: Array) -> None:
    """Add to `open` the mentors of mentees who could move to an open one, and so on.

    `fresh`: those in `open` from whom nothing was spread yet; `more`: working space alike.
    """
    count, spreads = len(who), True
    while spreads:
        spreads, kept = False, 0
        for n in range(count):
            i = who[n]
            word, bit = mate[i] >> 6, _1 << np.uint64(mate[i] & 63)
            if f.open[word] & bit == _0:
                if _could_move(f, i, fresh):
                    f.open[word] |= bit
                    more[word] |= bit
                    spreads = True
                else:
                    who[kept] = i
                    kept += 1
        count = kept
        for w in range(len(fresh)):
            fresh[w], more[w] = more[w], _0


@inlined
def _could_move(f: Facts, i: Whole, among: Array) -> bool:
    """Whether the rules allow mentee `i` one of these mentors."""
    for w in range(len(among)):
        word = among[w]
        for r in range(len(f.strict)):
            if word == _0:
                break
            word &= _allowed_word(f, f.strict[r], i, w)
        if word != _0:
            return True
    return False


@inlined
def _allowed_word(f: Facts, rule: Whole, i: Whole, w: Whole) -> Whole:
    """One word of whom a rule allows mentee `i`."""
    if rule <= THEME:
        if f.anybody[rule, i]:
            return f.everybody[w]
        word, left = f.always[rule, w], f.asked[rule, i]
        while left != _0:
            low = left & (~left + _1)
            left ^= low
            word |= f.bits[f.begin[rule] + ones(low - _1), w]
        return word
    if rule == PLACE:
        there = f.near[f.home[i], f.radius[i], w] if f.radius[i] >= 0 else _0
        return there | f.far[f.country[i], w] if f.meets[i] else there
    if rule >= ALIKE:
        return f.alike[f.row[rule - ALIKE, i], w]
    word, kind = f.everybody[w], rule - EXCLUSION
    for k in range(f.barred_from[kind, i], f.barred_from[kind, i + 1]):
        if f.barred[k] >> 6 == w:
            word &= ~(_1 << np.uint64(f.barred[k] & 63))
    return word


@inlined
def _allow(f: Facts, rule: Whole, i: Whole, row: Array) -> None:
    """Whom a rule allows mentee `i`."""
    if rule <= THEME and not f.anybody[rule, i]:
        for w in range(len(row)):
            row[w] = f.always[rule, w]
        left = f.asked[rule, i]
        while left != _0:
            low = left & (~left + _1)
            left ^= low
            more = f.bits[f.begin[rule] + ones(low - _1)]
            for w in range(len(row)):
                row[w] |= more[w]
    elif EXCLUSION <= rule <= CONFLICT:
        for w in range(len(row)):
            row[w] = f.everybody[w]
        kind = rule - EXCLUSION
        for k in range(f.barred_from[kind, i], f.barred_from[kind, i + 1]):
            row[f.barred[k] >> 6] &= ~(_1 << np.uint64(f.barred[k] & 63))
    else:
        for w in range(len(row)):
            row[w] = _allowed_word(f, rule, i, w)


@compiled
def look(f: Facts, who: Array, space: Array, found: Found) -> None:
    """Everything about mentees `who`."""
    rules = len(f.rules)
    once, more = space[rules + _ANY], space[rules + _MORE]
    for n in range(len(who)):
        for w in range(len(once)):
            once[w] = more[w] = _0
        for r in range(rules):
            row = space[r]
            _allow(f, f.rules[r], who[n], row)
            for w in range(len(row)):
                row[w] = f.everybody[w] & ~row[w]
                more[w] |= once[w] & row[w]
                once[w] |= row[w]
            found.fails[r, n] = _count(row)
        for r in range(rules):
            row = space[r]
            for w in range(len(row)):
                row[w] &= ~more[w]
            found.blocked[r, n] = _count(row)
        for w in range(len(once)):
            once[w] = f.everybody[w] & ~once[w]
        found.possible[n] = _count(once)
        _help(f, who[n], n, space, found)


@inlined
def _help(f: Facts, i: Whole, n: Whole, space: Array, found: Found) -> None:
    """The best change of every kind; `space` holds who fails one rule alone."""
    for kind in range(3):
        if f.rule_of[kind] >= 0:
            rows = f.bits[f.begin[kind] : f.begin[kind + 1]]
            _tell_best(f, space[f.rule_of[kind]], rows, kind, n, found)
    if f.rule_of[_RADIUS] >= 0:
        _tell_nearest(f, space[f.rule_of[_RADIUS]], f.near[f.home[i]], n, found)
    if f.rule_of[_REMOTE] >= 0:
        _tell_all(f, space[f.rule_of[_REMOTE]], f.far[f.country[i]], _REMOTE, n, found)
    last, rules = len(f.row) - 1, len(f.rules)
    if f.rule_of[_GENDER] >= 0:
        alone, own, theirs = space[f.rule_of[_GENDER]], f.row[last - 1, i], f.row[last, i]
        _tell_all(f, alone, f.alike[theirs], _GENDER, n, found)
        _tell_one(alone, f.alike[own], f.open, _MENTOR_GENDER, n, found)
    ready, full = f.rule_of[_READY], f.rule_of[_CAPACITY]
    alone = space[ready if ready >= 0 else rules + _NOBODY]
    _tell_one(alone, f.everybody, f.everybody, _READY, n, found)
    taken = space[rules + _ANY]
    if full >= 0:
        for w in range(len(taken)):
            taken[w] |= space[full, w]
    _tell_one(taken, f.everybody, f.everybody, _CAPACITY, n, found)


@inlined
def _tell_best(f: Facts, alone: Array, rows: Array, kind: Whole, n: Whole, found: Found) -> None:
    """The bit whose mentors help most: open ones first, then as many as possible."""
    value, most, opened = 0, 0, 0
    if _count(alone) > 0:
        for bit in range(len(rows)):
            count = _shared(alone, rows[bit], f.open)
            if count > most:
                value, most = bit, count
        found.verified[kind, n] = most > 0
        if most > 0:
            opened = _shared(alone, rows[value], f.everybody)
        else:
            for bit in range(len(rows)):
                count = _shared(alone, rows[bit], f.everybody)
                if count > opened:
                    value, opened = bit, count
    found.value[kind, n] = value if opened > 0 else -1
    found.opened[kind, n] = opened


@inlined
def _tell_nearest(f: Facts, alone: Array, near: Array, n: Whole, found: Found) -> None:
    """The shortest way that leads to an open mentor; else to any."""
    value, opened, sure = -1, 0, False
    if _count(alone) > 0:
        for step in range(len(near)):
            if not sure:
                some = _shared(alone, near[step], f.everybody)
                sure = _shared(alone, near[step], f.open) > 0
                if some > 0 and (opened == 0 or sure):
                    value, opened = step, some
    found.value[_RADIUS, n], found.opened[_RADIUS, n] = value, opened
    found.verified[_RADIUS, n] = sure


@inlined
def _tell_all(f: Facts, alone: Array, row: Array, kind: Whole, n: Whole, found: Found) -> None:
    """One change that opens all of these mentors."""
    opened = _shared(alone, row, f.everybody)
    found.value[kind, n], found.opened[kind, n] = 0 if opened > 0 else -1, opened
    found.verified[kind, n] = _shared(alone, row, f.open) > 0


@inlined
def _tell_one(alone: Array, row: Array, sure: Array, kind: Whole, n: Whole, found: Found) -> None:
    """A change to one mentor: the first who surely helps, else the first."""
    value, surely = -1, False
    for w in range(len(alone)):
        word = alone[w] & row[w]
        if word & sure[w] != _0:
            word &= sure[w]
            surely = True
        if word != _0 and (value < 0 or surely):
            value = 64 * w + ones((word & (~word + _1)) - _1)
        if surely:
            break
    found.value[kind, n], found.opened[kind, n] = value, 1 if value >= 0 else 0
    found.verified[kind, n] = surely


@inlined
def _count(row: Array) -> Whole:
    count = 0
    for w in range(len(row)):
        count += ones(row[w])
    return count


@inlined
def _shared(row: Array, one: Array, two: Array) -> Whole:
    """How many are in all three."""
    count = 0
    for w in range(len(row)):
        count += ones(row[w] & one[w] & two[w])
    return count
