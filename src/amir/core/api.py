"""What every API operation has: a permission, errors in one form, pages, and acting once.

    router = Router()

    @router.get("/participants/{participant_id}", auth=Needs("participants.view"),
                response={200: ParticipantOut, **ERRORS})

`auth` is the guard: it runs before anything sent is parsed. Nobody signed in: 401. Signed in
without the permission anywhere: 403. Objects are found through `..._visible_to` (404) and asked
for with `demand` (403).
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar, cast
from uuid import UUID

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.utils import check_csrf
from pydantic import Field, StringConstraints

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.guard import ActorRequest, Guard
from amir.core.permissions import Reach, may, named
from amir.core.submissions import answer_of, claim, remember_answer

T = TypeVar("T")
M = TypeVar("M", bound=Model)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
# PostgreSQL stores every character but this one.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]


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
        is_public = named(self.permission).reach is Reach.PUBLIC
        if not is_public and not actor.is_signed_in:
            return False
        if request.method not in SAFE and check_csrf(request):
            raise HttpError(403, "The CSRF token is missing: send X-CSRFToken.")
        if is_public:
            return True
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


class Paging(Schema):
    """Which page of a list is wanted."""

    limit: int = Field(100, ge=1, le=100)
    offset: int = Field(0, ge=0, le=1_000_000)


def page(
    rows: QuerySet[M], wanted: Paging, shown: Callable[[list[M]], Sequence[Any]]
) -> dict[str, Any]:
    """One page of these rows, as `shown` tells them all at once."""
    count = rows.count()
    following = wanted.offset + wanted.limit
    return {
        "items": shown(list(rows[wanted.offset : following])),
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


def once(request: HttpRequest, sent: FormIn, act: Callable[[], object]) -> UUID | None:
    """Do the act, unless its `form_id` came here before; the id of what it made, either way.

    What the act refuses may be sent again. Stale if the `form_id` came somewhere else, or from
    somebody else.
    """
    if sent.form_id is None:
        return getattr(act(), "pk", None)
    with transaction.atomic():
        if claim(actor_of(request), sent.form_id):
            made: UUID | None = getattr(act(), "pk", None)
            remember_answer(sent.form_id, f"{made or '-'} {request.path}")
            return made
    made_before, _space, path = answer_of(sent.form_id).partition(" ")
    if path != request.path:
        raise Stale("This form_id was used already.")
    return None if made_before == "-" else UUID(made_before)


def once_unnamed(sent: FormIn, act: Callable[[], object]) -> None:
    """The same for an act of which nothing may say who did it: claimed as a visitor."""
    with transaction.atomic():
        with acting_as(VISITOR):
            is_first = sent.form_id is None or claim(VISITOR, sent.form_id)
        if is_first:
            act()


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

    def unreadable(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(request, 400, "What was sent cannot be read.", None)

    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(PermissionDenied, denied)
    api.add_exception_handler(HttpError, http)
    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(ValidationError, invalid)
    for error in (BadRequest, MultiPartParserError, RawPostDataException, SuspiciousOperation):
        api.add_exception_handler(error, unreadable)
