"""Whom one person could be matched with, asked one person at a time.

Nobody is held against everybody: mentors are listed by the municipalities they serve and,
if they meet remotely, by country; mentees by where they live, and likewise. What a list names
is then held against the rules.
"""

from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np

from peermatch.arrays import Array
from peermatch.block import Block
from peermatch.criteria import score
from peermatch.exchange import Exchange, Seek
from peermatch.hard import active
from peermatch.instance import Instance
from peermatch.options import Options
from peermatch.roster import Roster
from peermatch.rules import Rules

FEW = 3000  # mentees
_NOBODY = np.zeros(0, np.int64)
_KEPT = {"ready", "capacity", "exclusion", "conflict"}  # rules that whoever asks looks after


class Lists:
    """People by place: those of the start as one sorted array, newcomers in lists behind it."""

    def __init__(self, who: Array, where: Array, places: int) -> None:
        order = np.argsort(where, kind="stable")
        self.who = who[order].astype(np.int64)
        self._starts = np.searchsorted(where[order], np.arange(places + 1)).tolist()
        self._new: dict[int, list[int]] = {}

    def add(self, who: int, where: int) -> None:
        """Name somebody at one more place; being named twice does no harm."""
        self._new.setdefault(where, []).append(who)

    def span(self, where: int) -> tuple[int, int]:
        """Between which positions of `who` those stand who were at a place at the start."""
        return self._starts[where], self._starts[where + 1]

    def new(self, where: int) -> list[int]:
        """Those who were named at a place since."""
        return self._new.get(where, [])


Door = tuple[Lists, int]  # a place at which to look


class Neighbours:
    """Answers for one person at a time, for the people of a roster as they are now."""

    def __init__(self, roster: Roster, rules: Rules, bonus: int) -> None:
        """`bonus`: points that a pair may earn besides those of the rules."""
        self._roster, self._rules, self._bonus = roster, rules, bonus
        self._rules_on = [rule for rule in active(rules) if rule.name not in _KEPT]
        people = roster.people
        places, countries = len(people.loc_x), 1 + int(people.loc_country.max(initial=0))
        self._near: dict[int, tuple[Array, Array]] = {}
        living = np.flatnonzero(people.e_loc >= 0)
        self._homes = Lists(living, people.e_loc[living], places)
        mentor, column = np.nonzero(people.r_serve >= 0)
        self._serving = Lists(mentor, people.r_serve[mentor, column], places)
        self._far_mentees = _by_country(people, people.e_loc, people.e_remote, countries)
        self._far_mentors = _by_country(people, people.r_loc, people.r_remote, countries)

    def name_mentee(self, i: int) -> None:
        """List a mentee who is new, or has moved."""
        people = self._roster.people
        home = int(people.e_loc[i])
        if home >= 0:
            self._homes.add(i, home)
            if people.e_remote[i]:
                self._far_mentees.add(i, int(people.loc_country[home]))

    def name_mentor(self, j: int) -> None:
        """List a mentor who is new, or serves other places."""
        people = self._roster.people
        for place in people.r_serve[j].tolist():
            if place >= 0:
                self._serving.add(j, place)
        home = int(people.r_loc[j])
        if home >= 0 and people.r_remote[j]:
            self._far_mentors.add(j, int(people.loc_country[home]))

    def mentors_of(self, i: int, key: Array, limit: int, spare: int) -> tuple[Array, Array]:
        """Mentors whom the rules allow mentee `i`, and the points of each pair.

        Left out are those whose `key` is too high: `key` less points and any bonus is not
        below `limit`, or would not be with `spare` points.
        """
        j = self._named(self._doors_of_mentee(i), key, limit + spare, self._roster.mentors.size)
        j = np.unique(j[key[j] < limit + spare])
        allowed = self._allowed(Block(self._roster.people, self._rules, np.array([i]), j))
        return _near(allowed.j, score(allowed), key, limit + self._bonus)

    def mentees_of(self, j: int, key: Array, limit: int, spare: int) -> tuple[Array, Array]:
        """Mentees whom the rules allow mentor `j`, in the same way."""
        i = self._named(self._doors_of_mentor(j), key, limit + spare, self._roster.mentees.size)
        i = np.unique(i[key[i] < limit + spare])
        allowed = self._allowed(Block(self._roster.people, self._rules, i, np.array([j])))
        return _near(allowed.i, score(allowed), key, limit + self._bonus)

    def market(
        self, instance: Instance, options: Options, mentors_of: Seek, mentees_of: Seek
    ) -> Exchange:
        """An empty market for the people of the start, who are `instance`."""
        return Exchange(mentors_of, mentees_of)

    def broken(self, i: int, j: int) -> str | None:
        """The first rule that forbids a pair, if any."""
        block = Block(self._roster.people, self._rules, np.array([i]), np.array([j]))
        names = (rule.name for rule in self._rules_on if not rule.allows(block).all())
        return next(names, None)

    def points(self, i: int, j: int) -> int:
        """The points of a pair that is allowed."""
        return int(score(Block(self._roster.people, self._rules, np.array([i]), np.array([j])))[0])

    def _named(self, doors: Iterator[Door], key: Array, worth: int, size: int) -> Array:
        """Everybody listed; where distance does not matter everybody whose key is low."""
        if not self._rules.hard.place.on:
            return np.flatnonzero(key[:size] < worth)
        parts, new = [_NOBODY], list[int]()
        for lists, where in doors:
            start, end = lists.span(where)
            parts.append(lists.who[start:end])
            new += lists.new(where)
        return np.concatenate([*parts, np.array(new, np.int64)])

    def _allowed(self, block: Block) -> Block:
        """The pairs of a list that pass all rules but those in `_KEPT`."""
        ok = np.ones(np.broadcast_shapes(block.i.shape, block.j.shape), np.bool_)
        for rule in self._rules_on:
            ok &= rule.allows(block)
        i, j = (np.broadcast_to(side, ok.shape)[ok] for side in (block.i, block.j))
        return Block(block.people, block.rules, i, j)

    def _doors_of_mentee(self, i: int) -> Iterator[Door]:
        people, place = self._roster.people, self._rules.hard.place
        home = int(people.e_loc[i])
        if home < 0:
            return
        for where in self._within(home, int(people.e_radius[i])):
            yield self._serving, where
        if place.remote and people.e_remote[i]:
            yield self._far_mentors, int(people.loc_country[home])

    def _doors_of_mentor(self, j: int) -> Iterator[Door]:
        people, place = self._roster.people, self._rules.hard.place
        for served in people.r_serve[j].tolist():
            if served >= 0:
                for where in self._within(served, len(place.kilometres)):
                    yield self._homes, where
        home = int(people.r_loc[j])
        if place.remote and home >= 0 and people.r_remote[j]:
            yield self._far_mentees, int(people.loc_country[home])

    def _within(self, home: int, radius: int) -> list[int]:
        """Municipalities that are near enough to one, itself among them."""
        if home not in self._near:
            self._near[home] = self._municipalities_near(home)
        where, step = self._near[home]
        found: list[int] = where[step <= radius].tolist()
        return found

    def _municipalities_near(self, home: int) -> tuple[Array, Array]:
        people, limits = self._roster.people, self._rules.hard.place.kilometres
        apart = np.hypot(people.loc_x - people.loc_x[home], people.loc_y - people.loc_y[home])
        step = np.searchsorted(np.asarray(limits), apart.astype(np.float32), side="left")
        step[people.loc_country != people.loc_country[home]] = len(limits)
        near = np.flatnonzero(step < len(limits))
        return near, step[near]


def _by_country(people: Instance, loc: Array, remote: Array, countries: int) -> Lists:
    """Those who meet remotely, by the country they live in."""
    who = np.flatnonzero((remote != 0) & (loc >= 0))
    return Lists(who, people.loc_country[loc[who]], countries)


def _near(others: Array, points: Array, key: Array, limit: int) -> tuple[Array, Array]:
    near = key[others] - points < limit
    return others[near], points[near]


def neighbours_of(roster: Roster, rules: Rules, bonus: int, compiled: bool | None) -> Neighbours:
    """Compiled for many people, if numba is there; plain for few, for whom it does not pay."""
    if compiled is None:
        compiled = roster.mentees.size > FEW and find_spec("numba") is not None
    if compiled:
        from peermatch.large.singles import Singles  # noqa: PLC0415  only many people need numba

        return Singles(roster, rules, bonus)
    return Neighbours(roster, rules, bonus)
