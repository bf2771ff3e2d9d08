"""Somebody under 18: who answers for them, and colleagues who approve a pair."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.participants.queries import participant_or_404

from .. import actions
from ..enums import Relation
from ..models import Guardian
from ..queries import guardian_or_404, guardians_visible_to, proposal_or_404
from ..rules import ARRANGE, DECIDE

router = Router()


class GuardianOut(Schema):
    """Who answers for somebody under 18, and when they agreed."""

    id: UUID
    name: str
    relation: Relation
    authority: str
    valid_until: date | None
    consented_on: date | None
    withdrawn_on: date | None


class GuardianIn(FormIn):
    """Who answers for somebody under 18."""

    name: Text = Field(max_length=200)
    relation: Relation
    authority: Text = Field("", max_length=200)
    phone: Text = Field("", max_length=40)
    email: Text = Field("", max_length=254)
    valid_until: date | None = None
    consented_on: date | None = None


@router.get(
    "/participants/{participant_id}/guardians",
    auth=Needs(ARRANGE),
    response={200: Page[GuardianOut], **ERRORS},
)
def list_guardians(
    request: HttpRequest, participant_id: UUID, wanted: Query[Paging]
) -> dict[str, Any]:
    """Who answers for somebody under 18."""
    actor = actor_of(request)
    participant = participant_or_404(actor, participant_id=participant_id)
    demand(actor, ARRANGE, participant)
    rows = guardians_visible_to(actor).filter(participant=participant).select_related(None)
    return page(rows, wanted, lambda found: found)


@router.post(
    "/participants/{participant_id}/guardians",
    auth=Needs(ARRANGE),
    response={201: GuardianOut, **ERRORS},
)
def add_guardian(request: HttpRequest, participant_id: UUID, sent: GuardianIn) -> Status[Guardian]:
    """Write down who answers for somebody."""
    actor = actor_of(request)
    participant = participant_or_404(actor, participant_id=participant_id)
    demand(actor, ARRANGE, participant)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.add_guardian(
        actor, participant=participant, **told))  # fmt: skip
    assert made is not None  # noqa: S101  told to the type checker
    return Status(201, guardian_or_404(actor, guardian_id=made))


@router.post("/guardians/{guardian_id}/end", auth=Needs(ARRANGE), response={204: None, **ERRORS})
def end_guardian(request: HttpRequest, guardian_id: UUID, sent: FormIn) -> Status[None]:
    """They do not agree any more."""
    actor = actor_of(request)
    guardian = guardian_or_404(actor, guardian_id=guardian_id)
    demand(actor, ARRANGE, guardian)
    once(request, sent, lambda: actions.end_guardian(actor, guardian=guardian))
    return Status(204, None)


@router.post("/proposals/{proposal_id}/approve", auth=Needs(DECIDE), response={204: None, **ERRORS})
def approve_pair(request: HttpRequest, proposal_id: UUID, sent: FormIn) -> Status[None]:
    """One of the colleagues who approve a pair with somebody under 18."""
    actor = actor_of(request)
    proposal = proposal_or_404(actor, proposal_id=proposal_id)
    demand(actor, DECIDE, proposal)
    once(request, sent, lambda: actions.approve_pair(actor, proposal=proposal))
    return Status(204, None)
