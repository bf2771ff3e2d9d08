"""The rules read a second time, for `check`: one mentee against every mentor.

Written apart from `hard` and `criteria`, and tested against them, so that a mistake in
either shows.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.rules import LEVELS, Rules


def priority(people: Instance, rules: Rules) -> Array:
    """The tier of every mentee."""
    if rules.objective.tier == "given":
        return people.e_tier.astype(np.int64)
    steps = np.array(rules.objective.tier_weeks, np.int64)
    waited: Array = (people.e_wait[:, None] >= steps).sum(axis=1)
    return np.maximum(waited, people.e_urgency)


class Witness:
    """Says which pairs the rules allow, and what each is worth in points."""

    def __init__(self, people: Instance, rules: Rules) -> None:
        self._people, self._rules = people, rules
        self._free = people.r_load < people.r_cap
        if rules.hard.ready.on:
            self._free = self._free & (people.r_ready != 0)
        self._seen_from = lru_cache(maxsize=4096)(self._steps)
        self._partners: dict[int, list[int]] = {}
        for mentee, mentor in [*people.excl.tolist(), *people.conflict.tolist()]:
            self._partners.setdefault(mentee, []).append(mentor)

    def allowed(self, i: int) -> tuple[Array, Array]:
        """The mentors whom mentee `i` may have, and the points of each pair."""
        place, table = self._rules.hard.place, self._rules.score.place
        people, beyond = self._people, len(place.kilometres)
        steps, country = self._seen_from(int(people.e_loc[i]))
        reached = steps <= min(int(people.e_radius[i]), beyond - 1)
        remote = country & (people.r_remote & people.e_remote[i] != 0)
        ok = self._free & (reached | (remote & place.remote) | (not place.on))
        ok[self._partners.get(i, [])] = False
        j = np.flatnonzero(ok)
        j = j[self._meets(i, j)]
        away = np.where(remote[j], table.remote, 0)
        near = np.where(reached[j], np.array([*table.near, 0])[steps[j]], away)
        return j, near + self._points(i, j) + self._language(i, j)

    def _steps(self, home: int) -> tuple[Array, Array]:
        """How far each mentor is from a municipality, as a class; who lives in its country."""
        people, limits = self._people, np.array(self._rules.hard.place.kilometres)
        steps = np.full(people.mentors, len(limits))
        if home < 0:
            return steps, np.zeros(people.mentors, np.bool_)
        x, y, country = people.loc_x, people.loc_y, people.loc_country
        for place in people.r_serve.T:
            apart = np.hypot(x[place] - x[home], y[place] - y[home]).astype(np.float32)
            there = (place >= 0) & (country[place] == country[home])
            step = np.where(there, (limits < apart[:, None]).sum(axis=1), len(limits))
            steps = np.minimum(steps, step)
        return steps, (people.r_loc >= 0) & (country[people.r_loc] == country[home])

    def _meets(self, i: int, j: Array) -> Array:
        """Language, time, theme, gender and years fit."""
        people, hard = self._people, self._rules.hard
        ok = np.ones(len(j), np.bool_)
        if hard.language.on:
            own = getattr(people, f"e_{hard.language.level}")[i]
            helped = people.e_interpreter[i] if hard.language.interpreter else np.uint64(0)
            ok &= getattr(people, f"r_{hard.language.level}")[j] & (own | helped) != 0
        if hard.slot.on:
            mine, theirs = people.e_slots[i], people.r_slots[j]
            ok &= (mine & theirs != 0) | (hard.slot.unknown & ((mine == 0) | (theirs == 0)))
        if hard.theme.on and people.e_first[i]:
            ok &= people.r_topics[j] & people.e_first[i] != 0
        if hard.gender.on:
            mine, theirs = people.e_gender[i], people.r_gender[j]
            asked = (people.e_same[i] != 0) | (people.r_same[j] != 0)
            ok &= ~asked | ((mine == theirs) & (mine != -1))
            ok &= (people.e_wish[i] == -1) | (people.e_wish[i] == theirs)
            ok &= (people.r_wish[j] == -1) | (people.r_wish[j] == mine)
        if hard.settled.on:
            mine, theirs = int(people.e_arrival[i]), people.r_arrival[j].astype(np.int64)
            known = (theirs != -1) & (mine != -1)
            ok &= np.where(known, mine - theirs >= hard.settled.years, hard.settled.unknown)
        return ok

    def _language(self, i: int, j: Array) -> Array:
        """The points for the best level at which a language is shared."""
        people, language, table = (
            self._people,
            self._rules.hard.language,
            self._rules.score.language,
        )
        helped = getattr(people, f"r_{language.level}")[j] & people.e_interpreter[i] != 0
        points = np.where(helped & language.interpreter, table.interpreter, 0)
        for level in LEVELS[LEVELS.index(language.level) :]:
            shared = getattr(people, f"r_{level}")[j] & getattr(people, f"e_{level}")[i] != 0
            points = np.where(shared, getattr(table, level), points)
        return points

    def _points(self, i: int, j: Array) -> Array:
        """The points for topics, origin, sector, age and slots."""
        people, score, count = self._people, self._rules.score, np.bitwise_count
        needs: list[Any] = [people.e_need1[i], people.e_need2[i], people.e_need3[i]]
        weighed = list(zip(score.topics.urgency, needs, strict=True))
        asked = sum(w * int(count(need)) for w, need in weighed)
        covered = np.zeros(len(j), np.int64)
        for weight, need in weighed:
            covered += weight * count(people.r_topics[j] & need).astype(np.int64)
        points = score.topics.points * covered // max(1, asked)
        origin, sector, age = people.e_origin[i], people.e_sector[i], int(people.e_age[i])
        if origin >= 0 and (people.e_wishes_origin[i] or not score.origin.if_wished):
            points += score.origin.points * (people.r_origin[j] == origin)
        if sector:
            points += score.sector * (people.r_sector[j] == sector)
        if age >= 0:
            fits = [age + step for step in score.age.offsets if age + step >= 0]
            points += score.age.points * np.isin(people.r_age[j], fits)
        shared = np.minimum(count(people.r_slots[j] & people.e_slots[i]), len(score.slots))
        total: Array = points + np.array([0, *score.slots])[shared]
        return total
