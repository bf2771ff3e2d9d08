"""Who is matched and who is not, group by group, as plain counts.

Small groups are told like all others: an application that shows figures to people must hide
those that are too small to be shown.
"""

from dataclasses import dataclass

import numpy as np

from peermatch.arrays import LANGUAGES, Array
from peermatch.block import country
from peermatch.instance import Instance
from peermatch.pairs import streamed_pairs
from peermatch.plan import Plan
from peermatch.rules import Rules
from peermatch.value import tiers


@dataclass(frozen=True, slots=True)
class Group:
    """One group of mentees and how it fares.

    by, and what `value` means: "all" (0), "gender" (0 woman, 1 man, 2 other), "origin"
    (index), "language" (index; who speaks several is counted in each), "country" and "place"
    (index, of the municipality), "waiting" (how many of the rules' `tier_weeks` have passed),
    "tier" (priority). -1 is unknown, or no language at all.

    `reachable`: people whom the rules allow at least one mentor with a free place.
    `score`: the points of the pairs made.
    """

    by: str
    value: int
    people: int
    reachable: int
    matched: int
    score: int

    @property
    def rate(self) -> float:
        """The share of people matched."""
        return self.matched / self.people

    @property
    def rate_of_reachable(self) -> float:
        """The share matched of those who could be; 0 where nobody could."""
        return self.matched / self.reachable if self.reachable else 0.0


def fairness(
    instance: Instance, rules: Rules, plan: Plan, *, reachable: Array | None = None
) -> tuple[Group, ...]:
    """Counts for all groups of every kind; kinds as in `Group`, groups by rising value.

    `reachable`: one truth value per mentee, if known already (see `reachable_mentees`).
    """
    people = plan.options.applied_to(instance)
    if reachable is None:
        reachable = reachable_mentees(people, rules)
    found: list[Group] = []
    for by, (members, values) in _memberships(people, rules).items():
        found += _groups(by, members, values, plan, reachable)
    return tuple(found)


def reachable_mentees(people: Instance, rules: Rules) -> Array:
    """Which mentees the rules allow at least one mentor."""
    reachable = np.zeros(people.mentees, np.bool_)
    for pairs in streamed_pairs(people, rules):
        reachable[pairs.mentee] = True
    return reachable


def spread(groups: tuple[Group, ...], by: str, least: int = 50) -> float:
    """How far apart the rates of the groups of one kind are, at least `least` reachable each."""
    rates = [g.rate_of_reachable for g in groups if g.by == by and g.reachable >= max(least, 1)]
    return max(rates) - min(rates) if rates else 0.0


def _memberships(people: Instance, rules: Rules) -> dict[str, tuple[Array, Array]]:
    """For each kind who belongs to which group, as parallel lists of mentees and values."""
    everybody = np.arange(people.mentees)
    steps = np.asarray(rules.objective.tier_weeks, np.int64)
    one_each = {
        "all": np.zeros(people.mentees, np.int64),
        "gender": people.e_gender,
        "origin": people.e_origin,
        "country": country(people, people.e_loc),
        "place": people.e_loc,
        "waiting": np.searchsorted(steps, people.e_wait.astype(np.int64), side="right"),
        "tier": tiers(people, rules),
    }
    found = {by: (everybody, values.astype(np.int64)) for by, values in one_each.items()}
    found["language"] = _speakers(getattr(people, f"e_{rules.hard.language.level}"))
    return found


def _speakers(words: Array) -> tuple[Array, Array]:
    """Who speaks which language; -1 for those who speak none well enough."""
    table = (words[:, None] >> np.arange(LANGUAGES, dtype=np.uint64)) & np.uint64(1)
    mentee, language = np.nonzero(table)
    silent = np.flatnonzero(words == 0)
    return np.concatenate([silent, mentee]), np.concatenate([silent * 0 - 1, language])


def _groups(by: str, members: Array, values: Array, plan: Plan, reachable: Array) -> list[Group]:
    names, group = np.unique(values, return_inverse=True)
    rows = [
        np.bincount(group, weights, len(names)).astype(np.int64).tolist()
        for weights in (
            None, reachable[members], (plan.mate >= 0)[members], plan.points[members],
        )
    ]  # fmt: skip
    return [Group(by, value, *counts) for value, *counts in zip(names.tolist(), *rows, strict=True)]
