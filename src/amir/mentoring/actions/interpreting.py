"""Interpreters of an organisation: bound to confidentiality first, then booked for a pair."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.people.contacts import normal_email, normal_phone

from .. import practice
from ..enums import BookingMode
from ..models import Booking, Interpreter, Match
from ..rules import ARRANGE

MOST_MINUTES = 480


def add_interpreter(
    actor: Actor, *, organisation_id: UUID, name: str, languages: Sequence[str],
    phone: str = "", email: str = "",
) -> Interpreter:  # fmt: skip
    """Somebody who interprets between at least two languages. Raises NotAllowed, Refused."""
    interpreter = Interpreter(
        organisation_id=organisation_id,
        name=name.strip()[:120],
        languages=list(dict.fromkeys(languages)),
        phone=normal_phone(phone) or phone[:20],
        email=normal_email(email) or email[:254],
    )
    _require(actor, interpreter)
    if not interpreter.name:
        raise Refused(_("Write a name."), field="name")
    if len(interpreter.languages) < 2:
        raise Refused(_("Choose two languages at least."), field="languages")
    interpreter.save(force_insert=True)
    return interpreter


def bind_interpreter(actor: Actor, *, interpreter: Interpreter, bound_on: date) -> None:
    """They promised to keep everything to themselves, on that day. Raises NotAllowed, Refused."""
    _require(actor, interpreter)
    if bound_on > clock.today():
        raise Refused(_("The date must be in the past."), field="bound_on")
    interpreter.bound_on = bound_on
    interpreter.save(update_fields=["bound_on"])


@transaction.atomic
def release_interpreter(actor: Actor, *, interpreter: Interpreter) -> None:
    """They interpret for us no more; what was booked from now on is cancelled."""
    _require(actor, interpreter)
    held = Interpreter.objects.select_for_update().get(pk=interpreter.pk)
    held.left_at = held.left_at or clock.now()
    # What was known of them was for arranging; it goes with them.
    held.name = held.phone = held.email = ""
    held.save(update_fields=["left_at", "name", "phone", "email"])
    to_come = Booking.objects.filter(interpreter=held, starts_at__gt=clock.now())
    to_come.filter(cancelled_at=None).update(cancelled_at=clock.now())


@transaction.atomic
def book_interpreter(
    actor: Actor,
    *,
    match: Match,
    interpreter: Interpreter,
    starts_at: datetime,
    minutes: int,
    mode: str,
    meeting_id: UUID | None = None,
) -> Booking:
    """An interpreter is there for a pair. Raises NotAllowed; Refused if they are not bound to
    confidentiality, are of another organisation, or are booked at that time."""
    by = _require(actor, match)
    held = Interpreter.objects.select_for_update().filter(
        pk=interpreter.pk, organisation_id=match.organisation_id
    ).first()  # fmt: skip
    if held is None or not practice.may_interpret(held, clock.today()):
        raise Refused(
            _("Only somebody who is bound to confidentiality interprets."), field="interpreter"
        )
    if mode not in BookingMode.values:
        raise Refused(_("Choose one from the list."), field="mode")
    if starts_at <= clock.now():
        raise Refused(_("Choose a time to come."), field="starts_at")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Write how many minutes a meeting takes."), field="minutes")
    if not match.is_live:
        raise Refused(_("This match is over already."))
    if _is_busy(held, starts_at, minutes):
        raise Refused(_("They are booked at that time already."), field="starts_at")
    return Booking.objects.create(
        organisation_id=match.organisation_id,
        match=match,
        interpreter=held,
        starts_at=starts_at,
        minutes=minutes,
        mode=mode,
        meeting_id=meeting_id,
        booked_by=by,
    )


def cancel_booking(actor: Actor, *, booking: Booking) -> None:
    """Nobody comes; twice is once. Raises NotAllowed."""
    _require(actor, booking)
    Booking.objects.filter(pk=booking.pk, cancelled_at=None).update(cancelled_at=clock.now())


def _is_busy(interpreter: Interpreter, starts_at: datetime, minutes: int) -> bool:
    """Whether another booking reaches into that time; the interpreter's row is locked."""
    ends_at = starts_at + timedelta(minutes=minutes)
    near = Booking.objects.filter(
        interpreter=interpreter, cancelled_at=None, starts_at__lt=ends_at,
        starts_at__gt=starts_at - timedelta(minutes=MOST_MINUTES),
    )  # fmt: skip
    return any(each.starts_at + timedelta(minutes=each.minutes) > starts_at for each in near)


def _require(actor: Actor, thing: Interpreter | Match | Booking) -> UUID:
    """Who arranges it."""
    if actor.account_id is None or not may(actor, ARRANGE, thing):
        raise NotAllowed(_("You may not arrange this in this organisation."))
    return actor.account_id
