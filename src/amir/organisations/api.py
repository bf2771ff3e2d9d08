"""Organisations and colleagues through the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from amir.core.api import ERRORS, Needs, Page, Paging, actor_of, page

from . import queries, rules
from .enums import Kind

router = Router(tags=["organisations"])


class OrganisationOut(Schema):
    """What is public of an organisation."""

    id: UUID
    name: str
    kind: Kind
    country: str
    place: str


class ColleagueOut(Schema):
    """A role that somebody holds now in an organisation."""

    id: UUID
    organisation_id: UUID
    account_id: UUID
    shown_name: str
    role: str
    since: datetime


class ColleaguesWanted(Paging):
    """Whose colleagues; of all the actor's organisations if none is named."""

    organisation_id: UUID | None = None


@router.get("/organisations", auth=Needs("public"), response={200: Page[OrganisationOut], **ERRORS})
def list_organisations(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Every organisation, by name."""
    rows = queries.organisations_visible_to(actor_of(request)).order_by("name", "id")
    return page(rows, wanted, lambda found: found)


@router.get(
    "/colleagues",
    auth=Needs(rules.VIEW_COLLEAGUES),
    response={200: Page[ColleagueOut], **ERRORS},
)
def list_colleagues(request: HttpRequest, wanted: Query[ColleaguesWanted]) -> dict[str, Any]:
    """Who works now in the actor's organisations, in which role."""
    actor = actor_of(request)
    rows = queries.colleagues_visible_to(actor).filter(
        organisation_id__in=actor.organisations_where(rules.VIEW_COLLEAGUES)
    )
    if wanted.organisation_id is not None:
        rows = rows.filter(
            organisation_id=queries.own_organisation_or_404(actor, wanted.organisation_id).pk
        )
    return page(rows, wanted, lambda found: found)
