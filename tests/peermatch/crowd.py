"""Small made-up crowds in which every rule and criterion has something to do."""

from typing import Any

import numpy as np

from peermatch import Instance

LANGUAGES, SLOTS, TOPICS = 5, 6, 6


def crowd(seed: int, *, mentees: int | None = None, mentors: int | None = None) -> Instance:
    """A crowd of up to a dozen mentees and eight mentors; the same seed gives the same one."""
    rng = np.random.Generator(np.random.PCG64(seed))
    n = int(rng.integers(0, 13)) if mentees is None else mentees
    m = int(rng.integers(0, 9)) if mentors is None else mentors
    places = int(rng.integers(1, 6))
    return Instance(
        loc_country=rng.integers(0, 2, places),
        loc_x=rng.choice([0.0, 8.0, 10.0, 20.0, 40.0, 60.0], places),
        loc_y=rng.choice([0.0, 6.0, 30.0], places),
        **_mentees(rng, n, places),
        **_mentors(rng, m, places),
        excl=_pairs(rng, n, m),
        conflict=_pairs(rng, n, m),
    )


def _mentees(rng: np.random.Generator, n: int, places: int) -> dict[str, Any]:
    return {
        **_people(rng, "e", n, places),
        "e_radius": rng.integers(-1, 4, n),
        "e_interpreter": _bits(rng, n, LANGUAGES, 0.1),
        "e_need1": _bits(rng, n, TOPICS, 0.2),
        "e_need2": _bits(rng, n, TOPICS, 0.2),
        "e_need3": _bits(rng, n, TOPICS, 0.2),
        "e_wishes_origin": rng.integers(0, 2, n),
        "e_wait": rng.integers(0, 80, n),
        "e_tier": rng.integers(0, 4, n),
        "e_urgency": rng.choice([0, 0, 0, 1, 3], n),
    }


def _mentors(rng: np.random.Generator, m: int, places: int) -> dict[str, Any]:
    capacity = rng.integers(0, 4, m)
    return {
        **_people(rng, "r", m, places),
        "r_serve": np.where(rng.random((m, 2)) < 0.7, rng.integers(0, places, (m, 2)), -1),
        "r_topics": _bits(rng, m, TOPICS, 0.6),
        "r_ready": rng.random(m) < 0.9,
        "r_cap": capacity,
        "r_load": np.minimum(capacity, rng.integers(0, 3, m) // 2),
    }


def _people(rng: np.random.Generator, side: str, count: int, places: int) -> dict[str, Any]:
    b1 = _bits(rng, count, LANGUAGES, 0.6)
    b2 = b1 & _bits(rng, count, LANGUAGES, 0.5)
    unknown = rng.random(count) < 0.05
    person = {
        "loc": np.where(unknown, -1, rng.integers(0, places, count)),
        "remote": rng.integers(0, 2, count),
        "a2": b1 | _bits(rng, count, LANGUAGES, 0.2),
        "b1": b1,
        "b2": b2,
        "c1": b2 & _bits(rng, count, LANGUAGES, 0.5),
        "slots": np.where(rng.random(count) < 0.05, 0, _bits(rng, count, SLOTS, 0.6)),
        "gender": rng.integers(-1, 3, count),
        "same": rng.random(count) < 0.15,
        "wish": np.where(rng.random(count) < 0.15, rng.integers(0, 3, count), -1),
        "origin": rng.integers(-1, 3, count),
        "sector": rng.integers(0, 4, count),
        "age": rng.integers(-1, 5, count),
        "arrival": np.where(rng.random(count) < 0.5, -1, rng.integers(2010, 2025, count)),
    }
    return {f"{side}_{name}": values for name, values in person.items()}


def _bits(rng: np.random.Generator, count: int, width: int, share: float) -> Any:
    table = rng.random((count, width)) < share
    return (table << np.arange(width)).sum(axis=1).astype(np.int64)


def _pairs(rng: np.random.Generator, n: int, m: int) -> Any:
    """A few pairs, some of them twice."""
    if n == 0 or m == 0:
        return []
    pairs = np.stack([rng.integers(0, n, 2), rng.integers(0, m, 2)], axis=1)
    return np.concatenate([pairs, pairs[:1]])


def tied_crowd(seed: int) -> Instance:
    """A crowd in which nearly everybody is like everybody else: many plans are equally good."""
    rng = np.random.Generator(np.random.PCG64(seed))
    n, m = int(rng.integers(2, 9)), int(rng.integers(2, 6))
    return Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0],
        e_loc=[0] * n, e_b1=rng.integers(1, 4, n), e_slots=[1] * n, e_tier=rng.integers(0, 2, n),
        r_loc=[0] * m, r_b1=rng.integers(1, 4, m), r_slots=[1] * m, r_ready=[1] * m,
        r_cap=rng.integers(1, 3, m),
    )  # fmt: skip
