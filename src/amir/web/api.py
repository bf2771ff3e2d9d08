"""Background work through the API: how far it is."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from amir.core.api import ERRORS, Needs, Page, Paging, actor_of, page
from amir.core.models import Work

from .queries import work_or_404, works_visible_to
from .rules import DESK

router = Router(tags=["work"])


class WorkOut(Schema):
    """A piece of background work: `done` of `total` steps, 0 of 0 while nobody knows.

    `doing` says what is being done, or why it could not be; `result_url` is the page it leads to.
    """

    id: UUID
    organisation_id: UUID | None
    title: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: int
    total: int
    doing: str
    result_url: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@router.get("/work", auth=Needs(DESK), response={200: Page[WorkOut], **ERRORS})
def list_work(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """The actor's own background work, newest first."""
    return page(works_visible_to(actor_of(request)), wanted, lambda found: found)


@router.get("/work/{work_id}", auth=Needs("signed_in"), response={200: WorkOut, **ERRORS})
def show_work(request: HttpRequest, work_id: UUID) -> Work:
    """One's own work, or a colleague's."""
    return work_or_404(actor_of(request), work_id)
