"""Made-up programmes of any size, in the arrays that `peermatch` reads.

The shapes that decide how hard matching is are kept: towns with a long tail, satellites
around them, one mother tongue per origin and a few languages that many share, few slots per
person, fewer places than mentees. The same size and seed give the same people.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Rng = np.random.Generator
COUNTRIES, ORIGINS, LANGUAGES, TOPICS, SLOTS = 9, 40, 48, 24, 21
MENTORS_PER_MENTEE = 0.6
SHARES = np.array([24, 18, 18, 15, 7, 6, 5, 4, 3])


def generate(mentees: int, seed: int = 1) -> dict[str, Array]:
    """Arrays for `mentees` mentees and three fifths as many mentors."""
    rng = np.random.Generator(np.random.PCG64([seed, mentees]))
    mentors = round(MENTORS_PER_MENTEE * mentees)
    towns = _towns(rng, max(COUNTRIES * 2, round(18 * (mentees / 100) ** 0.6)))
    arrays = {
        "meta": np.array([1, seed, mentees, mentors], np.int64),
        **towns,
        **_mentees(rng, mentees, towns),
        **_mentors(rng, mentors, towns),
    }
    arrays["excl"] = _exclusions(rng, mentees, mentors)
    return arrays


def _towns(rng: Rng, count: int) -> dict[str, Array]:
    """Towns in the square of their country, a third of them near the first of the country."""
    country = np.sort(rng.choice(COUNTRIES, count, p=SHARES / SHARES.sum()))
    country[:COUNTRIES] = np.arange(COUNTRIES)
    country.sort()
    spot = rng.random((count, 2)) * 650
    first = np.searchsorted(country, country)
    near = (rng.random(count) < 0.35) & (first != np.arange(count))
    spot[near] = spot[first[near]] + rng.normal(0, 14, (int(near.sum()), 2))
    return {
        "loc_country": country.astype(np.int8),
        "loc_x": spot[:, 0].astype(np.float32),
        "loc_y": spot[:, 1].astype(np.float32),
    }


def _mentees(rng: Rng, count: int, towns: dict[str, Array]) -> dict[str, Array]:
    person = _person(rng, count, towns, "e", fluent=False)
    need = _bits(rng, count, TOPICS, 1 + rng.poisson(1.8, count), 1.0)
    urgency = rng.choice(3, (count, TOPICS), p=[0.45, 0.35, 0.2])
    levels = [((urgency == k) << np.arange(TOPICS)).sum(axis=1).astype(np.uint32) for k in range(3)]
    return {
        **person,
        "e_radius": rng.choice(4, count, p=[0.45, 0.25, 0.2, 0.1]).astype(np.int8),
        **{f"e_need{k + 1}": need.astype(np.uint32) & levels[k] for k in range(3)},
        "e_wait": np.minimum(104, rng.exponential(12, count)).astype(np.int16),
        "e_tier": np.minimum(3, rng.poisson(0.45, count)).astype(np.int8),
    }


def _mentors(rng: Rng, count: int, towns: dict[str, Array]) -> dict[str, Array]:
    person = _person(rng, count, towns, "r", fluent=True)
    capacity = rng.choice([1, 2, 3], count, p=[0.45, 0.35, 0.2])
    return {
        **person,
        "r_serve": _served(rng, person["r_loc"], towns),
        "r_topics": _bits(rng, count, TOPICS, 3 + rng.poisson(3, count), 1.0).astype(np.uint32),
        "r_ready": (rng.random(count) < 0.88).astype(np.uint8),
        "r_cap": capacity.astype(np.int8),
        "r_load": rng.binomial(capacity, 0.08).astype(np.int8),
    }


def _person(
    rng: Rng, count: int, towns: dict[str, Array], side: str, *, fluent: bool
) -> dict[str, Array]:
    """What mentees and mentors have in common."""
    home = _homes(rng, count, towns["loc_country"], 1.1 if fluent else 1.0)
    origin = _long_tail(rng, count, ORIGINS, 0.9)
    gender = rng.choice(3, count, p=[0.54, 0.44, 0.02])
    sector = np.where(rng.random(count) < 0.2, 0, 1 + _long_tail(rng, count, 21, 1.0))
    slots = 1 + rng.poisson(2.0 if fluent else 3.0, count)
    held = _languages(rng, origin, towns["loc_country"][home].astype(np.int64), fluent)
    person = {
        "loc": home.astype(np.int32),
        "remote": (rng.random(count) < 0.33).astype(np.uint8),
        "origin": origin.astype(np.int8),
        **{name: _word(held >= level) for name, level in (("b1", 3), ("b2", 4), ("c1", 5))},
        "gender": gender.astype(np.int8),
        "same": (rng.random(count) < np.array([0.22, 0.04, 0.08])[gender]).astype(np.uint8),
        "slots": _bits(rng, count, SLOTS, slots, 0.3).astype(np.uint32),
        "sector": sector.astype(np.int8),
        "age": np.clip(rng.normal(3.0 if fluent else 2.2, 1.2, count), 0, 5).astype(np.int8),
    }
    return {f"{side}_{name}": values for name, values in person.items()}


def _languages(rng: Rng, origin: Array, country: Array, fluent: bool) -> Array:
    """Levels 0-6: the mother tongue, the host language, English, a language of the region."""
    count = len(origin)
    held = np.zeros((count, LANGUAGES), np.int8)
    person = np.arange(count)
    mother = np.where(origin < 6, 2, np.where(origin < 9, 3, 11 + origin % 37))
    held[person, mother] = 6
    for language, share, low, high in (
        (1 + country, 0.95 if fluent else 0.35, 3 if fluent else 2, 7 if fluent else 5),
        (np.zeros(count, np.int64), 0.5 if fluent else 0.3, 2, 6),
        (11 + (origin * 5 + 1) % 37, 0.25, 3, 7),
    ):
        speaks = rng.random(count) < share
        level = rng.integers(low, high, count) * speaks
        held[person, language] = np.maximum(held[person, language], level)
    return held


def _homes(rng: Rng, count: int, country: Array, steep: float) -> Array:
    """Towns by a long tail within each country."""
    rank = np.arange(len(country)) - np.searchsorted(country, country) + 1
    size = rank.astype(float) ** -steep
    within = np.bincount(country, weights=size, minlength=COUNTRIES)[country]
    weight = SHARES[country] * size / within
    return rng.choice(len(country), count, p=weight / weight.sum())


def _served(rng: Rng, home: Array, towns: dict[str, Array]) -> Array:
    """The home, and up to three of the nearest towns of the same country within 50 km."""
    country, x, y = towns["loc_country"], towns["loc_x"], towns["loc_y"]
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    apart[(country[:, None] != country) | (apart > 50)] = np.inf
    np.fill_diagonal(apart, np.inf)
    order = np.argsort(apart, axis=1, kind="stable")[:, :3]
    nearest = np.where(np.isfinite(np.take_along_axis(apart, order, axis=1)), order, -1)
    wanted = rng.choice(4, len(home), p=[0.6, 0.2, 0.12, 0.08])
    others = np.where(np.arange(3) < wanted[:, None], nearest[home], -1)
    return np.concatenate([home[:, None], others], axis=1).astype(np.int32)


def _exclusions(rng: Rng, mentees: int, mentors: int) -> Array:
    count = max(1, mentees // 50)
    pairs = np.stack([rng.integers(0, mentees, count), rng.integers(0, mentors, count)], axis=1)
    return np.unique(pairs, axis=0).astype(np.int32)


def _long_tail(rng: Rng, count: int, kinds: int, steep: float) -> Array:
    weight = np.arange(1, kinds + 1) ** -steep
    return rng.choice(kinds, count, p=weight / weight.sum())


def _bits(rng: Rng, count: int, width: int, wanted: Array, steep: float) -> Array:
    """`wanted` different bits per person, the low ones of each eight more often."""
    weight = (1.0 + np.arange(width) % 8) ** -steep
    rank = (rng.exponential(size=(count, width)) / weight).argsort(axis=1).argsort(axis=1)
    return _word(rank < wanted[:, None])


def _word(table: Array) -> Array:
    word: Array = (table.astype(np.uint64) << np.arange(table.shape[1], dtype=np.uint64)).sum(
        axis=1
    )
    return word.astype(np.uint64)
