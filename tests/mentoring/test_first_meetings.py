"""The first meeting: a date, a place, a coordinator, reminders, and that it was held."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.mentoring.actions import (
    note_first_meeting,
    plan_first_meeting,
    remind_of_first_meetings,
    suspend_match,
)
from amir.mentoring.models import FirstMeeting, Match
from amir.mentoring.queries import matches_to_meet
from amir.mentoring.rules import keeping

from .conftest import World
from .matched import AMINAS_PHONE, YUSUFS_MAIL, a_match, messages_to, yusuf
from .test_pages import SignIn, text

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def planned(world: World, match: Match, days: int = 5) -> FirstMeeting:
    with acting_as(world.elena) as elena:
        return plan_first_meeting(
            elena, match=match, starts_at=clock.now() + timedelta(days=days),
            place_kind="office", place="Via Emilia 1",
        )  # fmt: skip


def remind() -> int:
    with acting_as(keeping()) as platform:
        return remind_of_first_meetings(platform)


def test_both_are_told_that_there_is_a_date_and_see_it(world: World, browser: SignIn) -> None:
    match = a_match(world)
    meeting = planned(world, match)
    assert meeting.coordinator_id == world.elena.account_id
    for contact in (AMINAS_PHONE, YUSUFS_MAIL):
        assert messages_to(world, contact)[-1] == "first_meeting"
    client = browser(Actor(account_id=match.mentee_person_id))
    page = text(client.get(reverse("me_match", args=[match.pk])))
    assert "Via Emilia 1" in page
    assert "Elena from the organisation is there." in page


def test_moving_it_tells_both_again_and_reminds_again(world: World) -> None:
    match = a_match(world)
    planned(world, match, days=1)
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        assert remind() == 1
    planned(world, match, days=9)
    with acting_as(world.elena):
        moved = FirstMeeting.objects.get()
    assert moved.reminded_at is None
    told = [name for name in messages_to(world, YUSUFS_MAIL) if name.startswith("first_meeting")]
    assert sorted(told) == ["first_meeting", "first_meeting", "first_meeting_soon"]


def test_reminder_comes_once_in_the_hours_before(world: World) -> None:
    match = a_match(world)
    meeting = planned(world, match)
    with clock.stopped_at(meeting.starts_at - timedelta(hours=25)):
        assert remind() == 0
    with clock.stopped_at(meeting.starts_at - timedelta(hours=23)):
        assert remind() == 1
        assert remind() == 0
    for contact in (AMINAS_PHONE, YUSUFS_MAIL):
        assert messages_to(world, contact)[-1] == "first_meeting_soon"


def test_nobody_is_reminded_of_a_meeting_that_pauses_or_was_held(world: World) -> None:
    match = a_match(world)
    meeting = planned(world, match)
    with acting_as(keeping()) as platform:
        suspend_match(platform, match=match)
    with clock.stopped_at(meeting.starts_at - timedelta(hours=1)):
        assert remind() == 0
    with acting_as(world.elena) as elena:
        Match.objects.update(suspended_at=None)
        note_first_meeting(elena, match=match, held_on=clock.today())
    with clock.stopped_at(meeting.starts_at - timedelta(hours=1)):
        assert remind() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_at": -1}, "starts_at"),
        ({"place_kind": "home"}, "place_kind"),
        ({"coordinator": "nour"}, "coordinator_id"),
        ({"coordinator": "yusuf"}, "coordinator_id"),
    ],
)
def test_it_is_to_come_and_not_at_home_and_with_a_coordinator(
    world: World, change: dict[str, object], field: str
) -> None:
    match = a_match(world)
    people = {"nour": world.nour.account_id, "yusuf": match.mentee_person_id}
    with acting_as(world.elena) as elena, pytest.raises(Refused) as refused:
        plan_first_meeting(
            elena,
            match=match,
            starts_at=clock.now() + timedelta(days=int(str(change.get("starts_at", 1)))),
            place_kind=str(change.get("place_kind", "office")),
            coordinator_id=people.get(str(change.get("coordinator"))),
        )
    assert refused.value.field == field


def test_others_arrange_nothing(world: World) -> None:
    match = a_match(world)
    for actor in (VISITOR, world.nour, Actor(account_id=match.mentor_person_id)):
        with acting_as(actor), pytest.raises(NotAllowed):
            plan_first_meeting(actor, match=match, starts_at=clock.now(), place_kind="office")
        with acting_as(actor), pytest.raises(NotAllowed):
            note_first_meeting(actor, match=match, held_on=clock.today())


def test_it_is_held_once_between_the_match_and_today(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        for days in (-1, 1):
            with pytest.raises(Refused, match="between the match and today"):
                note_first_meeting(elena, match=match, held_on=clock.today() + timedelta(days=days))
        note_first_meeting(elena, match=match, held_on=clock.today())
        with pytest.raises(Refused, match="held already"):
            note_first_meeting(elena, match=match, held_on=clock.today())
        with pytest.raises(Refused, match="held already"):
            plan_first_meeting(
                elena, match=match, starts_at=clock.now() + timedelta(days=1), place_kind="office"
            )
    with yusuf(match):
        assert FirstMeeting.objects.get().held_on == clock.today()


def test_today_names_matches_that_nobody_has_arranged_in_time(
    world: World, browser: SignIn
) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        with clock.stopped_at(clock.now() + timedelta(days=7)):
            assert matches_to_meet(elena) == []
        with clock.stopped_at(clock.now() + timedelta(days=8)):
            assert matches_to_meet(elena) == [match]
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        page = text(browser(world.elena).get("/desk/"))
        assert "1 match waits for its first meeting." in page
    planned(world, match)
    with clock.stopped_at(clock.now() + timedelta(days=8)), acting_as(world.elena) as elena:
        assert matches_to_meet(elena) == []


def test_desk_sets_the_date_and_notes_that_they_met(world: World, browser: SignIn) -> None:
    match = a_match(world)
    client = browser(world.elena)
    address = reverse("match_first_meeting", args=[match.pk])
    page = client.get(address)
    assert "Elena" in text(page)
    day = clock.today() + timedelta(days=3)
    sent = {
        "day_year": day.year, "day_month": day.month, "day_day": day.day, "time": "14:30",
        "place_kind": "public", "place": "Library", "coordinator_id": str(world.sofia.account_id),
    }  # fmt: skip
    page = client.post(address, sent, follow=True)
    assert "Library" in text(page)
    assert "Sofia from the organisation is there." in text(page)
    held = reverse("match_first_meeting_held", args=[match.pk])
    today = clock.today()
    when = {
        "held-held_on_year": today.year, "held-held_on_month": today.month,
        "held-held_on_day": today.day,
    }  # fmt: skip
    assert "The date must be in the past." in text(
        client.post(held, {**when, "held-held_on_year": today.year + 1})
    )
    assert "They met on" in text(client.post(held, when, follow=True))
