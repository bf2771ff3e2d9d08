"""Programmes through the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page

from . import actions, queries, rules
from .models import Deliverable, Programme
from .wording import said

router = Router(tags=["programmes"])


class PartnerOut(Schema):
    """An organisation in a programme."""

    name: str
    country: str
    role: str
    organisation_id: UUID


class ProgrammeOut(Schema):
    """A programme's public facts."""

    key: str
    name: str
    full_name: str
    funder: str
    grant_number: str
    starts_on: date
    ends_on: date
    languages: list[str]
    themes: list[str]
    partners: list[PartnerOut]
    funding_statement: str
    disclaimer: str


class DeliverableOut(Schema):
    """A deliverable with the partner organisations that have ticked it."""

    id: UUID
    title: str
    due_on: date | None
    per_partner: bool
    is_late: bool
    done_by: list[UUID]


class TickIn(FormIn):
    """A partner says that a deliverable is done."""

    organisation_id: UUID
    done_on: date
    link: str = Field("", max_length=200, pattern=r"^(https?://[^\s\x00]+)?$")
    note: Text = Field("", max_length=300)


def _shown(programmes: list[Programme]) -> list[dict[str, Any]]:
    """What is public of these programmes; one query, besides what they bring along."""
    funding = queries.funding_by_programme([programme.pk for programme in programmes])
    nothing = queries.Funding(said({}), said({}))
    names = ("key", "name", "full_name", "funder", "grant_number", "starts_on", "ends_on",
             "languages")  # fmt: skip
    return [
        {
            **{name: getattr(programme, name) for name in names},
            "themes": [theme.key for theme in programme.themes.all()],
            "partners": [
                {
                    "name": partner.name,
                    "country": partner.country,
                    "role": partner.role,
                    "organisation_id": partner.partner_organisation_id,
                }
                for partner in programme.partners.all()
            ],
            "funding_statement": str(funding.get(programme.pk, nothing).statement),
            "disclaimer": str(funding.get(programme.pk, nothing).disclaimer),
        }
        for programme in programmes
    ]


@router.get("/programmes", auth=Needs("public"), response={200: Page[ProgrammeOut], **ERRORS})
def list_programmes(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Programmes with a public page, the running ones first."""
    rows = queries.public_programmes().order_by("-ends_on", "name", "id")
    return page(rows.prefetch_related(*queries.WHAT_IS_PUBLIC), wanted, _shown)


@router.get("/programmes/{key}", auth=Needs("public"), response={200: ProgrammeOut, **ERRORS})
def show_programme(request: HttpRequest, key: Text) -> dict[str, Any]:
    """One programme."""
    programme = queries.public_programme_or_404(actor_of(request), key)
    prefetch_related_objects([programme], *queries.WHAT_IS_PUBLIC)
    return _shown([programme])[0]


@router.get(
    "/programmes/{key}/deliverables",
    auth=Needs(rules.VIEW),
    response={200: list[DeliverableOut], **ERRORS},
)
def list_deliverables(request: HttpRequest, key: Text) -> list[dict[str, Any]]:
    """What the programme owes its funder, and who has done it."""
    actor = actor_of(request)
    programme = queries.programme_or_404(actor, key)
    demand(actor, rules.VIEW, programme)
    return [
        {"id": due.deliverable.pk, "title": due.deliverable.title, "due_on": due.deliverable.due_on,
         "per_partner": due.deliverable.per_partner, "is_late": due.is_late,
         "done_by": sorted(due.ticks)}
        for due in queries.progress_of(actor, programme).rows
    ]  # fmt: skip


@router.post(
    "/programmes/{key}/deliverables/{deliverable_id}/tick",
    auth=Needs(rules.TICK),
    response={204: None, **ERRORS},
)
def tick_deliverable(
    request: HttpRequest, key: Text, deliverable_id: UUID, sent: TickIn
) -> Status[None]:
    """A partner's deliverable is done."""
    actor = actor_of(request)
    deliverable: Deliverable = queries.deliverable_or_404(actor, key, deliverable_id)
    once(
        request,
        sent,
        lambda: actions.tick_deliverable(
            actor, deliverable=deliverable, **sent.dict(exclude={"form_id"})
        ),
    )
    return Status(204, None)
