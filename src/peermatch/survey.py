"""Why everybody without a mentor has none, and what single change would help: all at once.

Mentors stand 64 to a word; one row of bits tells who of them speaks a language, is free in a
slot, or serves a place. What a mentee asks for is a few rows joined, and a rule that alone
stands between her and a mentor is a bit that fails once: counted for all rules together by
carrying over, as in a binary adder. No pair is ever looked at by itself.

`explain` tells more about one person: every change there is, and the mentors it opens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from peermatch.arrays import Array
from peermatch.change import Change
from peermatch.errors import OptionsError
from peermatch.instance import Instance
from peermatch.levels import most_points
from peermatch.mentor_bits import MentorBits
from peermatch.plan import Plan
from peermatch.rules import Rules
from peermatch.solve import LARGE

_ROWS = 512  # mentees looked at together
Entries = dict[str, dict[str, Array]]  # those of a `Survey`, by name and key
_OF_MENTEE = ("language", "interpreter", "slot", "theme", "radius", "remote", "gender")


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """One entry per mentee without a mentor, in the order of `mentees`.

    `possible`: mentors who pass every rule but are all taken. `fails[rule]`: mentors who fail
    that rule; `blocked[rule]`: those who fail nothing else. `value[kind]`: the change of this
    kind (see `Change`; of a mentor: which one) that helps best, -1 if none opens a mentor;
    `opened[kind]`: how many mentors it opens; `verified[kind]`: with it alone a best plan
    matches one more person, who can be this mentee, and nobody loses a place.
    """

    mentees: Array
    possible: Array
    fails: Mapping[str, Array]
    blocked: Mapping[str, Array]
    value: Mapping[str, Array]
    opened: Mapping[str, Array]
    verified: Mapping[str, Array]
    missing: Array  # places each mentor lacks for one to be free

    @property
    def helpless(self) -> Array:
        """Those whom no single change helps."""
        helpless: Array = np.all([value < 0 for value in self.value.values()], axis=0)
        return helpless

    def changes(self, mentee: int) -> tuple[tuple[Change, bool], ...]:
        """The best change of each kind for one mentee and whether it is verified, those first."""
        row = int(np.searchsorted(self.mentees, mentee))
        if row == len(self.mentees) or self.mentees[row] != mentee:
            raise OptionsError("Mentee {mentee} is not without a mentor.", mentee=mentee)
        found = [
            (self._change(kind, mentee, int(value[row])), bool(self.verified[kind][row]),
             int(self.opened[kind][row]))
            for kind, value in self.value.items()
            if value[row] >= 0
        ]  # fmt: skip
        found.sort(key=lambda change: (not change[1], -change[2]))
        return tuple((change, verified) for change, verified, _ in found)

    def _change(self, kind: str, mentee: int, value: int) -> Change:
        if kind in _OF_MENTEE:
            return Change(kind, mentee, value=value)
        places = int(self.missing[value]) if kind == "capacity" else 0
        return Change(kind, mentee, value, places)


def survey(instance: Instance, rules: Rules, plan: Plan, *, compiled: bool | None = None) -> Survey:
    """Everybody without a mentor: why, and what would help. Exact, at some 10 us a person.

    `compiled`: look with numba; default: if it is there and the people are many.
    """
    people = plan.options.applied_to(instance)
    held = np.zeros(people.mentors, np.int64)
    for mentor, places in plan.options.reserve:
        held[mentor] = places
    missing = np.maximum(1, instance.r_load + 1 + held - instance.r_cap)
    lonely = np.flatnonzero(plan.mate < 0)
    bits = MentorBits(people, rules)
    if compiled is None:
        compiled = people.mentees >= LARGE and find_spec("numba") is not None
    whole = (_compiled if compiled else _plain)(bits, plan, lonely)
    return Survey(mentees=lonely, possible=whole.pop("possible")["all"], missing=missing, **whole)


def _compiled(bits: MentorBits, plan: Plan, lonely: Array) -> Entries:
    from peermatch.large.surveying import Looking  # noqa: PLC0415  only many people need numba

    looking, (found, who) = Looking(bits), _may_be_open(bits, plan)
    looking.spread(bits.packed(found), who, plan.mate)
    return looking.rows(lonely)


def _plain(bits: MentorBits, plan: Plan, lonely: Array) -> Entries:
    by_home = np.argsort(bits.people.e_loc[lonely], kind="stable")  # neighbours are together
    back = np.argsort(by_home, kind="stable")
    bits.open = _open_mentors(bits, plan)
    parts = [
        _Part(bits, lonely[by_home[start : start + _ROWS]]).rows()
        for start in range(0, max(len(lonely), 1), _ROWS)
    ]
    return {
        name: {key: np.concatenate([part[name][key] for part in parts])[back] for key in first}
        for name, first in parts[0].items()
    }


def _may_be_open(bits: MentorBits, plan: Plan) -> tuple[Array, Array]:
    """Which mentors have a free place, and the mentees of others from whom chains may begin.

    On such a chain nobody gains by moving, so prices fall by no more than points: a mentor
    whose price is beyond all points together stands on none.
    """
    people, mate = bits.people, plan.mate
    used = np.bincount(mate[mate >= 0], minlength=people.mentors)
    found = people.r_load + used < people.r_cap
    beyond = most_points(bits.rules, plan.options) * (people.mentees + 1)
    may = np.append(~found & (plan.certificate.price < beyond), False)
    who = np.flatnonzero(may[mate] & (plan.options.locked_mate(people.mentees) < 0))
    return found, who[np.argsort(people.e_loc[who], kind="stable")]


def _open_mentors(bits: MentorBits, plan: Plan) -> Array:
    """Mentors from whom a chain of moves ends at a free place, as one row of bits."""
    (found, who), mate = _may_be_open(bits, plan), plan.mate
    rows = [_Part(bits, who[k : k + _ROWS]).possible for k in range(0, len(who), _ROWS)]
    while True:
        row = bits.packed(found)
        moves = [part for some in rows for part in _any(some & row).tolist()]
        mentors = mate[who[np.array(moves, np.bool_)]]
        if found[mentors].all():
            return row
        found[mentors] = True


class _Part:
    """Some mentees against everybody."""

    def __init__(self, bits: MentorBits, who: Array) -> None:
        near = bits.near(who)
        self._bits, self._who, self._near = bits, who, near
        failed = {name: bits.everybody & ~ok for name, ok in bits.allowed(who, near)}
        once = np.zeros((len(who), bits.width), np.uint64)
        more = once.copy()
        for row in failed.values():
            more |= once & row
            once |= row
        self._failed = failed
        self._alone = {name: row & ~more for name, row in failed.items()}
        self.possible = bits.everybody & ~once

    def rows(self) -> Entries:
        """The entries of a `Survey`."""
        found: Entries = {
            "possible": {"all": _count(self.possible)},
            "fails": {name: _count(row) for name, row in self._failed.items()},
            "blocked": {name: _count(row) for name, row in self._alone.items()},
            "value": {}, "opened": {}, "verified": {},
        }  # fmt: skip
        for kind, value, opened, verified in self._helps():
            found["value"][kind] = np.where(opened > 0, value, -1)
            found["opened"][kind], found["verified"][kind] = opened, verified
        return found

    def _helps(self) -> Iterator[tuple[str, Array, Array, Array]]:
        """(kind, best value, mentors opened, verified) for every kind of change."""
        bits, who = self._bits, self._who
        hard, alone = bits.rules.hard, self._alone
        nobody = np.zeros_like(self.possible)
        if "language" in alone:
            best = self._best(alone["language"], bits.speakers)
            yield "language", *best
            if hard.language.interpreter:
                yield "interpreter", *best
        if "slot" in alone:
            yield "slot", *self._best(alone["slot"], bits.free)
        if "theme" in alone:
            yield "theme", *self._best(alone["theme"], bits.topics)
        if "place" in alone:
            yield "radius", *self._nearest(alone["place"], self._near)
            if hard.place.remote:
                yield "remote", *self._all(alone["place"] & bits.remote_of(who))
        if "gender" in alone:
            own, theirs = bits.wishes(who)
            yield "gender", *self._all(alone["gender"] & theirs)
            yield "mentor_gender", *self._one(alone["gender"] & own, bits.open)
        ready, full = alone.get("ready", nobody), alone.get("capacity", nobody)
        yield "ready", *self._one(ready, bits.everybody)
        yield "capacity", *self._one(full | self.possible, bits.everybody)

    def _best(self, alone: Array, rows: Array) -> tuple[Array, Array, Array]:
        """The bit whose mentors help most: open ones first, then as many as possible."""
        value, most = self._most(alone & self._bits.open, rows)
        verified = most > 0
        others, some = self._most(np.where(verified[:, None], np.uint64(0), alone), rows)
        value = np.where(verified, value, others)
        helps = verified | (some > 0)
        return value, _count(alone & rows[value]) * helps, verified

    def _most(self, wanted: Array, rows: Array) -> tuple[Array, Array]:
        """The bit that most of these mentors have, and how many they are."""
        value = np.zeros(len(wanted), np.int64)
        most = value.copy()
        some = np.flatnonzero(_any(wanted))
        for bit in np.flatnonzero(_any(rows)).tolist():
            count = _count(wanted[some] & rows[bit])
            better = count > most[some]
            value[some[better]], most[some[better]] = bit, count[better]
        return value, most

    def _nearest(self, alone: Array, near: Array) -> tuple[Array, Array, Array]:
        """The shortest way that leads to an open mentor; else to any."""
        value = np.zeros(len(alone), np.int64)
        opened, verified = value.copy(), np.zeros(len(alone), np.bool_)
        for step in range(near.shape[1]):
            there = alone & near[:, step]
            open_there = _any(there & self._bits.open)
            better = (_any(there) & (opened == 0)) | (open_there & ~verified)
            value[better], opened[better] = step, _count(there[better])
            verified |= open_there
        return value, opened, verified

    def _all(self, there: Array) -> tuple[Array, Array, Array]:
        """One change that opens all of these mentors."""
        verified = _any(there & self._bits.open)
        return np.zeros(len(there), np.int64), _count(there), verified

    def _one(self, there: Array, sure: Array) -> tuple[Array, Array, Array]:
        """A change to one mentor: the first who surely helps, else the first."""
        verified = _any(there & sure)
        wanted = np.where(verified[:, None], there & sure, there)
        word = (wanted != 0).argmax(axis=1)
        first = wanted[np.arange(len(wanted)), word]
        low = np.bitwise_count((first & (~first + np.uint64(1))) - np.uint64(1))
        return 64 * word + low, _any(wanted).astype(np.int64), verified


def _count(rows: Array) -> Array:
    count: Array = np.bitwise_count(rows).sum(axis=1, dtype=np.int64)
    return count


def _any(rows: Array) -> Array:
    found: Array = np.any(rows, axis=1)
    return found
