"""A market is solved exactly, and its prices prove it."""

import numpy as np
import pytest

from peermatch import NotProven
from peermatch.flow import solve_market
from peermatch.prices import Market, least_prices


def test_prices_refuse_a_plan_that_is_not_optimal() -> None:
    market = Market(
        mentees=2, mentors=2, mentee=np.array([0, 0, 1, 1]), mentor=np.array([0, 1, 0, 1]),
        value=np.array([9, 1, 1, 9]), places=np.array([1, 1]), costs=np.zeros((2, 1), np.int64),
    )  # fmt: skip
    assert least_prices(market, np.array([0, 1])).tolist() == [0, 0]
    with pytest.raises(NotProven) as refusal:
        least_prices(market, np.array([1, 0]))
    assert str(refusal.value) == "The plan is not optimal: prices rise without end."


@pytest.mark.parametrize(
    ("value", "costs", "sentence"),
    [
        (2**62, [0, 0], "The network could not be solved; please report this."),
        # Costs must not fall.
        (10, [5, 0], "The plan found could not be proven optimal; please report this."),
    ],
)
def test_nothing_unproven_is_handed_out(value: int, costs: list[int], sentence: str) -> None:
    market = Market(
        mentees=1, mentors=1, mentee=np.array([0]), mentor=np.array([0]),
        value=np.array([value]), places=np.array([2]), costs=np.array([costs]),
    )  # fmt: skip
    with pytest.raises(NotProven) as refusal:
        solve_market(market, seed=0)
    assert str(refusal.value) == sentence


def test_values_are_told_apart_that_floating_point_cannot() -> None:
    much = 2**55
    market = Market(
        mentees=2, mentors=2, mentee=np.array([0, 0, 1, 1]), mentor=np.array([0, 1, 0, 1]),
        value=np.array([much, much + 1, much + 1, much]), places=np.array([1, 1]),
        costs=np.zeros((2, 1), np.int64),
    )  # fmt: skip
    mate, _price, value = solve_market(market, seed=0)
    assert (mate.tolist(), value) == ([1, 0], 2 * much + 2)


def test_place_that_nobody_needs_has_no_price_although_it_costs() -> None:
    market = Market(
        mentees=1, mentors=2, mentee=np.array([0, 0]), mentor=np.array([0, 1]),
        value=np.array([10, 5]), places=np.array([1, 1]), costs=np.array([[0], [3]]),
    )  # fmt: skip
    assert least_prices(market, np.array([0])).tolist() == [0, 0]
