"""How a match goes on, and how it ends."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.mentoring.queries import match_or_404
from amir.participants.enums import Side

from .. import actions, queries, rules
from ..enums import Again, AskedBy, ContactAfter, HowItWas
from ..models import Closure
from ..rules import CLOSE, VIEW

router = Router()


class MoveIn(FormIn):
    """How a match goes on: hold, resume, mark_dormant, wake, stop_closing."""

    step: Text = Field(max_length=30)
    why: Text = Field(max_length=300)


class BeginIn(FormIn):
    """Why a match ends, and who asked for it."""

    is_planned: bool
    reason: Text = Field(max_length=12)
    asked_by: AskedBy
    why: Text = Field("", max_length=300)


class ClosingInterviewIn(FormIn):
    """What one side said; or why nobody could ask."""

    side: Side
    held_on: date | None = None
    how_it_was: HowItWas | None = None
    said: Text = Field("", max_length=4_000)
    again: Again | None = None
    why_not: Text = Field("", max_length=300)


class ClosingMeetingIn(FormIn):
    """The closing meeting, or why there was none."""

    met_on: date | None = None
    why_not_met: Text = Field("", max_length=300)


class AfterIn(FormIn):
    """What comes afterwards."""

    next_steps: Text = Field(max_length=4_000)
    handed_to: Text = Field("", max_length=200)
    contact_after: ContactAfter
    responsible_until: date


class ClosureOut(Schema):
    """A closing; `missing` are its parts that are not there yet."""

    id: UUID
    match_id: UUID
    is_planned: bool | None
    reason: str
    asked_by: str
    met_on: date | None
    contact_after: str
    responsible_until: date | None
    closed_at: datetime | None
    missing: list[str]


class WrittenOut(Schema):
    """What was made."""

    id: UUID


@router.post("/matches/{match_id}/state", auth=Needs(CLOSE), response={204: None, **ERRORS})
def move_match(request: HttpRequest, match_id: UUID, sent: MoveIn) -> Status[None]:
    """Put a match on hold, mark it dormant, let it go on."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, CLOSE, match)
    once(request, sent, lambda: actions.move_match(
        actor, match=match, step=sent.step, why=sent.why))  # fmt: skip
    return Status(204, None)


@router.post("/matches/{match_id}/closing", auth=Needs(CLOSE), response={200: WrittenOut, **ERRORS})
def begin_closure(request: HttpRequest, match_id: UUID, sent: BeginIn) -> dict[str, Any]:
    """Begin to close a match."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, CLOSE, match)
    made = once(request, sent, lambda: actions.begin_closure(
        actor, match=match, **sent.dict(exclude={"form_id"})))  # fmt: skip
    return {"id": made}


@router.get("/closings", auth=Needs(VIEW), response={200: Page[ClosureOut], **ERRORS})
def list_closures(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Closings of the actor's organisations, the open ones first."""
    rows = queries.closures_visible_to(actor_of(request))
    return page(rows, wanted, _shown)


@router.get("/closings/{closure_id}", auth=Needs(VIEW), response={200: ClosureOut, **ERRORS})
def show_closure(request: HttpRequest, closure_id: UUID) -> dict[str, Any]:
    """One closing."""
    return _shown([_closure(request, closure_id, VIEW)])[0]


@router.post("/closings/{closure_id}/talk", auth=Needs(CLOSE), response={204: None, **ERRORS})
def record_closing_interview(
    request: HttpRequest, closure_id: UUID, sent: ClosingInterviewIn
) -> Status[None]:
    """What one side said."""
    closure = _closure(request, closure_id, CLOSE)
    once(request, sent, lambda: actions.record_interview(
        actor_of(request), closure=closure, side=sent.side, held_on=sent.held_on,
        how_it_was=sent.how_it_was or "", said=sent.said, again=sent.again or "",
        why_not=sent.why_not,
    ))  # fmt: skip
    return Status(204, None)


@router.post("/closings/{closure_id}/meeting", auth=Needs(CLOSE), response={204: None, **ERRORS})
def record_closing_meeting(
    request: HttpRequest, closure_id: UUID, sent: ClosingMeetingIn
) -> Status[None]:
    """The closing meeting."""
    closure = _closure(request, closure_id, CLOSE)
    once(request, sent, lambda: actions.record_meeting(
        actor_of(request), closure=closure, **sent.dict(exclude={"form_id"})))  # fmt: skip
    return Status(204, None)


@router.post("/closings/{closure_id}/after", auth=Needs(CLOSE), response={204: None, **ERRORS})
def agree_on_after(request: HttpRequest, closure_id: UUID, sent: AfterIn) -> Status[None]:
    """What comes afterwards."""
    closure = _closure(request, closure_id, CLOSE)
    once(request, sent, lambda: actions.agree_on_after(
        actor_of(request), closure=closure, **sent.dict(exclude={"form_id"})))  # fmt: skip
    return Status(204, None)


@router.post("/closings/{closure_id}/finish", auth=Needs(CLOSE), response={204: None, **ERRORS})
def finish_closure(request: HttpRequest, closure_id: UUID, sent: FormIn) -> Status[None]:
    """All parts are there: the match ends."""
    closure = _closure(request, closure_id, CLOSE)
    once(request, sent, lambda: actions.finish_closure(actor_of(request), closure=closure))
    return Status(204, None)


def _closure(request: HttpRequest, closure_id: UUID, permission: str) -> Closure:
    actor = actor_of(request)
    closure = queries.closure_or_404(actor, closure_id=closure_id)
    demand(actor, permission, closure)
    return closure


def _shown(closures: list[Closure]) -> list[dict[str, Any]]:
    names = ("match_id", "is_planned", "reason", "asked_by", "met_on", "contact_after",
             "responsible_until", "closed_at")  # fmt: skip
    talks = queries.interviews_by_closure(closures)
    return [
        {
            "id": closure.pk,
            **{name: getattr(closure, name) for name in names},
            "missing": [part.value for part in rules.missing(closure, talks[closure.pk])],
        }
        for closure in closures
    ]
