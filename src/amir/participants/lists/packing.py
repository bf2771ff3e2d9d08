"""Sayings of the engine as JSON, so that what was read once speaks every reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from amir.sheets.report import plain
from amir.sheets.sayings import Saying

Packed = Mapping[str, Any]


def pack(saying: Saying | str) -> dict[str, Any]:
    """A saying as JSON; a text that is none stands for itself."""
    if isinstance(saying, str):
        return {"says": "{text}", "with": {"text": saying}}
    packed: dict[str, Any] = {"says": saying.template}
    if saying.values:
        packed["with"] = {name: _packed_value(value) for name, value in saying.values.items()}
    if saying.plural:
        packed |= {"many": saying.plural, "count": saying.count}
    return packed


def unpack(packed: Packed) -> Saying:
    """The saying again."""
    values = {name: _unpacked_value(value) for name, value in packed.get("with", {}).items()}
    return Saying(packed["says"], values, packed.get("many", ""), packed.get("count", 1))


def said(packed: Packed | None) -> str:
    """The sentence in the language of whoever reads; "" where there is none."""
    return unpack(packed).text(gettext, ngettext) if packed else ""


def _packed_value(value: object) -> Any:
    if isinstance(value, Saying):
        return pack(value)
    if isinstance(value, tuple):
        return [_packed_value(each) for each in value]
    return plain(value)


def _unpacked_value(value: Any) -> Any:
    if isinstance(value, dict) and "says" in value:
        return unpack(value)
    if isinstance(value, list):
        return tuple(_unpacked_value(each) for each in value)
    return value
