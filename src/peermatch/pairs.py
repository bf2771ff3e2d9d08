"""All pairs that the hard rules allow, with their points: the edges of the matching.

Mentees of one municipality are looked at together, against only those mentors who serve a
place within reach or meet remotely in the same country. Blocks bound the memory; the result
is sorted by mentee and mentor and does not depend on how it was cut into blocks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from peermatch.arrays import Array
from peermatch.block import Block, country, distance_class
from peermatch.criteria import score
from peermatch.hard import HardRule, active
from peermatch.instance import Instance
from peermatch.rules import Rules

_CELLS = 1 << 21  # pairs looked at together
_LISTED = 1 << 16  # pairs whose points are counted together, so that homes with few cost less
_SMALL = 1 << 15  # so few pairs that cutting them up costs more than it saves


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Allowed pairs as three parallel lists, sorted by mentee, then mentor."""

    mentee: Array
    mentor: Array
    points: Array

    def take(self, which: Array) -> "Pairs":
        """Some of the pairs, by index or mask, in the same order."""
        return Pairs(self.mentee[which], self.mentor[which], self.points[which])


def feasible_pairs(people: Instance, rules: Rules) -> Pairs:
    """Every allowed pair and its score."""
    found = list(streamed_pairs(people, rules))
    if not found:
        nobody = np.zeros(0, np.int32)
        return Pairs(nobody, nobody, np.zeros(0, np.int64))
    i = np.concatenate([some.mentee for some in found])
    j = np.concatenate([some.mentor for some in found])
    order = np.lexsort((j, i))
    return Pairs(i, j, np.concatenate([some.points for some in found])).take(order)


def streamed_pairs(people: Instance, rules: Rules) -> Iterator[Pairs]:
    """The same, a part at a time and in no order, so that not all need fit in memory."""
    for listed in _gathered(people, rules):
        allowed = _narrowed(listed, [rule for rule in active(rules) if rule.by_pair])
        yield Pairs(allowed.i.astype(np.int32), allowed.j.astype(np.int32), score(allowed))


def _gathered(people: Instance, rules: Rules) -> Iterator[Block]:
    """Lists of the pairs that all but the rules by pair allow; small blocks share one list."""
    held: list[Block] = []
    count = 0
    for block in _blocks(people, rules):
        held.append(_listed(block))
        count += len(held[-1].i)
        if count >= _LISTED:
            yield _joined(held)
            held, count = [], 0
    if held:
        yield _joined(held)


def _joined(lists: list[Block]) -> Block:
    """Some lists of pairs as one."""
    i, j, distance = (
        np.concatenate(columns)
        for columns in zip(*((some.i, some.j, some.distance) for some in lists), strict=True)
    )
    return Block(lists[0].people, lists[0].rules, i, j, distance)


def _listed(block: Block) -> Block:
    """The pairs of a block that all but the rules by pair allow, as a list."""
    ok = np.ones(np.broadcast_shapes(block.i.shape, block.j.shape), np.bool_)
    for rule in active(block.rules):
        if not rule.by_pair:
            ok &= rule.allows(block)
    row, column = np.nonzero(ok)
    distance = np.broadcast_to(block.distance, ok.shape)[row, column]
    return Block(block.people, block.rules, block.i[row, 0], block.j[0, column], distance)


def _narrowed(found: Block, rules: Iterable[HardRule]) -> Block:
    """What some rules leave of a list of pairs."""
    for rule in rules:
        kept = rule.allows(found)
        found = Block(found.people, found.rules, found.i[kept], found.j[kept], found.distance[kept])
    return found


def _blocks(people: Instance, rules: Rules) -> Iterator[Block]:
    """Blocks that together hold every pair which can be allowed."""
    free = people.r_cap > people.r_load
    if rules.hard.ready.on:
        free &= people.r_ready != 0
    mentors = np.flatnonzero(free)
    if people.mentees * len(mentors) == 0:
        return
    if people.mentees * len(mentors) <= _SMALL:
        yield Block(people, rules, np.arange(people.mentees)[:, None], mentors[None, :])
        return
    order = np.argsort(people.e_loc, kind="stable")
    homes, starts = np.unique(people.e_loc[order], return_index=True)
    groups = np.split(order, starts[1:])
    some = max(1, _CELLS // (len(mentors) * max(1, people.r_serve.shape[1])))
    for start in range(0, len(homes), some):
        end = start + some
        distance, reached = _reached(people, rules, homes[start:end], groups[start:end], mentors)
        for near, there, group in zip(distance, reached, groups[start:end], strict=True):
            which = np.flatnonzero(there)
            rows = max(1, _CELLS // max(len(which), 1))
            for first in range(0, len(group) if len(which) else 0, rows):
                column, row = group[first : first + rows, None], mentors[which][None, :]
                yield Block(people, rules, column, row, near[which][None, :])


def _reached(
    people: Instance, rules: Rules, homes: Array, groups: list[Array], mentors: Array
) -> tuple[Array, Array]:
    """For each home, the distance class of all mentors and who of them can be allowed at all.

    `groups`: the mentees of each home.
    """
    distance = distance_class(people, rules, homes[:, None], mentors[None, :])
    if not rules.hard.place.on:
        return distance, np.ones(distance.shape, np.bool_)
    farthest = np.array([people.e_radius[group].max() for group in groups])
    reached = (distance <= farthest[:, None]) & (distance < len(rules.hard.place.kilometres))
    if rules.hard.place.remote:
        near, there = country(people, homes), country(people, people.r_loc[mentors])
        reached |= (there == near[:, None]) & (people.r_remote[mentors] != 0)
    return distance, reached
