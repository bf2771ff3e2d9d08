"""`check` for many thousands of people: the same judgement, without listing any pairs.

Nothing of the solver is used, nor any of its tables: mentors stand in plain lists, one per
municipality served and one per country for those who meet remotely, cheapest first. For each
mentee the lists within reach are read until even the best points are not worth the price.
Whatever list a pair is found in, its points are counted from the two people themselves.
"""

from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import Refused
from peermatch.instance import Instance
from peermatch.large.apart import LANGUAGES, SLOTS, Facts, Lists, judge, mark
from peermatch.options import Options
from peermatch.rules import LEVELS, Rules

_NOBODY = -1
_SMALL = ("gender", "same", "wish", "origin", "sector", "age", "arrival", "remote")


def judged(
    people: Instance, rules: Rules, options: Options, person: Array, mate: Array, price: Array
) -> tuple[list[int], int, int, int]:
    """The points of every pair, the bonus, the value of all pairs, the mentees' share of the bound.

    `person[i]` is what matching mentee i counts whoever the mentor is. Raises `Refused` for a
    pair that breaks a rule or a lock.
    """
    fine, points, bonus, gain = _judge_all(people, rules, options, person, mate, price)
    lock = options.locked_mate(people.mentees)
    wrong = np.flatnonzero(((mate >= 0) & ~fine) | ((lock >= 0) & (lock != mate)))
    if len(wrong):
        i = int(wrong[0])
        raise Refused("Mentee {i} may not have the mentor {mentor}.", i=i, mentor=int(mate[i]))
    value = np.where(mate >= 0, person + points + bonus, 0)
    share = np.where(lock >= 0, value, gain)
    return points.tolist(), int(bonus.sum()), sum(value.tolist()), sum(share.tolist())


def _judge_all(
    people: Instance, rules: Rules, options: Options, person: Array, mate: Array, price: Array
) -> tuple[Array, Array, Array, Array]:
    """Per mentee: whether her mate is allowed, the points, the bonus, the most she could gain."""
    facts = _facts(people, rules, options)
    lists = _lists(people, facts, price)
    order = np.argsort(people.e_loc, kind="stable")
    near = _Near(people, rules)
    n = people.mentees
    fine, points = np.zeros(n, np.bool_), np.zeros(n, np.int64)
    bonus, gain = np.zeros(n, np.int64), np.zeros(n, np.int64)
    homes, starts = np.unique(people.e_loc[order], return_index=True)
    groups = np.split(order, starts[1:]) if n else []
    for home, group in zip(homes.tolist(), groups, strict=True):
        places, step, home_country = near.of(home)
        judge(facts, lists, places, step, home_country, group, person, mate, price, fine, points,
               bonus, gain)  # fmt: skip
    return fine, points, bonus, gain


class _Near:
    """How far every municipality is from one home."""

    def __init__(self, people: Instance, rules: Rules) -> None:
        self._people = people
        self._limits = np.array(rules.hard.place.kilometres)
        self._served = np.unique(people.r_serve[people.r_serve >= 0])
        self._step = np.full(len(people.loc_country) + 1, len(self._limits), np.int64)

    def of(self, home: int) -> tuple[Array, Array, int]:
        """Served municipalities in reach of anybody, the class of each municipality, country."""
        people, step = self._people, self._step
        step[:] = len(self._limits)
        if home < 0:
            return np.zeros(0, np.int64), step, _NOBODY
        there = self._served[people.loc_country[self._served] == people.loc_country[home]]
        apart = np.hypot(
            people.loc_x[there] - people.loc_x[home], people.loc_y[there] - people.loc_y[home]
        ).astype(np.float32)
        step[there] = (self._limits < apart[:, None]).sum(axis=1)
        reached = there[step[there] < len(self._limits)]
        return reached.astype(np.int64), step, int(people.loc_country[home])


def _facts(people: Instance, rules: Rules, options: Options) -> Facts:
    hard, score = rules.hard, rules.score
    counted = LEVELS[LEVELS.index(hard.language.level) :]
    country = np.append(people.loc_country, -1).astype(np.int64)

    def stacked(side: str, names: tuple[str, ...], kind: type[Any]) -> Array:
        return np.stack([getattr(people, f"{side}_{name}").astype(kind) for name in names])

    needs = ("need1", "need2", "need3")
    asked = sum(
        w * np.bitwise_count(getattr(people, f"e_{need}")).astype(np.int64)
        for w, need in zip(score.topics.urgency, needs, strict=True)
    )
    able = people.r_load < people.r_cap
    return Facts(
        e_spoken=stacked("e", counted, np.uint64), r_spoken=stacked("r", counted, np.uint64),
        e_words=stacked("e", ("interpreter", "slots", "first", *needs), np.uint64),
        r_words=stacked("r", ("slots", "topics"), np.uint64),
        e_small=np.stack([*stacked("e", _SMALL, np.int64), people.e_wishes_origin.astype(np.int64),
                          people.e_radius.astype(np.int64), np.maximum(asked, 1)]),
        r_small=np.stack([*stacked("r", _SMALL, np.int64), country[people.r_loc]]),
        serve=people.r_serve.astype(np.int64),
        able=able & (people.r_ready != 0) if hard.ready.on else able,
        barred=_keys(people, np.concatenate([people.excl, people.conflict])),
        kept=_keys(people, np.array(options.stay, np.int64).reshape(-1, 2)),
        hard=_hard(rules),
        levels=np.array([getattr(score.language, level) for level in counted], np.int64),
        place=np.array([*score.place.near, score.place.remote, 0], np.int64),
        urgency=np.array(score.topics.urgency, np.int64),
        ages=np.array(score.age.offsets, np.int64),
        slot_points=np.array([0, *score.slots], np.int64),
        points=np.array([score.topics.points, score.language.interpreter, score.origin.points,
                         score.sector, score.age.points, options.stay_bonus], np.int64),
        most=score.age.points + max(score.slots) + options.stay_bonus * (len(options.stay) > 0),
    )  # fmt: skip


def _hard(rules: Rules) -> Array:
    """language, interpreter, slot, slot unknown, theme, gender, settled, years, unknown, place,
    remote, origin only if wished."""
    hard = rules.hard
    switches = (
        hard.language.on, hard.language.interpreter, hard.slot.on, hard.slot.unknown,
        hard.theme.on, hard.gender.on, hard.settled.on, hard.settled.years, hard.settled.unknown,
        hard.place.on, hard.place.remote, rules.score.origin.if_wished,
    )  # fmt: skip
    return np.array(switches, np.int64)


def _keys(people: Instance, pairs: Array) -> Array:
    return np.unique(pairs[:, 0].astype(np.int64) * people.mentors + pairs[:, 1])


def _lists(people: Instance, facts: Facts, price: Array) -> Lists:
    """Every able mentor under each municipality she serves and under her country.

    Where it does not matter who serves which place: all of them, under nothing else.
    """
    able = np.flatnonzero(facts.able)
    homes, countries = len(people.loc_country), int(people.loc_country.max(initial=-1)) + 1
    places, who = facts.serve[able], np.repeat(able, facts.serve.shape[1])
    remote = able[(facts.r_small[7, able] != 0) & (facts.r_small[8, able] >= 0)]
    nodes = np.concatenate([places.ravel(), homes + facts.r_small[8, remote]])
    mentor = np.concatenate([who, remote])
    if not facts.hard[9]:
        nodes, mentor = np.full(len(able), homes + countries), able
    mentor, nodes = mentor[nodes >= 0], nodes[nodes >= 0]
    order = np.lexsort((mentor, price[mentor], nodes))
    mentor, nodes = mentor[order], nodes[order]
    count = np.bincount(nodes, minlength=homes + countries + 1)
    start = np.cumsum([0, *((count + 63) // 64)])
    first = np.cumsum(count) - count
    at = 64 * start[nodes] + np.arange(len(nodes)) - first[nodes]
    entry = np.full(64 * start[-1], -1)
    entry[at] = mentor
    bits = np.zeros((LANGUAGES + SLOTS + 1, start[-1]), np.uint64)
    mark(facts.r_spoken[0], facts.r_words[0], entry, bits)
    return Lists(
        start=start, bits=bits, mentor=entry, price=_of(price, entry),
        topics=_of(facts.r_words[1], entry),
        origin=_of(facts.r_small[3].astype(np.int16), entry),
        sector=_of(facts.r_small[4].astype(np.int16), entry),
    )  # fmt: skip


def _of(values: Array, entry: Array) -> Array:
    """What a list tells about its entries, 0 about nobody."""
    return np.append(values, values.dtype.type(0))[entry]
