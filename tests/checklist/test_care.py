"""Rules of the checklist that care keeps."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from amir.care.actions import (
    erase_whom_we_keep_too_long,
    log_contact,
    note_wellbeing,
    record_gathering,
    suggest,
)
from amir.care.models import Suggestion
from amir.care.queries import caseloads, contact_rate, settings_by_programme
from amir.care.today import ringing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.errors import Refused
from amir.core.models import AuditEvent
from amir.mentoring.models import Match
from amir.participants.actions import take_step
from amir.people.models import Contact as Address
from amir.people.models import Person
from tests.care.conftest import World, at, browser, pair, world
from tests.care.test_contacts import days, told

__all__ = ["browser", "pair", "world"]
pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def keys_on(world: World, after: timedelta, match: Match) -> list[str]:
    with clock.stopped_at(at(match.agreed_on + after)), acting_as(world.elena) as elena:
        return sorted(each.alarm.key for each in ringing(elena))


def test_m23_coordinator_is_told_when_to_speak_with_both(world: World, pair: Match) -> None:
    both = ["contact_mentee", "contact_mentor"]
    assert keys_on(world, days(0), pair) == both
    with acting_as(world.elena) as elena:
        for whom in ("mentee", "mentor"):
            log_contact(elena, match=pair, **told(whom=whom))
    assert keys_on(world, days(20), pair) == []
    assert keys_on(world, days(30), pair) == [*both, "silent"]


def test_m24_contacts_in_time_are_counted_against_those_due(world: World, pair: Match) -> None:
    with acting_as(world.elena) as elena:
        log_contact(elena, match=pair, **told())
    with clock.stopped_at(at(pair.agreed_on + days(3))), acting_as(world.elena) as elena:
        rate = contact_rate(elena, pair.agreed_on, clock.today())
    assert (rate.due, rate.done, rate.percent, rate.target) == (2, 1, 50, 90)


def test_m25_contact_answers_the_safety_questions(world: World, pair: Match) -> None:
    with acting_as(world.elena) as elena, pytest.raises(Refused, match="safety questions"):
        log_contact(elena, match=pair, **told(safety={"safe": True}))


def test_m27_mentor_without_exchange_for_two_months_is_shown(world: World, pair: Match) -> None:
    assert "support" not in keys_on(world, days(59), pair)
    assert "support" in keys_on(world, days(60), pair)
    with clock.stopped_at(at(pair.agreed_on + days(60))), acting_as(world.elena) as elena:
        record_gathering(
            elena, organisation_id=world.organisation_id, kind="exchange", title="Mentors meet",
            held_on=clock.today(), participants=[pair.mentor_id],
        )  # fmt: skip
    assert "support" not in keys_on(world, days(60), pair)


def test_m28_mentor_is_asked_how_they_are(world: World, pair: Match) -> None:
    assert "wellbeing" in keys_on(world, days(90), pair)
    with clock.stopped_at(at(pair.agreed_on + days(90))), acting_as(world.elena) as elena:
        note_wellbeing(elena, participant=pair.mentor, state="good")
    assert "wellbeing" not in keys_on(world, days(90), pair)


def test_m29_too_many_matches_of_a_coordinator_are_shown(world: World, pair: Match) -> None:
    book: dict[str, Any] = {
        **settings_by_programme()[None], "care.caseload_warn": 0, "care.caseload_stop": 60,
    }  # fmt: skip
    with acting_as(world.elena) as elena:
        assert [load.level for load in caseloads(elena, book)] == ["warn"]


def test_m44_data_of_who_was_refused_are_erased(world: World) -> None:
    refused = world.take_up("Idris", "mentee", ready=False, phone="+390512193009")
    with acting_as(world.elena) as elena:
        take_step(elena, participant=refused, step="refuse", why="Lives elsewhere")
    said = clock.today() + days(150)
    with clock.stopped_at(at(said)), acting_as(world.elena) as elena:
        assert [each.alarm.key for each in ringing(elena)] == ["retention"]
    for after, phone in ((179, "+390512193009"), (180, "")):
        with clock.stopped_at(at(clock.today() + days(after))):
            erase_whom_we_keep_too_long()
        with acting_as(world.elena):
            assert Address.objects.get(pk=refused.person_id).phone == phone
    with acting_as(world.elena):
        assert Person.objects.get(pk=refused.person_id).erased_at is not None


def test_m46_suggestion_does_not_tell_who_made_it(world: World, pair: Match) -> None:
    person = pair.mentee_person_id
    with acting_as(Actor(account_id=person, request_id=uuid4())) as yusuf:
        suggest(yusuf, text="More evenings.")
    with acting_as(world.elena):
        suggestion = Suggestion.objects.get()
        assert suggestion.text == "More evenings."
        assert suggestion.created_at == at(clock.today(), 0)
    with acting_as(platform("sealing")):
        events = AuditEvent.objects.filter(table_name="care_suggestion")
        assert list(events.values_list("actor_id", "request_id")) == [(None, None)]
