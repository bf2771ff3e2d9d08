"""A date in a mail, as calendars understand it (iCalendar, RFC 5545 and 5546).

Like every message it names nobody, no place and no theme: it says "A meeting", and when.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from amir.core import clock


@dataclass(frozen=True)
class Invitation:
    """A meeting. The same `uid` with a higher `sequence` replaces what was sent before.

    Without `at` it is the whole day.
    """

    uid: UUID
    sequence: int
    on: date
    at: time | None
    minutes: int
    is_cancelled: bool = False

    def as_plain(self) -> dict[str, Any]:
        """For a letter that waits."""
        return {
            "uid": str(self.uid), "sequence": self.sequence, "on": self.on.isoformat(),
            "at": self.at.isoformat() if self.at else None, "minutes": self.minutes,
            "is_cancelled": self.is_cancelled,
        }  # fmt: skip


def from_plain(told: dict[str, Any]) -> Invitation:
    """The invitation that `as_plain` told."""
    return Invitation(
        UUID(told["uid"]), told["sequence"], date.fromisoformat(told["on"]),
        time.fromisoformat(told["at"]) if told["at"] else None, told["minutes"],
        told["is_cancelled"],
    )  # fmt: skip


def method_of(invitation: Invitation) -> str:
    """What a calendar is to do with it."""
    return "CANCEL" if invitation.is_cancelled else "REQUEST"


def calendar_text(invitation: Invitation, language: str, address: str) -> str:
    """The invitation as a calendar file for one address."""
    with translation.override(language):
        summary = _("A meeting")
    event = Event()
    event.add("uid", f"{invitation.uid}@amir")
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", clock.now())
    event.add("summary", summary)
    event.add("status", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    for name, moment in _span(invitation).items():
        event.add(name, moment)
    event.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    event.add("attendee", vCalAddress(f"mailto:{address}"))
    calendar = Calendar()
    calendar.add("prodid", "-//amir//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method_of(invitation))
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _span(invitation: Invitation) -> dict[str, date]:
    """From when until when: moments in UTC, so that no table of time zones is needed."""
    if invitation.at is None:
        return {"dtstart": invitation.on, "dtend": invitation.on + timedelta(days=1)}
    begins = timezone.make_aware(datetime.combine(invitation.on, invitation.at))
    ends = begins + timedelta(minutes=invitation.minutes)
    return {
        "dtstart": begins.astimezone(UTC),
        "dtend": ends.astimezone(UTC),
    }
