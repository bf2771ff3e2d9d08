"""A plan that stands while people come, go and change: exact after every change.

Prices are kept from one change to the next, so a change costs one or a few shortest paths,
not a new plan. After any number of changes `plan` counts exactly what `solve` would reach for
the people who are there then, and carries a certificate that `check` accepts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import InstanceError, OptionsError
from peermatch.exchange import OUT
from peermatch.instance import Instance
from peermatch.levels import PERSON, certified, most_points, two_levels
from peermatch.neighbours import neighbours_of
from peermatch.pairs import Pairs
from peermatch.plan import Certificate, Plan
from peermatch.roster import Roster, Row, Side
from peermatch.rules import Rules
from peermatch.solve import plan_of
from peermatch.terms import Terms
from peermatch.value import tiers_of
from peermatch.wishes import Wishes

Handles = Iterable[int]
# What neither rules nor score see: it makes a place, or the worth of matching somebody.
_UNSEEN = {"r_cap", "r_load", "r_ready", "e_tier", "e_wait", "e_urgency"}


@dataclass(frozen=True, slots=True)
class Update:
    """What one change did. `person` is the handle of whoever came, changed or left.

    `moved`: (mentee, mentor before, mentor now), by handle, -1 for none, where they differ.
    """

    person: int
    moved: tuple[tuple[int, int, int], ...]


class Standing:
    """An optimal plan, its prices, and the people it is about.

    Everybody has a handle: at first the index in the instance, and for those who come later
    the number that `Update.person` tells. A handle is never given twice. `mentees` and
    `mentors` list the handles of those who are here; `plan()` and `instance()` speak of them
    in that order. A person is either a `mentee` or a `mentor`: name exactly one.
    """

    def __init__(
        self, instance: Instance, rules: Rules, plan: Plan, *, compiled: bool | None = None
    ) -> None:
        """Start from a plan that `check` accepts for these people and rules.

        `compiled`: look pairs up with numba; default: if it is there and the people are many.
        """
        if plan.options.parity:
            raise OptionsError("A plan with parity cannot stand: who comes has no group.")
        self._rules, self._seed = rules, plan.seed
        self._roster = Roster(instance)
        self._wishes = Wishes(instance, plan.options)
        self._neighbours = neighbours_of(self._roster, rules, plan.options.bonus, compiled)
        self._terms = Terms(self._roster, self._wishes, self._neighbours, rules)
        self._most = most_points(rules, plan.options)
        self._market = self._neighbours.market(
            instance, plan.options, self._mentors_of, self._mentees_of
        )
        self._start(plan, two_levels(instance, rules, plan))

    @property
    def mentees(self) -> Array:
        """The handles of the mentees who are here, rising."""
        return self._roster.mentees.present()

    @property
    def mentors(self) -> Array:
        """The handles of the mentors who are here, rising."""
        return self._roster.mentors.present()

    def mentor_of(self, mentee: int) -> int:
        """The handle of a mentee's mentor, or -1."""
        self._whose(mentee, None)
        return self._wishes.locked.get(mentee, int(self._market.mate[mentee]))

    def insert(
        self, values: Mapping[str, Any], *, excluded: Handles = (), conflicts: Handles = (),
        reserve: int = 0,
    ) -> Update:  # fmt: skip
        """Somebody comes. `values` has the names of `Instance`: all `e_*`, or all `r_*`.

        `excluded`, `conflicts`: handles of those with whom no pair may be made. `reserve`:
        places of a mentor that are held back. What is not given is as in `Instance`.
        """
        side = self._roster.mentees if "e_loc" in values else self._roster.mentors
        row = self._sound(side, side.new_row(values), reserve)
        lists = self._lists(side, excluded, conflicts)
        who = side.add()
        self._put(side, who, row, lists, reserve)
        self._market.grow(self._roster.mentees.room, self._roster.mentors.room)
        self._bring(side, who)
        return self._update(who)

    def change(
        self, values: Mapping[str, Any], *, mentee: int | None = None, mentor: int | None = None,
        excluded: Handles | None = None, conflicts: Handles | None = None,
        reserve: int | None = None,
    ) -> Update:  # fmt: skip
        """Somebody changes; what is not given stays as it was."""
        side, who = self._whose(mentee, mentor)
        row, before = self._sound(side, side.row(who, values), reserve or 0), side.row(who, {})
        lists = self._lists(side, excluded, conflicts)
        undo = {kind: self._wishes.held(side.side, who, kind) for kind in lists}
        held = self._wishes.reserve.get(who, 0) if mentee is None else 0
        self._put(side, who, row, lists, held if reserve is None else reserve)
        fault = self._terms.fault_of_locks(side.side, who)
        if fault:
            self._put(side, who, before, undo, held)
            raise fault
        if mentee is None or mentee not in self._wishes.locked:
            known = not lists and all(row[n] == before[n] for n in row.keys() - _UNSEEN)
            self._bring(side, who, known=known)
        return self._update(who)

    def remove(self, *, mentee: int | None = None, mentor: int | None = None) -> Update:
        """Somebody leaves; the others are matched anew where that serves best."""
        side, who = self._whose(mentee, mentor)
        wishes, market = self._wishes, self._market
        side.alive[who] = False
        if mentee is None:
            left, locked = market.close(who), wishes.locked_to(who)
            wishes.forget("r", who)
            market.moved.update(dict.fromkeys(locked, who))
            for other in [*left, *locked]:
                self._bring(self._roster.mentees, other)
        else:
            freed, locked_to = int(market.mate[who]), wishes.locked.get(who)
            market.detach(who)
            wishes.forget("e", who)
            market.settle(freed)
            if locked_to is not None:
                market.moved[who] = locked_to
                self._bring(self._roster.mentors, locked_to)
        return self._update(who)

    def instance(self) -> Instance:
        """Everybody who is here now."""
        mentee, mentor = self._places()
        excl, conflict = (
            np.array([(mentee[i], mentor[j]) for i, j in self._wishes.pairs(kind)], np.int32)
            for kind in ("excl", "conflict")
        )
        return self._roster.instance(excl.reshape(-1, 2), conflict.reshape(-1, 2))

    def plan(self) -> Plan:
        """The plan as it stands, with the certificate that no plan is better."""
        instance, options = self.instance(), self._wishes.options(*self._places())
        mentees, mentors = self.mentees, self.mentors
        mate, points = self._market.mate[mentees], self._market.points[mentees]
        place = np.append(self._places()[1], -1)
        mate = place[mate].astype(np.int32)
        for i, j in options.stay:
            points[i] -= options.stay_bonus * (mate[i] == j)
        for i, j in options.locked:
            mate[i] = j
            points[i] = self._neighbours.points(int(mentees[i]), int(mentors[j]))
        made = np.flatnonzero(mate >= 0)
        plan = plan_of(
            instance, self._rules, mate, Certificate(mate, 0), options=options, seed=self._seed,
            pairs=Pairs(made, mate[made], points[made]),
        )  # fmt: skip
        price = self._market.price[mentors]
        return certified(instance, self._rules, plan, np.where(price < OUT, price, 0))

    # How it works

    def _start(self, plan: Plan, price: Array) -> None:
        """The market as the plan leaves it."""
        people, market, locked = self._roster.people, self._market, self._wishes.locked
        market.grow(people.mentees, people.mentors)
        market.base[:] = self._base(slice(None))
        free = np.ones(people.mentees, np.bool_)
        free[list(locked)] = False
        market.owed[free] = -market.base[free]
        for j, value in enumerate(price.tolist()):
            costs = self._terms.costs(j)
            if costs is not None:
                market.resume(j, costs, value)
        mate, points = plan.mate.tolist(), plan.points.tolist()
        for i in np.flatnonzero(free & (plan.mate >= 0)).tolist():
            market.resume_pair(i, mate[i], points[i] + self._wishes.bonus(i, mate[i]))
        market.begin()

    def _bring(self, side: Side, who: int, *, known: bool = False) -> None:
        """Put somebody on the market as they are now; `known`: with the pairs of before."""
        market = self._market
        if side.side == "e":
            mentor = int(market.mate[who])
            market.detach(who)
            if not known:
                self._neighbours.name_mentee(who)
                market.meet("e", who)
            market.base[who] = self._base(slice(who, who + 1))[0]
            market.attach(who)
            market.settle(mentor)
        else:
            known = known and bool(market.price[who] < OUT)
            left, costs = market.close(who), self._terms.costs(who)
            if costs is not None and not known:
                self._neighbours.name_mentor(who)
                market.meet("r", who)
            if costs is not None:
                market.open(who, costs)
            for mentee in left:
                market.attach(mentee)
            market.settle(who)

    def _base(self, which: slice) -> Array:
        """What matching mentees counts, whoever the mentor is."""
        people, rules = self._roster.people, self._rules
        wait = people.e_wait[which]
        tier = tiers_of(rules, people.e_tier[which], wait, people.e_urgency[which])
        worth: Array = PERSON * (1 + tier) + np.minimum(wait, rules.objective.wait_cap)
        return worth

    def _mentors_of(self, who: int, key: Array, limit: int) -> tuple[Array, Array]:
        return self._below("e", who, key, limit, self._neighbours.mentors_of)

    def _mentees_of(self, who: int, key: Array, limit: int) -> tuple[Array, Array]:
        return self._below("r", who, key, limit, self._neighbours.mentees_of)

    def _below(self, side: str, who: int, key: Array, limit: int, seek: Any) -> tuple[Array, Array]:
        """Somebody's allowed pairs, with the key of the other less the points below `limit`."""
        others, points = seek(who, key, limit, self._most)
        others, points = self._wishes.weighed(side, who, others, points)
        gaps = key[others] - points
        if limit == OUT:
            return others, gaps
        near = gaps < limit
        return others[near], gaps[near]

    def _whose(self, mentee: int | None, mentor: int | None) -> tuple[Side, int]:
        if (mentee is None) == (mentor is None):
            raise OptionsError("Name one mentee, or one mentor.")
        if mentee is not None:
            return self._roster.mentees, self._here("mentee", mentee)
        return self._roster.mentors, self._here("mentor", mentor or 0)

    def _here(self, name: str, who: int) -> int:
        side = self._roster.mentees if name == "mentee" else self._roster.mentors
        if not side.here(who):
            raise OptionsError("There is no {name} {who}.", name=name, who=who)
        return who

    def _sound(self, side: Side, row: Row, reserve: int) -> Row:
        if side.side == "r" and row["r_load"] > row["r_cap"]:
            raise InstanceError("The mentor has more running pairs than places.")
        if reserve < 0:
            raise OptionsError("'reserve' holds a negative number.")
        return row

    def _lists(
        self, side: Side, excluded: Handles | None, conflicts: Handles | None
    ) -> dict[str, set[int]]:
        """The lists that are given, by kind."""
        name = "mentor" if side.side == "e" else "mentee"
        given = {"excl": excluded, "conflict": conflicts}
        return {
            kind: {self._here(name, who) for who in some}
            for kind, some in given.items()
            if some is not None
        }

    def _put(
        self, side: Side, who: int, row: Row, lists: Mapping[str, set[int]], reserve: int
    ) -> None:
        side.write(who, row)
        self._roster.refresh()
        for kind, others in lists.items():
            self._wishes.put(side.side, who, kind, others)
        if side.side == "r":
            self._wishes.reserve[who] = reserve

    def _places(self) -> tuple[Array, Array]:
        """Where each mentee and each mentor stands among those who are here."""
        mentees, mentors = self._roster.mentees.alive, self._roster.mentors.alive
        return np.cumsum(mentees) - 1, np.cumsum(mentors) - 1

    def _update(self, who: int) -> Update:
        moved, self._market.moved = self._market.moved, {}
        rows = [
            (i, before, self._wishes.locked.get(i, int(self._market.mate[i])))
            for i, before in sorted(moved.items())
        ]
        return Update(who, tuple(row for row in rows if row[1] != row[2]))
