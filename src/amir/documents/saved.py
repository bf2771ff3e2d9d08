"""A document as plain JSON and back: what was published stays, whatever records become."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from . import model
from .model import Document

KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Document, model.Heading, model.Paragraph, model.Listing, model.Facts, model.Table,
        model.Figure, model.Chart, model.Quote, model.Card, model.PageBreak, model.Span,
        model.Cited,
    )
}  # fmt: skip


def to_plain(thing: Any) -> Any:
    """A document or a part of it as values that JSON knows."""
    if is_dataclass(thing):
        told = {field.name: to_plain(getattr(thing, field.name)) for field in fields(thing)}
        return {"is": type(thing).__name__, **told}
    if isinstance(thing, tuple | list):
        return [to_plain(each) for each in thing]
    if isinstance(thing, date):
        return {"is": "day", "said": thing.isoformat()}
    if isinstance(thing, Decimal):
        return {"is": "decimal", "said": str(thing)}
    return thing


def from_plain(plain: Any) -> Any:
    """The same again. KeyError for a kind that this version does not know."""
    if isinstance(plain, list):
        return tuple(from_plain(each) for each in plain)
    if not isinstance(plain, Mapping):
        return plain
    if plain["is"] == "day":
        return date.fromisoformat(plain["said"])
    if plain["is"] == "decimal":
        return Decimal(plain["said"])
    told = {name: from_plain(value) for name, value in plain.items() if name != "is"}
    return KINDS[plain["is"]](**told)
