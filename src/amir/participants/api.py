"""Participants through the API: the organisation's own, and nobody else's."""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.actor import Actor
from amir.core.api import (
    ERRORS,
    FormIn,
    Needs,
    Page,
    Paging,
    Text,
    actor_of,
    demand,
    once,
    page,
)
from amir.people.queries import callings_of

from . import actions, queries, rules
from .enums import EvidenceKind, Side
from .lifecycle import State, steps_from
from .lists.api import router as lists_router
from .models import Need, Participant

router = Router(tags=["participants"])
router.add_router("", lists_router)


class ParticipantsWanted(Paging):
    """Which participants."""

    side: Side | None = None
    state: State | None = None


class EvidenceOut(Schema):
    """Something known of a participant."""

    kind: str
    dated_on: date
    expires_on: date | None
    source: str


class ParticipantOut(Schema):
    """A mentor or a mentee. No contact and no full name: those stay on the pages."""

    id: UUID
    organisation_id: UUID
    side: Side
    state: State
    capacity: int
    preferred_name: str
    language: str
    themes: list[str]
    created_at: datetime


class OneParticipantOut(ParticipantOut):
    """The same with evidence and the steps that can be taken."""

    evidence: list[EvidenceOut]
    steps: list[str]


class StepIn(FormIn):
    """Take a step of the lifecycle."""

    step: Text
    why: Text = Field("", max_length=300)


class EvidenceIn(FormIn):
    """Record evidence with its day and where it is written."""

    kind: EvidenceKind
    dated_on: date
    source: Text = Field(max_length=200)
    expires_on: date | None = None


def _shown(actor: Actor, participants: list[Participant]) -> list[dict[str, Any]]:
    """What is told of participants: two queries for any number."""
    names = callings_of(actor, [p.person_id for p in participants])
    themes: dict[UUID, list[str]] = {}
    for need in Need.objects.filter(participant__in=participants).order_by("rank"):
        themes.setdefault(need.participant_id, []).append(need.theme)
    return [
        {
            "id": p.pk,
            "organisation_id": p.organisation_id,
            "side": p.side,
            "state": p.state,
            "capacity": p.capacity,
            "preferred_name": names[p.person_id].preferred_name if p.person_id in names else "",
            "language": names[p.person_id].language if p.person_id in names else "",
            "themes": themes.get(p.pk, []),
            "created_at": p.created_at,
        }
        for p in participants
    ]


@router.get("/participants", auth=Needs(rules.VIEW), response={200: Page[ParticipantOut], **ERRORS})
def list_participants(request: HttpRequest, wanted: Query[ParticipantsWanted]) -> dict[str, Any]:
    """The participants of the actor's organisations."""
    actor = actor_of(request)
    rows = queries.participants_visible_to(actor).order_by("created_at", "id")
    rows = rows.filter(side=wanted.side) if wanted.side else rows
    rows = rows.filter(state=wanted.state) if wanted.state else rows
    return page(rows, wanted, partial(_shown, actor))


@router.get(
    "/participants/{participant_id}",
    auth=Needs(rules.VIEW),
    response={200: OneParticipantOut, **ERRORS},
)
def show_participant(request: HttpRequest, participant_id: UUID) -> dict[str, Any]:
    """One participant with evidence."""
    actor = actor_of(request)
    participant = queries.participant_or_404(actor, participant_id=participant_id)
    demand(actor, rules.VIEW, participant)
    return _one(actor, participant)


@router.post(
    "/participants/{participant_id}/steps",
    auth=Needs(rules.DECIDE),
    response={200: OneParticipantOut, **ERRORS},
)
def take_step(request: HttpRequest, participant_id: UUID, sent: StepIn) -> dict[str, Any]:
    """Take one step of the lifecycle, as the buttons of the page do."""
    actor = actor_of(request)
    participant = queries.participant_or_404(actor, participant_id=participant_id)
    demand(actor, rules.DECIDE, participant)
    once(
        request,
        sent,
        lambda: actions.take_step(actor, participant=participant, step=sent.step, why=sent.why),
    )
    return _one(actor, participant)


@router.post(
    "/participants/{participant_id}/evidence",
    auth=Needs(rules.CHANGE),
    response={200: OneParticipantOut, **ERRORS},
)
def record_evidence(request: HttpRequest, participant_id: UUID, sent: EvidenceIn) -> dict[str, Any]:
    """Record evidence about a participant."""
    actor = actor_of(request)
    participant = queries.participant_or_404(actor, participant_id=participant_id)
    demand(actor, rules.CHANGE, participant)
    once(
        request,
        sent,
        lambda: actions.record_evidence(
            actor, participant=participant, **sent.dict(exclude={"form_id"})
        ),
    )
    return _one(actor, participant)


def _one(actor: Actor, participant: Participant) -> dict[str, Any]:
    evidence = [
        {"kind": e.kind, "dated_on": e.dated_on, "expires_on": e.expires_on, "source": e.source}
        for e in queries.evidence_of(participant)
    ]
    steps = [step.name for step in steps_from(participant.state)]
    return {**_shown(actor, [participant])[0], "evidence": evidence, "steps": steps}
