"""The morning page: who rings and why, what one tap does, and how many queries it takes."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from amir.care import alarms
from amir.care.actions import (
    log_contact,
    note_wellbeing,
    record_gathering,
)
from amir.care.alarms import Alarm, Due
from amir.care.today import Ringing, ringing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.instruments.enums import Moment
from amir.instruments.models import Round
from amir.meetings import actions as meetings
from amir.meetings.enums import Source
from amir.mentoring.actions import wish
from amir.mentoring.models import Match
from amir.participants.actions import record_evidence
from amir.participants.models import Participant
from tests.instruments.conftest import reply

from .conftest import World, at
from .oracle import expected
from .test_contacts import days, told

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]


def rings(world: World, on: date) -> set[tuple[str, UUID, date]]:
    """What rings on a day; the oracle has the same."""
    with clock.stopped_at(at(on)), acting_as(world.elena) as elena:
        found = {each.key for each in ringing(elena)}
        with connection.cursor() as cursor:
            assert found == expected(cursor, on)
    return found


def of(world: World, on: date, key: str) -> list[Ringing]:
    with clock.stopped_at(at(on)), acting_as(world.elena) as elena:
        return [each for each in ringing(elena) if each.alarm.key == key]


def test_new_pair_asks_for_both_contacts_at_once(world: World, pair: Match) -> None:
    due = pair.agreed_on + days(2)
    assert rings(world, pair.agreed_on) == {
        ("contact_mentee", pair.pk, due),
        ("contact_mentor", pair.pk, due),
    }


def test_contact_quiets_the_alarm_until_the_next_is_due(world: World, pair: Match) -> None:
    with acting_as(world.elena) as elena:
        for whom in ("mentee", "mentor"):
            log_contact(elena, match=pair, **told(whom=whom))
    assert rings(world, pair.agreed_on + days(27)) == set()
    assert {key for key, _thing, _since in rings(world, pair.agreed_on + days(28))} == {
        "contact_mentee", "contact_mentor", "silent",
    }  # fmt: skip


def test_try_that_nobody_answered_quiets_nothing(world: World, pair: Match) -> None:
    before = rings(world, pair.agreed_on)
    with acting_as(world.elena) as elena:
        log_contact(elena, match=pair, **told(is_reached=False, minutes=0))
    assert rings(world, pair.agreed_on) == before


def test_sentence_says_which_rule_fired(world: World, pair: Match) -> None:
    [each] = of(world, pair.agreed_on, "contact_mentee")
    due = pair.agreed_on + days(2)
    assert each.says.startswith("Due on ")
    assert str(due.year) in each.says
    assert each.says.endswith("No contact so far.")


def test_check_rings_before_it_runs_out(world: World, pair: Match) -> None:
    ends = pair.agreed_on + days(100)
    with acting_as(world.elena) as elena:
        record_evidence(
            elena, participant=pair.mentor, kind="checked", dated_on=pair.agreed_on,
            expires_on=ends, source="Folder",
        )  # fmt: skip
    expiring = ("check_expiring", pair.mentor_id, ends)
    assert expiring not in rings(world, ends - days(61))
    assert expiring in rings(world, ends - days(60))
    with clock.stopped_at(at(ends - days(50))), acting_as(world.elena) as elena:
        record_evidence(
            elena, participant=pair.mentor, kind="checked", dated_on=ends - days(50),
            expires_on=ends + days(900), source="Folder",
        )  # fmt: skip
    assert expiring not in rings(world, ends)


def test_mentor_without_support_rings_and_attendance_quiets_it(world: World, pair: Match) -> None:
    due = ("support", pair.mentor_id, pair.agreed_on)
    on = pair.agreed_on + days(60)
    assert due not in rings(world, on - days(1))
    assert due in rings(world, on)
    with clock.stopped_at(at(on)), acting_as(world.elena) as elena:
        record_gathering(
            elena, organisation_id=world.organisation_id, kind="community", title="Feast",
            held_on=on, participants=[pair.mentor_id], hosts=40,
        )  # fmt: skip
    assert due in rings(world, on)
    with clock.stopped_at(at(on)), acting_as(world.elena) as elena:
        record_gathering(
            elena, organisation_id=world.organisation_id, kind="group", title="Mentors meet",
            held_on=on, participants=[pair.mentor_id],
        )  # fmt: skip
    assert due not in rings(world, on)


def test_mentor_is_asked_how_they_are(world: World, pair: Match) -> None:
    on = pair.agreed_on + days(90)
    due = ("wellbeing", pair.mentor_id, pair.agreed_on)
    assert due in rings(world, on)
    with clock.stopped_at(at(on)), acting_as(world.elena) as elena:
        note_wellbeing(elena, participant=pair.mentor, state="tired", note="Nights")
        with pytest.raises(Refused, match="asked of mentors"):
            note_wellbeing(elena, participant=pair.mentee, state="good")
    assert due not in rings(world, on)


def test_wish_rings_after_two_days(world: World, pair: Match) -> None:
    with acting_as(Actor(account_id=pair.mentee_person_id)) as yusuf:
        wish(yusuf, organisation_id=world.organisation_id, kind="call")
    due = ("wish", pair.mentee_id, clock.today())
    assert due not in rings(world, clock.today() + days(1))
    assert due in rings(world, clock.today() + days(2))


def test_question_without_an_answer_rings(world: World) -> None:
    mentee = world.take_up("Yusuf", "mentee")
    mentor = world.take_up("Amina", "mentor")
    [proposal] = world.proposals(world.plan())
    world.ask(proposal)
    on = clock.today() + days(3)
    assert {
        ("unanswered", mentee.pk, clock.today()),
        ("unanswered", mentor.pk, clock.today()),
    } == {each for each in rings(world, on) if each[0] == "unanswered"}


def test_mentee_who_waits_long_rings(world: World) -> None:
    mentee = world.take_up("Yusuf", "mentee")
    with acting_as(world.elena):
        since = Participant.objects.get(pk=mentee.pk).waiting_since
    assert since is not None
    assert ("waiting", mentee.pk, since) not in rings(world, since + days(44))
    assert ("waiting", mentee.pk, since) in rings(world, since + days(45))


def meets(match: Match, on: date) -> None:
    """Amina writes down a meeting of that day."""
    with clock.stopped_at(at(on)), acting_as(Actor(account_id=match.mentor_person_id)) as amina:
        meetings.log_meeting(
            amina, match=match, told=meetings.Told(on, 60), client_id=uuid4(), source=Source.PAGE
        )


def test_pair_that_tells_of_no_meeting_rings_after_28_days(world: World, pair: Match) -> None:
    begun = pair.agreed_on
    assert ("silent", pair.pk, begun) not in rings(world, begun + days(27))
    assert ("silent", pair.pk, begun) in rings(world, begun + days(28))
    meets(pair, begun + days(20))
    assert of(world, begun + days(47), "silent") == []
    assert ("silent", pair.pk, begun + days(20)) in rings(world, begun + days(48))


def test_pair_without_a_goal_rings_at_its_third_meeting(world: World, pair: Match) -> None:
    begun = pair.agreed_on
    for day in (3, 10, 17):
        assert of(world, begun + days(day), "goalless") == []
        meets(pair, begun + days(day))
    assert ("goalless", pair.pk, begun) in rings(world, begun + days(17))
    with acting_as(world.elena) as elena:
        meetings.add_goal(elena, match=pair, template="work.cv")
    assert of(world, begun + days(17), "goalless") == []


def test_open_goal_rings_after_its_day(world: World, pair: Match) -> None:
    due_on = pair.agreed_on + days(10)
    with acting_as(world.elena) as elena:
        meetings.add_goal(elena, match=pair, title="A course", due_on=due_on)
        meetings.add_goal(elena, match=pair, title="A job", due_on=due_on + days(1))
    assert of(world, due_on, "goal_overdue") == []
    for day in (1, 5):
        assert ("goal_overdue", pair.pk, due_on) in rings(world, due_on + days(day))


def test_low_answers_ring_until_somebody_has_spoken(world: World, pair: Match) -> None:
    with acting_as(world.elena):
        asked = Round.objects.get(match_id=pair.pk, participant=pair.mentee, instrument="pulse",
                                  moment=Moment.BASELINE)  # fmt: skip
    reply(asked, 1)
    day = clock.today()
    assert ("low_pulse", pair.mentee_id, day) in rings(world, day)
    with acting_as(world.elena) as elena:
        log_contact(elena, match=pair, **told(whom="mentor", held_on=day))
    assert ("low_pulse", pair.mentee_id, day) in rings(world, day)
    with acting_as(world.elena) as elena:
        log_contact(elena, match=pair, **told(held_on=day))
    assert of(world, day, "low_pulse") == []


def test_rooms_above_add_alarms(world: World, pair: Match) -> None:
    key = f"added_{uuid4().hex[:6]}"
    due = Due(pair.agreed_on, {"day": pair.agreed_on}, match_id=pair.pk, route="today")
    alarms.register(Alarm(key, "Added", "care.view", lambda *given: [due], lambda why: why["day"]))
    try:
        assert [each.key for each in of(world, pair.agreed_on, key)] == [
            (key, pair.pk, pair.agreed_on)
        ]
    finally:
        del alarms._alarms[key]
