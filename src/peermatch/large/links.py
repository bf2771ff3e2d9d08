"""Everybody's allowed pairs as lists that can grow and shrink, kept from both sides.

A list lies in one piece; one that outgrows its room moves to the end of the arrays. Those who
left stay in the lists of others until room is short: nobody pays for them, as their price, or
what is owed to them, is out of all bounds.
"""

from typing import Any, NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.large.blocks import build_blocks
from peermatch.large.compiled import Whole, compiled, inlined
from peermatch.large.layout import Blocks, Territory
from peermatch.large.sieve import Bench, bench, scan
from peermatch.large.territories import Part, parts, world_of
from peermatch.rules import Rules

MOST = 48_000_000  # pairs; they take 13 bytes each


class Links(NamedTuple):
    """The pairs of each person of one side."""

    first: Array  # int64[people]: where the list begins
    length: Array  # int64[people]: how long it is
    room: Array  # int64[people]: how long it may become there
    who: Array  # int32: people of the other side
    points: Array  # int16 or int32: what each pair earns
    end: Array  # int64[1]: what is in use of these two


def links(people: int, room: int, kind: Any) -> Links:
    """Empty lists. Pages of `room` that are never written to take no memory."""
    first, length, room_there = np.zeros((3, people), np.int64)
    return Links(first, length, room_there, np.empty(room, np.int32), np.empty(room, kind),
                 np.zeros(1, np.int64))  # fmt: skip


def longer(held: Links, people: int) -> Links:
    """The same lists, with empty ones for more people."""
    if people <= len(held.first):
        return held
    more = np.zeros(people - len(held.first), np.int64)
    first, length, room = (np.append(a, more) for a in (held.first, held.length, held.room))
    return held._replace(first=first, length=length, room=room)


def renewed(held: Links) -> Links:
    """The same lists close together, with as much room again behind them."""
    total = int(held.length.sum())
    fresh = links(len(held.first), 2 * total + 16 * len(held.first) + 64, held.points.dtype)
    _copy(held, fresh)
    return fresh


def all_links(people: Instance, rules: Rules, kind: Any, most: int) -> tuple[Links, Links] | None:
    """The pairs of all mentees, and of all mentors; None if they are more than `most`."""
    places = people.r_cap.astype(np.int64) - people.r_load
    world = world_of(people, rules, places, np.arange(people.mentees), np.arange(people.mentors))
    rows = links(people.mentees, min(most, 1 + people.mentees), kind)
    for part in parts(world):
        grown = _read_part(rows, part, most)
        if grown is None:
            return None
        rows = grown
    rows = renewed(rows)
    columns = links(people.mentors, len(rows.who) + 16 * people.mentors, kind)
    turn(rows, columns)
    return rows, columns


def _read_part(rows: Links, part: Part, most: int) -> Links | None:
    t = part.territory
    group = np.zeros(len(part.mentors), np.int64)
    blocks = build_blocks(t, group, 1, np.arange(len(part.mentors)))
    space, done = bench(t, blocks), 0
    while True:
        done = read(t, blocks, space, part.mentees, part.mentors, rows, done)
        if done == len(part.mentees):
            return rows
        size = min(most, 2 * len(rows.who))
        if size == len(rows.who):
            return None
        end, old = int(rows.end[0]), rows
        rows = rows._replace(who=np.empty(size, np.int32), points=np.empty(size, rows.points.dtype))
        rows.who[:end], rows.points[:end] = old.who[:end], old.points[:end]


@compiled
def read(
    t: Territory, blocks: Blocks, space: Bench, mentees: Array, mentors: Array, rows: Links,
    begin: Whole,
) -> Whole:  # fmt: skip
    """List the pairs of mentees from `begin` on; returns the first for whom there is no room."""
    for i in range(begin, len(mentees)):
        found, end = scan(t, blocks, space, i, 0), rows.end[0]
        if end + found > len(rows.who):
            return i
        for k in range(found):
            rows.who[end + k] = mentors[space.found[k]]
            rows.points[end + k] = space.points[k]
        who = mentees[i]
        rows.first[who], rows.length[who], rows.room[who] = end, found, found
        rows.end[0] = end + found
    return len(mentees)


@inlined
def _room(count: Whole) -> Whole:
    return count + (count >> 4) + 4


@compiled
def turn(rows: Links, columns: Links) -> None:
    """The same pairs from the other side."""
    for i in range(len(rows.first)):
        for k in range(rows.first[i], rows.first[i] + rows.length[i]):
            columns.room[rows.who[k]] += 1
    end = 0
    for j in range(len(columns.first)):
        columns.first[j] = end
        columns.room[j] = _room(columns.room[j])
        end += columns.room[j]
    columns.end[0] = end
    for i in range(len(rows.first)):
        for k in range(rows.first[i], rows.first[i] + rows.length[i]):
            j = rows.who[k]
            at = columns.first[j] + columns.length[j]
            columns.who[at], columns.points[at] = i, rows.points[k]
            columns.length[j] += 1


@compiled
def _copy(held: Links, fresh: Links) -> None:
    end = 0
    for i in range(len(held.first)):
        fresh.first[i], fresh.length[i] = end, held.length[i]
        fresh.room[i] = _room(held.length[i])
        for k in range(held.length[i]):
            fresh.who[end + k] = held.who[held.first[i] + k]
            fresh.points[end + k] = held.points[held.first[i] + k]
        end += fresh.room[i]
    fresh.end[0] = end


@compiled
def add_points(held: Links, ones: Array, others: Array, bonus: Whole) -> None:
    """Let some pairs, where they are allowed, earn more."""
    for n in range(len(ones)):
        start = held.first[ones[n]]
        for k in range(start, start + held.length[ones[n]]):
            if held.who[k] == others[n]:
                held.points[k] += bonus


@compiled
def unlink(mine: Links, theirs: Links, who: Whole) -> None:
    """Take all pairs of one person away, from both sides."""
    for k in range(mine.first[who], mine.first[who] + mine.length[who]):
        other = mine.who[k]
        start = theirs.first[other]
        end = start + theirs.length[other]
        for at in range(start, end):
            if theirs.who[at] == who:
                theirs.who[at], theirs.points[at] = theirs.who[end - 1], theirs.points[end - 1]
                theirs.length[other] -= 1
                break
    mine.length[who] = 0


@compiled
def link(
    mine: Links, theirs: Links, who: Whole, others: Array, points: Array, my_side: Array,
    their_side: Array, begin: Whole,
) -> Whole:  # fmt: skip
    """Put in the pairs of one person from `begin` on; returns the first that finds no room.

    `my_side`, `their_side`: who is still here.
    """
    for k in range(begin, len(others)):
        other = others[k]
        if not (_has_room(mine, who, their_side) and _has_room(theirs, other, my_side)):
            return k
        _put(mine, who, other, points[k])
        _put(theirs, other, who, points[k])
    return len(others)


@inlined
def _put(held: Links, who: Whole, other: Whole, points: Whole) -> None:
    at = held.first[who] + held.length[who]
    held.who[at], held.points[at] = other, points
    held.length[who] += 1


@inlined
def _has_room(held: Links, who: Whole, here: Array) -> bool:
    """Whether one more fits into a list, perhaps after those who left are gone from it."""
    if held.length[who] < held.room[who]:
        return True
    start, kept = held.first[who], 0
    for k in range(start, start + held.length[who]):
        if here[held.who[k]]:
            held.who[start + kept], held.points[start + kept] = held.who[k], held.points[k]
            kept += 1
    held.length[who] = kept
    if kept < held.room[who]:
        return True
    room, end = _room(kept + (kept >> 2)), held.end[0]
    if end + room > len(held.who):
        return False
    for k in range(kept):
        held.who[end + k], held.points[end + k] = held.who[start + k], held.points[start + k]
    held.first[who], held.room[who], held.end[0] = end, room, end + room
    return True
