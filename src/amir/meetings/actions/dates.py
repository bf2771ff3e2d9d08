"""The next date of a pair: setting, moving and cancelling it, with invitations to both."""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.mentoring.models import Match

from ..enums import DateState, Mode
from ..models import NextDate
from ..notices import tell_date
from ..rules import CHANGE, MINE

MOST_AHEAD = timedelta(days=366)


def set_date(
    actor: Actor,
    *,
    match: Match,
    on: date,
    at: time | None = None,
    minutes: int = 60,
    mode: str = Mode.IN_PERSON,
) -> NextDate:
    """Set or move the next date; both get an invitation. Raises NotAllowed, Refused."""
    _require(actor, match)
    if on < clock.today():
        raise Refused(_("This day is over."), field="on")
    if on > clock.today() + MOST_AHEAD:
        raise Refused(_("The next date is too far away."), field="on")
    if not match.is_live:
        raise Refused(_("This match is over."))
    if not 1 <= minutes <= 24 * 60:
        raise Refused(_("Write how many minutes it was, up to 1440."), field="minutes")
    return _put(actor, match, on, at, minutes, mode)


def put_date(actor: Actor, *, match: Match, on: date, mode: str) -> NextDate | None:
    """The same for whoever told a meeting; None for a day that is over, which needs no date."""
    if on < clock.today() or not match.is_live:
        return None
    return _put(actor, match, on, None, 60, mode)


@transaction.atomic
def _put(
    actor: Actor, match: Match, on: date, at: time | None, minutes: int, mode: str
) -> NextDate:
    if actor.account_id is None:
        raise NotAllowed(_("Please sign in first."))
    found = NextDate.objects.select_for_update().filter(match=match, state=DateState.PLANNED)
    held = found.first()
    if held is not None and held.on < clock.today():
        # The one before is over; the next is an invitation of its own.
        held.state = DateState.PAST
        held.save(update_fields=["state"])
        held = None
    if held is None:
        held = NextDate(
            organisation_id=match.organisation_id, match=match,
            mentee_person_id=match.mentee_person_id, mentor_person_id=match.mentor_person_id,
            sequence=0, set_by=actor.account_id,
        )  # fmt: skip
    elif (held.on, held.at, held.minutes, held.mode) == (on, at, minutes, mode):
        return held
    else:
        held.sequence += 1
    held.on, held.at, held.minutes, held.mode = on, at, minutes, mode
    held.save()
    tell_date(held)
    return held


@transaction.atomic
def cancel_date(actor: Actor, *, match: Match) -> None:
    """The planned date is off; both are told. Raises NotAllowed; Refused if there is none."""
    _require(actor, match)
    held = NextDate.objects.select_for_update().filter(match=match, state=DateState.PLANNED).first()
    if held is None:
        raise Refused(_("There is no date to cancel."))
    held.state, held.sequence = DateState.CANCELLED, held.sequence + 1
    held.save(update_fields=["state", "sequence"])
    tell_date(held)


def _require(actor: Actor, match: Match) -> None:
    if actor.account_id is None or not (may(actor, MINE, match) or may(actor, CHANGE, match)):
        raise NotAllowed(_("You may not set dates for this match."))
