"""Questionnaires through the API: whom to ask, and answering one's own."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.participants.queries import participant_or_404
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW

from . import actions, queries
from .actions.answering import step_of
from .models import Round
from .rules import ANSWER, ASK

router = Router(tags=["questionnaires"])


class InstrumentOut(Schema):
    """What a programme can ask with."""

    key: str
    version: int
    names: dict[str, str]
    source: str
    licence: str
    sides: list[str]
    languages: list[str]
    questions: int
    brought_by_programme: bool


class RoundOut(Schema):
    """That somebody is asked, and whether they answered; never what."""

    id: UUID
    instrument: str
    version: int
    moment: str
    due_on: date
    closes_on: date
    answered_at: datetime | None
    asks_for_a_call: bool


class AskIn(FormIn):
    """Ask somebody from today on."""

    instrument: Text = Field(max_length=40)


class OpenedRoundOut(Schema):
    """What was made."""

    id: UUID


class NextQuestionOut(Schema):
    """The question that comes next, by language; `item` empty: all are answered."""

    item: str
    texts: dict[str, str]
    answers: list[dict[str, Any]]
    given: int


class ItemAnswerIn(FormIn):
    """An answer to one question; `value` null: skipped."""

    item: Text = Field(max_length=40)
    value: int | None = Field(ge=-32_768, le=32_767)


@router.get(
    "/programmes/{key}/questionnaires",
    auth=Needs(VIEW),
    response={200: list[InstrumentOut], **ERRORS},
)
def show_instruments(request: HttpRequest, key: Text) -> list[dict[str, Any]]:
    """What a programme can ask with, by name."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, VIEW, programme)
    names = ("key", "version", "names", "source", "licence", "sides", "languages")
    return [
        {
            **{name: getattr(definition, name) for name in names},
            "questions": len(definition.items),
            "brought_by_programme": brought_id is not None,
        }
        for definition, brought_id in queries.definitions_of(programme.pk).values()
    ]


@router.get(
    "/participants/{participant_id}/questionnaires",
    auth=Needs(ASK),
    response={200: Page[RoundOut], **ERRORS},
)
def list_rounds(
    request: HttpRequest, participant_id: UUID, wanted: Query[Paging]
) -> dict[str, Any]:
    """When somebody is asked."""
    actor = actor_of(request)
    participant = participant_or_404(actor, participant_id=participant_id)
    demand(actor, ASK, participant)
    rows = queries.rounds_visible_to(actor).filter(participant=participant)
    return page(rows, wanted, lambda found: [_shown(row) for row in found])


@router.post(
    "/participants/{participant_id}/questionnaires",
    auth=Needs(ASK),
    response={200: OpenedRoundOut, **ERRORS},
)
def open_round(request: HttpRequest, participant_id: UUID, sent: AskIn) -> dict[str, Any]:
    """Ask somebody from today on."""
    actor = actor_of(request)
    participant = participant_or_404(actor, participant_id=participant_id)
    demand(actor, ASK, participant)
    made = once(
        request,
        sent,
        lambda: actions.open_round(actor, participant=participant, instrument=sent.instrument),
    )
    return {"id": made}


@router.get("/me/questionnaires", auth=Needs(ANSWER), response={200: Page[RoundOut], **ERRORS})
def list_my_rounds(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """What one can answer today, the most urgent first."""
    rows = queries.rounds_of_me(actor_of(request))
    return page(rows, wanted, lambda found: [_shown(row) for row in found])


@router.post(
    "/me/questionnaires/{round_id}/answers",
    auth=Needs(ANSWER),
    response={200: NextQuestionOut, **ERRORS},
)
def answer_question_of_round(
    request: HttpRequest, round_id: UUID, sent: ItemAnswerIn
) -> dict[str, Any]:
    """Answer one question, or skip it; the next one comes back."""
    actor = actor_of(request)
    asked = queries.my_round_or_404(actor, round_id=round_id)
    demand(actor, ANSWER, asked)
    once(
        request,
        sent,
        lambda: actions.answer(actor, asked=asked, item=sent.item, value=sent.value),
    )
    step = step_of(asked)
    item = step.following
    return {
        "item": item.key if item else "",
        "texts": dict(item.texts) if item else {},
        "answers": [
            {"value": choice.value, "texts": dict(choice.texts)}
            for choice in (item.choices if item else ())
        ],
        "given": step.given,
    }


def _shown(row: Round) -> dict[str, Any]:
    names = ("instrument", "version", "moment", "due_on", "closes_on", "answered_at")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "asks_for_a_call": row.is_low,
    }
