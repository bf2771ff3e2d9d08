"""Which places are within reach of which homes, and who is connected with whom."""

from typing import NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.large.compiled import compiled
from peermatch.rules import Rules

_CELLS = 1 << 22  # distances measured together


class Near(NamedTuple):
    """(home, place, step) of every place within reach, sorted by home, step, place."""

    home: Array  # int64, municipality
    place: Array  # int64, municipality
    step: Array  # int64


def near_places(people: Instance, rules: Rules, far: Array, served: Array) -> Near:
    """The municipalities `served` that are within reach of each home.

    `far[h]` is the longest step anybody who lives in municipality h travels, -1 for none.
    """
    kilometres = np.asarray(rules.hard.place.kilometres, np.float64)
    homes = np.flatnonzero(far >= 0)
    parts: list[tuple[Array, Array, Array]] = []
    for country in np.unique(people.loc_country[homes]):
        there = served[people.loc_country[served] == country]
        mine = homes[people.loc_country[homes] == country]
        rows = max(1, _CELLS // max(len(there), 1))
        for start in range(0, len(mine), rows):
            some = mine[start : start + rows, None]
            apart = np.hypot(
                people.loc_x[there] - people.loc_x[some], people.loc_y[there] - people.loc_y[some]
            ).astype(np.float32)
            step = np.searchsorted(kilometres, apart, side="left")
            row, column = np.nonzero((step <= far[some]) & (step < len(kilometres)))
            parts.append((some[row, 0], there[column], step[row, column]))
    if not parts:
        nothing = np.zeros(0, np.int64)
        return Near(nothing, nothing, nothing)
    home, place, step = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((place, step, home))
    return Near(home[order], place[order], step[order])


def connected(nodes: int, one: Array, other: Array) -> Array:
    """A label per node; nodes joined by pairs (one, other) share the lowest node as label."""
    label = np.arange(nodes, dtype=np.int64)
    _join(label, one.astype(np.int64), other.astype(np.int64))
    return label


@compiled
def _join(label: Array, one: Array, other: Array) -> None:
    for k in range(len(one)):
        a, b = one[k], other[k]
        while label[a] != a:
            label[a] = label[label[a]]
            a = label[a]
        while label[b] != b:
            label[b] = label[label[b]]
            b = label[b]
        label[max(a, b)] = min(a, b)
    for node in range(len(label)):
        label[node] = label[label[node]]
