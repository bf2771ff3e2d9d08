"""The REST API: every room's operations under one address, and its schema as a file.

`docs/openapi.json` is made by `./amir api-schema`; a test fails when it is not up to date.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.utils.module_loading import module_has_submodule
from ninja import NinjaAPI

from amir.core.api import Needs, answer_errors
from amir.core.guard import Guard

PREFIX = "/api/v1"

api = NinjaAPI(
    title="amir",
    version="1",
    description="The same records, rules and acts as the pages.",
    docs_url=None,
    urls_namespace="api",
)
answer_errors(api)
for _room in settings.ROOMS:
    if module_has_submodule(import_module(f"amir.{_room}"), "api") and _room != "core":
        api.add_router("", import_module(f"amir.{_room}.api").router)

# Who is not signed in gets 401 from `Needs`; a redirect to a page means nothing to a program.
# `api.urls` makes new views each time it is asked; those that are marked are those that are used.
urls = api.urls
for _pattern in urls[0]:
    login_not_required(cast(Callable[..., HttpResponseBase], _pattern.callback))


def operations() -> Iterator[tuple[str, str, Guard]]:
    """(name, pattern, guard) of every operation; what has no `Needs` is left out and refused."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                needs = [c for c in operation.auth_callbacks if isinstance(c, Needs)]
                if len(needs) == 1 and len(operation.auth_callbacks) == 1:
                    name = f"api:{operation.operation_id or operation.view_func.__name__}"
                    yield name, f"{PREFIX}{prefix}{path}", needs[0].guard(operation.methods)


def bare_operations() -> list[str]:
    """Operations without a guard; start-up refuses them."""
    held = {pattern for _, pattern, _ in operations()}
    return [
        f"{PREFIX}{prefix}{path}"
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        if any(not _is_guarded(operation) for operation in view.operations)
        or f"{PREFIX}{prefix}{path}" not in held
    ]


def _is_guarded(operation: Any) -> bool:
    return [type(callback) for callback in operation.auth_callbacks] == [Needs]
