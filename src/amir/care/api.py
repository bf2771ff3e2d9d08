"""Who needs a coordinator, contacts, and what is done about alarms, through the API."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.mentoring.queries import match_or_404

from . import actions
from .enums import Channel, Nature, Safety, Whom
from .models import Contact, Dismissal
from .queries import contacts_visible_to, dismissal_or_404
from .rules import LOG, VIEW
from .today import organisation_of, ringing, ringing_one_or_404, with_names

router = Router(tags=["care"])


class AlarmOut(Schema):
    """Who needs a coordinator, and why. `thing_id`: the match or the participant."""

    alarm: str
    label: str
    match_id: UUID | None
    participant_id: UUID | None
    thing_id: UUID
    names: list[str]
    since: date
    says: str
    act_url: str
    reminded_on: date | None


class ContactOut(Schema):
    """A coordinator spoke with somebody of a pair. `safety`: question -> yes or no."""

    id: UUID
    match_id: UUID
    whom: Whom
    held_on: date
    minutes: int
    channel: Channel
    nature: Nature
    is_reached: bool
    safety: dict[str, bool]
    note: str
    by: UUID
    created_at: datetime


class ContactIn(FormIn):
    """A contact to write down. Each safety question is answered, unless nobody was reached."""

    whom: Whom
    held_on: date
    minutes: int = Field(ge=0, le=600)
    channel: Channel
    nature: Nature = Nature.CHECK_IN
    is_reached: bool = True
    safety: dict[Safety, bool]
    note: Text = Field("", max_length=600)


class DismissIn(FormIn):
    """Why nothing needs to be done."""

    reason: Text = Field(max_length=300)


class DismissedOut(Schema):
    """Until when an alarm is quiet."""

    id: UUID
    until: date


@router.get("/today", auth=Needs(VIEW), response={200: Page[AlarmOut], **ERRORS})
def list_alarms(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Everything that rings for the actor, the most urgent first."""
    actor = actor_of(request)
    rings = ringing(actor)
    following = wanted.offset + wanted.limit
    rows = with_names(actor, rings[wanted.offset : following])
    return {
        "items": [_alarm(row) for row in rows],
        "count": len(rings),
        "next_offset": following if following < len(rings) else None,
    }


def _alarm(row: Any) -> dict[str, Any]:
    each, due = row.ringing, row.ringing.due
    return {
        "alarm": each.alarm.key, "label": str(each.alarm.label), "match_id": due.match_id,
        "participant_id": due.participant_id, "thing_id": due.thing_id,
        "names": list(row.names), "since": due.since, "says": each.says,
        "act_url": due.act_url, "reminded_on": each.reminded_on,
    }  # fmt: skip


@router.post(
    "/today/{alarm}/{thing_id}/dismiss", auth=Needs(LOG), response={200: DismissedOut, **ERRORS}
)
def dismiss_alarm(
    request: HttpRequest, alarm: str, thing_id: UUID, sent: DismissIn
) -> dict[str, Any]:
    """Nothing needs to be done for now; it is counted, and rings again after some weeks."""
    actor = actor_of(request)

    def dismiss() -> Dismissal:
        found = ringing_one_or_404(actor, alarm=alarm, thing_id=thing_id)
        demand(actor, LOG, Owned(organisation_of(found)))
        return actions.dismiss_alarm(actor, ringing=found, reason=sent.reason)

    made = dismissal_or_404(actor, dismissal_id=cast(UUID, once(request, sent, dismiss)))
    return {"id": made.pk, "until": made.until}


@router.get("/contacts", auth=Needs(VIEW), response={200: Page[ContactOut], **ERRORS})
def list_contacts(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Contacts with pairs of the actor's organisations, newest first."""
    return page(contacts_visible_to(actor_of(request)), wanted, lambda found: found)


@router.post("/matches/{match_id}/contacts", auth=Needs(LOG), response={200: ContactOut, **ERRORS})
def log_contact(request: HttpRequest, match_id: UUID, sent: ContactIn) -> Contact:
    """Write down that one spoke with somebody of a pair."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, LOG, match)
    told = sent.dict(exclude={"form_id", "safety"})
    safety = {asked.value: said for asked, said in sent.safety.items()}
    made = once(
        request, sent, lambda: actions.log_contact(actor, match=match, safety=safety, **told)
    )
    return contacts_visible_to(actor).get(pk=cast(UUID, made))


class Owned:
    """Something of an organisation, for `demand`."""

    def __init__(self, organisation_id: UUID) -> None:
        self.organisation_id = organisation_id
