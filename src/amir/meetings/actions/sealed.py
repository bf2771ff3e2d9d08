"""Writing down what waited sealed on a phone, whatever its clock says and whoever sends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import Refused

from ..enums import Mode, Source
from ..queries import teller_by_ticket
from ..sealing import NotOurs, open_envelope, read_ticket
from .logging import Receipt, Told, digest_of, log_meeting

MOST_DAYS_AGO = 366


def log_sealed(envelope: bytes, *, phone_now: datetime | None) -> Receipt:
    """Write down what an envelope holds, as the person whose ticket lies in it.

    `phone_now`: what the phone's clock says while it sends. Raises NotOurs if it cannot be
    opened, Refused if it cannot be written down: then the phone keeps it.
    """
    held = open_envelope(envelope)
    teller = teller_by_ticket(read_ticket(str(held.get("ticket", ""))))
    if teller is None:
        raise Refused(_("This link was taken back. Call your coordinator."))
    moment = _moment(held, phone_now)
    day = _day(held, moment, teller.match.agreed_on)
    with acting_as(teller.actor) as person:
        return log_meeting(
            person, match=teller.match, told=_told(held, day.held_on),
            client_id=_uuid(held, "id"), source=Source.OUTBOX, told_at=moment,
            digest=digest_of(held),
            is_date_doubtful=day.is_doubtful,
        )  # fmt: skip


@dataclass(frozen=True)
class Day:
    """The day of a meeting, and whether the phone's clock makes it doubtful."""

    held_on: date
    is_doubtful: bool


def _moment(held: Mapping[str, Any], phone_now: datetime | None) -> datetime:
    """When it was told, by our clock: the phone's clock may be wrong, its distances are right."""
    now = clock.now()
    try:
        told = datetime.fromtimestamp(int(held["at"]) / 1000, UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError) as error:
        raise NotOurs from error
    ahead = (phone_now - now) if phone_now is not None else timedelta()
    try:
        return min(told - ahead, now)
    except OverflowError:
        return now


def _day(held: Mapping[str, Any], moment: datetime, agreed_on: date) -> Day:
    """The day that was meant; kept within the match, and doubtful if it was not."""
    ago = held.get("ago")
    if not isinstance(ago, int) or not 0 <= ago <= MOST_DAYS_AGO:
        raise NotOurs
    # The phone cannot ask which day it is here, only how many days ago it was.
    meant = clock.day_of(moment) - timedelta(days=ago)
    day = max(meant, agreed_on)
    return Day(day, day != meant)


def _told(held: Mapping[str, Any], day: date) -> Told:
    minutes, ahead = held.get("minutes"), held.get("next")
    if isinstance(minutes, bool) or not isinstance(minutes, int):
        raise Refused(_("Write how many minutes it was, up to 1440."), field="minutes")
    steps = held.get("steps", [])
    if not isinstance(steps, list):
        raise NotOurs
    return Told(
        held_on=day,
        minutes=minutes,
        mode=str(held.get("mode") or Mode.IN_PERSON),
        place_kind=str(held.get("place_kind") or ""),
        theme=str(held.get("theme") or ""),
        steps_done=tuple(_as_uuid(step) for step in steps),
        next_on=day + timedelta(days=ahead) if isinstance(ahead, int) and 0 < ahead < 367 else None,
        has_concern=held.get("concern") is True,
    )


def _uuid(held: Mapping[str, Any], name: str) -> UUID:
    return _as_uuid(held.get(name))


def _as_uuid(told: Any) -> UUID:
    try:
        return UUID(str(told))
    except ValueError as error:
        raise NotOurs from error
