"""The checklist's rules about goals, meetings and reminders."""

from datetime import timedelta
from uuid import uuid4

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.meetings.actions import Told, add_goal, log_meeting, remind_silent
from amir.meetings.enums import Source
from amir.meetings.queries import goalless_matches, meetings_visible_to, silent_matches
from amir.mentoring.queries import matches_visible_to
from amir.messages.models import Delivery
from tests.meetings.conftest import Pair, build, mail_folder, pair, world

__all__ = ["build", "mail_folder", "pair", "world"]
pytestmark = pytest.mark.django_db


def test_m20_pair_without_a_goal_is_noticed_at_its_third_meeting(pair: Pair) -> None:
    for ago in range(3):
        pair.log(Told(clock.today() - timedelta(days=ago), 60))
    with acting_as(pair.elena) as elena:
        assert [m.pk for m in goalless_matches(matches_visible_to(elena))] == [pair.match.pk]
        goal = add_goal(elena, match=pair.match, template="work.cv", due_on=clock.today())
        assert goal.steps.count() == 3
        assert goalless_matches(matches_visible_to(elena)) == []


def test_m21_either_side_logs_every_fact_of_a_meeting(pair: Pair) -> None:
    with acting_as(pair.elena) as elena:
        steps = add_goal(elena, match=pair.match, template="work.cv").steps
        step = steps.earliest("order").pk
    told = Told(
        clock.today(), 45, "video", "library", "work", (step,),
        clock.today() + timedelta(days=7), has_concern=True,
    )  # fmt: skip
    for side in (pair.amina, pair.yusuf):
        with acting_as(side) as person:
            log_meeting(person, match=pair.match, told=told, client_id=uuid4(), source=Source.LINK)
    with acting_as(pair.elena) as elena:
        for meeting in meetings_visible_to(elena):
            kept = (
                meeting.held_on, meeting.minutes, meeting.mode, meeting.place_kind, meeting.theme,
                tuple(meeting.steps_done), meeting.next_on, meeting.has_concern,
            )  # fmt: skip
            assert kept == (
                told.held_on, 45, "video", "library", "work", (step,), told.next_on, True,
            )  # fmt: skip
        assert meetings_visible_to(elena).count() == 2


def test_m22_silence_reminds_both_and_then_the_coordinator(pair: Pair) -> None:
    begun = pair.match.agreed_on
    assert remind_silent(begun + timedelta(days=13)) == 0
    assert remind_silent(begun + timedelta(days=14)) == 1
    with acting_as(pair.elena) as elena:
        told = Delivery.objects.filter(template="meeting_reminder")
        assert set(told.values_list("account_id", flat=True)) == {
            pair.match.mentee_person_id, pair.match.mentor_person_id,
        }  # fmt: skip
        matches = list(matches_visible_to(elena))
        assert silent_matches(matches, begun + timedelta(days=27)) == []
        assert len(silent_matches(matches, begun + timedelta(days=28))) == 1
