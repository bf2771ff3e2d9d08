"""Sifting leaves out only who cannot be worth her price, and makes no mistake about points."""

import numpy as np
import pytest

from benchmarks.matching.generator import generate
from peermatch import Instance, Rules
from peermatch.large.blocks import build_blocks, weigh
from peermatch.large.columns import _unpack
from peermatch.large.doors import bench, look_from
from peermatch.large.sieve import ask, points_of_pair, scan, sieve
from peermatch.large.sift import sift, sifter
from peermatch.large.territories import Part, parts, world_of
from peermatch.pairs import feasible_pairs

from .crowd import crowd
from .test_large import RULES, one_town, some_crowd


def territories(people: Instance, rules: Rules) -> list[Part]:
    """The territories of all people, nobody locked."""
    places = people.r_cap.astype(np.int64) - people.r_load
    everybody = np.arange(people.mentees), np.arange(people.mentors)
    return list(parts(world_of(people, rules, places, *everybody)))


def read_off(people: Instance, rules: Rules) -> dict[tuple[int, int], int]:
    """Every allowed pair and its points, as the rows of bits have it."""
    found = {}
    for part in territories(people, rules):
        t, m = part.territory, len(part.mentors)
        blocks = build_blocks(t, np.arange(m) % 2, 2, np.arange(m)[::-1].copy())
        space = bench(t, blocks)
        for i, mentee in enumerate(part.mentees.tolist()):
            for j, mentor in enumerate(part.mentors.tolist()):
                points = int(points_of_pair(t, blocks, space, i, j))
                if points >= 0:
                    found[mentee, mentor] = points
            scanned = {}
            for group in (0, 1):
                count = scan(t, blocks, space, i, group)
                for k in range(count):
                    mentor = int(part.mentors[space.found[k]])
                    scanned[mentee, mentor] = int(space.points[k])
            assert scanned == {pair: p for pair, p in found.items() if pair[0] == mentee}
    return found


@pytest.mark.parametrize("rules", RULES, ids=range(len(RULES)))
def test_rows_of_bits_hold_exactly_the_allowed_pairs(rules: Rules) -> None:
    for seed in range(8):
        people = some_crowd(seed)
        pairs = feasible_pairs(people, rules)
        expected = zip(pairs.mentee.tolist(), pairs.mentor.tolist(), strict=True)
        assert read_off(people, rules) == dict(zip(expected, pairs.points.tolist(), strict=True))


def many(rules: Rules) -> Part:
    """A town with more mentors than are looked at one by one, or word by word."""
    people = Instance.from_mapping(generate(900, 3))
    here = {"e_loc": [0] * people.mentees, "r_loc": [0] * people.mentors,
            "r_serve": [[0]] * people.mentors, "e_slots": [7] * people.mentees,
            "r_slots": [7] * people.mentors, "e_interpreter": people.e_b2,
            "e_arrival": [2024] * people.mentees, "r_arrival": [2000] * people.mentors}  # fmt: skip
    return territories(people.replace(**here), rules)[0]


@pytest.mark.parametrize("rules", RULES, ids=range(len(RULES)))
def test_sifting_keeps_everybody_worth_her_price(rules: Rules) -> None:
    part = many(rules)
    t, m = part.territory, len(part.mentors)
    price = np.sort(np.random.Generator(np.random.PCG64(1)).integers(0, 300, m))
    blocks = build_blocks(t, np.zeros(m, np.int64), 1, np.arange(m))
    weigh(blocks, price)
    space, s = bench(t, blocks), sifter(blocks)
    first, last = int(blocks.first[0]), int(blocks.first[1])  # the only municipality
    everybody = blocks.bits[0]
    before = after = 0
    for i in range(0, 60, 6):
        look_from(t, space, t.mentees.home[i])
        for least in (-2000, 100, 300, 500, 5000):
            groups = ask(t, blocks, space, i)
            sieve(blocks.bits, everybody, space, groups, first, last)
            fitting = space.found[: _unpack(blocks, space, first, last)].tolist()
            sift(t, blocks, space, s, i, 0, first, last, least)
            kept = set(space.found[: _unpack(blocks, space, first, last)].tolist())
            for j in fitting:
                points = int(points_of_pair(t, blocks, space, i, j))
                assert j in kept or points - price[j] <= least
            before, after = before + len(fitting), after + len(kept)
    assert after < before


def test_sifting_counts_only_so_many_facts() -> None:
    rules = Rules.from_mapping({"hard": {"theme": False}, "score": {"topics": {"points": 9000}}})
    people = one_town(e_need1=[2**40 - 1] * 150, e_need2=[2**40 - 1] * 150)
    part = territories(people, rules)[0]
    t, m = part.territory, len(part.mentors)
    blocks = build_blocks(t, np.zeros(m, np.int64), 1, np.arange(m))
    space, s = bench(t, blocks), sifter(blocks)
    last = int(blocks.first[1])
    space.mask[:last] = blocks.bits[0, :last]
    sift(t, blocks, space, s, 0, 0, 0, last, 20_000)
    assert not space.mask[:last].any()


def test_crowds_of_unknown_homes_have_no_territory() -> None:
    people = crowd(1, mentees=5, mentors=4).replace(e_loc=[-1] * 5)
    assert territories(people, RULES[0]) == []
