"""Why a person has this mentor, or none, and what single change would open a match."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from peermatch.advice import Advice, Openings
from peermatch.arrays import Array
from peermatch.block import Block
from peermatch.criteria import CRITERIA, Points
from peermatch.errors import OptionsError
from peermatch.hard import active
from peermatch.instance import Instance
from peermatch.pairs import feasible_pairs
from peermatch.people import mentee_record, mentor_record
from peermatch.plan import Plan
from peermatch.residual import Residual
from peermatch.rules import Rules
from peermatch.solve import market_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """Facts about one mentee in a plan; an application turns them into sentences.

    With a mentor: `points` per criterion add up to `score`. Without (`mentor` is -1):
    `possible` mentors pass every rule but are all taken; `fails[rule]` mentors fail that rule,
    `blocked[rule]` of them fail nothing else; `advice` lists single changes, those first that
    are verified to let this person be matched with nobody losing a place.
    """

    mentee: int
    mentor: int
    score: int = 0
    points: tuple[Points, ...] = ()
    possible: int = 0
    fails: Mapping[str, int] = field(default_factory=dict)
    blocked: Mapping[str, int] = field(default_factory=dict)
    advice: tuple[Advice, ...] = ()


class Explainer:
    """Explains the mentees of one plan; what they share is worked out once."""

    def __init__(self, instance: Instance, rules: Rules, plan: Plan) -> None:
        self._people = plan.options.applied_to(instance)
        self._rules, self._plan, self._given = rules, plan, instance
        locked = plan.options.locked_mate(instance.mentees)
        pairs = feasible_pairs(self._people, rules)
        market, _ = market_of(self._people, rules, plan.options, pairs, locked)
        self._residual = Residual(market, np.where(locked >= 0, -1, plan.mate), locked >= 0)
        self._mentors = np.arange(instance.mentors)
        held = np.zeros(instance.mentors, np.int64)
        for mentor, places in plan.options.reserve:
            held[mentor] = places
        self._missing = np.maximum(1, instance.r_load + 1 + held - instance.r_cap)

    def explain(self, mentee: int) -> Explanation:
        """Why this mentee has her mentor, or none."""
        if not 0 <= mentee < self._people.mentees:
            raise OptionsError(
                "There is no mentee {mentee}; there are {size}.",
                mentee=mentee, size=self._people.mentees,
            )  # fmt: skip
        mentor = int(self._plan.mate[mentee])
        if mentor >= 0:
            points = points_of_pair(self._given, self._rules, mentee, mentor)
            return Explanation(mentee, mentor, sum(p.points for p in points), points)
        return self._unmatched(mentee)

    def _unmatched(self, mentee: int) -> Explanation:
        block = Block(self._people, self._rules, np.array([mentee]), self._mentors)
        names = [rule.name for rule in active(self._rules)]
        failed = np.array(
            [np.broadcast_to(~rule.allows(block), len(self._mentors))
             for rule in active(self._rules)]
        )  # fmt: skip
        failures = failed.sum(axis=0)
        alone = {name: row & (failures == 1) for name, row in zip(names, failed, strict=True)}
        openings = Openings(block, mentee, self._residual.open_mentors, self._missing)
        return Explanation(
            mentee,
            -1,
            possible=int((failures == 0).sum()),
            fails={name: int(row.sum()) for name, row in zip(names, failed, strict=True)},
            blocked={name: int(row.sum()) for name, row in alone.items()},
            advice=openings.advice(alone, np.flatnonzero(failures == 0)),
        )


def explain(instance: Instance, rules: Rules, plan: Plan, mentee: int) -> Explanation:
    """Why this mentee has her mentor, or none; see `Explanation`."""
    return Explainer(instance, rules, plan).explain(mentee)


def explain_all(instance: Instance, rules: Rules, plan: Plan) -> tuple[Explanation, ...]:
    """An explanation for every mentee, much faster than one by one."""
    explainer = Explainer(instance, rules, plan)
    return tuple(explainer.explain(mentee) for mentee in range(instance.mentees))


def points_of_pair(
    instance: Instance, rules: Rules, mentee: int, mentor: int
) -> tuple[Points, ...]:
    """The points of a pair per criterion, with the facts behind them."""
    one, other = mentee_record(instance, mentee), mentor_record(instance, mentor)
    return tuple(c.points_of_pair(rules, one, other) for c in CRITERIA.values())


def points_of_pairs(instance: Instance, rules: Rules, plan: Plan) -> Mapping[str, Array]:
    """The points of every mentee's pair per criterion, all at once; 0 for who has no mentor."""
    matched = np.flatnonzero(plan.mate >= 0)
    block = Block(instance, rules, matched, plan.mate[matched])
    found = {name: np.zeros(instance.mentees, np.int64) for name in CRITERIA}
    for name, points in found.items():
        points[matched] = CRITERIA[name].points(block)
    return found


__all__ = ["Advice", "Explainer", "Explanation", "explain", "explain_all"]
