"""The kernels of `verify`: one pair, and one mentee against lists of mentors.

Written apart from all that the solver uses.
"""

from typing import Any, NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined, ones, whole

_0, _1 = np.uint64(0), np.uint64(1)
LANGUAGES, SLOTS = 64, 21


class Lists(NamedTuple):
    """Mentors by where they can be met, the cheapest first, 64 to a word of `bits`.

    What is asked most often stands here once more, so that neighbours in a list lie together.
    """

    start: Array  # int64: the first word per municipality, then per country, then of all, the end
    bits: Array  # uint64[row, word]: who speaks a language, is free in a slot, is there at all
    mentor: Array  # int64[64 * word], -1: nobody
    price: Array  # int64
    topics: Array  # uint64
    origin: Array  # int16
    sector: Array  # int16


class Facts(NamedTuple):
    """What the rules look at, and the rules."""

    e_spoken: Array  # uint64[level, mentee]
    r_spoken: Array
    e_words: Array  # uint64[6, mentee]: interpreter, slots, first topics, needs
    r_words: Array  # uint64[2, mentor]: slots, topics
    e_small: Array  # int64[11, mentee], see `_SMALL`, radius and the urgency of all needs last
    r_small: Array  # int64[9, mentor]
    serve: Array  # int64[mentor, w]
    able: Array  # bool[mentor]: ready, with a free place
    barred: Array  # int64: mentee * mentors + mentor, rising
    kept: Array  # int64: likewise
    hard: Array  # int64: see `_hard`
    levels: Array  # int64: points per level
    place: Array  # int64: points per distance class, then remote, then neither
    urgency: Array  # int64
    ages: Array  # int64: differences that bring points
    slot_points: Array  # int64
    points: Array  # int64: topics, interpreter, origin, sector, age, bonus
    most: int  # points for age, slots and a pair that exists already, at most


@compiled
def judge(
    f: Facts, lists: Lists, places: Array, step: Array, country: Whole, group: Array,
    person: Array, mate: Array, price: Array, fine: Array, points: Array, bonus: Array,
    gain: Array,
) -> None:  # fmt: skip
    """Judge the mentees of one home."""
    homes, ends = len(step) - 1, len(lists.start) - 2
    for g in range(len(group)):
        i = group[g]
        best = whole(0)
        if mate[i] >= 0:
            j = whole(mate[i])
            fine[i] = _allowed(f, step, country, i, j)
            points[i] = _points(f, step, country, i, j)
            bonus[i] = _bonus(f, i, j)
            best = max(best, person[i] + points[i] + bonus[i] - price[j])
        if f.hard[9] == 0:
            best = _search(f, lists, ends, step, country, i, person[i], _largest(f.place), best)
        else:
            for k in range(len(places)):
                place = places[k]
                if step[place] <= f.e_small[9, i]:
                    near = f.place[step[place]]
                    best = _search(f, lists, place, step, country, i, person[i], near, best)
            if f.hard[10] != 0 and f.e_small[7, i] != 0 and country >= 0:
                far, node = f.place[len(f.place) - 2], homes + country
                best = _search(f, lists, node, step, country, i, person[i], far, best)
        gain[i] = best


@compiled
def mark(spoken: Array, slots: Array, mentor: Array, bits: Array) -> None:
    """Fill `Lists.bits`."""
    for k in range(len(mentor)):
        if mentor[k] >= 0:
            word, bit = k >> 6, _1 << np.uint64(k & 63)
            bits[LANGUAGES + SLOTS, word] |= bit
            for language in range(LANGUAGES):
                if spoken[mentor[k]] >> np.uint64(language) & _1 != _0:
                    bits[language, word] |= bit
            for slot in range(SLOTS):
                if slots[mentor[k]] >> np.uint64(slot) & _1 != _0:
                    bits[LANGUAGES + slot, word] |= bit


@inlined
def _search(
    f: Facts, lists: Lists, node: Whole, step: Array, country: Whole, i: Whole, person: Whole,
    place: Whole, best: Whole,
) -> Whole:  # fmt: skip
    """The most mentee `i` gains with a mentor of one list, or `best` if that is more.

    `place`: points for meeting as this list means. Who can be met nearer is in another, too.
    """
    everybody = person + f.most + place + _most_for_language(f, i) + 2
    share = f.points[0] / f.e_small[10, i]  # of topics; dividing each time would take longest
    most = f.points[0] + f.points[2] * (f.e_small[3, i] >= 0) + f.points[3] * (f.e_small[4, i] != 0)
    for word in range(lists.start[node], lists.start[node + 1]):
        cheapest = everybody - lists.price[word << 6]
        if cheapest + most <= best:
            break
        left = _fitting(f, lists, i, word)
        while left != _0:
            low = left & (~left + _1)
            left ^= low
            k = (word << 6) + ones(low - _1)
            if everybody + _most_besides(f, lists, i, k, share) - lists.price[k] > best:
                j = lists.mentor[k]
                if _allowed(f, step, country, i, j):
                    value = person + _points(f, step, country, i, j) + _bonus(f, i, j)
                    best = max(best, value - lists.price[k])
    return best


@inlined
def _fitting(f: Facts, lists: Lists, i: Whole, word: Whole) -> Any:
    """Who of 64 shares a language and a slot with mentee `i`, where the rules ask for that."""
    found = lists.bits[LANGUAGES + SLOTS, word]
    if f.hard[0] != 0:
        mine = f.e_spoken[0, i]
        if f.hard[1] != 0:
            mine |= f.e_words[0, i]
        found &= _any_of(lists, mine, 0, word)
    if f.hard[2] != 0 and f.hard[3] == 0:
        found &= _any_of(lists, f.e_words[1, i], LANGUAGES, word)
    return found


@inlined
def _any_of(lists: Lists, asked: Any, first: Whole, word: Whole) -> Any:
    found = _0
    while asked != _0:
        low = asked & (~asked + _1)
        asked ^= low
        found |= lists.bits[first + ones(low - _1), word]
    return found


@inlined
def _most_besides(f: Facts, lists: Lists, i: Whole, k: Whole, share: float) -> Whole:
    """What an entry brings mentee `i` by topics, origin and sector, within one point."""
    topics, covered = lists.topics[k], whole(0)
    for urgency in range(3):
        covered += f.urgency[urgency] * ones(topics & f.e_words[3 + urgency, i])
    more = whole(covered * share)
    if lists.origin[k] == f.e_small[3, i]:
        more += f.points[2]
    if lists.sector[k] == f.e_small[4, i]:
        more += f.points[3]
    return more


@inlined
def _most_for_language(f: Facts, i: Whole) -> Whole:
    most = whole(0)
    if f.hard[1] != 0 and f.e_words[0, i] != _0:
        most = max(most, f.points[1])
    for level in range(len(f.levels)):
        if f.e_spoken[level, i] != _0:
            most = max(most, f.levels[level])
    return most


@inlined
def _largest(figures: Array) -> Whole:
    largest = figures[0]
    for k in range(len(figures)):
        largest = max(largest, figures[k])
    return largest


@inlined
def _near(f: Facts, step: Array, i: Whole, j: Whole) -> Whole:
    """The distance class of the nearest municipality served, too far being the last."""
    beyond = len(f.place) - 2
    nearest = beyond
    for w in range(f.serve.shape[1]):
        place = f.serve[j, w]
        if place >= 0:
            nearest = min(nearest, step[place])
    return nearest if nearest <= f.e_small[9, i] else beyond


@inlined
def _meet_remotely(f: Facts, country: Whole, i: Whole, j: Whole) -> bool:
    both = f.e_small[7, i] != 0 and f.r_small[7, j] != 0
    return bool(both and country >= 0 and f.r_small[8, j] == country)


@inlined
def _allowed(f: Facts, step: Array, country: Whole, i: Whole, j: Whole) -> bool:
    """Whether every rule that is on allows the pair."""
    hard, key = f.hard, i * len(f.able) + j
    if not f.able[j] or _holds(f.barred, key):
        return False
    if hard[0] != 0:
        mine = f.e_spoken[0, i]
        if hard[1] != 0:
            mine |= f.e_words[0, i]
        if mine & f.r_spoken[0, j] == _0:
            return False
    mine, theirs = f.e_words[1, i], f.r_words[0, j]
    if hard[2] != 0 and mine & theirs == _0 and (hard[3] == 0 or (mine != _0 and theirs != _0)):
        return False
    if hard[4] != 0 and f.e_words[2, i] != _0 and f.e_words[2, i] & f.r_words[1, j] == _0:
        return False
    if hard[5] != 0 and not _genders_fit(f, i, j):
        return False
    if hard[6] != 0:
        newer, older = f.e_small[6, i], f.r_small[6, j]
        if newer < 0 or older < 0:
            if hard[8] == 0:
                return False
        elif newer - older < hard[7]:
            return False
    if hard[9] == 0 or _near(f, step, i, j) < len(f.place) - 2:
        return True
    return bool(hard[10] != 0 and _meet_remotely(f, country, i, j))


@inlined
def _genders_fit(f: Facts, i: Whole, j: Whole) -> bool:
    mine, theirs = f.e_small[0, i], f.r_small[0, j]
    if (f.e_small[1, i] != 0 or f.r_small[1, j] != 0) and (mine != theirs or mine < 0):
        return False
    mine_met = f.e_small[2, i] < 0 or f.e_small[2, i] == theirs
    return bool(mine_met and (f.r_small[2, j] < 0 or f.r_small[2, j] == mine))


@inlined
def _holds(keys: Array, key: Whole) -> bool:
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return bool(low < len(keys) and keys[low] == key)


@inlined
def _bonus(f: Facts, i: Whole, j: Whole) -> Whole:
    """What the pair counts because it exists already."""
    return f.points[5] * _holds(f.kept, i * len(f.able) + j)


@inlined
def _points(f: Facts, step: Array, country: Whole, i: Whole, j: Whole) -> Whole:
    """The points of the pair."""
    covered = 0
    for urgency in range(3):
        covered += f.urgency[urgency] * ones(f.r_words[1, j] & f.e_words[3 + urgency, i])
    total = f.points[0] * covered // f.e_small[10, i]
    language = 0
    if f.hard[1] != 0 and f.e_words[0, i] & f.r_spoken[0, j] != _0:
        language = f.points[1]
    for level in range(len(f.levels)):
        if f.e_spoken[level, i] & f.r_spoken[level, j] != _0:
            language = f.levels[level]
    total += language
    origin = f.e_small[3, i]
    if origin >= 0 and origin == f.r_small[3, j] and (f.hard[11] == 0 or f.e_small[8, i] != 0):
        total += f.points[2]
    if f.e_small[4, i] != 0 and f.e_small[4, i] == f.r_small[4, j]:
        total += f.points[3]
    if f.e_small[5, i] >= 0 and f.r_small[5, j] >= 0:
        for k in range(len(f.ages)):
            if f.r_small[5, j] - f.e_small[5, i] == f.ages[k]:
                total += f.points[4]
                break
    total += f.slot_points[min(len(f.slot_points) - 1, ones(f.e_words[1, i] & f.r_words[0, j]))]
    near = _near(f, step, i, j)
    if near == len(f.place) - 2 and not _meet_remotely(f, country, i, j):
        near += 1
    return total + f.place[near]
