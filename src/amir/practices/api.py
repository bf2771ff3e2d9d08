"""Practices through the API: one's own, those of partners, and what everybody may read."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.core.errors import Refused
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW

from . import actions, queries
from .actions.writing import FACTS
from .rules import WRITE
from .searching import FACETS, search_practices
from .template import KEYS

router = Router(tags=["practices"])
TEXTS = ("id", "code", "programme_id", "state", "published_on", "version", "label", *FACTS)
PUBLIC = (
    "id", "code", "programme_key", "organisation_name", "title", "language", "country", "place",
    "latitude", "longitude", "themes", "target_groups", "phase", "cost_band", "label",
    "seeks_adopter", "is_invented", "started_on", "ended_on", "published_on", "summary",
)  # fmt: skip


class FactsIn(FormIn):
    """What a practice says; limits in words are those of the template."""

    title: Text | None = Field(None, max_length=200)
    language: Text | None = Field(None, max_length=12)
    place: Text | None = Field(None, max_length=120)
    themes: list[Text] | None = Field(None, max_length=50)
    target_groups: list[Text] | None = Field(None, max_length=20)
    phase: Text | None = Field(None, max_length=10)
    cost_band: Text | None = Field(None, max_length=10)
    started_on: date | None = None
    ended_on: date | None = None
    evaluated_on: date | None = None
    seeks_adopter: bool | None = None
    texts: dict[Text, Text] = Field(
        {}, max_length=len(KEYS), description="By key of the template, such as summary or goals."
    )

    def facts(self) -> dict[str, Any]:
        """What was sent, as the acts take it."""
        if unknown := self.texts.keys() - set(KEYS):
            raise Refused(_("This field is not known."), field=min(unknown))
        held = self.dict(exclude={"form_id", "texts", "version", "organisation_id", "country"})
        return {k: v for k, v in held.items() if v is not None} | dict(self.texts)


class WritePracticeIn(FactsIn):
    """A new practice, as a draft."""

    organisation_id: UUID
    title: Text = Field(max_length=200)
    country: Text = Field(min_length=2, max_length=2)


class ChangePracticeIn(FactsIn):
    """Changes; `version` is the one that was looked at."""

    version: int | None = None


class StepIn(FormIn):
    """A step of the lifecycle: report, take_back, publish, withdraw."""

    step: Text = Field(max_length=20)


class TransferIn(FormIn):
    """Who took a practice over, and how."""

    adopter: Text = Field(max_length=200)
    country: Text = Field(min_length=2, max_length=2)
    place: Text = Field("", max_length=120)
    since: date
    how: Text = Field(max_length=4_000)
    link: Text = Field("", max_length=500)


class PracticeOut(Schema):
    """A practice as its organisation, or a partner, reads it."""

    id: UUID
    code: str
    programme_id: UUID
    state: str
    label: str
    title: str
    language: str
    country: str
    place: str
    themes: list[str]
    target_groups: list[str]
    phase: str
    cost_band: str
    started_on: date | None
    ended_on: date | None
    evaluated_on: date | None
    seeks_adopter: bool
    published_on: date | None
    version: int
    texts: dict[str, str]


class PublicPracticeOut(Schema):
    """A published practice."""

    id: UUID
    code: str
    programme_key: str
    organisation_name: str
    title: str
    language: str
    country: str
    place: str
    latitude: float | None
    longitude: float | None
    themes: list[str]
    target_groups: list[str]
    phase: str
    cost_band: str
    label: str
    seeks_adopter: bool
    is_invented: bool
    started_on: date | None
    ended_on: date | None
    published_on: date
    summary: str


class WholePracticeOut(PublicPracticeOut):
    """A published practice with all texts."""

    texts: dict[str, str]
    links: list[dict[str, Any]]
    transfers: list[dict[str, Any]]


class FoundOut(Schema):
    """A page of what was found. `total` null: too many to count; then there are no counts."""

    items: list[PublicPracticeOut]
    total: int | None
    next_page: int | None
    counts: dict[str, dict[str, int]]
    read_as: dict[str, list[str]]


class WantedIn(Schema):
    """Words, and values of facets, several with commas between them."""

    q: Text = Field("", max_length=200)
    country: Text = Field("", max_length=200)
    theme: Text = Field("", max_length=200)
    group: Text = Field("", max_length=200)
    phase: Text = Field("", max_length=200)
    label: Text = Field("", max_length=200)
    cost: Text = Field("", max_length=200)
    language: Text = Field("", max_length=200)
    page: int = Field(1, ge=1, le=40)


class WrittenPracticeOut(Schema):
    """What was made or changed."""

    id: UUID


def _shown(row: Any) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in TEXTS if name not in KEYS},
        "texts": {key: getattr(row, key) for key in KEYS if getattr(row, key)},
    }


@router.get("/practices", auth=Needs(VIEW), response={200: Page[PracticeOut], **ERRORS})
def list_practices(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """One's own practices, and those that partners have published."""
    rows = queries.practices_visible_to(actor_of(request))
    return page(rows, wanted, lambda found: [_shown(row) for row in found])


@router.post(
    "/programmes/{key}/practices", auth=Needs(WRITE), response={200: WrittenPracticeOut, **ERRORS}
)
def write_practice(request: HttpRequest, key: Text, sent: WritePracticeIn) -> dict[str, Any]:
    """Write a practice down as a draft."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    made = once(
        request,
        sent,
        lambda: actions.write_practice(
            actor, organisation_id=sent.organisation_id, programme_id=programme.pk,
            country=sent.country, **sent.facts(),
        ),
    )  # fmt: skip
    return {"id": made}


@router.post(
    "/practices/{practice_id}", auth=Needs(WRITE), response={200: WrittenPracticeOut, **ERRORS}
)
def change_practice(
    request: HttpRequest, practice_id: UUID, sent: ChangePracticeIn
) -> dict[str, Any]:
    """Change what a practice says."""
    actor = actor_of(request)
    practice = queries.practice_or_404(actor, practice_id=practice_id)
    demand(actor, WRITE, practice)
    made = once(
        request,
        sent,
        lambda: actions.change_practice(
            actor, practice=practice, version=sent.version, **sent.facts()
        ),
    )
    return {"id": made}


@router.post(
    "/practices/{practice_id}/step",
    auth=Needs(WRITE),
    response={200: WrittenPracticeOut, **ERRORS},
)
def step_practice(request: HttpRequest, practice_id: UUID, sent: StepIn) -> dict[str, Any]:
    """Report, take back, publish or withdraw a practice."""
    actor = actor_of(request)
    practice = queries.practice_or_404(actor, practice_id=practice_id)
    demand(actor, WRITE, practice)
    made = once(
        request,
        sent,
        lambda: actions.step_practice(actor, practice=practice, step=sent.step),
    )
    return {"id": made}


@router.post(
    "/practices/{practice_id}/transfers",
    auth=Needs(WRITE),
    response={200: WrittenPracticeOut, **ERRORS},
)
def add_transfer(request: HttpRequest, practice_id: UUID, sent: TransferIn) -> dict[str, Any]:
    """Write down who took a practice over, and how."""
    actor = actor_of(request)
    practice = queries.practice_or_404(actor, practice_id=practice_id)
    demand(actor, WRITE, practice)
    made = once(
        request,
        sent,
        lambda: actions.add_transfer(actor, practice=practice, **sent.dict(exclude={"form_id"})),
    )
    return {"id": made}


@router.get("/published-practices", auth=Needs("public"), response={200: FoundOut, **ERRORS})
def find_practices(request: HttpRequest, wanted: Query[WantedIn]) -> dict[str, Any]:
    """Published practices by words and facets; for everybody."""
    chosen = {name: getattr(wanted, name).split(",") for name in FACETS}
    found = search_practices(wanted.q, chosen, wanted.page)
    return {
        "items": [{name: getattr(row, name) for name in PUBLIC} for row in found.rows],
        "total": found.total,
        "next_page": found.page + 1 if found.has_next else None,
        "counts": {name: dict(counts) for name, counts in found.counts.items()},
        "read_as": dict(found.read_as),
    }


@router.get(
    "/published-practices/{published_id}",
    auth=Needs("public"),
    response={200: WholePracticeOut, **ERRORS},
)
def show_practice(request: HttpRequest, published_id: UUID) -> dict[str, Any]:
    """One published practice with all its texts; for everybody."""
    row = queries.published_or_404(actor_of(request), published_id=published_id)
    names = (*PUBLIC, "texts", "links", "transfers")
    return {name: getattr(row, name) for name in names}
