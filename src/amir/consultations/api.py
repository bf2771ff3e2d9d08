"""Consultations through the API. Answering without an account goes by the pages only."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.strategies.queries import strategy_or_404

from . import actions, queries
from .enums import Channel, ContributionState, RoundState
from .models import Contribution, Round
from .rules import RUN, VIEW

router = Router(tags=["consultations"])


class ConsultationOut(Schema):
    """A round of asking."""

    id: UUID
    strategy_id: UUID
    slug: str
    title: str
    opens_on: date
    closes_on: date
    languages: list[str]
    questions: list[dict[str, Any]]
    state: RoundState


class ContributionOut(Schema):
    """What somebody said, and its answer."""

    id: UUID
    channel: Channel
    language: str
    answers: dict[str, str]
    state: ContributionState
    code: str
    said: str
    answer_text: str
    answered_on: date | None


class ConsultationIn(FormIn):
    """Prepare a round."""

    title: Text = Field(max_length=200)
    intro: Text = Field("", max_length=1_000)
    opens_on: date
    closes_on: date
    languages: list[Text] = Field(max_length=60)
    questions: list[Text] = Field(max_length=40)
    own_questions: Text = Field("", max_length=1_000)


class AnswerContributionIn(FormIn):
    """You said, we did."""

    answer: Text = Field(max_length=4_000)
    said: Text = Field("", max_length=4_000)
    code: Text = Field("", max_length=60)
    version: int | None = None


class ConsultationStepIn(FormIn):
    """Open or close a round."""

    step: Text = Field(max_length=20)


class TypedIn(FormIn):
    """What came on paper."""

    channel: Channel
    language: Text = Field(max_length=12)
    answers: dict[str, Text]


class ConsultationMadeOut(Schema):
    """What was made or changed."""

    id: UUID | None


@router.get(
    "/strategies/{strategy_id}/consultations",
    auth=Needs(VIEW),
    response={200: Page[ConsultationOut], **ERRORS},
)
def list_consultations(
    request: HttpRequest, strategy_id: UUID, wanted: Query[Paging]
) -> dict[str, Any]:
    """The rounds about a strategy of one's own organisation."""
    actor = actor_of(request)
    strategy = strategy_or_404(actor, strategy_id)
    demand(actor, VIEW, strategy)
    names = ConsultationOut.model_fields

    def shown(rows: list[Round]) -> list[dict[str, Any]]:
        return [{name: getattr(row, name) for name in names} for row in rows]

    return page(queries.rounds_of(actor, strategy), wanted, shown)


@router.get(
    "/consultations/{consultation_id}/contributions",
    auth=Needs(VIEW),
    response={200: Page[ContributionOut], **ERRORS},
)
def list_contributions(
    request: HttpRequest, consultation_id: UUID, wanted: Query[Paging]
) -> dict[str, Any]:
    """What was said in a round, oldest first."""
    actor = actor_of(request)
    consultation = queries.round_or_404(actor, consultation_id)
    demand(actor, VIEW, consultation)
    names = ContributionOut.model_fields

    def shown(rows: list[Contribution]) -> list[dict[str, Any]]:
        return [{name: getattr(row, name) for name in names} for row in rows]

    return page(queries.contributions_of(actor, consultation), wanted, shown)


@router.post(
    "/strategies/{strategy_id}/consultations",
    auth=Needs(RUN),
    response={200: ConsultationMadeOut, **ERRORS},
)
def prepare_consultation(
    request: HttpRequest, strategy_id: UUID, sent: ConsultationIn
) -> dict[str, Any]:
    """Prepare a round about a strategy."""
    actor = actor_of(request)
    strategy = strategy_or_404(actor, strategy_id)
    demand(actor, RUN, strategy)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.prepare_round(actor, strategy=strategy, **told))
    return {"id": made}


@router.post(
    "/consultations/{consultation_id}/steps",
    auth=Needs(RUN),
    response={200: ConsultationMadeOut, **ERRORS},
)
def step_consultation(
    request: HttpRequest, consultation_id: UUID, sent: ConsultationStepIn
) -> dict[str, Any]:
    """Open or close a round."""
    actor = actor_of(request)
    consultation = queries.round_or_404(actor, consultation_id)
    demand(actor, RUN, consultation)
    made = once(
        request,
        sent,
        lambda: actions.take_round_step(actor, consultation=consultation, step=sent.step),
    )
    return {"id": made}


@router.post(
    "/consultations/{consultation_id}/contributions",
    auth=Needs(RUN),
    response={200: ConsultationMadeOut, **ERRORS},
)
def type_in_contribution(
    request: HttpRequest, consultation_id: UUID, sent: TypedIn
) -> dict[str, Any]:
    """Type in what came on paper or was said in a workshop."""
    actor = actor_of(request)
    consultation = queries.round_or_404(actor, consultation_id)
    demand(actor, RUN, consultation)
    told = sent.dict(exclude={"form_id"})
    made = once(
        request,
        sent,
        lambda: actions.type_contribution(actor, consultation=consultation, **told),
    )
    return {"id": made}


@router.post(
    "/contributions/{contribution_id}/answer",
    auth=Needs(RUN),
    response={200: ConsultationMadeOut, **ERRORS},
)
def answer_one_contribution(
    request: HttpRequest, contribution_id: UUID, sent: AnswerContributionIn
) -> dict[str, Any]:
    """Answer a contribution: what was said in short, and what was done."""
    actor = actor_of(request)
    contribution = queries.contribution_or_404(actor, contribution_id)
    demand(actor, RUN, contribution)
    told = sent.dict(exclude={"form_id"})
    made = once(
        request,
        sent,
        lambda: actions.answer_contribution(actor, contribution=contribution, **told),
    )
    return {"id": made}
