"""What every API operation has: a permission, errors in one form, pages.

    router = Router()

    @router.get("/participants/{participant_id}", auth=Needs("participants.view"),
                response={200: ParticipantOut, **ERRORS})

`auth` is the guard: it runs before anything sent is parsed. Nobody signed in: 401. Signed in
without the permission anywhere: 403. Objects are found through `..._visible_to` (404) and asked
for with `demand` (403).
"""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.utils import check_csrf

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.guard import ActorRequest, Guard
from amir.core.permissions import Reach, may, named

T = TypeVar("T")
M = TypeVar("M", bound=Model)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class Problem(Schema):
    """What went wrong, in a sentence for people; `field` where it belongs to one."""

    problem: str
    field: str | None = None


ERRORS = dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)


class Needs:
    """The guard of an operation. Signing in is the browser's session, with its CSRF token."""

    def __init__(self, permission: str) -> None:
        self.permission = permission

    def __call__(self, request: HttpRequest) -> Actor | bool:
        """The actor; False for nobody (401). HttpError 403 without the permission."""
        actor = cast(ActorRequest, request).actor
        if named(self.permission).reach is Reach.PUBLIC:
            return True
        if not actor.is_signed_in:
            return False
        if request.method not in SAFE and check_csrf(request):
            raise HttpError(403, "The CSRF token is missing: send X-CSRFToken.")
        # One's own records are asked for when they are found.
        if named(self.permission).reach is not Reach.OWN and not may(actor, self.permission):
            raise PermissionDenied
        return actor

    def guard(self, methods: Sequence[str]) -> Guard:
        """The same for the list of routes."""
        return Guard(self.permission, tuple(sorted(methods)))


class Page(Schema, Generic[T]):
    """One page of a list; `next_offset` is None on the last."""

    items: list[T]
    count: int
    next_offset: int | None


def page(rows: QuerySet[M], *, limit: int, offset: int) -> dict[str, Any]:
    """Rows from `offset`, at most `limit` (and never more than 100)."""
    limit = max(1, min(limit, 100))
    count = rows.count()
    following = offset + limit
    return {
        "items": list(rows[offset:following]),
        "count": count,
        "next_offset": following if following < count else None,
    }


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor


def demand(actor: Actor, permission: str, thing: Any) -> None:
    """PermissionDenied unless the actor has the permission for this thing."""
    if not may(actor, permission, thing):
        raise PermissionDenied


class FormIn(Schema):
    """Base of what is sent to act: `form_id` makes sending twice act once."""

    form_id: UUID | None = None


def answer_errors(api: NinjaAPI) -> None:
    """Give every refusal the form of `Problem`."""

    def answer(request: HttpRequest, status: int, problem: str, field: str | None) -> HttpResponse:
        return api.create_response(request, {"problem": problem, "field": field}, status=status)

    def refused(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        kind = 403 if isinstance(error, NotAllowed) else 409 if isinstance(error, Stale) else 422
        return answer(request, kind, str(error), getattr(error, "field", None))

    def denied(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(request, 403, "You may not do this.", None)

    def http(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(request, getattr(error, "status_code", 400), str(error), None)

    def missing(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(request, 404, "There is nothing here that you can see.", None)

    def invalid(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        first = getattr(error, "errors", [{}])[0]
        place = [str(part) for part in first.get("loc", ())]
        return answer(request, 422, str(first.get("msg", "")), ".".join(place) or None)

    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(PermissionDenied, denied)
    api.add_exception_handler(HttpError, http)
    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(ValidationError, invalid)
