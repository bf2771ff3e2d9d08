"""The first meeting of a pair, with a coordinator present: planned, moved, held."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.organisations.queries import staff_who_may

from .. import practice
from ..enums import AgreedPlace
from ..models import FirstMeeting, Match
from ..notices import APPOINTMENT, tell_people
from ..rules import ARRANGE
from .linking import links_for


@transaction.atomic
def plan_first_meeting(
    actor: Actor,
    *,
    match: Match,
    starts_at: datetime,
    place_kind: str,
    place: str = "",
    coordinator_id: UUID | None = None,
) -> FirstMeeting:
    """Set or move the first meeting; both are told that there is a date, and see it by link.

    `coordinator_id`: who is there, else the actor. Raises NotAllowed; Refused if it has been
    held, lies in the past, at home, or if nobody of the organisation's coordinators is there.
    """
    if actor.account_id is None or not may(actor, ARRANGE, match):
        raise NotAllowed(_("You may not arrange meetings in this organisation."))
    coordinator = coordinator_id or actor.account_id
    if not practice.is_accompanied(coordinator, staff_who_may(ARRANGE)[match.organisation_id]):
        raise Refused(_("Choose a coordinator who is there."), field="coordinator_id")
    if starts_at <= clock.now():
        raise Refused(_("Choose a time to come."), field="starts_at")
    if place_kind not in AgreedPlace.values or place_kind == AgreedPlace.HOME:
        raise Refused(_("The first meeting is not in a private home."), field="place_kind")
    held = Match.objects.select_for_update().get(pk=match.pk)
    if not held.is_live:
        raise Refused(_("This match is over already."))
    meeting = FirstMeeting.objects.filter(match=held).first() or FirstMeeting(
        organisation_id=held.organisation_id, match=held
    )
    if meeting.held_on is not None:
        raise Refused(_("The first meeting has been held already."))
    meeting.starts_at, meeting.place_kind = starts_at, place_kind
    meeting.place = place.strip()[:200]
    meeting.coordinator_id, meeting.reminded_at = coordinator, None
    meeting.save()
    tell_people(held.organisation_id, APPOINTMENT, links_for(held))
    return meeting


@transaction.atomic
def note_first_meeting(actor: Actor, *, match: Match, held_on: date) -> FirstMeeting:
    """The two have met for the first time. Raises NotAllowed; Refused for a day to come, or twice.

    Also if nobody planned it: then the actor was there.
    """
    if actor.account_id is None or not may(actor, ARRANGE, match):
        raise NotAllowed(_("You may not arrange meetings in this organisation."))
    if not match.agreed_on <= held_on <= clock.today():
        raise Refused(_("Choose a day between the match and today."), field="held_on")
    Match.objects.select_for_update().get(pk=match.pk)
    meeting = FirstMeeting.objects.filter(match=match).first() or FirstMeeting(
        organisation_id=match.organisation_id,
        match=match,
        starts_at=clock.now(),
        coordinator_id=actor.account_id,
    )
    if meeting.held_on is not None:
        raise Refused(_("The first meeting has been held already."))
    meeting.held_on = held_on
    meeting.save()
    happened("mentoring.first_meeting_held", actor, match=match, held_on=held_on)
    return meeting
