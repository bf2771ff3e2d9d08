"""The people of an instance as the arrays that the kernels read."""

import numpy as np

from peermatch.arrays import Array
from peermatch.block import country
from peermatch.instance import Instance
from peermatch.large.layout import Codes, Mentees, Mentors, Tables
from peermatch.large.sorting import numbered
from peermatch.rules import LEVELS, Rules
from peermatch.value import tiers

_NO_ORIGIN, _NO_SECTOR = -1, -1


def tables_of(rules: Rules) -> Tables:
    """The figures of a rule set."""
    score, hard = rules.score, rules.hard
    above = np.arange(128)[None, :] - np.arange(128)[:, None]
    return Tables(
        levels=np.array([getattr(score.language, level) for level in _levels(rules)], np.int64),
        interpreter=score.language.interpreter,
        topics=score.topics.points,
        urgency=np.array(score.topics.urgency, np.int64),
        origin=score.origin.points,
        sector=score.sector,
        place=np.array([*score.place.near, score.place.remote, 0], np.int64),
        age=np.isin(above, score.age.offsets) * np.int64(score.age.points),
        age_most=score.age.points,
        slots=np.array([0, *score.slots], np.int64),
        slots_most=max(score.slots),
        costs=np.array(rules.objective.load_costs, np.int64),
        asks_language=hard.language.on,
        asks_slot=hard.slot.on,
        slot_unknown=hard.slot.unknown,
    )


def _levels(rules: Rules) -> tuple[str, ...]:
    return LEVELS[LEVELS.index(rules.hard.language.level) :]


def codes_of(people: Instance, rules: Rules) -> tuple[Codes, Array, Array, Array]:
    """What rows about gender and years mean; the kind of each mentee and mentor, each year."""
    kind_e, kinds_e = _kinds(people.e_gender, people.e_same, people.e_wish)
    kind_r, kinds_r = _kinds(people.r_gender, people.r_same, people.r_wish)
    (mine, same_e, wish_e), (theirs, same_r, wish_r) = kinds_e[:, :, None], kinds_r[:, None, :]
    equal = (mine == theirs) & (mine >= 0)
    fits = (equal | ((same_e == 0) & (same_r == 0))) & ((wish_e < 0) | (wish_e == theirs))
    fits &= (wish_r < 0) | (wish_r == mine)
    rule = rules.hard.settled
    years, year = numbered(people.e_arrival)
    # A mentee of unknown arrival may have everybody, or, where that is an obstacle, nobody.
    unknown = -1 if rule.unknown else len(years)
    latest = np.append(years.astype(np.int32) - rule.years, _NEVER)
    year = np.where(people.e_arrival < 0, unknown, year)
    codes = Codes(
        fits if rules.hard.gender.on else fits[:0],
        latest if rule.on else latest[:0],
        rule.unknown,
        0,
        0,
    )
    kind_e = kind_e if rules.hard.gender.on else np.full_like(kind_e, -1)
    return codes, kind_e, kind_r, year if rule.on else np.full_like(year, -1)


_NEVER = np.int32(-1)


def _kinds(gender: Array, same: Array, wish: Array) -> tuple[Array, Array]:
    """A number per person for what rules about gender look at, and what each number means."""
    code = (gender.astype(np.int64) + 1) * 8 + same * 4 + (wish.astype(np.int64) + 1)
    known, kind = numbered(code)
    return kind.astype(np.int32), np.stack([known // 8 - 1, known // 4 % 2, known % 4 - 1])


def mentees_of(
    people: Instance, rules: Rules, who: Array, kind: Array, year: Array, lifts: Array
) -> Mentees:
    """The arrays of some mentees; homes are municipalities, remote places are countries."""
    hard, score = rules.hard, rules.score
    origin = np.where(people.e_origin[who] >= 0, people.e_origin[who], _NO_ORIGIN)
    if score.origin.if_wished:
        origin = np.where(people.e_wishes_origin[who] != 0, origin, _NO_ORIGIN)
    needs = np.stack([people.e_need1[who], people.e_need2[who], people.e_need3[who]])
    asked = sum(
        weight * np.bitwise_count(need).astype(np.int64)
        for weight, need in zip(score.topics.urgency, needs, strict=True)
    )
    helped = people.e_interpreter[who] if hard.language.interpreter else who.astype(np.uint64) * 0
    sector, meets = people.e_sector[who], people.e_remote[who] != 0
    return Mentees(
        home=people.e_loc[who],
        radius=people.e_radius[who].astype(np.int32),
        remote=np.where(meets & _remote_counts(rules), country(people, people.e_loc[who]), -1)
        .astype(np.int32),
        spoken=_spoken(people, rules, "e", who),
        helped=helped,
        slots=people.e_slots[who].astype(np.uint64),
        first=people.e_first[who] if hard.theme.on else who.astype(np.uint64) * 0,
        needs=needs,
        asked=np.maximum(asked, 1),
        origin=origin.astype(np.int32),
        sector=np.where(sector != 0, sector, _NO_SECTOR).astype(np.int32),
        age=people.e_age[who].astype(np.int32),
        kind=kind[who],
        year=year[who].astype(np.int32),
        tier=tiers(people, rules)[who],
        wait=np.minimum(people.e_wait[who].astype(np.int64), rules.objective.wait_cap)
        + lifts[who],
        barred_from=np.zeros(1, np.int64),
        barred=np.zeros(0, np.int32),
    )  # fmt: skip


def mentors_of(people: Instance, rules: Rules, who: Array, kind: Array, places: Array) -> Mentors:
    """The arrays of some mentors; places served are municipalities, remote ones countries."""
    origin, meets = people.r_origin[who].astype(np.int32), people.r_remote[who] != 0
    return Mentors(
        spoken=np.ascontiguousarray(_spoken(people, rules, "r", who).T),  # of one person together
        slots=people.r_slots[who].astype(np.uint64),
        topics=people.r_topics[who],
        origin=np.where(origin >= 0, origin, _NO_ORIGIN - 1).astype(np.int32),
        sector=people.r_sector[who].astype(np.int32),
        age=people.r_age[who].astype(np.int32),
        kind=kind[who],
        arrival=people.r_arrival[who].astype(np.int32),
        places=places[who],
        load=people.r_cap[who].astype(np.int64) - places[who],
        serve=people.r_serve[who],
        remote=np.where(meets & _remote_counts(rules), country(people, people.r_loc[who]), -1)
        .astype(np.int32),
    )  # fmt: skip


def _remote_counts(rules: Rules) -> bool:
    """Whether it matters that both meet remotely: for being allowed, or for points."""
    return rules.hard.place.remote or not rules.hard.place.on


def _spoken(people: Instance, rules: Rules, side: str, who: Array) -> Array:
    return np.stack([getattr(people, f"{side}_{level}")[who] for level in _levels(rules)])
