"""Closing a match part by part; a match that ended otherwise leaves its closing to be done."""

from datetime import timedelta

import pytest

from amir.closures import actions
from amir.closures.models import Closure, FollowUp, Interview
from amir.closures.queries import closures_visible_to, interviews_of
from amir.closures.rules import missing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import end_match
from amir.mentoring.models import MatchChange

from .conftest import Pair

pytestmark = pytest.mark.django_db


def test_begin_closure_moves_the_match_and_says_why(pair: Pair) -> None:
    closure = pair.begin("moved", "mentee")
    assert pair.now().state == "closing"
    assert (closure.is_planned, closure.reason, closure.asked_by) == (False, "moved", "mentee")


@pytest.mark.parametrize(
    ("planned", "reason", "asked_by", "field"),
    [
        (False, "nothing", "both", "reason"),
        (True, "moved", "both", "reason"),
        (False, "planned", "both", "reason"),
        (False, "moved", "somebody", "asked_by"),
    ],
)
def test_begin_closure_refuses_what_does_not_fit(
    pair: Pair, planned: bool, reason: str, asked_by: str, field: str
) -> None:
    with acting_as(pair.elena) as elena, pytest.raises(Refused) as refused:
        actions.begin_closure(
            elena, match=pair.match, is_planned=planned, reason=reason, asked_by=asked_by
        )
    assert refused.value.field == field
    assert pair.now().state == "running"


def test_finish_closure_names_what_is_missing(pair: Pair) -> None:
    closure = pair.begin()
    with acting_as(pair.elena) as elena:
        with pytest.raises(Refused) as refused:
            actions.finish_closure(elena, closure=closure)
        assert str(refused.value) == (
            "Still missing: Talk with the mentee, Talk with the mentor, Closing meeting, "
            "What comes afterwards."
        )
    assert pair.now().state == "closing"


def test_finish_closure_ends_the_match_with_its_reason(pair: Pair) -> None:
    closure = pair.end()
    match = pair.now()
    assert (match.state, match.reason, match.why_ended) == (
        "ended", "planned", "Half a year is over",
    )  # fmt: skip
    assert closure.closed_at is not None
    with acting_as(pair.elena) as elena, pytest.raises(Refused, match="done already"):
        actions.finish_closure(elena, closure=closure)


def test_match_that_ended_otherwise_leaves_its_closing_open(pair: Pair) -> None:
    with acting_as(pair.elena) as elena:
        end_match(elena, match=pair.match, why="Amina found work", reason="work")
        closure = closures_visible_to(elena).get()
        assert (closure.reason, closure.is_planned, closure.closed_at) == ("work", False, None)
        assert "reason" in [str(p) for p in missing(closure, interviews_of(closure))]
    pair.fill_in(pair.begin("work", "mentor"))
    with acting_as(pair.elena) as elena:
        actions.finish_closure(elena, closure=closures_visible_to(elena).get())
        assert closures_visible_to(elena).get().closed_at is not None


def test_interview_that_could_not_be_held_says_why(pair: Pair) -> None:
    closure = pair.begin()
    with acting_as(pair.elena) as elena:
        with pytest.raises(Refused, match="why you could not talk"):
            actions.record_interview(elena, closure=closure, side="mentee")
        tomorrow = clock.today() + timedelta(days=1)
        with pytest.raises(Refused, match="in the future"):
            actions.record_interview(elena, closure=closure, side="mentee", held_on=tomorrow)
        actions.record_interview(elena, closure=closure, side="mentee", why_not="No phone")
        assert [str(p) for p in missing(closure, interviews_of(closure))] == [
            "mentor", "meeting", "after",
        ]  # fmt: skip


def test_closing_is_for_those_who_coordinate(pair: Pair) -> None:
    closure = pair.begin()
    for who in (pair.world.nour, pair.yusuf):
        with acting_as(who), pytest.raises(NotAllowed):
            actions.record_meeting(who, closure=closure, met_on=clock.today())
        with acting_as(who):
            assert Closure.objects.count() == 0


def test_both_read_what_was_written_of_them_and_not_of_the_other(pair: Pair) -> None:
    pair.fill_in(pair.begin())
    with acting_as(pair.yusuf):
        assert [each.side for each in Interview.objects.all()] == ["mentee"]


def test_move_match_writes_down_who_asked(pair: Pair) -> None:
    with acting_as(pair.elena) as elena:
        with pytest.raises(Refused, match="who asked"):
            actions.move_match(elena, match=pair.match, step="hold", why=" ")
        actions.move_match(elena, match=pair.match, step="hold", why="Yusuf asked: a course")
        with pytest.raises(Refused, match="cannot do that now"):
            actions.move_match(elena, match=pair.match, step="wake", why="No")
        actions.move_match(elena, match=pair.match, step="resume", why="He is back")
        told = MatchChange.objects.values_list("step", "target", "why")
        assert list(told) == [
            ("hold", "on_hold", "Yusuf asked: a course"), ("resume", "running", "He is back"),
        ]  # fmt: skip


def test_end_plans_follow_ups_of_the_mentee(pair: Pair) -> None:
    pair.end()
    today = clock.today()
    with acting_as(pair.elena):
        rows = list(FollowUp.objects.order_by("due_on"))
    assert [(r.moment, (r.due_on - today).days, r.person_id) for r in rows] == [
        ("months_3", 91, pair.match.mentee_person_id),
        ("months_6", 183, pair.match.mentee_person_id),
        ("months_12", 365, pair.match.mentee_person_id),
    ]
