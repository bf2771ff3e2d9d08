"""Lists of pairs that grow, shrink and move, and the market that stands on them."""

import numpy as np
import pytest

from peermatch import PROGRAMME, YARDSTICK, Certificate, Options, check, plan_of, solve
from peermatch.large import singles
from peermatch.large.links import (
    BEGIN,
    LENGTH,
    Links,
    all_links,
    link,
    links,
    longer,
    renewed,
    unlink,
)
from peermatch.large.trade import Trade
from peermatch.pairs import feasible_pairs
from peermatch.standing import Standing

from .crowd import crowd
from .test_standing import values

MANY = 10**6


def pairs_of(held: Links) -> set[tuple[int, int, int]]:
    """Everything listed: whose list, whom, for which points."""
    told = [
        (who, int(held.who[k]), int(held.points[k]))
        for who in range(len(held.heads))
        for k in range(held.heads[who, BEGIN], held.heads[who, BEGIN] + held.heads[who, LENGTH])
    ]
    assert len(set(told)) == len(told)
    return set(told)


def turned(held: Links) -> set[tuple[int, int, int]]:
    return {(j, i, points) for i, j, points in pairs_of(held)}


@pytest.mark.parametrize("seed", range(8))
def test_all_allowed_pairs_are_listed_from_both_sides(seed: int) -> None:
    people, rules = crowd(seed, mentees=30, mentors=20), (YARDSTICK, PROGRAMME)[seed % 2]
    found = all_links(people, rules, np.int16, MANY)
    assert found is not None
    rows, columns = found
    pairs = feasible_pairs(people, rules)
    listed = zip(pairs.mentee.tolist(), pairs.mentor.tolist(), pairs.points.tolist(), strict=True)
    assert pairs_of(rows) == set(listed) == turned(columns)


def test_too_many_pairs_are_not_listed() -> None:
    people = crowd(3, mentees=30, mentors=20)
    size = len(feasible_pairs(people, YARDSTICK).mentee)
    assert size > 1
    assert all_links(people, YARDSTICK, np.int16, size - 1) is None
    assert all_links(people, YARDSTICK, np.int16, size) is not None


def test_lists_move_when_room_is_short_and_forget_who_left() -> None:
    lot = np.random.Generator(np.random.PCG64(1))
    mine, theirs = links(0, 40, np.int16), links(0, 40, np.int16)
    mine, theirs = longer(mine, 30), longer(theirs, 30)
    here, there = np.ones(30, np.bool_), np.ones(30, np.bool_)
    expected: set[tuple[int, int, int]] = set()
    for turn in range(200):
        who = int(lot.integers(30))
        others = np.flatnonzero(lot.random(30) < 0.3)
        points = lot.integers(0, 900, len(others))
        unlink(mine, theirs, who)
        expected = {pair for pair in expected if pair[0] != who}
        done = link(mine, theirs, who, others, -points, here, there, 0)
        while done < len(others):
            mine, theirs = renewed(mine), renewed(theirs)
            done = link(mine, theirs, who, others, -points, here, there, done)
        given = zip(others.tolist(), points.tolist(), strict=True)
        expected |= {(who, other, earned) for other, earned in given if there[other]}
        if turn % 20 == 19:
            there[turn // 20] = False
        living = {pair for pair in pairs_of(mine) if there[pair[1]]}
        assert living == {pair for pair in expected if there[pair[1]]}
        assert {pair for pair in turned(theirs) if there[pair[1]]} == living


@pytest.mark.parametrize("most", [MANY, 0])
def test_many_changes_in_a_compiled_market_equal_a_new_plan(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where pairs are too many to be listed, and with pairs that stay or are forbidden."""
    monkeypatch.setattr(singles, "MOST", most)
    people, source = crowd(6, mentees=60, mentors=40), crowd(99, mentees=40, mentors=40)
    first, places = solve(people, PROGRAMME), len(people.loc_x)
    made = np.flatnonzero(first.mate >= 0).tolist()
    options = Options(
        stay=tuple((i, int(first.mate[i])) for i in made[::2]), stay_bonus=90,
        forbidden=tuple((i, int(first.mate[i])) for i in made[1::2]),
    )  # fmt: skip
    plan = solve(people, PROGRAMME, options=options)
    standing = Standing(people, PROGRAMME, plan, compiled=True)
    assert isinstance(standing._market, Trade) == (most > 0)
    if isinstance(standing._market, Trade):  # no room is left behind the lists
        held = standing._market._rows
        end = int(held.end[0])
        standing._market._rows = held._replace(who=held.who[:end], points=held.points[:end])
    for k in range(40):
        standing.insert(values("e", source, k, places))
        standing.insert(values("r", source, k, places) | {"r_cap": 4, "r_load": 0})
        standing.remove(mentor=int(standing.mentors[k % 7]))
        standing.remove(mentee=int(standing.mentees[k]))
        if k % 8 == 7:
            plan, now = standing.plan(), standing.instance()
            check(now, PROGRAMME, plan)
            assert plan.objective == solve(now, PROGRAMME, options=plan.options).objective


def test_a_market_of_nobody_takes_whoever_comes() -> None:
    people = crowd(1, mentees=0, mentors=0)
    plan = plan_of(people, YARDSTICK, np.zeros(0, np.int32), Certificate(np.zeros(0, np.int64), 0))
    standing = Standing(people, YARDSTICK, plan, compiled=True)
    standing.insert({"e_loc": 0, "e_b1": 1, "e_slots": 1})
    standing.insert({"r_loc": 0, "r_b1": 1, "r_slots": 1, "r_ready": 1, "r_cap": 1})
    assert standing.plan().matched == 1
