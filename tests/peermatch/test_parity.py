"""Parity evens rates out, costs nobody a place, and is proven and the cheapest."""

from itertools import product

import numpy as np
import pytest

from peermatch import PROGRAMME, YARDSTICK, Instance, NotProven, Options, OptionsError, check, solve
from peermatch.options import Parity
from peermatch.parity import Fair, Share, _Scale, _Try, solve_fairly
from peermatch.standing import Standing

from .crowd import crowd, tied_crowd
from .literal import allowed_pairs, objective_of, tier_of
from .test_solve import _some_options

RULES = (YARDSTICK, PROGRAMME)


def evened(seed: int, *, spread: float = 0.1) -> tuple[Instance, Fair, list[int]]:
    """A crowd in two or three groups by lot, and its fair plan, held against what must hold."""
    people, rules = (crowd, tied_crowd)[seed % 3 == 0](seed), RULES[seed % 2]
    if seed % 5 == 0:
        people = crowd(seed, mentees=40, mentors=25)
    lot = np.random.Generator(np.random.PCG64(seed))
    groups = lot.integers(-1, 3, people.mentees)
    options = _some_options(people, rules, seed)
    fair = solve_fairly(people, rules, groups=groups, spread=spread, least=2, options=options)
    assert check(people, rules, fair.plan).by_tier == fair.before.by_tier
    assert fair.before.objective == solve(people, rules, options=options).objective
    assert all(fair.plan.mate[i] == j for i, j in options.locked)
    assert fair.cost >= 0
    allowed = {i for i, _ in allowed_pairs(people, rules, options)}
    for share in fair.shares:
        mine = [i for i in allowed if groups[i] == share.group]
        assert share.reachable == len(mine)
        assert share.before == sum(int(fair.before.mate[i]) >= 0 for i in mine)
        assert share.after == sum(int(fair.plan.mate[i]) >= 0 for i in mine)
    rates = [share.after / share.reachable for share in fair.shares if share.reachable >= 2]
    assert fair.spread == pytest.approx(max(rates, default=0) - min(rates, default=0))
    return people, fair, groups.tolist()


def test_parity_costs_nobody_a_place_and_evens_rates_out() -> None:
    fairer = 0
    for seed in range(60):
        _, fair, _ = evened(seed)
        assert fair.spread <= fair.spread_before + 1e-9
        fairer += fair.spread < fair.spread_before
    assert fairer >= 3


@pytest.mark.long
def test_parity_in_many_crowds() -> None:
    for seed in range(1000, 1400):
        evened(seed)


def three_towns() -> Instance:
    """Twelve people of two groups want six places; the second group speaks one language more."""
    return Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0] * 12, e_b1=[1] * 6 + [3] * 6,
        e_slots=[7] * 12, e_sector=[1] * 6 + [2] * 6, r_loc=[0] * 6, r_b1=[3] * 6, r_slots=[7] * 6,
        r_ready=[1] * 6, r_cap=[1] * 6, r_sector=[2] * 6,
    )  # fmt: skip


def test_parity_shares_places_out() -> None:
    people, groups = three_towns(), [7] * 6 + [9] * 6
    fair = solve_fairly(people, YARDSTICK, groups=groups, least=6)
    assert fair.shares == (Share(7, 6, before=0, after=3), Share(9, 6, before=6, after=3))
    assert (fair.spread_before, fair.spread, fair.cost) == (1.0, 0.0, 300)
    assert fair.plan.matched == fair.before.matched == 6
    assert fair.plan.options.parity is not None
    low, high = fair.plan.options.parity.lifts
    assert low - high == 100
    check(people, YARDSTICK, fair.plan)


def test_parity_is_the_cheapest_there_is() -> None:
    """All plans of a small crowd are tried."""
    people = three_towns()
    keep = [0, 1, 2, 6, 7, 8]
    arrays = {n: a[keep] for n, a in people.to_mapping().items() if n[:2] == "e_"}
    arrays |= {n: a[:3] for n, a in people.to_mapping().items() if n[:2] == "r_"}
    people = people.replace(**arrays)
    groups = [0, 0, 0, 1, 1, 1]
    fair = solve_fairly(people, YARDSTICK, groups=groups, spread=0.34, least=3)
    pairs = allowed_pairs(people, YARDSTICK)
    best = 0
    for mate in product(range(-1, 3), repeat=6):
        value = objective_of(people, YARDSTICK, Options(), list(mate), pairs)
        first, second = (sum(j >= 0 for j in half) for half in (mate[:3], mate[3:]))
        if value is not None and abs(first - second) <= 1:
            best = max(best, value)
    assert fair.before.objective - fair.cost == best
    assert fair.cost == 100


def test_parity_that_holds_already_changes_nothing() -> None:
    people = three_towns()
    for groups in ([0, 1] * 6, [-1] * 12):
        fair = solve_fairly(people, YARDSTICK, groups=groups, least=6)
        assert fair.plan is fair.before
        assert (fair.cost, fair.plan.options.parity) == (0, None)


def test_parity_that_cannot_be_is_told() -> None:
    """Only one group can be reached by most mentors: nobody is left out to even that."""
    people = three_towns().replace(r_b1=[2, 2, 2, 2, 2, 3])
    fair = solve_fairly(people, YARDSTICK, groups=[0] * 6 + [1] * 6, least=6)
    assert fair.plan.matched == 6
    assert [(s.before, s.after) for s in fair.shares] == [(0, 1), (6, 5)]
    assert fair.spread == pytest.approx(4 / 6)


def test_lifts_count_in_the_objective_and_are_checked() -> None:
    people = crowd(12, mentees=12, mentors=8)
    parity = Parity((0, 1, -1) * 4, (40, -30))
    plan = solve(people, YARDSTICK, options=Options(parity=parity))
    lifts = sum((40, -30, 0)[k % 3] for k in range(12) if plan.mate[k] >= 0)
    big = YARDSTICK.big(12, bonus=70)
    persons = sum(big * (1 + tier_of(people, YARDSTICK, i)) for i in np.flatnonzero(plan.mate >= 0))
    assert plan.lift == lifts
    assert plan.objective == (persons + plan.score + plan.wait + plan.lift - plan.load_cost)
    assert check(people, YARDSTICK, plan).lift == lifts


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([0], "'groups' must hold 2 whole numbers"),
        ([0.5, 1.0], "'groups' must hold 2 whole numbers"),
        ([0, -2], "'groups' holds a negative number other than -1"),
    ],
)
def test_groups_are_read_with_care(groups: list[float], sentence: str) -> None:
    people = crowd(1, mentees=2, mentors=2)
    with pytest.raises(OptionsError, match=sentence):
        solve_fairly(people, YARDSTICK, groups=groups)  # type: ignore[arg-type]


def test_lifts_fit_their_groups_and_people() -> None:
    with pytest.raises(OptionsError, match="a group that has a lift"):
        Parity((0, 1), (5,))
    with pytest.raises(OptionsError, match="'lifts' are -1000000000 to 1000000000"):
        Parity((0,), (2_000_000_000,))
    people, lifted = crowd(1, mentees=2, mentors=2), Options(parity=Parity((0,), (5,)))
    with pytest.raises(OptionsError, match="'groups' has 1 entries; there are 2 mentees"):
        solve(people, YARDSTICK, options=lifted)


def test_a_plan_with_parity_does_not_stand() -> None:
    people = crowd(1, mentees=1, mentors=2)
    plan = solve(people, YARDSTICK, options=Options(parity=Parity((0,), (5,))))
    with pytest.raises(OptionsError, match="A plan with parity cannot stand"):
        Standing(people, YARDSTICK, plan)


def test_a_plan_that_its_lifts_do_not_prove_is_not_handed_out() -> None:
    people = three_towns()
    scale = _Scale(people, YARDSTICK, Options(), [0] * 6 + [1] * 6, 6)
    uneven = _Try(solve(people, YARDSTICK).mate, np.array([500, 0]))
    with pytest.raises(NotProven):
        scale.proven(uneven, 0)
