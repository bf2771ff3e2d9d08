"""Dates as an iCalendar file (RFC 5545), which calendars of any maker can follow."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from .models import Event
from .wording import country_name

LONGEST_LINE = 75  # octets, says the standard


def calendar_file(name: str, events: Iterable[Event]) -> bytes:
    """All events as whole days. `name` is what the calendar is called."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//amir//programme calendar//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event_lines(event)
    lines.append("END:VCALENDAR")
    folded = (part for line in lines for part in _folded(line))
    return "".join(f"{line}\r\n" for line in folded).encode()


def _event_lines(event: Event) -> list[str]:
    where = ", ".join(filter(None, [event.place, event.country and country_name(event.country)]))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.pk}@amir",
        f"DTSTAMP:{event.created_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(event.starts_on)}",
        f"DTEND;VALUE=DATE:{_day(event.ends_on + timedelta(days=1))}",
        f"SUMMARY:{_escaped(event.title)}",
    ]
    if where:
        lines.append(f"LOCATION:{_escaped(where)}")
    return [*lines, "END:VEVENT"]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets; each further part begins with a space."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += letter
    yield part
