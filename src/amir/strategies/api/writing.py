"""Beginning, writing and following a strategy."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Text, actor_of, demand, once
from amir.programmes.queries import programme_or_404

from .. import actions, queries
from ..content import name_of
from ..enums import Choice, MeasureState, PartKind
from ..rules import WRITE

router = Router()


class LocalIn(FormIn):
    """Begin the strategy of a place."""

    organisation_id: UUID
    title: Text = Field(max_length=200)
    country: Text = Field(max_length=2)
    language: Text = Field("en", max_length=12)
    region: Text = Field("", max_length=5)
    municipality: Text = Field("", max_length=120)
    template_id: UUID | None = None
    parent_id: UUID | None = None


class PartIn(FormIn):
    """Write a part. Without a key it is a new one; `version` is what was read."""

    kind: PartKind
    key: Text = Field("", max_length=40)
    version: int | None = None
    title: Text = Field(max_length=200)
    text: Text = Field("", max_length=60_000)
    theme: Text = Field("", max_length=40)
    objective: Text = Field("", max_length=40)
    owner: Text = Field("", max_length=200)
    starts_on: date | None = None
    ends_on: date | None = None
    budget: Decimal | None = Field(None, max_digits=14, decimal_places=2, ge=0)
    currency: Text = Field("EUR", max_length=3)
    indicator: Text = Field("", max_length=300)
    target_groups: list[Text] = Field(default_factory=list, max_length=40)
    serves: list[Text] = Field(default_factory=list, max_length=60)
    attention_women: Text = Field("", max_length=600)
    attention_children: Text = Field("", max_length=600)
    attention_minorities: Text = Field("", max_length=600)
    why_not: Text = Field("", max_length=600)


class SourceIn(FormIn):
    """Let a part lean on a source outside."""

    kind: PartKind
    key: Text = Field(max_length=40)
    title: Text = Field(max_length=300)
    address: Text = Field("", max_length=500)
    note: Text = Field("", max_length=300)


class ChoiceIn(FormIn):
    """What becomes of a change of the template."""

    kind: PartKind
    key: Text = Field(max_length=40)
    choice: Choice
    edition: int | None = Field(None, ge=0, le=2_000_000_000)
    title: Text = Field("", max_length=200)
    text: Text = Field("", max_length=60_000)


class StrategyStepIn(FormIn):
    """A step of the lifecycle; adopting needs the day and the body."""

    step: Text = Field(max_length=20)
    on: date | None = None
    by: Text = Field("", max_length=200)


class FollowIn(FormIn):
    """How a measure stands."""

    state: MeasureState
    note: Text = Field("", max_length=4_000)
    on: date | None = None


class StrategyMadeOut(Schema):
    """What was made or changed."""

    id: UUID | None


@router.post(
    "/programmes/{key}/strategies",
    auth=Needs(WRITE),
    response={200: StrategyMadeOut, **ERRORS},
)
def begin_strategy(request: HttpRequest, key: Text, sent: LocalIn) -> dict[str, Any]:
    """Begin the strategy of a place."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.begin_local(actor, programme=programme, **told))
    return {"id": made}


@router.post(
    "/strategies/{strategy_id}/parts", auth=Needs(WRITE), response={200: StrategyMadeOut, **ERRORS}
)
def write_strategy_part(request: HttpRequest, strategy_id: UUID, sent: PartIn) -> dict[str, Any]:
    """Write a section, an objective or a measure."""
    actor = actor_of(request)
    strategy = queries.strategy_or_404(actor, strategy_id)
    demand(actor, WRITE, strategy)
    values = sent.dict(exclude={"form_id", "kind", "key", "version"})
    made = once(
        request,
        sent,
        lambda: actions.write_part(
            actor,
            strategy=strategy,
            kind=sent.kind,
            key=sent.key,
            version=sent.version,
            values=values,
        ),
    )
    return {"id": made}


@router.post(
    "/strategies/{strategy_id}/sources",
    auth=Needs(WRITE),
    response={200: StrategyMadeOut, **ERRORS},
)
def cite_source(request: HttpRequest, strategy_id: UUID, sent: SourceIn) -> dict[str, Any]:
    """Let a part lean on a source outside the platform."""
    actor = actor_of(request)
    strategy = queries.strategy_or_404(actor, strategy_id)
    demand(actor, WRITE, strategy)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.cite_outside(actor, strategy=strategy, **told))
    return {"id": made}


@router.post(
    "/strategies/{strategy_id}/choices",
    auth=Needs(WRITE),
    response={200: StrategyMadeOut, **ERRORS},
)
def decide_strategy_part(request: HttpRequest, strategy_id: UUID, sent: ChoiceIn) -> dict[str, Any]:
    """Take a change of the shared strategy, leave it, or write the part anew."""
    actor = actor_of(request)
    strategy = queries.strategy_or_404(actor, strategy_id)
    demand(actor, WRITE, strategy)
    edited = {"title": sent.title, "text": sent.text} if sent.choice == Choice.EDIT else None
    once(
        request,
        sent,
        lambda: actions.decide_part(
            actor,
            strategy=strategy,
            part=name_of(sent.kind.value, sent.key),
            choice=sent.choice,
            edition=sent.edition,
            edited=edited,
        ),
    )
    return {"id": strategy.pk}


@router.post(
    "/strategies/{strategy_id}/steps", auth=Needs(WRITE), response={200: StrategyMadeOut, **ERRORS}
)
def take_strategy_step(
    request: HttpRequest, strategy_id: UUID, sent: StrategyStepIn
) -> dict[str, Any]:
    """Take a step: into consultation, final, adopted, followed, closed."""
    actor = actor_of(request)
    strategy = queries.strategy_or_404(actor, strategy_id)
    demand(actor, WRITE, strategy)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.take_step(actor, strategy=strategy, **told))
    return {"id": made}


@router.post(
    "/strategies/{strategy_id}/measures/{measure_key}/notes",
    auth=Needs(WRITE),
    response={200: StrategyMadeOut, **ERRORS},
)
def follow_strategy_measure(
    request: HttpRequest, strategy_id: UUID, measure_key: Text, sent: FollowIn
) -> dict[str, Any]:
    """Write down how a measure stands."""
    actor = actor_of(request)
    measure = queries.measure_or_404(actor, strategy_id, measure_key)
    demand(actor, WRITE, measure)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.follow_measure(actor, measure=measure, **told))
    return {"id": made}
