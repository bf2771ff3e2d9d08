"""One person held against many: the kernels of `singles`.

What the rules look at stands together per person, so that a pair costs a few cache lines:
words of bits (languages, slots, topics) and small numbers. Shelves hold what most often forbids
a pair once more, by place, so that most people are passed over without being looked up.
"""

from typing import NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined, ones
from peermatch.large.layout import Tables
from peermatch.large.prefetching import prefetch

_0 = np.uint64(0)
# Words of a mentee: an interpreter's languages, slots, first topics, needs, then languages per
# level; of a mentor: slots, topics, then languages per level.
_HELPED, _SLOTS, _FIRST, _NEED1, _NEED2, _NEED3, _SPOKEN = range(7)
_FREE, _TOPICS, _SPEAKS = range(3)
NEEDS = slice(_NEED1, _NEED3 + 1)
# Small numbers of either.
_LOC, _COUNTRY, _REMOTE, _GENDER, _SAME, _WISH, ORIGIN, _SECTOR, _AGE, _ARRIVAL = range(10)
_RADIUS, _ASKED = 10, 11


class Switches(NamedTuple):
    """Rules that are on, and their parameters."""

    gender: bool
    settled: bool
    years: int
    settled_unknown: bool
    place: bool
    remote: bool
    beyond: int  # the distance class of who is out of reach
    place_most: int  # most points for a place
    age_most: int


class Shelf(NamedTuple):
    """People by place as they were at the start, with what most often forbids a pair."""

    who: Array  # int64
    spoken: Array  # uint64: languages at the level asked for
    slots: Array  # uint64
    topics: Array  # uint64: of mentors; of mentees 0


class Facts(NamedTuple):
    """All that the kernels read."""

    words_e: Array  # uint64[mentee, word]
    words_r: Array
    numbers_e: Array  # int32[mentee, number]
    numbers_r: Array
    serve: Array  # int32[mentor, w]
    steps: Array  # int8[1 + municipality, 1 + municipality]; 0 is the unknown one
    tables: Tables
    switches: Switches


@compiled
def once(named: Array, key: Array, worth: int, seen: Array, stamp: int, found: Array) -> int:
    """Those of `named` whose key is below `worth`, each once; returns how many."""
    count = 0
    for k in range(len(named)):
        who = named[k]
        if key[who] < worth and seen[who] != stamp:
            seen[who] = stamp
            found[count] = who
            count += 1
    return count


@compiled
def browse(
    facts: Facts, asker: int, for_mentee: bool, shelf: Shelf, spans: Array, key: Array,
    besides: int, seen: Array, stamp: int, found: Array, count: int,
) -> int:  # fmt: skip
    """The same for those on a shelf who share a language and a slot; `count` are found already.

    For a mentee the points for topics are counted, for a mentor taken to be as many as can be:
    the key less them is below `besides`.
    """
    names, languages, times, offers = shelf.who, shelf.spoken, shelf.slots, shelf.topics
    tables, words = facts.tables, facts.words_e
    asks_language, asks_slot = tables.asks_language, tables.asks_slot
    unknown, urgency, gained = tables.slot_unknown, tables.urgency, tables.topics
    one, two, three, asked = _0, _0, _0, np.int64(1)
    if for_mentee:
        spoken, slots = words[asker, _SPOKEN] | words[asker, _HELPED], words[asker, _SLOTS]
        one, two, three = words[asker, _NEED1], words[asker, _NEED2], words[asker, _NEED3]
        asked = np.int64(facts.numbers_e[asker, _ASKED])
    else:
        spoken, slots = facts.words_r[asker, _SPEAKS], facts.words_r[asker, _FREE]
    for span in range(len(spans)):
        for k in range(spans[span, 0], spans[span, 1]):
            ok = languages[k] & spoken != _0 or not asks_language
            free = times[k] & slots != _0 or not asks_slot
            if ok and (free or (unknown and (times[k] == _0 or slots == _0))):
                who = names[k]
                _prefetch(facts, for_mentee, seen, who)
                if for_mentee:
                    covered = urgency[0] * ones(offers[k] & one)
                    covered += urgency[1] * ones(offers[k] & two)
                    covered += urgency[2] * ones(offers[k] & three)
                    gained = tables.topics * covered // asked
                if key[who] - gained < besides and seen[who] != stamp:
                    seen[who] = stamp
                    found[count] = who
                    count += 1
    return count


@inlined
def _prefetch(facts: Facts, mentor: bool, seen: Array, who: Whole) -> None:
    """Ask for what will be needed to judge somebody."""
    prefetch(seen, who)
    if mentor:
        prefetch(facts.words_r, who)
        prefetch(facts.numbers_r, who)
        prefetch(facts.serve, who)
    else:
        prefetch(facts.words_e, who)
        prefetch(facts.numbers_e, who)


@compiled
def besides_topics(facts: Facts, i: int) -> int:
    """More points than mentee `i` can earn with anybody, but for topics."""
    tables, words, numbers = facts.tables, facts.words_e, facts.numbers_e
    most = 1
    if words[i, _HELPED] != _0:
        most += tables.interpreter
    best = 0
    for level in range(len(tables.levels)):
        if words[i, _SPOKEN + level] != _0:
            best = max(best, int(tables.levels[level]))
    most += best + facts.switches.place_most
    if numbers[i, ORIGIN] >= 0:
        most += tables.origin
    if numbers[i, _SECTOR] != 0:
        most += tables.sector
    if numbers[i, _AGE] >= 0:
        most += facts.switches.age_most
    best = 0
    for shared in range(min(len(tables.slots), 1 + ones(words[i, _SLOTS]))):
        best = max(best, int(tables.slots[shared]))
    return most + best


@compiled
def sift(
    facts: Facts, who: int, for_mentee: bool, near: Shelf, far: Shelf, near_spans: Array,
    far_spans: Array, named: Array, key: Array, limit: int, spare: int, bonus: int, seen: Array,
    stamp: int, one: Array, found: Array, points: Array,
) -> int:  # fmt: skip
    """Who of the other side is allowed, with key less points and bonus below `limit`.

    Only those within the spans of the shelves, and those `named`, are looked at. `spare`: more
    than anybody can earn. Returns how many are found.
    """
    besides = limit + spare - facts.tables.topics
    if for_mentee:
        besides = min(besides, limit + bonus + besides_topics(facts, who))
    count = once(named, key, limit + spare, seen, stamp, found)
    count = browse(facts, who, for_mentee, near, near_spans, key, besides, seen, stamp, found,
                   count)  # fmt: skip
    count = browse(facts, who, for_mentee, far, far_spans, key, besides, seen, stamp, found,
                   count)  # fmt: skip
    others, looked_at = found[:count], count
    one[0] = who
    if for_mentee:
        judge(facts, one, 0, others, 1, others, key, besides, points[:count])
    else:
        judge(facts, others, 1, one, 0, others, key, besides, points[:count])
    count = 0
    for k in range(looked_at):
        if points[k] >= 0 and key[found[k]] - points[k] < limit + bonus:
            found[count], points[count] = found[k], points[k]
            count += 1
    return count


@compiled
def judge(
    facts: Facts, e: Array, e_step: int, r: Array, r_step: int, others: Array, key: Array,
    besides: int, points: Array,
) -> None:  # fmt: skip
    """The points of pairs `e[k * e_step]` with `r[k * r_step]`, -1 where the rules forbid one.

    Also -1: where `key` of `others[k]` less the points for topics is not below `besides`.
    Kernels take lists, not single pairs: handing many arrays over costs more than a pair does.
    """
    meet(facts, e, e_step, r, r_step, others, key, besides, points)
    agree(facts, e, e_step, r, r_step, points)
    arrive(facts, e, e_step, r, r_step, points)
    earn(facts, e, e_step, r, r_step, points)


@compiled
def meet(
    facts: Facts, e: Array, e_step: int, r: Array, r_step: int, others: Array, key: Array,
    besides: int, points: Array,
) -> None:  # fmt: skip
    """Rules about languages, slots and themes: the points for topics where they allow a pair."""
    one, other, mine, tables = facts.words_e, facts.words_r, facts.numbers_e, facts.tables
    asks_language, asks_slot = tables.asks_language, tables.asks_slot
    unknown, urgency, topics = tables.slot_unknown, tables.urgency, tables.topics
    for k in range(len(points)):
        i, j = e[k * e_step], r[k * r_step]
        covered = np.int64(0)
        for n in range(3):
            covered += urgency[n] * ones(other[j, _TOPICS] & one[i, _NEED1 + n])
        gained = topics * covered // mine[i, _ASKED]
        points[k] = -1
        if key[others[k]] - gained < besides:
            spoken = (one[i, _SPOKEN] | one[i, _HELPED]) & other[j, _SPEAKS]
            free = one[i, _SLOTS] & other[j, _FREE]
            known = one[i, _SLOTS] != _0 and other[j, _FREE] != _0
            themes = one[i, _FIRST] & other[j, _TOPICS]
            ok = spoken != _0 or not asks_language
            ok &= free != _0 or not asks_slot or (unknown and not known)
            ok &= themes != _0 or one[i, _FIRST] == _0
            if ok:
                points[k] = gained


@compiled
def agree(facts: Facts, e: Array, e_step: int, r: Array, r_step: int, points: Array) -> None:
    """Rules about gender and years: -1 where they forbid a pair."""
    mine, theirs, rule = facts.numbers_e, facts.numbers_r, facts.switches
    gender, settled, years = rule.gender, rule.settled, rule.years
    unknown = rule.settled_unknown
    for k in range(len(points)):
        if points[k] >= 0:
            i, j = e[k * e_step], r[k * r_step]
            own, his = mine[i, _GENDER], theirs[j, _GENDER]
            ok = (mine[i, _SAME] == 0 and theirs[j, _SAME] == 0) or (own == his and own >= 0)
            ok &= mine[i, _WISH] < 0 or mine[i, _WISH] == his
            ok &= theirs[j, _WISH] < 0 or theirs[j, _WISH] == own
            newer, older = mine[i, _ARRIVAL], theirs[j, _ARRIVAL]
            known = newer >= 0 and older >= 0
            early = older + years <= newer if known else unknown
            if (gender and not ok) or (settled and not early):
                points[k] = -1


@compiled
def arrive(facts: Facts, e: Array, e_step: int, r: Array, r_step: int, points: Array) -> None:
    """The rule about the place: -1 where it forbids a pair, else its points are added."""
    mine, theirs, serve, steps = facts.numbers_e, facts.numbers_r, facts.serve, facts.steps
    beyond, place, remote = facts.switches.beyond, facts.switches.place, facts.switches.remote
    figures = facts.tables.place
    for k in range(len(points)):
        if points[k] >= 0:
            i, j = e[k * e_step], r[k * r_step]
            near, home, land = beyond, 1 + mine[i, _LOC], mine[i, _COUNTRY]
            for w in range(serve.shape[1]):
                near = min(near, int(steps[home, 1 + serve[j, w]]))
            both = mine[i, _REMOTE] != 0 and theirs[j, _REMOTE] != 0
            both = both and land >= 0 and land == theirs[j, _COUNTRY]
            if near <= mine[i, _RADIUS] and near < beyond:
                points[k] += figures[near]
            elif not place or (remote and both):
                points[k] += figures[beyond] if both else 0
            else:
                points[k] = -1


@compiled
def earn(facts: Facts, e: Array, e_step: int, r: Array, r_step: int, points: Array) -> None:
    """Add the points for all other criteria."""
    one, other, mine, theirs = facts.words_e, facts.words_r, facts.numbers_e, facts.numbers_r
    tables = facts.tables
    levels, ages, slots = tables.levels, tables.age, tables.slots
    interpreter = tables.interpreter
    origin, sector, most = tables.origin, tables.sector, len(tables.slots) - 1
    for k in range(len(points)):
        if points[k] >= 0:
            i, j = e[k * e_step], r[k * r_step]
            gained = interpreter if one[i, _HELPED] & other[j, _SPEAKS] != _0 else 0
            for level in range(len(levels)):
                if one[i, _SPOKEN + level] & other[j, _SPEAKS + level] != _0:
                    gained = levels[level]
            if mine[i, ORIGIN] >= 0 and mine[i, ORIGIN] == theirs[j, ORIGIN]:
                gained += origin
            if mine[i, _SECTOR] != 0 and mine[i, _SECTOR] == theirs[j, _SECTOR]:
                gained += sector
            if mine[i, _AGE] >= 0 and theirs[j, _AGE] >= 0:
                gained += ages[mine[i, _AGE], theirs[j, _AGE]]
            points[k] += gained + slots[min(most, ones(one[i, _SLOTS] & other[j, _FREE]))]
