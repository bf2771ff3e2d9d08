"""Groups of people of whom none can be matched outside the group.

Two people are in one territory if a municipality, served and within reach, or the remote
mentors of a country join them, directly or through others.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.large.arrange import codes_of, mentees_of, mentors_of, tables_of
from peermatch.large.layout import Codes, Reach, Tables, Territory
from peermatch.large.reach import Near, connected, near_places
from peermatch.large.sorting import numbered, ordered
from peermatch.rules import Rules

_BUNDLE = 20_000  # territories of fewer mentees are solved together


class Part(NamedTuple):
    """A territory (or several small ones together), and who its people are."""

    territory: Territory
    mentees: Array  # ids in the instance, sorted by home
    mentors: Array


class World(NamedTuple):
    """All people, their homes and places still numbered through the whole instance.

    Nodes are the municipalities, then the remote mentors of each country, then everybody.
    """

    people: Instance
    rules: Rules
    tables: Tables
    codes: Codes
    kinds: tuple[Array, Array, Array]  # kinds of mentees and mentors, years of mentees
    places: Array
    lifts: Array
    near: Near
    mentees: Array  # ids, sorted by home
    mentors: Array
    bundle_of_mentee: Array  # -1 where nobody can be reached
    bundle_of_mentor: Array
    bundles: Array  # the largest first
    anywhere: bool


def world_of(
    people: Instance, rules: Rules, places: Array, mentees: Array, mentors: Array,
    lifts: Array | None = None,
) -> World:  # fmt: skip
    """`places[j]`: free places of mentor j; `lifts[i]`: points for matching mentee i, if any.

    `mentees`, `mentors`: ids of those to be matched; their order decides between equally good
    plans.
    """
    lifts = np.zeros(people.mentees, np.int64) if lifts is None else lifts
    free = places[mentors] > 0
    if rules.hard.ready.on:
        free &= people.r_ready[mentors] != 0
    mentors = mentors[free]
    # Who is looked at together stands together in memory.
    mentors = mentors[ordered(people.r_serve[mentors, 0])]
    mentees = mentees[ordered(people.e_loc[mentees])]
    codes, *kinds = codes_of(people, rules)
    far = np.full(len(people.loc_country) + 1, -1, np.int64)  # the last is "unknown"
    np.maximum.at(far, people.e_loc[mentees], people.e_radius[mentees].astype(np.int64))
    served = np.zeros(len(far), np.bool_)
    served[people.r_serve[mentors]] = True
    near = near_places(people, rules, far[:-1], np.flatnonzero(served[:-1]))
    of_mentee, of_mentor, bundles = _bundles(people, rules, near, mentees, mentors)
    return World(
        people, rules, tables_of(rules), codes, (kinds[0], kinds[1], kinds[2]), places, lifts,
        near, mentees, mentors, of_mentee, of_mentor, bundles, not rules.hard.place.on,
    )  # fmt: skip


def parts(world: World) -> Iterator[Part]:
    """The territories, the largest first, each made when it is asked for."""
    for bundle in world.bundles:
        mentees = world.mentees[world.bundle_of_mentee == bundle]
        mentors = world.mentors[world.bundle_of_mentor == bundle]
        yield Part(_territory(world, mentees, mentors), mentees, mentors)


def _bundles(
    people: Instance, rules: Rules, near: Near, mentees: Array, mentors: Array
) -> tuple[Array, Array, Array]:
    """The bundle of each mentee and mentor, and the bundles by falling size."""
    node_e, pairs_e = _nodes_of_mentees(people, rules, near, mentees)
    node_r, pairs_r = _nodes_of_mentors(people, rules, mentors)
    nodes = len(people.loc_country) + int(people.loc_country.max(initial=-1)) + 2
    chain = near.home[1:] == near.home[:-1]
    label = connected(
        nodes,
        np.concatenate([near.place[1:][chain], pairs_e[0], pairs_r[0]]),
        np.concatenate([near.place[:-1][chain], pairs_e[1], pairs_r[1]]),
    )
    label = np.append(label, -1)
    label_e, label_r = label[node_e], label[node_r]
    size = np.bincount(label_e[label_e >= 0], minlength=nodes)
    names = np.flatnonzero((size > 0) & (np.bincount(label_r[label_r >= 0], minlength=nodes) > 0))
    names = names[np.argsort(-size[names], kind="stable")]
    small = size[names] < _BUNDLE
    large = int((~small).sum())
    running = np.cumsum(np.where(small, size[names], 0))
    bundle = np.full(nodes + 1, -1)
    bundle[names] = np.where(small, large + (running - 1) // _BUNDLE, np.arange(len(names)))
    return bundle[label_e], bundle[label_r], np.unique(bundle[bundle >= 0])


Pairs = tuple[Array, Array]


def _nodes_of_mentees(
    people: Instance, rules: Rules, near: Near, mentees: Array
) -> tuple[Array, Pairs]:
    """A node of each mentee (-1: none), and the nodes that she joins besides places in reach."""
    homes = len(people.loc_country)
    if not rules.hard.place.on:
        everywhere = homes + int(people.loc_country.max(initial=-1)) + 1
        nothing = np.zeros(0, np.int64)
        return np.full(len(mentees), everywhere), (nothing, nothing)
    nearest, step = np.full(homes + 1, -1), np.full(homes + 1, 127)
    nearest[near.home[::-1]], step[near.home[::-1]] = near.place[::-1], near.step[::-1]
    home = people.e_loc[mentees]
    local = np.where(step[home] <= people.e_radius[mentees], nearest[home], -1)
    remote = _remote_node(people, rules, people.e_remote[mentees], home)
    both = (local >= 0) & (remote >= 0)
    return np.where(local >= 0, local, remote), (local[both], remote[both])


def _nodes_of_mentors(people: Instance, rules: Rules, mentors: Array) -> tuple[Array, Pairs]:
    """A node of each mentor (-1: none), and the nodes that she joins."""
    remote = _remote_node(people, rules, people.r_remote[mentors], people.r_loc[mentors])
    columns = [remote, *people.r_serve[mentors].T.astype(np.int64)]
    if not rules.hard.place.on:
        everywhere = len(people.loc_country) + int(people.loc_country.max(initial=-1)) + 1
        columns = [np.full(len(mentors), everywhere), *columns]
    node = np.full(len(mentors), -1, np.int64)
    ones, others = [], []
    for column in columns:
        both = (node >= 0) & (column >= 0)
        ones.append(node[both])
        others.append(column[both])
        node = np.where(node >= 0, node, column)
    return node, (np.concatenate(ones), np.concatenate(others))


def _remote_node(people: Instance, rules: Rules, meets: Array, home: Array) -> Array:
    if not rules.hard.place.remote and rules.hard.place.on:
        return np.full(len(home), -1)
    known = np.append(people.loc_country.astype(np.int64), -1)[home]
    return np.where((meets != 0) & (known >= 0), len(people.loc_country) + known, -1)


def _territory(world: World, mentees: Array, mentors: Array) -> Territory:
    people, rules = world.people, world.rules
    kind_e, kind_r, year = world.kinds
    e = mentees_of(people, rules, mentees, kind_e, year, world.lifts)
    r = mentors_of(people, rules, mentors, kind_r, world.places)
    served, remotes, homes = (_held(numbers) for numbers in (r.serve, r.remote, e.home))
    place = _numbering(served, len(people.loc_country))
    remote = _numbering(remotes, int(people.loc_country.max(initial=-1)) + 1, len(served))
    home = _numbering(homes, len(people.loc_country))
    total = len(served) + len(remotes)
    origin_e, origin_r, origins = _coded(e.origin, r.origin)
    sector_e, sector_r, sectors = _coded(e.sector, r.sector)
    barred_from, barred = _barred(people, mentees, mentors)
    return Territory(
        tables=world.tables,
        mentees=e._replace(home=home[e.home], remote=remote[e.remote], barred_from=barred_from,
                           barred=barred, origin=origin_e, sector=sector_e),
        mentors=r._replace(serve=place[r.serve], remote=remote[r.remote], origin=origin_r,
                           sector=sector_r),
        reach=_reach(world.near, home, place, len(homes)),
        codes=world.codes._replace(origins=origins, sectors=sectors),
        places=total + int(world.anywhere),
        anywhere=total if world.anywhere else -1,
    )  # fmt: skip


def _coded(mine: Array, theirs: Array) -> tuple[Array, Array, int]:
    """What mentees have, as codes 0, 1, ...; theirs likewise, -2 where no mentee has it."""
    known = _held(mine)
    code = _numbering(known, 1 + int(max(mine.max(initial=-1), theirs.max(initial=-1))))
    held = code[np.maximum(theirs, -1)]
    return code[mine], np.where(held >= 0, held, np.int32(-2)), len(known)


def _held(numbers: Array) -> Array:
    """The different numbers from 0 on, rising."""
    return numbered(numbers[numbers >= 0])[0]


def _numbering(held: Array, size: int, start: int = 0) -> Array:
    """Old number -> new number; -1 for all not held, and last, so that -1 stays -1."""
    new = np.full(size + 1, -1, np.int32)
    new[held] = np.arange(start, start + len(held))
    return new


def _reach(near: Near, home: Array, place: Array, homes: int) -> Reach:
    """The part of `near` between these homes and places, renumbered."""
    held = (home[near.home] >= 0) & (place[near.place] >= 0)
    first = np.searchsorted(home[near.home[held]], np.arange(homes + 1))
    return Reach(
        first=first.astype(np.int64),
        place=place[near.place[held]],
        step=near.step[held].astype(np.int32),
    )


def _barred(people: Instance, mentees: Array, mentors: Array) -> tuple[Array, Array]:
    """The pairs that must not be made, by mentee, both numbered within the territory."""
    mine, theirs = _numbering(mentees, people.mentees), _numbering(mentors, people.mentors)
    pairs: Any = np.concatenate([people.excl, people.conflict])
    i, j = mine[pairs[:, 0]], theirs[pairs[:, 1]]
    held = (i >= 0) & (j >= 0)
    order = np.lexsort((j[held], i[held]))
    first = np.searchsorted(i[held][order], np.arange(len(mentees) + 1))
    return first.astype(np.int64), j[held][order].astype(np.int32)
