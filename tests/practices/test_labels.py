"""The ladder of labels, told a second way: what each rung asks, and that rungs build on another."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amir.practices.enums import Label
from amir.practices.labels import LADDER, Asked, Known, demands, highest, missing_for, next_label

TODAY = date(2026, 6, 1)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1))
KNOWN = st.builds(
    Known, is_reported=st.booleans(), started_on=DAYS, ended_on=DAYS, states_goals=st.booleans(),
    asked_users=st.booleans(), assessors=st.integers(0, 3), evaluated_on=DAYS,
    tells_evaluation=st.booleans(), adopters=st.integers(0, 2),
)  # fmt: skip


def oracle(known: Known) -> str:
    """The rules in words of the brief, without the table."""
    if not known.is_reported:
        return ""
    if known.started_on is None:
        return "reported"
    end = known.ended_on if known.ended_on and known.ended_on < TODAY else TODAY
    is_old = known.started_on + timedelta(days=365) <= end
    if not (is_old and known.states_goals and known.asked_users and known.assessors > 1):
        return "reported"
    if not (known.tells_evaluation and known.evaluated_on and known.evaluated_on <= TODAY):
        return "promising"
    return "transferred" if known.adopters else "good"


@given(KNOWN)
def test_highest_label_equals_the_rules_in_words(known: Known) -> None:
    assert highest(demands(known, Asked(), TODAY)) == oracle(known)


@given(KNOWN, st.sampled_from(LADDER))
def test_nothing_is_missing_exactly_for_labels_that_are_reached(known: Known, label: Label) -> None:
    found = demands(known, Asked(), TODAY)
    reached = highest(found)
    is_reached = bool(reached) and LADDER.index(label) <= LADDER.index(reached)
    assert (missing_for(label, found) == []) == is_reached


def test_labels_follow_each_other() -> None:
    assert [next_label(label) for label in ("", *LADDER)] == [*LADDER, None]


def test_programme_may_ask_for_more() -> None:
    known = Known(True, TODAY - timedelta(days=400), None, True, True, 2, None, False, 0)
    assert highest(demands(known, Asked(), TODAY)) == Label.PROMISING
    assert highest(demands(known, Asked(days=730), TODAY)) == Label.REPORTED
    assert highest(demands(known, Asked(assessors=3), TODAY)) == Label.REPORTED
