"""A strategy as its own organisation reads and writes it, and follows its measures."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page

from .. import actions, queries
from ..content import content_of, name_of
from ..enums import Choice, MeasureState, PartKind, StrategyKind, StrategyState
from ..models import Measure
from ..rules import VIEW, WRITE, lacks_reason
from .standing import StrategyMadeOut

router = Router()


class StrategyOut(Schema):
    """A strategy of one's own organisation, as it is now."""

    id: UUID
    title: str
    language: str
    kind: StrategyKind
    state: StrategyState
    content: dict[str, Any]


class MeasureOut(Schema):
    """A measure with what its page shows."""

    key: str
    title: str
    objective: str
    owner: str
    starts_on: date | None
    ends_on: date | None
    budget: Decimal | None
    currency: str
    indicator: str
    target_groups: list[str]
    serves: list[str]
    state: MeasureState
    lacks_reason: bool


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


@router.get("/strategies/{strategy_id}", auth=Needs(VIEW), response={200: StrategyOut, **ERRORS})
def read_strategy(request: HttpRequest, strategy_id: UUID) -> dict[str, Any]:
    """A strategy of one's own organisation, as it is now."""
    strategy = queries.strategy_or_404(actor_of(request), strategy_id)
    demand(actor_of(request), VIEW, strategy)
    names = ("id", "title", "language", "kind", "state")
    return {**{n: getattr(strategy, n) for n in names}, "content": content_of(strategy)}


@router.get(
    "/strategies/{strategy_id}/measures",
    auth=Needs(VIEW),
    response={200: Page[MeasureOut], **ERRORS},
)
def list_measures(request: HttpRequest, strategy_id: UUID, wanted: Query[Paging]) -> dict[str, Any]:
    """The measures of a strategy of one's own organisation."""
    strategy = queries.strategy_or_404(actor_of(request), strategy_id)
    demand(actor_of(request), VIEW, strategy)

    def shown(rows: list[Measure]) -> list[dict[str, Any]]:
        own = {"objective", "lacks_reason"}
        return [
            {name: getattr(row, name) for name in MeasureOut.model_fields.keys() - own}
            | {"objective": row.objective.key, "lacks_reason": lacks_reason(row)}
            for row in rows
        ]

    return page(queries.measures_of(strategy), wanted, shown)


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
