"""Coverage through the API."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from amir.core.api import ERRORS, Needs, Text, actor_of, demand
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW

from .queries import coverage_of

router = Router(tags=["coverage"])


class NeedOut(Schema):
    """A demand on a country."""

    label: str
    there: int
    wanted: int
    missing: list[str]
    is_met: bool


class StandingOut(Schema):
    """A partner against the demands."""

    organisation_id: UUID
    country: str
    needs: list[NeedOut]
    deliverables_done: int
    deliverables_open: list[UUID]
    deliverables_late: list[UUID]


class CoverageOut(Schema):
    """All partners that owe something."""

    items: list[StandingOut]


@router.get(
    "/programmes/{key}/coverage", auth=Needs(VIEW), response={200: CoverageOut, **ERRORS}
)  # fmt: skip
def show_coverage(request: HttpRequest, key: Text) -> dict[str, Any]:
    """What the programme demands against what is there, partner by partner."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, VIEW, programme)
    return {
        "items": [
            {
                "organisation_id": row.partner.partner_organisation_id,
                "country": row.partner.country,
                "needs": [
                    {
                        "label": need.label, "there": need.there, "wanted": need.wanted,
                        "missing": list(need.missing), "is_met": need.is_met,
                    }
                    for need in row.needs
                ],
                "deliverables_done": row.done,
                "deliverables_open": [each.pk for each in row.open],
                "deliverables_late": [each.pk for each in row.late],
            }
            for row in coverage_of(actor, programme)
        ]
    }  # fmt: skip
