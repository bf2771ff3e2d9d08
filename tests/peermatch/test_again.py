"""Looking round again, at few mentors or at all, overlooks nothing."""

import numpy as np
import pytest

from peermatch import PROGRAMME, Instance
from peermatch.arrays import Array
from peermatch.large.again import look_round
from peermatch.large.blocks import build_blocks
from peermatch.large.columns import HIGH, Listed, nothing_found
from peermatch.large.market import merged
from peermatch.large.territories import Part
from peermatch.pairs import feasible_pairs

from .test_large_sift import territories

SLACK, WIDTH, LEAST = 0, 1, -(10**9)


def townsfolk(rng: np.random.Generator, n: int, m: int) -> Instance:
    """People of one town of whom many are worth the same, so that single points decide."""
    return Instance.from_mapping({
        "loc_country": [0], "loc_x": [0.0], "loc_y": [0.0], "e_loc": [0] * n, "r_loc": [0] * m,
        "e_b1": rng.integers(1, 8, n), "r_b1": rng.integers(1, 8, m), "e_slots": [1] * n,
        "r_slots": [1] * m, "r_ready": [1] * m, "r_cap": [1] * m, "e_wait": rng.integers(0, 60, n),
    })  # fmt: skip


def values_of(part: Part, people: Instance) -> Array:
    """What every pair of a territory counts; `LEAST`: it is not allowed."""
    pairs, t = feasible_pairs(people, PROGRAMME), part.territory
    values = np.full((people.mentees, people.mentors), LEAST)
    values[pairs.mentee, pairs.mentor] = pairs.points
    return values[np.ix_(part.mentees, part.mentors)] + t.mentees.wait[:, None]


def gained(values: Array, listed: Listed, price: Array) -> tuple[Array, Array]:
    """The most a mentee gains from a pair that is not listed, and from one that is."""
    gains, mask = values - price, np.zeros(values.shape, bool)
    mask[np.repeat(np.arange(len(values)), np.diff(listed.first)), listed.mentor] = True
    # The wait of each mentee counts, whomever she gets; and she may stay without anybody.
    return (
        np.where(mask, LEAST, gains).max(axis=1, initial=LEAST),
        np.where(mask, gains, 0).max(axis=1, initial=0),
    )


def later(rng: np.random.Generator, price: Array) -> list[Array]:
    """Prices after rounds that change everything, little, nothing, and in one direction."""
    few = np.where(rng.random(len(price)) < 0.1, rng.integers(0, 50, len(price)), 0)
    return [
        rng.integers(0, 50, len(price)), price, np.maximum(0, price - few),
        np.maximum(0, price + rng.integers(-6, 7, len(price))), price + 9,
        np.maximum(0, price - 7),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_no_pair_worth_listing_is_overlooked(seed: int) -> None:
    rng = np.random.Generator(np.random.PCG64(seed))
    people = townsfolk(rng, 80, 70)
    for part in territories(people, PROGRAMME):
        t, values = part.territory, values_of(part, people)
        n, m = values.shape
        # Groups in which nobody must be matched, so that everybody's profit is at least nothing.
        group, level = 1 + t.mentees.tier, 1 + rng.integers(0, 2, m)
        values[group[:, None] != level] = LEAST
        blocks = build_blocks(t, level, 2 + int(group.max(initial=1)), rng.permutation(m))
        listed = Listed(np.zeros(n + 1, np.int64), *np.zeros((2, 0), np.int32))
        price = rng.integers(0, 50, m)
        safe, before = np.full(n, HIGH), price
        for now in [price, *later(rng, price), *later(rng, price)]:
            found = nothing_found(n, m, WIDTH, safe)
            unlisted, had = gained(values, listed, now)
            look_round(t, blocks, listed, group, level, before, now, SLACK, found)
            assert found.excess.tolist() == np.maximum(0, unlisted - had).tolist()
            listed, safe, before = merged(listed, found), found.safe, now
            assert (gained(values, listed, now)[0] <= safe).all()
