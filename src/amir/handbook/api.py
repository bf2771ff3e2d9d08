"""The handbook through the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW

from . import actions, queries
from .enums import Works
from .rules import COMMENT, WRITE

router = Router(tags=["handbook"])


class SectionOut(Schema):
    """A section of an edition."""

    key: str
    title: str
    text: str


class EditionOut(Schema):
    """An edition: its sections by language, its settings."""

    number: int
    made_on: date
    note: str
    sections: dict[str, list[SectionOut]]
    settings: dict[str, Any]


class PublishIn(FormIn):
    """Publish the handbook as it is."""

    note: Text = Field(max_length=600)


class CommentIn(FormIn):
    """What a partner says of a section."""

    organisation_id: UUID
    section: Text = Field(max_length=40)
    works: Works
    text: Text = Field("", max_length=4_000)


class EditedOut(Schema):
    """What was made."""

    id: UUID


@router.get(
    "/programmes/{key}/handbook", auth=Needs(VIEW), response={200: Page[EditionOut], **ERRORS}
)
def list_editions(request: HttpRequest, key: Text, wanted: Query[Paging]) -> dict[str, Any]:
    """The editions of a programme's handbook, newest first."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, VIEW, programme)
    names = ("number", "made_on", "note", "sections", "settings")
    rows = queries.editions_visible_to(actor, programme)
    return page(
        rows,
        wanted,
        lambda found: [{name: getattr(edition, name) for name in names} for edition in found],
    )


@router.post("/programmes/{key}/handbook", auth=Needs(WRITE), response={200: EditedOut, **ERRORS})
def publish_edition(request: HttpRequest, key: Text, sent: PublishIn) -> dict[str, Any]:
    """Keep the handbook as it is today as the next edition."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, WRITE, programme)
    made = once(
        request,
        sent,
        lambda: actions.publish_edition(actor, programme=programme, note=sent.note),
    )
    return {"id": made}


@router.post(
    "/programmes/{key}/handbook/{number}/comments",
    auth=Needs(COMMENT),
    response={200: EditedOut, **ERRORS},
)
def comment_on_edition(
    request: HttpRequest, key: Text, number: int, sent: CommentIn
) -> dict[str, Any]:
    """A partner that tests the edition says how a section worked."""
    actor = actor_of(request)
    edition = queries.edition_or_404(actor, key, number)
    made = once(
        request,
        sent,
        lambda: actions.comment_on(actor, edition=edition, **sent.dict(exclude={"form_id"})),
    )
    return {"id": made}
