"""Orders, numbers and sums of whole arrays, against Python's own."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from peermatch.large.sorting import numbered, ordered, total

NUMBERS = st.lists(st.one_of(st.integers(-3, 5), st.integers(-(2**17), 2**17)), max_size=40)


@given(NUMBERS)
def test_order_is_stable_for_short_numbers_and_long_ones(numbers: list[int]) -> None:
    told = ordered(np.array(numbers, np.int64)).tolist()
    assert told == sorted(range(len(numbers)), key=numbers.__getitem__)


@given(st.lists(st.integers(-1, 400), max_size=40))
def test_numbers_name_the_different_values_as_they_rise(values: list[int]) -> None:
    known, number = numbered(np.array(values, np.int16))
    assert known.tolist() == sorted(set(values))
    assert [int(known[k]) for k in number] == values


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=40))
def test_sum_is_exact_beyond_64_bits(numbers: list[int]) -> None:
    assert total(np.array(numbers, np.int64)) == sum(numbers)
