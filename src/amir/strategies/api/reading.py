"""Where strategies stand, their editions and measures."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from amir.core.api import ERRORS, Needs, Page, Paging, Text, actor_of, demand, page
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW as VIEW_PROGRAMME

from .. import queries
from ..content import content_of
from ..enums import MeasureState, StrategyKind, StrategyState
from ..models import Edition, Measure, Standing
from ..rules import VIEW, lacks_reason

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
