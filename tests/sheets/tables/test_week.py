from hypothesis import given
from hypothesis import strategies as st

from amir.sheets.tables.rows import WEEK, week_of


def test_week_of_days_and_parts_is_those_parts_of_those_days() -> None:
    days = ["mon-am", "mon-pm", "mon-eve", "fri-am", "fri-pm", "fri-eve"]
    mornings = [slot for slot in WEEK if slot.endswith("am")]
    assert week_of([days, mornings]) == ["mon-am", "fri-am"]


def test_week_of_slots_is_all_of_them_in_order() -> None:
    assert week_of([["fri-pm"], ["mon-eve", "tue-am"]]) == ["mon-eve", "tue-am", "fri-pm"]


@given(st.lists(st.lists(st.sampled_from(list(WEEK)), min_size=1, unique=True), min_size=1))
def test_week_of_columns_holds_only_what_they_said(told: list[list[str]]) -> None:
    found = week_of(told)
    assert set(found) <= {slot for slots in told for slot in slots}
    assert found == sorted(set(found), key=list(WEEK).index)
