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
from peermatch.large.doors import Bench, bench
from peermatch.large.layout import Blocks, Territory
from peermatch.large.prefetching import prefetch
from peermatch.large.sieve import scan
from peermatch.large.territories import Part, parts, world_of
from peermatch.rules import Rules

BEGIN, LENGTH, ROOM = range(3)
MOST = 48_000_000  # pairs; they take 13 bytes each


class Links(NamedTuple):
    """The pairs of each person of one side."""

    heads: Array  # int64[people, 3]: where the list begins, its length, how long it may become
    who: Array  # int32: people of the other side
    points: Array  # int16 or int32: what each pair earns
    end: Array  # int64[1]: what is in use of these two


def links(people: int, room: int, kind: Any) -> Links:
    """Empty lists. Pages of `room` that are never written to take no memory."""
    heads = np.zeros((people, 3), np.int64)
    return Links(heads, np.empty(room, np.int32), np.empty(room, kind), np.zeros(1, np.int64))


def longer(held: Links, people: int) -> Links:
    """The same lists, with empty ones for more people."""
    more = people - len(held.heads)
    if more <= 0:
        return held
    return held._replace(heads=np.append(held.heads, np.zeros((more, 3), np.int64), axis=0))


def renewed(held: Links) -> Links:
    """The same lists close together, with as much room again behind them."""
    total, people = int(held.heads[:, LENGTH].sum()), len(held.heads)
    fresh = links(people, 2 * total + 16 * people + 64, held.points.dtype)
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
        rows.heads[who, BEGIN], rows.heads[who, LENGTH], rows.heads[who, ROOM] = end, found, found
        rows.end[0] = end + found
    return len(mentees)


@inlined
def span(held: Links, who: Whole) -> tuple[Whole, Whole]:
    """Where somebody's list begins and ends."""
    begin = held.heads[who, BEGIN]
    return begin, begin + held.heads[who, LENGTH]


@inlined
def _room(count: Whole) -> Whole:
    return count + (count >> 4) + 4


@compiled
def turn(rows: Links, columns: Links) -> None:
    """The same pairs from the other side."""
    for i in range(len(rows.heads)):
        first, end = span(rows, i)
        for k in range(first, end):
            columns.heads[rows.who[k], ROOM] += 1
    end = 0
    for j in range(len(columns.heads)):
        columns.heads[j, BEGIN] = end
        columns.heads[j, ROOM] = _room(columns.heads[j, ROOM])
        end += columns.heads[j, ROOM]
    columns.end[0] = end
    for i in range(len(rows.heads)):
        first, end = span(rows, i)
        for k in range(first, end):
            j = rows.who[k]
            at = columns.heads[j, BEGIN] + columns.heads[j, LENGTH]
            columns.who[at], columns.points[at] = i, rows.points[k]
            columns.heads[j, LENGTH] += 1


@compiled
def _copy(held: Links, fresh: Links) -> None:
    end = 0
    for i in range(len(held.heads)):
        fresh.heads[i, BEGIN], fresh.heads[i, LENGTH] = end, held.heads[i, LENGTH]
        fresh.heads[i, ROOM] = _room(held.heads[i, LENGTH])
        for k in range(held.heads[i, LENGTH]):
            fresh.who[end + k] = held.who[held.heads[i, BEGIN] + k]
            fresh.points[end + k] = held.points[held.heads[i, BEGIN] + k]
        end += fresh.heads[i, ROOM]
    fresh.end[0] = end


@compiled
def add_points(held: Links, ones: Array, others: Array, bonus: Whole) -> None:
    """Let some pairs, where they are allowed, earn more."""
    for n in range(len(ones)):
        start, end = span(held, ones[n])
        for k in range(start, end):
            if held.who[k] == others[n]:
                held.points[k] += bonus


@compiled
def unlink(mine: Links, theirs: Links, who: Whole) -> None:
    """Take all pairs of one person away, from both sides."""
    first, last = span(mine, who)
    for k in range(first, last):
        other = mine.who[k]
        start, end = span(theirs, other)
        for at in range(start, end):
            if theirs.who[at] == who:
                theirs.who[at], theirs.points[at] = theirs.who[end - 1], theirs.points[end - 1]
                theirs.heads[other, LENGTH] -= 1
                break
    mine.heads[who, LENGTH] = 0


@compiled
def link(
    mine: Links, theirs: Links, who: Whole, others: Array, losses: Array, my_side: Array,
    their_side: Array, begin: Whole,
) -> Whole:  # fmt: skip
    """Put in the pairs of one person from `begin` on; returns the first that finds no room.

    `losses`: what each pair earns, below nothing. `my_side`, `their_side`: who is still here.
    """
    _prefetch_ends(theirs, others)
    for k in range(begin, len(others)):
        other = others[k]
        if their_side[other]:
            if not (_has_room(mine, who, their_side) and _has_room(theirs, other, my_side)):
                return k
            _put(mine, who, other, -losses[k])
            _put(theirs, other, who, -losses[k])
    return len(others)


@inlined
def _prefetch_ends(held: Links, ones: Array) -> None:
    """Ask for where lists end."""
    for k in range(len(ones)):
        prefetch(held.heads, ones[k])
    for k in range(len(ones)):
        _, end = span(held, ones[k])
        prefetch(held.who, end)
        prefetch(held.points, end)


@inlined
def _put(held: Links, who: Whole, other: Whole, points: Whole) -> None:
    _, at = span(held, who)
    held.who[at], held.points[at] = other, points
    held.heads[who, LENGTH] += 1


@inlined
def _has_room(held: Links, who: Whole, here: Array) -> bool:
    """Whether one more fits into a list, perhaps after those who left are gone from it."""
    if held.heads[who, LENGTH] < held.heads[who, ROOM]:
        return True
    start, kept = held.heads[who, BEGIN], 0
    for k in range(start, start + held.heads[who, LENGTH]):
        if here[held.who[k]]:
            held.who[start + kept], held.points[start + kept] = held.who[k], held.points[k]
            kept += 1
    held.heads[who, LENGTH] = kept
    if kept < held.heads[who, ROOM]:
        return True
    room, end = _room(kept + (kept >> 2)), held.end[0]
    if end + room > len(held.who):
        return False
    for k in range(kept):
        held.who[end + k], held.points[end + k] = held.who[start + k], held.points[start + k]
    held.heads[who, BEGIN], held.heads[who, ROOM], held.end[0] = end, room, end + room
    return True
