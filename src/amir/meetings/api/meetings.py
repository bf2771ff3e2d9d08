"""Meetings: reading them, telling one's own; the next date; expenses."""

from datetime import date, time
from typing import Annotated, Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from amir.core.actor import Actor
from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, actor_of, demand, once, page
from amir.core.errors import Stale
from amir.mentoring.queries import match_or_404

from .. import actions
from ..enums import DateState, ExpenseKind, ExpenseState, Mode, PlaceKind, Source
from ..models import Expense, Meeting, NextDate
from ..queries import (
    expense_or_404,
    expenses_visible_to,
    meetings_visible_to,
    my_match_or_404,
    planned_date,
)
from ..rules import CHANGE, MINE, VIEW
from ..tables import meeting_rows

router = Router()


class MeetingOut(Schema):
    """A meeting as one of the two told it; `minutes` is null while only a voice note says it."""

    id: UUID
    match_id: UUID
    mentee: str
    mentor: str
    held_on: date
    minutes: int | None
    mode: Mode
    place_kind: str
    theme: str
    steps_done: list[UUID]
    next_on: date | None
    has_concern: bool
    source: Source
    is_date_doubtful: bool


class MeetingsWanted(Paging):
    """Which meetings."""

    match_id: UUID | None = None


class MeetingIn(FormIn):
    """A meeting of one's own; the same `form_id` twice is one meeting."""

    held_on: date
    minutes: int = Field(ge=1, le=1440)
    mode: Mode = Mode.IN_PERSON
    place_kind: PlaceKind | None = None
    theme: str = Field("", max_length=40, pattern=r"^[a-z0-9_-]*$")
    steps_done: list[UUID] = Field(default_factory=list, max_length=30)
    next_on: date | None = None
    has_concern: bool = False


class LoggedOut(Schema):
    """The meeting that was written down, now or before."""

    id: UUID
    is_new: bool


def _without_zone(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("the time is that of the organisation, without a zone")
    return at


class DateIn(FormIn):
    """The next date; without `at` it is the whole day. The time is the organisation's."""

    on: date
    at: Annotated[time, AfterValidator(_without_zone)] | None = None
    minutes: int = Field(60, ge=1, le=1440)
    mode: Mode = Mode.IN_PERSON


class DateOut(Schema):
    """The next date as it stands; `sequence` goes up with each change."""

    id: UUID
    on: date
    at: time | None
    minutes: int
    mode: Mode
    state: DateState
    sequence: int


class ExpenseOut(Schema):
    """What a mentor paid."""

    id: UUID
    match_id: UUID
    spent_on: date
    cents: int
    currency: str
    kind: ExpenseKind
    has_receipt: bool
    state: ExpenseState


class SettleIn(FormIn):
    """Whether the money was given."""

    state: ExpenseState


@router.get("/meetings", auth=Needs(VIEW), response={200: Page[MeetingOut], **ERRORS})
def list_meetings(request: HttpRequest, wanted: Query[MeetingsWanted]) -> dict[str, Any]:
    """Meetings of the actor's organisations, newest first."""
    actor = actor_of(request)
    rows = meetings_visible_to(actor).filter(organisation_id__in=actor.organisations_where(VIEW))
    rows = rows.filter(match_id=wanted.match_id) if wanted.match_id else rows
    return page(rows, wanted, lambda found: _shown(actor, found))


@router.post(
    "/me/matches/{match_id}/meetings", auth=Needs(MINE), response={200: LoggedOut, **ERRORS}
)
def log_meeting(request: HttpRequest, match_id: UUID, sent: MeetingIn) -> dict[str, Any]:
    """Write down a meeting of one's own. Other content under a known `form_id`: 409, and kept."""
    actor = actor_of(request)
    match = my_match_or_404(actor, match_id=match_id)
    demand(actor, MINE, match)
    told = actions.Told(
        sent.held_on, sent.minutes, sent.mode.value,
        sent.place_kind.value if sent.place_kind else "", sent.theme, tuple(sent.steps_done),
        sent.next_on, sent.has_concern,
    )  # fmt: skip
    receipt = actions.log_meeting(
        actor, match=match, told=told, client_id=sent.form_id or uuid4(), source=Source.API
    )
    if receipt.meeting is None:
        raise Stale("There is another meeting under this form_id. Both are kept.")
    return {"id": receipt.meeting.pk, "is_new": receipt.state == "new"}


@router.post("/matches/{match_id}/next-date", auth=Needs(CHANGE), response={200: DateOut, **ERRORS})
def set_next_date(request: HttpRequest, match_id: UUID, sent: DateIn) -> NextDate | None:
    """Set or move the next date of a pair; both get an invitation."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, CHANGE, match)
    once(
        request,
        sent,
        lambda: actions.set_date(
            actor, match=match, on=sent.on, at=sent.at, minutes=sent.minutes, mode=sent.mode.value
        ),
    )
    return planned_date(match)


@router.get("/expenses", auth=Needs(VIEW), response={200: Page[ExpenseOut], **ERRORS})
def list_expenses(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """What mentors of the actor's organisations paid, newest first."""
    actor = actor_of(request)
    rows = expenses_visible_to(actor).filter(organisation_id__in=actor.organisations_where(VIEW))
    return page(rows, wanted, list)


@router.post(
    "/expenses/{expense_id}/settle", auth=Needs(CHANGE), response={200: ExpenseOut, **ERRORS}
)
def settle_expense(request: HttpRequest, expense_id: UUID, sent: SettleIn) -> Expense:
    """The money was given, or will not be."""
    actor = actor_of(request)
    expense = expense_or_404(actor, expense_id=expense_id)
    demand(actor, CHANGE, expense)
    once(request, sent, lambda: actions.settle_expense(actor, expense=expense, state=sent.state))
    return expense_or_404(actor, expense_id=expense_id)


def _shown(actor: Actor, meetings: list[Meeting]) -> list[dict[str, Any]]:
    """Meetings with names: one query for any number."""
    told = (
        "id", "match_id", "held_on", "minutes", "mode", "place_kind", "theme", "steps_done",
        "next_on", "has_concern", "source", "is_date_doubtful",
    )  # fmt: skip
    return [
        {**{name: getattr(each, name) for name in told}, "mentee": row.mentee, "mentor": row.mentor}
        for each, row in zip(meetings, meeting_rows(actor, meetings), strict=True)
    ]
