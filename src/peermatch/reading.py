"""Typed settings from nested mappings, with refusals that name the place."""

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from peermatch.errors import RulesError

T = TypeVar("T")
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def build(kind: type[T], data: Any, *, base: T, path: str) -> T:
    """`base` with the values of `data`; a bare truth value stands for its switch `on`."""
    hints = get_type_hints(kind)
    if not isinstance(data, Mapping) and "on" in hints:
        data = {"on": data}
    if not isinstance(data, Mapping):
        raise RulesError("'{path}' needs named settings.", path=path)
    changes: dict[str, Any] = {}
    for name, value in data.items():
        here = f"{path}.{name}".lstrip(".")
        if name not in hints:
            raise RulesError(
                "'{path}' is not a setting; known here: {known}.",
                path=here, known=", ".join(sorted(hints)),
            )  # fmt: skip
        if dataclasses.is_dataclass(hints[name]):
            changes[name] = build(hints[name], value, base=getattr(base, name), path=here)
        else:
            changes[name] = _value(hints[name], value, here)
    return dataclasses.replace(base, **changes)  # type: ignore[type-var]


def _value(kind: Any, value: Any, path: str) -> Any:
    if get_origin(kind) is tuple:
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            raise RulesError("'{path}' needs a list.", path=path)
        return tuple(_value(get_args(kind)[0], item, path) for item in value)
    if kind is str:
        return str(value)
    if kind is bool:
        return _truth(value, path)
    try:
        number = float(value)
        if isinstance(value, bool) or (kind is int and number != int(number)):
            raise ValueError
        return kind(number)
    except (TypeError, ValueError, OverflowError):
        raise RulesError("'{path}' is {value}; it needs a {kind}number.", path=path, value=value,
                         kind="whole " if kind is int else "") from None  # fmt: skip


def _truth(value: Any, path: str) -> bool:
    truth = value if isinstance(value, bool) else _TRUTHS.get(str(value).lower())
    if truth is None:
        raise RulesError("'{path}' is {value}; it needs true or false.", path=path, value=value)
    return truth
