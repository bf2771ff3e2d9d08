"""A strategy as plain data: what editions keep, documents show and merging compares."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from .enums import PartKind
from .models import Edition, Measure, Objective, Strategy, StrategySection

# Fields that the template gives and a place adapts, by kind of part; the rest is the place's own.
SHARED_FIELDS: dict[str, tuple[str, ...]] = {
    PartKind.SECTION: ("title", "text"),
    PartKind.OBJECTIVE: ("title", "text", "theme"),
    PartKind.MEASURE: ("title", "text", "objective", "indicator", "target_groups", "serves"),
}
MEASURE_FIELDS = (
    "owner", "starts_on", "ends_on", "budget", "currency", "attention_women",
    "attention_children", "attention_minorities", "why_not", "regional_key", "state",
)  # fmt: skip
MODELS: dict[str, type[StrategySection] | type[Objective] | type[Measure]] = {
    PartKind.SECTION: StrategySection,
    PartKind.OBJECTIVE: Objective,
    PartKind.MEASURE: Measure,
}
AnyPart = StrategySection | Objective | Measure


def name_of(kind: str, key: str) -> str:
    """The name of a part: "section:diagnosis"."""
    return f"{kind}:{key}"


def rows_of(strategy: Strategy) -> dict[str, list[AnyPart]]:
    """Kind -> rows in order; three queries."""
    return {
        PartKind.SECTION: list(StrategySection.objects.filter(strategy=strategy)),
        PartKind.OBJECTIVE: list(Objective.objects.filter(strategy=strategy)),
        PartKind.MEASURE: list(
            Measure.objects.filter(strategy=strategy).select_related("objective")
        ),
    }


def fields_of(kind: str, row: AnyPart, *, only_shared: bool = False) -> dict[str, Any]:
    """The fields of a part as JSON knows them."""
    names = SHARED_FIELDS[kind]
    if kind == PartKind.MEASURE and not only_shared:
        names = (*names, *MEASURE_FIELDS)
    return {name: _plain(getattr(row, name)) for name in names}


def shared_of(strategy: Strategy) -> dict[str, dict[str, Any]]:
    """Part by name -> what can come from a template, as the strategy has it now."""
    return {
        name_of(kind, row.key): fields_of(kind, row, only_shared=True)
        for kind, rows in rows_of(strategy).items()
        for row in rows
    }


def shared_in(edition: Edition | None) -> dict[str, dict[str, Any]]:
    """The same of an edition; nothing without one."""
    if edition is None:
        return {}
    return {
        name_of(part["kind"], part["key"]): {
            name: part.get(name, "") for name in SHARED_FIELDS[part["kind"]]
        }
        for part in edition.content["parts"]
    }


def content_of(strategy: Strategy) -> dict[str, Any]:
    """Everything of a strategy that an edition keeps; six queries."""
    cited: dict[str, list[dict[str, str]]] = {}
    for each in strategy.citations.all():
        told = {"kind": each.cited_kind, "id": str(each.cited_id), "number": each.number,
                "title": each.title, "note": each.note}  # fmt: skip
        cited.setdefault(name_of(each.part_kind, each.part_key), []).append(told)
    parts = [
        {
            "kind": str(kind),
            "key": row.key,
            **fields_of(kind, row),
            "cites": cited.get(name_of(kind, row.key), []),
        }
        for kind, rows in rows_of(strategy).items()
        for row in rows
    ]
    involved = [
        {"group": each.group, "name": each.name, "turnout": each.turnout}
        for each in strategy.involved.all()
    ]
    return {"place": place_of(strategy), "adopted_on": _plain(strategy.adopted_on),
            "adopted_by": strategy.adopted_by, "parts": parts, "involved": involved}  # fmt: skip


def place_of(strategy: Any) -> dict[str, str]:
    """Where a strategy holds, of a strategy or its standing."""
    return {name: getattr(strategy, name) for name in ("country", "region", "municipality")}


def parts_in(content: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """The parts of a kind, in order."""
    return [part for part in content["parts"] if part["kind"] == kind]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Objective):
        return value.key
    return list(value) if isinstance(value, list) else value
