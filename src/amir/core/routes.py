"""Every route with what guards it: for start-up, for `amir routes --json`, for the matrix."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from amir.core.guard import Guard, guard_of
from amir.core.permissions import named

_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>|\{(\w+)\}")


@dataclass(frozen=True)
class Route:
    """An address with its guard; `reason` for a library's route that has none."""

    name: str
    pattern: str
    guard: Guard | None
    reason: tuple[str, str] | None


def _walk(
    patterns: list[Any], prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, Any]]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or ''}", "/" + pattern, entry.callback


def routes() -> list[Route]:
    """All routes in the order of the resolver."""
    reasons = import_string("amir.config.third_party.REASONS")
    found = []
    for name, pattern, view in _walk(get_resolver().url_patterns):
        # The API's operations share a view per address; they tell their guards themselves.
        if not name.startswith("api:") or name in reasons:
            found.append(Route(name, pattern, guard_of(view), reasons.get(name)))
    operations = import_string("amir.config.api.operations")
    found += [Route(name, pattern, guard, None) for name, pattern, guard in operations()]
    return found


def refuse_unguarded() -> None:
    """ImproperlyConfigured if any route has neither a guard nor a reason, or no name."""
    bare = [r.pattern for r in routes() if not r.name or (r.guard is None and r.reason is None)]
    bare += import_string("amir.config.api.bare_operations")()
    if bare:
        raise ImproperlyConfigured(f"routes without a guard or a name: {', '.join(bare)}")


def arguments(route: Route) -> dict[str, str]:
    """What fills the address: name -> kind ("uuid", "slug", "int", "str"), in its order."""
    found = {}
    for kind, name, of_api in _ARGUMENT.findall(route.pattern):
        # Operations of the API tell no kinds in their addresses; what ends in _id is an id.
        found[name or of_api] = kind or ("uuid" if of_api.endswith("_id") else "str")
    return found


def describe() -> list[dict[str, Any]]:
    """Routes as plain data: pattern, name, arguments, methods, permission, relation, field sets."""
    found: list[dict[str, Any]] = []
    for route in routes():
        if route.guard is None:
            who, why = route.reason or ("", "")
            found.append(
                {"pattern": route.pattern, "name": route.name, "arguments": arguments(route),
                 "methods": None, "permission": None, "relation": who, "field_sets": [], "why": why}
            )  # fmt: skip
            continue
        wanted = named(route.guard.permission)
        found.append(
            {"pattern": route.pattern, "name": route.name, "arguments": arguments(route),
             "methods": list(route.guard.methods), "permission": wanted.name,
             "relation": wanted.reach.value, "field_sets": list(wanted.field_sets), "why": ""}
        )  # fmt: skip
    return found
