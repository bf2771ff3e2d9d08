"""The REST API: every room's operations under one address, and its schema as a file.

`docs/openapi.json` is made by `./amir api-schema`; a test fails when it is not up to date.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.module_loading import module_has_submodule
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema, get_schema
from ninja.operation import Operation

from amir.core.api import SAFE, Needs, Problem, answer_errors
from amir.core.guard import Guard
from amir.core.permissions import Reach, named
from amir.kit import views

PREFIX = "/api/v1"
# How one signs in: the browser's session, and for acts its token against foreign pages.
SECURITY = {
    "session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
}


class Api(NinjaAPI):
    """Operations are named after their functions; the schema says what signing in needs."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function."""
        return str(operation.view_func.__name__)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The schema, with what each operation needs; the same object each time."""
        return _schema(path_prefix or f"{PREFIX}/")


@cache
def _schema(path_prefix: str) -> OpenAPISchema:
    """Made once: it takes most of a second, and operations do not change while we run."""
    schema = get_schema(api, path_prefix=path_prefix)
    guards = {name: guard for name, _pattern, guard in operations()}
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            guard = guards[f"api:{operation['operationId']}"]
            needed = [] if named(guard.permission).reach is Reach.PUBLIC else ["session"]
            needed += [] if method.upper() in SAFE else ["csrf"]
            operation["security"] = [{name: [] for name in needed}]
            operation["x-permission"] = guard.permission
    schema["components"]["securitySchemes"] = SECURITY
    return schema


api = Api(
    title="amir",
    version="1",
    description="The same records, rules and acts as the pages. How to use it: docs/api.md.",
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


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: programs are told in the form of `Problem`, people by a page."""
    if not request.path.startswith(f"/{PREFIX.split('/')[1]}/"):
        return views.not_found(request, exception)
    told = Problem(problem="There is nothing at this address.").model_dump()
    return JsonResponse(told, status=404, content_type="application/problem+json")


def schema_text() -> str:
    """The schema as it is committed: the same operations give the same text."""
    schema = api.get_openapi_schema(path_prefix=f"{PREFIX}/")
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"


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
