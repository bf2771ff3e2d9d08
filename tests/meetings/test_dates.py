"""Next dates with invitations, reminders of silent pairs, answers by SMS from a folder."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import NotAllowed, Refused
from amir.meetings.actions import Told, cancel_date, remind_silent, set_date
from amir.meetings.models import Meeting, NextDate, PersonalLink, Reminder
from amir.meetings.queries import last_meeting_days, silent_matches, teller_by_token
from amir.mentoring.actions import take_match_step
from amir.mentoring.queries import matches_visible_to
from amir.messages.actions import deliver
from amir.messages.enums import Way
from amir.messages.incoming import take_in
from amir.messages.models import Delivery

from .conftest import Pair

pytestmark = pytest.mark.django_db


def mails(pair: Pair, folder: Path, template: str) -> list[tuple[str, str]]:
    """(address, text) of the mails of one kind, in the order of their addresses."""
    with acting_as(pair.elena):
        ids = list(Delivery.objects.filter(template=template).values_list("pk", flat=True))
    for delivery_id in ids:
        deliver(delivery_id)
    texts = [file.read_text() for file in folder.glob("*.txt") if "VCALENDAR" in file.read_text()]
    return sorted((text.split("\n")[1], text) for text in texts)


def invitation(text: str) -> tuple[Calendar, dict[str, object]]:
    """The calendar in a mail, and its one event."""
    calendar = Calendar.from_ical(text[text.index("BEGIN:VCALENDAR") :])
    [event] = calendar.walk("VEVENT")
    return calendar, dict(event)


def test_date_invites_both_moves_and_is_cancelled(pair: Pair, mail_folder: Path) -> None:
    on = clock.today() + timedelta(days=5)
    with acting_as(pair.amina) as amina:
        first = set_date(amina, match=pair.match, on=on, at=time(17, 30))
    found = mails(pair, mail_folder, "meeting_date_set")
    assert [address for address, _text in found] == ["amina@example.org", "yusuf@example.org"]
    for _address, text in found:
        calendar, event = invitation(text)
        assert calendar["METHOD"] == "REQUEST"
        assert (str(event["UID"]), event["SEQUENCE"]) == (f"{first.pk}@amir", 0)
        assert str(event["SUMMARY"]) == "A meeting"
        for name in ("Amina", "Yusuf", "Modena", "Casa", "work"):
            assert name not in text.replace("amina@", "").replace("yusuf@", "")
    with acting_as(pair.yusuf) as yusuf:
        moved = set_date(yusuf, match=pair.match, on=on + timedelta(days=1), at=time(18))
        assert (moved.pk, moved.sequence) == (first.pk, 1)
        again = set_date(yusuf, match=pair.match, on=on + timedelta(days=1), at=time(18))
        assert again.sequence == 1
        cancel_date(yusuf, match=pair.match)
        with pytest.raises(Refused):
            cancel_date(yusuf, match=pair.match)
    for file in mail_folder.glob("*.txt"):
        file.unlink()
    [(_a, text), _other] = mails(pair, mail_folder, "meeting_date_cancelled")
    calendar, event = invitation(text)
    assert (calendar["METHOD"], event["SEQUENCE"], event["STATUS"]) == ("CANCEL", 2, "CANCELLED")


def test_date_without_time_is_a_whole_day(pair: Pair, mail_folder: Path) -> None:
    on = clock.today() + timedelta(days=5)
    with acting_as(pair.elena) as elena:
        set_date(elena, match=pair.match, on=on)
    _calendar, event = invitation(mails(pair, mail_folder, "meeting_date_set")[0][1])
    assert event["DTSTART"].dt == on  # type: ignore[attr-defined]


def test_dates_are_refused_in_words(pair: Pair) -> None:
    with acting_as(pair.amina) as amina, pytest.raises(Refused):
        set_date(amina, match=pair.match, on=clock.today() - timedelta(days=1))
    with acting_as(pair.world.nour) as nour, pytest.raises(NotAllowed):
        set_date(nour, match=pair.match, on=clock.today())


def test_next_meeting_is_a_new_invitation_when_the_last_is_over(pair: Pair) -> None:
    with acting_as(pair.amina) as amina:
        first = set_date(amina, match=pair.match, on=clock.today())
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        pair.log(Told(clock.today(), 30, next_on=clock.today() + timedelta(days=7)))
        with acting_as(pair.elena):
            planned = NextDate.objects.get(state="planned")
    assert (planned.sequence, planned.pk != first.pk) == (0, True)


def reminded(pair: Pair, days: int) -> int:
    return remind_silent(pair.match.agreed_on + timedelta(days=days))


def test_silent_pair_is_reminded_after_14_and_28_days_once_each(pair: Pair) -> None:
    assert [reminded(pair, day) for day in (0, 13, 14, 14, 20, 28, 29, 60)] == [
        0, 0, 1, 0, 0, 1, 0, 0,
    ]  # fmt: skip
    with acting_as(pair.elena):
        assert sorted(Reminder.objects.values_list("after_days", flat=True)) == [14, 28]
        told = Delivery.objects.filter(template="meeting_reminder")
        assert told.count() == 4
        assert set(told.values_list("account_id", flat=True)) == {
            pair.match.mentee_person_id, pair.match.mentor_person_id,
        }  # fmt: skip
        assert PersonalLink.objects.count() == 4


def test_meeting_begins_the_clock_anew(pair: Pair) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=10)):
        pair.log(Told(clock.today(), 30))
    assert [reminded(pair, day) for day in (14, 23, 24)] == [0, 0, 1]


def test_pair_on_hold_is_left_in_peace(pair: Pair) -> None:
    with acting_as(pair.elena) as elena:
        take_match_step(elena, match=pair.match, step="hold", why="Ramadan")
    assert reminded(pair, 40) == 0


def test_coordinator_is_told_of_pairs_that_are_silent_for_28_days(pair: Pair) -> None:
    with acting_as(pair.elena) as elena:
        matches = list(matches_visible_to(elena))
        for days, found in ((27, 0), (28, 1)):
            today = pair.match.agreed_on + timedelta(days=days)
            silent = silent_matches(matches, today)
            assert [since for _match, since in silent] == [pair.match.agreed_on] * found
            assert last_meeting_days(matches, today) == {pair.match.pk: days}


def test_link_in_a_reminder_works(pair: Pair, mail_folder: Path) -> None:
    reminded(pair, 14)
    with acting_as(pair.elena):
        ids = list(
            Delivery.objects.filter(template="meeting_reminder").values_list("pk", flat=True)
        )
    for delivery_id in ids:
        deliver(delivery_id)
    people = set()
    for file in mail_folder.glob("*.txt"):
        token = file.read_text().split("/m/")[1].split("/")[0]
        teller = teller_by_token(token)
        assert teller is not None
        people.add(teller.person_id)
    assert people == {pair.match.mentee_person_id, pair.match.mentor_person_id}


def test_answers_by_sms_are_taken_in_from_the_folder(pair: Pair, mail_folder: Path) -> None:
    inbox = mail_folder / "in"
    inbox.mkdir(parents=True)
    (inbox / "one.txt").write_text("+393331112222\n45\n")
    (inbox / "two.txt").write_text("+393339999999\n45\n")
    assert take_in() == 2
    assert list(inbox.glob("*")) == []
    with acting_as(pair.elena):
        assert Meeting.objects.get().minutes == 45
        [answer] = Delivery.objects.filter(template="meeting_by_text")
        assert answer.channel == Way.SMS
