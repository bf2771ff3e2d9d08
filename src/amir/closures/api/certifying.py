"""Certificates, and their verification."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.participants.queries import participant_or_404

from .. import actions, queries, rules
from ..enums import Competency
from ..models import Certificate
from ..rules import CERTIFY, MINE
from .closing import WrittenOut

router = Router()


class CertificateOut(Schema):
    """A certificate."""

    id: UUID
    code: str
    starts_on: date
    ends_on: date
    hours: int
    competencies: list[str]
    issued_on: date
    withdrawn_at: datetime | None


class CertificateIn(FormIn):
    """What a certificate says."""

    name: Text = Field(max_length=200)
    language: Text = Field(max_length=12)
    starts_on: date
    ends_on: date
    hours: int = Field(ge=1, le=5_000)
    competencies: list[Competency] = Field(max_length=20)


class VerifiedOut(Schema):
    """All that anybody learns of a certificate."""

    name: str
    starts_on: date
    ends_on: date


@router.get("/certificates", auth=Needs(CERTIFY), response={200: Page[CertificateOut], **ERRORS})
def list_certificates(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Certificates of the actor's organisations."""
    rows = queries.certificates_visible_to(actor_of(request))
    return page(rows, wanted, lambda found: [_certified(row) for row in found])


@router.post(
    "/participants/{mentor_id}/certificates",
    auth=Needs(CERTIFY),
    response={200: WrittenOut, **ERRORS},
)
def issue_certificate(request: HttpRequest, mentor_id: UUID, sent: CertificateIn) -> dict[str, Any]:
    """Give a certificate to a mentor."""
    actor = actor_of(request)
    participant = participant_or_404(actor, participant_id=mentor_id)
    demand(actor, CERTIFY, participant)
    made = once(request, sent, lambda: actions.issue_certificate(
        actor, participant=participant, **sent.dict(exclude={"form_id"})))  # fmt: skip
    return {"id": made}


@router.get("/me/certificates", auth=Needs(MINE), response={200: Page[CertificateOut], **ERRORS})
def list_my_certificates(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """One's own certificates."""
    rows = queries.certificates_of_me(actor_of(request))
    return page(rows, wanted, lambda found: [_certified(row) for row in found])


@router.get("/verify/{code}", auth=Needs("public"), response={200: VerifiedOut, **ERRORS})
def verify_certificate(request: HttpRequest, code: Text) -> dict[str, Any]:
    """Whether a certificate is genuine: name and period."""
    found = queries.certificate_by_code(code)
    if found is None:
        raise Http404
    return rules.public_facts(found)


def _certified(row: Certificate) -> dict[str, Any]:
    names = ("code", "starts_on", "ends_on", "hours", "competencies", "issued_on", "withdrawn_at")
    return {"id": row.pk, **{name: getattr(row, name) for name in names}}
