"""Matches: who meets whom, since when, and ending one."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.actor import Actor
from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page

from .. import actions
from ..enums import EndReason, MatchState
from ..models import Match
from ..queries import match_or_404, matches_visible_to
from ..rules import END_MATCH, STEP_MATCH, VIEW_MATCHES
from ..tables import match_rows

router = Router()


class MatchOut(Schema):
    """An agreed pair. `why_ended` is for colleagues.

    `is_paused`: the two do not meet while a concern is open. `has_minor`: no number is shared.
    """

    id: UUID
    organisation_id: UUID
    mentee_id: UUID
    mentor_id: UUID
    mentee: str
    mentor: str
    state: MatchState
    agreed_on: date
    ended_on: date | None
    reason: str
    why_ended: str
    is_paused: bool
    has_minor: bool


class MatchesWanted(Paging):
    """Which matches."""

    state: MatchState | None = None


class EndIn(FormIn):
    """Why the match ends: words for colleagues, a reason for counting."""

    why: Text = Field(max_length=300)
    reason: EndReason | None = None


class MatchStepIn(FormIn):
    """Which step a match takes, and why."""

    step: Literal["hold", "resume", "mark_dormant", "wake", "begin_closing", "stop_closing"]
    why: Text = Field("", max_length=300)


@router.get("/matches", auth=Needs(VIEW_MATCHES), response={200: Page[MatchOut], **ERRORS})
def list_matches(request: HttpRequest, wanted: Query[MatchesWanted]) -> dict[str, Any]:
    """The matches of the actor's organisations, newest first."""
    actor = actor_of(request)
    rows = matches_visible_to(actor).select_related(None)
    rows = rows.filter(state=wanted.state) if wanted.state else rows
    return page(rows, wanted, lambda found: _shown(actor, found))


@router.get("/matches/{match_id}", auth=Needs(VIEW_MATCHES), response={200: MatchOut, **ERRORS})
def show_match(request: HttpRequest, match_id: UUID) -> dict[str, Any]:
    """One match."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, VIEW_MATCHES, match)
    return _shown(actor, [match])[0]


@router.post("/matches/{match_id}/end", auth=Needs(END_MATCH), response={200: MatchOut, **ERRORS})
def end_match(request: HttpRequest, match_id: UUID, sent: EndIn) -> dict[str, Any]:
    """End a match: neither sees anything of the other from now on."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, END_MATCH, match)
    once(request, sent, lambda: actions.end_match(
        actor, match=match, why=sent.why, reason=sent.reason or ""))  # fmt: skip
    return _shown(actor, [match_or_404(actor, match_id=match_id)])[0]


@router.post(
    "/matches/{match_id}/steps", auth=Needs(STEP_MATCH), response={200: MatchOut, **ERRORS}
)
def take_match_step(request: HttpRequest, match_id: UUID, sent: MatchStepIn) -> dict[str, Any]:
    """Put a match on hold, wake it, begin to close it: a step that its state allows."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, STEP_MATCH, match)
    once(request, sent, lambda: actions.take_match_step(
        actor, match=match, step=sent.step, why=sent.why))  # fmt: skip
    return _shown(actor, [match_or_404(actor, match_id=match_id)])[0]


def _shown(actor: Actor, matches: list[Match]) -> list[dict[str, Any]]:
    """Matches with names: one query for any number."""
    told = ("id", "organisation_id", "mentee_id", "mentor_id", "state", "agreed_on", "ended_on",
            "reason", "why_ended", "has_minor")  # fmt: skip
    return [
        {
            **{name: getattr(match, name) for name in told},
            "is_paused": match.suspended_at is not None,
            "mentee": row.mentee,
            "mentor": row.mentor,
        }
        for match, row in zip(matches, match_rows(actor, matches), strict=True)
    ]
