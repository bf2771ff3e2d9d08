"""Telling a meeting: once however often it is sent, from either side, by whichever way."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.meetings.actions import (
    Told,
    add_goal,
    complete_meeting,
    hear_note,
    log_meeting,
    log_text,
    log_voice,
    settle_version,
)
from amir.meetings.enums import Source
from amir.meetings.models import Meeting, NextDate, OtherVersion, Step, VoiceNote
from amir.meetings.queries import (
    meetings_held,
    meetings_visible_to,
    other_versions_visible_to,
    teller_by_token,
)
from amir.mentoring.actions import end_match
from amir.messages.models import Delivery

from .conftest import Pair, pair_of

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
SOUND = b"OggS" + bytes(400)


def test_meeting_told_twice_is_one_meeting(pair: Pair) -> None:
    told, client_id = Told(clock.today(), 45), uuid4()
    assert pair.log(told, client_id=client_id).state == "new"
    again = pair.log(told, client_id=client_id)
    assert again.state == "same"
    with acting_as(pair.elena) as elena:
        assert meetings_visible_to(elena).count() == 1


@pytest.mark.parametrize(("take", "kept"), [(True, 90), (False, 45)])
def test_other_content_under_the_same_id_is_kept_for_a_person(
    pair: Pair, take: bool, kept: int
) -> None:
    client_id = uuid4()
    pair.log(Told(clock.today(), 45), client_id=client_id)
    for _again in range(2):
        assert pair.log(Told(clock.today(), 90), client_id=client_id).state == "other"
    with acting_as(pair.elena) as elena:
        assert [m.minutes for m in meetings_visible_to(elena)] == [45]
        [version] = other_versions_visible_to(elena)
        assert version.content["minutes"] == 90
        settle_version(elena, version=version, take=take)
        assert not other_versions_visible_to(elena).exists()
        assert [m.minutes for m in meetings_visible_to(elena)] == [kept]
        with pytest.raises(Refused):
            settle_version(elena, version=version, take=take)


def test_id_of_a_foreign_meeting_gives_no_receipt_and_loses_nothing(pair: Pair) -> None:
    client_id, told = uuid4(), Told(clock.today(), 45)
    pair.log(told, client_id=client_id)
    other = pair_of(pair.world, "Hana", "Omar", email="omar@example.org", phone="+393330009999")
    with acting_as(other.amina) as omar:
        receipt = log_meeting(
            omar, match=other.match, told=told, client_id=client_id, source=Source.PAGE
        )
    assert (receipt.state, receipt.meeting) == ("other", None)
    with acting_as(pair.elena):
        assert Meeting.objects.get().match_id == pair.match.pk
        version = OtherVersion.objects.get()
        assert version.match_id == other.match.pk
        settle_version(pair.elena, version=version, take=True)
        assert [m.minutes for m in Meeting.objects.filter(match=other.match)] == [45]


def test_either_side_tells_and_nobody_else(pair: Pair) -> None:
    for who in ("amina", "yusuf"):
        assert pair.log(Told(clock.today(), 30), who).state == "new"
    with acting_as(pair.elena) as elena, pytest.raises(NotAllowed):
        log_meeting(
            elena, match=pair.match, told=Told(clock.today(), 30), client_id=uuid4(),
            source=Source.PAGE,
        )  # fmt: skip


def test_day_that_both_tell_counts_once(pair: Pair) -> None:
    for who in ("amina", "yusuf"):
        pair.log(Told(clock.today(), 30), who)
    pair.log(Told(clock.today() + timedelta(days=1), 30))
    with acting_as(pair.elena):
        assert meetings_held(pair.match) == 2


def test_impossible_meetings_are_refused_in_words(pair: Pair) -> None:
    today = clock.today()
    for told, field in (
        (Told(today + timedelta(days=2), 30), "held_on"),
        (Told(today, 0), "minutes"),
        (Told(today, 1441), "minutes"),
        (Told(today, 30, mode="by pigeon"), "mode"),
        (Told(today, 30, next_on=today + timedelta(days=400)), "next_on"),
    ):
        with pytest.raises(Refused) as refused:
            pair.log(told)
        assert refused.value.field == field


def test_steps_done_and_next_date_follow_from_what_was_told(pair: Pair) -> None:
    with acting_as(pair.amina) as amina:
        add_goal(amina, match=pair.match, theme="work", template="work.cv")
        first = Step.objects.earliest("order")
    following = clock.today() + timedelta(days=7)
    pair.log(Told(clock.today(), 60, steps_done=(first.pk,), next_on=following))
    with acting_as(pair.elena):
        assert [s.done_on for s in Step.objects.order_by("order")] == [clock.today(), None, None]
        assert NextDate.objects.get().on == following


def test_steps_of_other_pairs_are_left_alone(pair: Pair) -> None:
    other = pair_of(pair.world, "Hana", "Omar", email="omar@example.org", phone="+393330009999")
    with acting_as(other.amina) as omar:
        add_goal(omar, match=other.match, template="work.cv")
        theirs = Step.objects.earliest("order")
    pair.log(Told(clock.today(), 60, steps_done=(theirs.pk,)))
    with acting_as(pair.elena):
        assert not Step.objects.filter(done_on__isnull=False).exists()


def test_pair_reads_its_meetings_only_while_the_match_lasts(pair: Pair) -> None:
    pair.log(Told(clock.today(), 30))
    with acting_as(pair.amina) as amina:
        assert meetings_visible_to(amina).count() == 1
    with acting_as(pair.elena) as elena:
        end_match(elena, match=pair.match, why="Moved", reason="moved")
    counts = {}
    for who in ("amina", "yusuf", "elena"):
        with acting_as(getattr(pair, who)):
            counts[who] = Meeting.objects.count()
    with acting_as(pair.world.nour):
        counts["nour"] = Meeting.objects.count()
    assert counts == {"amina": 0, "yusuf": 0, "elena": 1, "nour": 0}


def test_meeting_of_an_ended_match_is_taken_for_two_months(pair: Pair) -> None:
    made = pair.link()
    with acting_as(pair.elena) as elena:
        end_match(elena, match=pair.match, why="Moved", reason="moved")
    later = clock.now() + timedelta(days=60)
    for days, is_taken in ((0, True), (60, True), (61, False)):
        with clock.stopped_at(later - timedelta(days=60 - days)):
            teller = teller_by_token(made.token)
            assert teller is not None
            with acting_as(teller.actor) as amina:
                try:
                    log_meeting(
                        amina, match=teller.match, told=Told(date(2026, 1, 1), 30),
                        client_id=uuid4(), source=Source.LINK,
                    )  # fmt: skip
                except Refused:
                    assert not is_taken
                else:
                    assert is_taken


def test_voice_note_is_sealed_heard_and_written_down_once(pair: Pair) -> None:
    with acting_as(pair.amina) as amina:
        receipt = log_voice(
            amina, match=pair.match, sound=SOUND, held_on=clock.today(), client_id=uuid4()
        )
    assert receipt.meeting is not None
    assert receipt.meeting.minutes is None
    with connection.cursor() as cursor, acting_as(pair.elena) as elena:
        cursor.execute("select sound from meetings_voicenote")
        assert b"T2dnU" not in bytes(cursor.fetchone()[0])
        note = VoiceNote.objects.get()
        assert hear_note(elena, note=note).startswith("T2dnU")
        complete_meeting(elena, meeting=note.meeting, minutes=50)
        with pytest.raises(Refused):
            complete_meeting(elena, meeting=note.meeting, minutes=20)
        assert Meeting.objects.get().minutes == 50


def test_voice_note_takes_only_recordings(pair: Pair) -> None:
    for sound in (b"<html>" + bytes(99), b"OggS" + bytes(4 * 1024 * 1024)):
        with acting_as(pair.amina) as amina, pytest.raises(Refused):
            log_voice(
                amina, match=pair.match, sound=sound, held_on=clock.today(), client_id=uuid4()
            )


def test_sms_with_minutes_is_a_meeting_of_today_and_is_answered(pair: Pair) -> None:
    for _again in range(2):
        assert log_text(pair.elena, message_id="m1", address="+393331112222", text=" ٤٥ min")
    with acting_as(pair.elena) as elena:
        meeting = meetings_visible_to(elena).get()
        assert (meeting.minutes, meeting.held_on) == (45, clock.today())
        assert (meeting.logged_by, meeting.source) == (pair.amina.account_id, Source.SMS)
        answers = Delivery.objects.filter(template="meeting_by_text")
        assert answers.count() == 2


def test_sms_of_a_stranger_or_without_minutes_is_no_meeting(pair: Pair) -> None:
    assert not log_text(pair.elena, message_id="m1", address="+393339999999", text="45")
    assert not log_text(pair.elena, message_id="m2", address="+393331112222", text="Ciao")
    assert not log_text(pair.elena, message_id="m3", address="+393331112222", text="0")
    with acting_as(pair.elena):
        assert not Meeting.objects.exists()
