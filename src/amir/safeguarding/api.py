"""Concerns through the API: everybody reports, only the safeguarding leads read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from amir.core.api import (
    ERRORS,
    FormIn,
    Needs,
    Page,
    Paging,
    Problem,
    Text,
    actor_of,
    demand,
    once_unnamed,
    page,
)
from amir.organisations.queries import organisations_visible_to
from amir.people.devices import address_of

from . import actions, queries, rules
from .enums import ConcernState, Urgency

router = Router(tags=["concerns"])


class ReportIn(FormIn):
    """What worries somebody. `reach_me`: how, if not in the way that is known.

    `anonymous`: who reported it is written down nowhere.
    """

    text: Text = Field(max_length=actions.LONGEST)
    urgency: Urgency
    subject_person_id: UUID | None = None
    reach_me: Text = Field("", max_length=200)
    anonymous: bool = False


class ConcernOut(Schema):
    """That there is a concern, without a word of what it says.

    `due_at`: by when somebody must have looked at it; `looked_at`: when somebody first had.
    """

    id: UUID
    organisation_id: UUID
    urgency: Urgency
    state: ConcernState
    created_at: datetime
    due_at: datetime
    looked_at: datetime | None


class EntryOut(Schema):
    """What was done about it, by whom (an account), and how far it has come since."""

    by: UUID
    created_at: datetime
    state: ConcernState
    text: str


class OpenedConcernOut(ConcernOut):
    """The file of a concern, opened."""

    text: str
    about: str
    reach_me: str
    entries: list[EntryOut]


class ConcernsWanted(Paging):
    """Which concerns."""

    state: ConcernState | None = None


@router.post(
    "/organisations/{organisation_id}/concerns",
    auth=Needs(rules.REPORT),
    response={204: None, **ERRORS, 429: Problem},
)
def report_concern(request: HttpRequest, organisation_id: UUID, sent: ReportIn) -> Status[None]:
    """Tell an organisation's safeguarding leads. Nothing comes back but that it was received."""
    actor = actor_of(request)
    if not organisations_visible_to(actor).filter(pk=organisation_id).exists():
        raise Http404
    if not actions.may_report_again(actor, address_of(request)):
        raise HttpError(429, "Many reports came in a short time. Please call instead.")
    once_unnamed(
        sent,
        lambda: actions.report_concern(
            actor, organisation_id=organisation_id, **sent.dict(exclude={"form_id"})
        ),
    )
    return Status(204, None)


@router.get("/concerns", auth=Needs(rules.READ), response={200: Page[ConcernOut], **ERRORS})
def list_concerns(request: HttpRequest, wanted: Query[ConcernsWanted]) -> dict[str, Any]:
    """Concerns of the actor's organisations, newest first."""
    rows = queries.concerns_visible_to(actor_of(request)).order_by("-created_at", "id")
    rows = rows.filter(state=wanted.state) if wanted.state else rows
    return page(rows, wanted, lambda found: found)


@router.get(
    "/concerns/{concern_id}", auth=Needs(rules.READ), response={200: OpenedConcernOut, **ERRORS}
)
def show_concern(request: HttpRequest, concern_id: UUID) -> dict[str, Any]:
    """Open a concern; that it was opened is written down."""
    actor = actor_of(request)
    concern = queries.concern_or_404(actor, concern_id=concern_id)
    demand(actor, rules.READ, concern)
    opened = actions.read_concern(actor, concern=concern)
    return {
        **{name: getattr(concern, name) for name in ConcernOut.model_fields},
        "text": opened.text,
        "about": opened.about,
        "reach_me": opened.reach_me,
        "entries": [
            {
                "by": each.entry.by,
                "created_at": each.entry.created_at,
                "state": each.entry.state,
                "text": each.text,
            }
            for each in opened.entries
        ],
    }
