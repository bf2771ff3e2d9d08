"""Follow-ups, and what people say to them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, actor_of, demand, once, page

from .. import actions, queries
from ..enums import Question, Said
from ..models import FollowUp
from ..rules import FOLLOW, MINE

router = Router()


class FollowUpOut(Schema):
    """When somebody is asked how they are, and what they said."""

    id: UUID
    moment: str
    due_on: date
    closes_on: date
    was_reached: bool | None
    done_on: date | None
    answers: dict[str, str]


class FollowedIn(FormIn):
    """What somebody told on the phone."""

    was_reached: bool
    answers: dict[Question, Said] = Field(default_factory=dict)


class SaidIn(FormIn):
    """One's own answer to one question."""

    question: Question
    said: Said


@router.get("/follow-ups", auth=Needs(FOLLOW), response={200: Page[FollowUpOut], **ERRORS})
def list_follow_ups(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Whom to ask, and when."""
    rows = queries.follow_ups_visible_to(actor_of(request))
    return page(rows, wanted, lambda found: [_followed(row) for row in found])


@router.post("/follow-ups/{follow_up_id}", auth=Needs(FOLLOW), response={204: None, **ERRORS})
def record_follow_up(request: HttpRequest, follow_up_id: UUID, sent: FollowedIn) -> Status[None]:
    """What somebody told, or that nobody reached them."""
    actor = actor_of(request)
    follow_up = queries.follow_up_or_404(actor, follow_up_id=follow_up_id)
    demand(actor, FOLLOW, follow_up)
    once(request, sent, lambda: actions.record_follow_up(
        actor, follow_up=follow_up, was_reached=sent.was_reached,
        answers={str(question): str(said) for question, said in sent.answers.items()},
    ))  # fmt: skip
    return Status(204, None)


@router.get("/me/follow-ups", auth=Needs(MINE), response={200: Page[FollowUpOut], **ERRORS})
def list_my_follow_ups(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """What one can answer today."""
    rows = queries.follow_ups_of_me(actor_of(request))
    return page(rows, wanted, lambda found: [_followed(row) for row in found])


@router.post(
    "/me/follow-ups/{follow_up_id}/answer", auth=Needs(MINE), response={204: None, **ERRORS}
)
def answer_follow_up(request: HttpRequest, follow_up_id: UUID, sent: SaidIn) -> Status[None]:
    """Answer one question about oneself."""
    actor = actor_of(request)
    follow_up = queries.my_follow_up_or_404(actor, follow_up_id=follow_up_id)
    demand(actor, MINE, follow_up)
    once(request, sent, lambda: actions.answer_follow_up(
        actor, follow_up=follow_up, question=sent.question, said=sent.said))  # fmt: skip
    return Status(204, None)


def _followed(row: FollowUp) -> dict[str, Any]:
    names = ("moment", "due_on", "closes_on", "was_reached", "done_on", "answers")
    return {"id": row.pk, **{name: getattr(row, name) for name in names}}
