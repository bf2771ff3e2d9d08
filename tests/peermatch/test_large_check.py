"""`check` judges many people by compiled code exactly as it judges few."""

import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from peermatch import Instance, NotProven, Options, Refused, Rules, check, solve
from peermatch.large import require_proven
from peermatch.large.exact import _raise
from peermatch.large.market import opening, seated
from peermatch.large.rounds import _bid, _proven
from peermatch.large.seats import Market

from .test_large import RULES, some_crowd, some_options


def judgement(people: Instance, rules: Rules, options: Options, mate: Any, price: Any) -> str:
    """What `check` says of bare arrays."""
    try:
        return repr(check(people, rules, {"mate": mate}, {"price": price}, options))
    except Refused as reason:
        return str(reason)


def corrupted(rng: np.random.Generator, mate: Any, price: Any) -> tuple[Any, Any]:
    """The plan and its prices with one entry of either changed."""
    mate, price = mate.copy(), price.copy()
    if rng.random() < 0.5:
        mate[rng.integers(len(mate))] = rng.integers(-1, len(price))
    else:
        price[rng.integers(len(price))] += rng.choice([1, 60, 1000, 10**6])
    return mate, price


def judged_differently(seeds: range, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Crowds with a plan, right or corrupted, on which the two ways to judge differ."""
    found = []
    for seed in seeds:
        people, rules = some_crowd(seed), RULES[seed // 4 % len(RULES)]
        options = some_options(people, rules, seed)
        plan = solve(people, rules, options=options)
        plans = [(plan.mate, plan.certificate.price)]
        rng = np.random.Generator(np.random.PCG64(seed))
        if people.mentees and people.mentors:
            plans += [corrupted(rng, *plans[0]) for _ in range(4)]
        for mate, price in plans:
            said = []
            for large in (10**9, 0):
                monkeypatch.setattr(sys.modules["peermatch.check"], "LARGE", large)
                said.append(judgement(people, rules, options, mate, price))
            if said[0] != said[1]:
                found.append(seed)
    return found


def test_check_judges_many_like_few(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged_differently(range(80), monkeypatch) == []


@pytest.mark.long
def test_check_judges_many_like_few_five_hundred_times(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged_differently(range(2000, 2500), monkeypatch) == []


def test_a_plan_below_its_bound_is_not_handed_out() -> None:
    people, rules = some_crowd(2), RULES[0]
    plan = solve(people, rules)
    require_proven(plan)
    with pytest.raises(NotProven, match="could not be proven optimal"):
        require_proven(replace(plan, objective=plan.objective - 1))


def market(costs: list[int], *, level: int = 0, places: int = 1) -> Market:
    """One mentee who has to be matched, one mentor of this level, one pair of ten points."""
    one, pair = np.ones(1, np.int64), np.zeros(1, np.int32)
    return Market(
        first=np.array([0, 1]), mentor=pair, value=pair + 10, column=np.array([0, 1]),
        mentee=pair, worth=pair + 10, level=one * level, high=one * level > 0,
        optional=one < 0, places=one * places, load=one * 0, costs=np.array(costs),
        seat=np.array([0, 1]),
    )  # fmt: skip


def test_places_that_cannot_be_filled_are_reported() -> None:
    too_many = market([0], level=1, places=2)
    with pytest.raises(NotProven, match="The priorities could not be kept"):
        _bid(too_many, opening(too_many, 3), 3, 48, 3)


def test_people_who_cannot_be_matched_are_reported() -> None:
    nobody = market([0])._replace(first=np.array([0, 0]))
    with pytest.raises(NotProven, match="The priorities could not be kept"):
        _bid(nobody, opening(nobody, 3), 3, 48, 3)


def test_nothing_unproven_leaves_a_territory() -> None:
    falling = market([5, 0], places=2)  # load costs must not fall
    with pytest.raises(NotProven, match="could not be proven optimal"):
        _proven(falling, opening(falling, 3), 3)


def test_nobody_of_a_higher_level_is_left_out() -> None:
    one = market([0], level=1)
    two = one._replace(
        first=np.array([0, 1, 1]), high=np.array([True, True]), optional=np.array([False, False])
    )
    with pytest.raises(NotProven, match="The priorities could not be kept"):
        _bid(two, opening(two, 3), 3, 48, 3)


def test_prices_are_not_raised_for_ever() -> None:
    one, pairs = np.ones(2, np.int64), np.array([0, 1], np.int32)
    both = Market(
        first=np.array([0, 2]), mentor=pairs, value=pairs * 0 + 10, column=np.array([0, 1, 2]),
        mentee=pairs * 0, worth=pairs * 0 + 10, level=one, high=one[:1] > 0, optional=one[:1] < 0,
        places=one, load=one * 0, costs=one * 0, seat=np.array([0, 1, 2]),
    )  # fmt: skip
    start = opening(both, 4)
    state = seated(both, start, np.array([0], np.int32), np.array([5, 0]), start.profit)
    space = np.zeros(1, np.int64), np.zeros(3, np.int64), np.zeros(2, np.bool_)
    assert not _raise(both, state, np.array([5, 0]), -1, *space)
