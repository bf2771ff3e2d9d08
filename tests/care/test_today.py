"""The morning page: who rings and why, what one tap does, and how many queries it takes."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from amir.care import alarms, rules
from amir.care.actions import (
    dismiss_alarm,
    hand_over_reminder,
    log_contact,
    note_wellbeing,
    record_gathering,
    remind,
    take_back_dismissal,
)
from amir.care.alarms import Alarm, Due
from amir.care.models import Dismissal
from amir.care.queries import caseloads, settings_by_programme
from amir.care.today import Ringing, ringing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.instruments.enums import Moment
from amir.instruments.models import Round
from amir.meetings import actions as meetings
from amir.meetings.enums import Source
from amir.mentoring.actions import wish
from amir.mentoring.models import Match
from amir.messages.models import Delivery
from amir.participants.actions import record_evidence
from amir.participants.models import Participant
from tests.instruments.conftest import reply

from .conftest import World, at, queries
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


def test_dismissed_alarm_is_counted_and_comes_back(world: World, pair: Match) -> None:
    on = pair.agreed_on
    [each] = of(world, on, "contact_mentee")
    with acting_as(world.elena) as elena:
        with pytest.raises(Refused, match="few words"):
            dismiss_alarm(elena, ringing=each, reason=" ")
        dismissal = dismiss_alarm(elena, ringing=each, reason="We met at the feast.")
    assert each.key not in rings(world, on + days(29))
    assert each.key in rings(world, on + days(30))
    with acting_as(world.elena) as elena:
        take_back_dismissal(elena, dismissal=dismissal)
    assert each.key in rings(world, on)
    with acting_as(world.nour) as nour, pytest.raises((NotAllowed, Refused)):
        dismiss_alarm(nour, ringing=each, reason="Mine")


def test_reminder_is_a_message_once_a_day(world: World) -> None:
    world.take_up("Yusuf", "mentee", email="yusuf@example.org")
    world.take_up("Amina", "mentor")
    [proposal] = world.proposals(world.plan())
    world.ask(proposal)
    on = clock.today() + days(3)
    reached, unreached = sorted(
        of(world, on, "unanswered"), key=lambda r: r.due.thing_id != proposal.mentee_id
    )
    with clock.stopped_at(at(on)), acting_as(world.elena) as elena:
        assert remind(elena, ringing=reached).sent == 1
        assert remind(elena, ringing=unreached).sent == 0
        sent = Delivery.objects.filter(template="care_reminder")
        assert list(sent.values_list("account_id", "channel", "language")) == [
            (proposal.mentee_person_id, "mail", "so")
        ]
    [again] = [r for r in of(world, on, "unanswered") if r.key == reached.key]
    assert again.reminded_on == on
    with (
        clock.stopped_at(at(on)),
        acting_as(world.elena) as elena,
        pytest.raises(Refused, match="reminded today"),
    ):
        remind(elena, ringing=again)


def test_contact_alarm_reminds_nobody(world: World, pair: Match) -> None:
    [each] = of(world, pair.agreed_on, "contact_mentee")
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="Nobody is reminded"):
        remind(elena, ringing=each)


def test_whatsapp_link_is_sent_by_hand_and_says_nothing(world: World, pair: Match) -> None:
    with acting_as(world.elena) as elena:
        link = hand_over_reminder(elena, participant=pair.mentee)
    assert link.startswith("https://wa.me/390512193001?text=")
    assert "Yusuf" not in link
    assert "Amina" not in link


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


def test_caseload_warns_and_stops(world: World, pair: Match) -> None:
    with acting_as(world.elena) as elena:
        [load] = caseloads(elena, settings_by_programme()[None])
    assert (load.matches, load.coordinators, load.level) == (1, 2, "")
    of_default = settings_by_programme()[None]
    assert [rules.load_of(n, 2, of_default) for n in (80, 81, 120, 121)] == [
        "", "warn", "warn", "stop",
    ]  # fmt: skip


def test_page_takes_as_many_queries_for_many_as_for_one(
    world: World, pair: Match, browser: SignIn
) -> None:
    with acting_as(world.elena) as elena, queries(21):
        assert len(ringing(elena)) == 2
    page = browser(world.elena).get(reverse("today"))
    assert page.status_code == 200
    assert "Speak with the mentee" in page.content.decode()


def test_alarm_is_answered_on_its_pages(world: World, pair: Match, browser: SignIn) -> None:
    client = browser(world.elena)
    address = reverse("alarm_dismiss", args=["contact_mentor", pair.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"reason": "We spoke at the door."})
    with acting_as(world.elena):
        assert list(Dismissal.objects.values_list("alarm", "reason")) == [
            ("contact_mentor", "We spoke at the door.")
        ]
    assert client.get(address).status_code == 404
    page = client.post(
        reverse("contact_log", args=[pair.pk]),
        {
            "whom": "mentee", "is_reached": "yes", "minutes": "10", "channel": "phone",
            "nature": "check_in", "safety_safe": "no", "safety_money": "no",
            "safety_limits": "no", "held_on_year": clock.today().year,
            "held_on_month": clock.today().month, "held_on_day": clock.today().day,
        },
    )  # fmt: skip
    # An answer worries: on to the match, where a concern can be reported.
    assert (page.status_code, page.headers["Location"]) == (
        302, reverse("match_page", args=[pair.pk])
    )  # fmt: skip
    assert rings(world, clock.today()) == set()


def test_settings_of_a_programme_move_the_days() -> None:
    assert rules.has_waited(date(2025, 1, 1), date(2025, 1, 4), 3)
    assert not rules.has_waited(date(2025, 1, 1), date(2025, 1, 3), 3)
    assert timedelta(days=1) == days(1)
