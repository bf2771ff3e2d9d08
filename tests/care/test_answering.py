"""What one tap on the morning page does, what the page shows, and how many queries it takes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amir.care import rules
from amir.care.actions import dismiss_alarm, hand_over_reminder, remind, take_back_dismissal
from amir.care.models import Dismissal
from amir.care.queries import caseloads, settings_by_programme
from amir.care.today import ringing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.models import Match
from amir.messages.models import Delivery

from .conftest import World, at, queries
from .test_contacts import days
from .test_today import of, rings

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]


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
