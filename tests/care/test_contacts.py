"""Contacts: what is written down, what is refused, when the next is due, and the rate."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from amir.care import rules
from amir.care.actions import log_contact, remove_contact
from amir.care.enums import Safety
from amir.care.forms import ContactForm
from amir.care.models import Contact
from amir.care.queries import contact_rate, settings_by_programme
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.models import Match

from .conftest import World, at

CALM = {"safe": True, "money": False, "limits": False}
FIRST = date(2025, 3, 3)


def told(**changed: Any) -> dict[str, Any]:
    return {
        "whom": "mentee", "held_on": clock.today(), "minutes": 10, "channel": "phone",
        "nature": "check_in", "safety": CALM, **changed,
    }  # fmt: skip


def days(number: int) -> timedelta:
    return timedelta(days=number)


def of() -> Any:
    return {
        "care.first_contact_days": 2, "care.month_days": 30, "care.long_after_days": 365,
        "care.long_contact_days": 90, "care.referrer_days": 90, "care.ahead_days": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("last", "count", "due"),
    [
        (None, 0, 2),  # within 48 hours
        (1, 1, 30),  # twice in the first month
        (9, 2, 60),  # then monthly, from the end of the first month
        (40, 3, 70),
        (364, 12, 394),
        (365, 13, 455),  # after a year every quarter
    ],
)
def test_next_contact_follows_the_cadence(last: int | None, count: int, due: int) -> None:
    on = FIRST + days(last) if last is not None else None
    assert rules.next_contact(FIRST, on, count, of()) == FIRST + days(due)


def test_windows_of_a_year() -> None:
    found = list(rules.windows(FIRST, FIRST + days(500), of()))
    told = [((w.opens - FIRST).days, (w.due - FIRST).days, w.wanted) for w in found]
    assert told[:4] == [(0, 2, 1), (0, 30, 2), (31, 60, 1), (61, 90, 1)]
    assert told[-3:] == [(361, 390, 1), (391, 480, 1), (481, 570, 1)]


@pytest.mark.django_db
def test_contact_keeps_what_was_told(world: World, pair: Match) -> None:
    with acting_as(world.elena) as elena:
        contact = log_contact(elena, match=pair, **told(whom="mentor", note=" Fine. "))
        held = Contact.objects.get(pk=contact.pk)
        assert (held.person_id, held.minutes, held.safety, held.note, held.by) == (
            pair.mentor_person_id, 10, CALM, "Fine.", elena.account_id
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"safety": {"safe": True}}, "safety questions"),
        ({"safety": {}}, "safety questions"),
        ({"minutes": 0}, "how many minutes"),
        ({"minutes": 601}, "how many minutes"),
        ({"whom": "nobody"}, "with whom"),
        ({"held_on": date(2020, 1, 1)}, "since the match began"),
        ({"held_on": date(2099, 1, 1)}, "since the match began"),
    ],
)
def test_incomplete_contact_is_refused(
    world: World, pair: Match, changed: dict[str, Any], said: str
) -> None:
    with acting_as(world.elena) as elena, pytest.raises(Refused, match=said):
        log_contact(elena, match=pair, **told(**changed))


@pytest.mark.django_db
def test_try_without_an_answer_asks_nothing_and_counts_for_nothing(
    world: World, pair: Match
) -> None:
    with acting_as(world.elena) as elena:
        contact = log_contact(elena, match=pair, **told(is_reached=False, minutes=0, safety=None))
        assert (contact.is_reached, contact.minutes, contact.safety) == (False, 0, {})
        rate = contact_rate(elena, clock.today(), clock.today() + days(2))
    assert (rate.done, rate.due) == (0, 2)


@pytest.mark.django_db
def test_contacts_are_the_houses_own(world: World, pair: Match) -> None:
    with acting_as(world.nour) as nour, pytest.raises(NotAllowed):
        log_contact(nour, match=pair, **told())
    with acting_as(world.elena) as elena:
        log_contact(elena, match=pair, **told(note="Yusuf is well"))
        log_contact(elena, match=pair, **told(whom="mentor"))
    with acting_as(world.nour):
        assert Contact.objects.count() == 0
    with acting_as(Actor(account_id=pair.mentee_person_id)):
        assert [c.note for c in Contact.objects.all()] == ["Yusuf is well"]


@pytest.mark.django_db
def test_mistake_is_removed_by_who_made_it_on_the_same_day(world: World, pair: Match) -> None:
    with acting_as(world.elena) as elena:
        contact = log_contact(elena, match=pair, **told())
    with acting_as(world.sofia) as sofia, pytest.raises(Refused, match="who wrote it"):
        remove_contact(sofia, contact=contact)
    with (
        clock.stopped_at(clock.now() + days(1)),
        acting_as(world.elena) as elena,
        pytest.raises(Refused, match="who wrote it"),
    ):
        remove_contact(elena, contact=contact)
    with acting_as(world.elena) as elena:
        remove_contact(elena, contact=contact)
        assert Contact.objects.count() == 0


@pytest.mark.django_db
def test_rate_counts_windows_that_were_met(world: World, pair: Match) -> None:
    began = pair.agreed_on
    for after, whom in ((1, "mentee"), (20, "mentee"), (45, "mentee"), (29, "mentor")):
        with clock.stopped_at(at(began + days(after))), acting_as(world.elena) as elena:
            log_contact(elena, match=pair, **told(whom=whom))
    with clock.stopped_at(at(began + days(61))), acting_as(world.elena) as elena:
        rate = contact_rate(elena, began, clock.today())
    # Due: 48 hours, month one, month two, of both; the mentor had one contact, too late for all.
    assert (rate.due, rate.done, rate.percent, rate.target) == (6, 3, 50, 90)


@pytest.mark.django_db
def test_programme_changes_the_cadence(world: World) -> None:
    assert settings_by_programme()[None]["care.month_days"] == 30
    assert connection.vendor == "postgresql"


def test_form_calls_nothing_optional_that_a_talk_needs() -> None:
    form = ContactForm()
    needed = ("minutes", *(f"safety_{name}" for name in Safety.values))
    assert [form[name].is_optional for name in needed] == [False] * len(needed)
