"""Where the strategies of a programme stand, their editions, and beginning one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW as VIEW_PROGRAMME

from .. import actions, queries
from ..enums import StrategyKind, StrategyState
from ..models import Edition, Standing
from ..rules import WRITE

router = Router()


class StandingOut(Schema):
    """Where a strategy stands. `title` and `newest` only when something is published."""

    strategy_id: UUID
    kind: StrategyKind
    country: str
    region: str
    municipality: str
    state: StrategyState
    title: str
    newest: UUID | None
    changed_on: date


class StrategyEditionOut(Schema):
    """A published edition; `content` as content.py keeps it."""

    id: UUID
    strategy_id: UUID
    number: int
    title: str
    language: str
    state: StrategyState
    note: str
    made_on: date
    content: dict[str, Any]


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


class StrategyMadeOut(Schema):
    """What was made or changed."""

    id: UUID | None


@router.get(
    "/programmes/{key}/strategies",
    auth=Needs(VIEW_PROGRAMME),
    response={200: Page[StandingOut], **ERRORS},
)
def list_strategies(request: HttpRequest, key: Text, wanted: Query[Paging]) -> dict[str, Any]:
    """Where every strategy of a programme stands."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, VIEW_PROGRAMME, programme)
    names = StandingOut.model_fields

    def shown(rows: list[Standing]) -> list[dict[str, Any]]:
        return [{name: getattr(row, name) for name in names} for row in rows]

    return page(queries.standings_visible_to(actor, programme), wanted, shown)


@router.get(
    "/programmes/{key}/strategy-editions",
    auth=Needs(VIEW_PROGRAMME),
    response={200: Page[StrategyEditionOut], **ERRORS},
)
def list_strategy_editions(
    request: HttpRequest, key: Text, wanted: Query[Paging]
) -> dict[str, Any]:
    """Every published edition of a programme's strategies, newest first."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, VIEW_PROGRAMME, programme)
    names = StrategyEditionOut.model_fields

    def shown(rows: list[Edition]) -> list[dict[str, Any]]:
        return [{name: getattr(row, name) for name in names} for row in rows]

    return page(queries.editions_visible_to(actor, programme), wanted, shown)


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
