"""Rows of bits over the mentors of each place."""

from typing import Any

import numpy as np

from peermatch.arrays import LANGUAGES, SLOTS, Array
from peermatch.large.compiled import Whole, compiled, inlined, ones, whole
from peermatch.large.layout import Blocks, Mentors, Territory

_0, _1 = np.uint64(0), np.uint64(1)
_ALL = np.uint64(2**64 - 1)
_MOST_CODES = 64  # so many origins or sectors get rows of their own
_MOST_AGES = 32
_MOST = 2**40  # more than any price


def build_blocks(
    t: Territory, group: Array, groups: int, order: Array, before: Blocks | None = None
) -> Blocks:
    """The blocks of a territory.

    `group[j]`, 0 to `groups` - 1: mentors of one place and group stand together. `order`: the
    mentors who are to be there, in the order they stand in within a block. `before`: any blocks
    of the territory, whose rows stand for the same.
    """
    size = np.zeros(t.places * groups + 1, np.int64)
    spot_first = np.zeros(len(t.mentors.places) + 1, np.int64)
    found = np.zeros(t.mentors.serve.shape[1] + 2, np.int64)
    _count(t.mentors, group, order, groups, t.anywhere, size, spot_first, found)
    first = np.concatenate([[0], np.cumsum((size[:-1] + 63) >> 6)]).astype(np.int64)
    spot_first = np.concatenate([[0], np.cumsum(spot_first[:-1])]).astype(np.int64)
    words = int(first[-1])
    rows = before._asdict() if before else _rows(t)
    blocks = Blocks(**rows | {
        "groups": groups, "first": first, "member": np.full(64 * words, -1, np.int32),
        "spot_first": spot_first, "spot": np.zeros(int(spot_first[-1]), np.int64),
        "bits": np.zeros((len(rows["bits"]), words), np.uint64),
        "low": np.zeros(words, np.int64), "rest": np.zeros(words, np.int64),
    })  # fmt: skip
    _fill(t, blocks, group, order, size * 0, found, np.zeros(len(blocks.bits), np.int64))
    return blocks


def _rows(t: Territory) -> dict[str, Any]:
    """Rows for the facts that some mentee asks about; row 0 is for whoever is there."""
    mentees, tables, held = t.mentees, t.tables, _Rows(1)
    spoken = [*mentees.spoken]
    asked = spoken[0] | mentees.helped
    languages = held.numbered(asked if tables.asks_language else asked * _0, LANGUAGES)
    slots = held.numbered(np.full(1, (2**SLOTS - 1) * tables.asks_slot, np.uint64), SLOTS)
    wanted = mentees.first | mentees.needs[0] | mentees.needs[1] | mentees.needs[2]
    topics = held.numbered(wanted, LANGUAGES)
    fluent = [held.numbered(level, LANGUAGES) for level in spoken[1:]]
    ages = np.full(128, -1, np.int32)
    known = np.unique(mentees.age[mentees.age >= 0])[:_MOST_AGES]
    ages[known] = held.some(len(known)) + np.arange(len(known))
    return {
        "languages": languages, "slots": slots, "topics": topics,
        "fluent": np.array(fluent, np.int32).reshape(-1, LANGUAGES), "ages": ages,
        "asked_ages": known.astype(np.int64),
        "origins": held.some(t.codes.origins) if t.codes.origins <= _MOST_CODES else -1,
        "sectors": held.some(t.codes.sectors) if t.codes.sectors <= _MOST_CODES else -1,
        "kinds": held.some(len(t.codes.fits)), "years": held.some(len(t.codes.settled)),
        "bits": np.zeros((held.end, 0), np.uint64),
    }  # fmt: skip


class _Rows:
    """Hands out rows."""

    def __init__(self, end: int) -> None:
        self.end = end

    def some(self, count: int) -> int:
        """The first of `count` new rows."""
        self.end += count
        return self.end - count

    def numbered(self, words: Array, width: int) -> Array:
        """New rows for the bits set in any of the words, -1 for all other bits."""
        union = int(np.bitwise_or.reduce(words, initial=_0))
        there = np.array([union >> bit & 1 for bit in range(width)], np.int64)
        first = self.some(int(there.sum()))
        return np.where(there > 0, first + np.cumsum(there) - 1, -1).astype(np.int32)


@compiled
def weigh(blocks: Blocks, price: Array) -> None:
    """Know the lowest prices of each word and of what follows it."""
    for block in range(len(blocks.first) - 1):
        rest = whole(_MOST)
        for w in range(blocks.first[block + 1] - 1, blocks.first[block] - 1, -1):
            low = whole(_MOST)
            for spot in range(64 * w, 64 * w + 64):
                j = blocks.member[spot]
                if j >= 0:
                    low = min(low, price[j])
            rest = min(rest, low)
            blocks.low[w] = low
            blocks.rest[w] = rest


@inlined
def places_of(mentors: Mentors, j: Whole, anywhere: Whole, found: Array) -> Whole:
    """The places where mentor `j` stands, each once, into `found`; returns how many."""
    count = 0
    for w in range(mentors.serve.shape[1]):
        place = mentors.serve[j, w]
        known = place < 0
        for k in range(count):
            known = known or found[k] == place
        if not known:
            found[count] = place
            count += 1
    if mentors.remote[j] >= 0:
        found[count] = mentors.remote[j]
        count += 1
    if anywhere >= 0:
        found[count] = anywhere
        count += 1
    return count


@compiled
def _count(
    mentors: Mentors, group: Array, order: Array, groups: Whole, anywhere: Whole, size: Array,
    spots: Array, found: Array,
) -> None:  # fmt: skip
    for j in order:
        spots[j] = places_of(mentors, j, anywhere, found)
        for k in range(spots[j]):
            size[found[k] * groups + group[j]] += 1


@compiled
def _fill(
    t: Territory, blocks: Blocks, group: Array, order: Array, size: Array, found: Array,
    rows: Array,
) -> None:  # fmt: skip
    for o in range(len(order)):
        j = order[o]
        count, facts = places_of(t.mentors, j, t.anywhere, found), _rows_of(t, blocks, j, rows)
        for k in range(count):
            block = found[k] * blocks.groups + group[j]
            spot = 64 * blocks.first[block] + size[block]
            size[block] += 1
            blocks.member[spot] = j
            blocks.spot[blocks.spot_first[j] + k] = spot
            word, bit = spot >> 6, _1 << np.uint64(spot & 63)
            for fact in range(facts):
                blocks.bits[rows[fact], word] |= bit


@inlined
def _rows_of(t: Territory, blocks: Blocks, j: Whole, rows: Array) -> Whole:
    """All rows of mentor `j` into `rows`; returns how many."""
    mentors, codes = t.mentors, t.codes
    rows[0] = 0
    end = _rows_of_word(rows, 1, blocks.languages, mentors.spoken[j, 0])
    end = _rows_of_word(rows, end, blocks.topics, mentors.topics[j])
    for level in range(len(blocks.fluent)):
        end = _rows_of_word(rows, end, blocks.fluent[level], mentors.spoken[j, level + 1])
    slots: Any = mentors.slots[j]
    if slots == _0 and t.tables.slot_unknown:
        slots = _ALL
    end = _rows_of_word(rows, end, blocks.slots, slots)
    if blocks.origins >= 0 and mentors.origin[j] >= 0:
        rows[end] = blocks.origins + mentors.origin[j]
        end += 1
    if blocks.sectors >= 0 and mentors.sector[j] >= 0:
        rows[end] = blocks.sectors + mentors.sector[j]
        end += 1
    if mentors.age[j] >= 0:
        for age in blocks.asked_ages:
            if t.tables.age[age, mentors.age[j]] > 0:
                rows[end] = blocks.ages[age]
                end += 1
    for kind in range(len(codes.fits)):
        if codes.fits[kind, mentors.kind[j]]:
            rows[end] = blocks.kinds + kind
            end += 1
    arrival = mentors.arrival[j]
    for year in range(len(codes.settled)):
        if (arrival < 0 and codes.settled_unknown) or 0 <= arrival <= codes.settled[year]:
            rows[end] = blocks.years + year
            end += 1
    return end


@inlined
def _rows_of_word(rows: Array, end: Whole, known: Array, facts: Any) -> Whole:
    while facts != _0:
        low = facts & (~facts + _1)
        facts ^= low
        k = ones(low - _1)
        if k < len(known) and known[k] >= 0:
            rows[end] = known[k]
            end += 1
    return end
