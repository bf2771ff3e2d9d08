"""Second mentors and interpreters of a pair."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.core.permissions import may
from amir.participants.queries import participants_visible_to

from .. import actions, terms
from ..actions.helping import Lending
from ..enums import BookingMode, HelperKind, HelperState
from ..models import Interpreter, MatchHelper
from ..queries import (
    booking_or_404,
    helper_or_404,
    helpers_visible_to,
    helpings_of_me,
    interpreter_or_404,
    interpreters_visible_to,
    match_or_404,
    my_helping_or_404,
)
from ..rules import ARRANGE, ME, ME_CHANGE
from .moments import moment

router = Router()


class HelperOut(Schema):
    """A second mentor, of `from_organisation_id`; a name once somebody is asked."""

    id: UUID
    match_id: UUID
    organisation_id: UUID
    from_organisation_id: UUID
    kind: HelperKind
    state: HelperState
    name: str
    languages: list[str]
    topics: list[str]


class AskHelperIn(FormIn):
    """One of our mentors, or an organisation that names one of theirs."""

    kind: HelperKind
    mentor_id: UUID | None = None
    organisation_id: UUID | None = None


class LendIn(FormIn):
    """Which of our mentors."""

    mentor_id: UUID


class AnswerHelperIn(FormIn):
    """Yes with every rule, or no."""

    answer: Literal["yes", "no"]
    accepts_every_rule: bool = False


class InterpreterOut(Schema):
    """Who interprets; `bound_on`: since when they are bound to confidentiality."""

    id: UUID
    organisation_id: UUID
    name: str
    languages: list[str]
    bound_on: date | None


class InterpreterIn(FormIn):
    """Somebody who interprets."""

    organisation_id: UUID
    name: Text = Field(max_length=120)
    languages: list[Text]
    phone: Text = Field("", max_length=40)
    email: Text = Field("", max_length=254)


class BindIn(FormIn):
    """When they promised."""

    bound_on: date


class BookIn(FormIn):
    """Who, when, how long, how."""

    interpreter_id: UUID
    starts_at: datetime
    minutes: int = Field(ge=1, le=480)
    mode: BookingMode


@router.get("/helpers", auth=Needs(ARRANGE), response={200: Page[HelperOut], **ERRORS})
def list_helpers(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Second mentors of the actor's organisations' pairs, and those asked of them."""
    rows = helpers_visible_to(actor_of(request))
    return page(rows, wanted, lambda found: [_helper(row) for row in found])


@router.post(
    "/matches/{match_id}/helpers", auth=Needs(ARRANGE), response={201: HelperOut, **ERRORS}
)
def ask_helper(request: HttpRequest, match_id: UUID, sent: AskHelperIn) -> Status[dict[str, Any]]:
    """Ask for a second mentor."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, ARRANGE, match)
    mentor = None
    if sent.mentor_id is not None:
        mentor = participants_visible_to(actor).filter(pk=sent.mentor_id).first()
        if mentor is None:
            raise Http404
    made = once(request, sent, lambda: actions.ask_helper(
        actor, match=match, kind=sent.kind, mentor=mentor,
        organisation_id=sent.organisation_id if mentor is None else None,
    ))  # fmt: skip
    assert made is not None  # noqa: S101  told to the type checker
    return Status(201, _helper(helper_or_404(actor, helper_id=made)))


@router.post("/helpers/{helper_id}/lend", auth=Needs(ARRANGE), response={204: None, **ERRORS})
def lend_helper(request: HttpRequest, helper_id: UUID, sent: LendIn) -> Status[None]:
    """Name one of our mentors for a pair of another organisation."""
    actor = actor_of(request)
    helper = helper_or_404(actor, helper_id=helper_id)
    if not may(actor, ARRANGE, Lending(helper)):
        raise Http404
    mentor = participants_visible_to(actor).filter(pk=sent.mentor_id).first()
    if mentor is None:
        raise Http404
    once(request, sent, lambda: actions.lend_helper(actor, helper=helper, mentor=mentor))
    return Status(204, None)


@router.post("/helpers/{helper_id}/end", auth=Needs(ARRANGE), response={204: None, **ERRORS})
def end_helper(request: HttpRequest, helper_id: UUID, sent: FormIn) -> Status[None]:
    """No second mentor after all, or not any more."""
    actor = actor_of(request)
    helper = helper_or_404(actor, helper_id=helper_id)
    once(request, sent, lambda: actions.end_helper(actor, helper=helper))
    return Status(204, None)


@router.get("/me/helping", auth=Needs(ME), response={200: Page[HelperOut], **ERRORS})
def list_my_helping(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """The pairs that one helps as second mentor, or is asked to."""
    rows = helpings_of_me(actor_of(request))
    return page(rows, wanted, lambda found: [_helper(row) for row in found])


@router.post(
    "/me/helping/{helper_id}/answer", auth=Needs(ME_CHANGE), response={204: None, **ERRORS}
)
def answer_helper(request: HttpRequest, helper_id: UUID, sent: AnswerHelperIn) -> Status[None]:
    """Say whether one helps the pair."""
    actor = actor_of(request)
    helper = my_helping_or_404(actor, helper_id=helper_id)
    demand(actor, ME_CHANGE, helper)
    accepted = list(terms.RULES) if sent.accepts_every_rule else []
    once(request, sent, lambda: actions.answer_helper(
        actor, helper=helper, answer=sent.answer, accepted=accepted))  # fmt: skip
    return Status(204, None)


@router.get("/interpreters", auth=Needs(ARRANGE), response={200: Page[InterpreterOut], **ERRORS})
def list_interpreters(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Who interprets for the actor's organisations."""
    rows = interpreters_visible_to(actor_of(request)).filter(left_at=None)
    return page(rows, wanted, lambda found: found)


@router.post("/interpreters", auth=Needs(ARRANGE), response={201: InterpreterOut, **ERRORS})
def add_interpreter(request: HttpRequest, sent: InterpreterIn) -> Status[Interpreter]:
    """Somebody who interprets."""
    actor = actor_of(request)
    if sent.organisation_id not in actor.organisations_where(ARRANGE):
        raise Http404
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.add_interpreter(actor, **told))
    assert made is not None  # noqa: S101  told to the type checker
    return Status(201, interpreter_or_404(actor, interpreter_id=made))


@router.post(
    "/interpreters/{interpreter_id}/bind", auth=Needs(ARRANGE), response={204: None, **ERRORS}
)
def bind_interpreter(request: HttpRequest, interpreter_id: UUID, sent: BindIn) -> Status[None]:
    """They promised to keep everything to themselves."""
    actor = actor_of(request)
    interpreter = interpreter_or_404(actor, interpreter_id=interpreter_id)
    demand(actor, ARRANGE, interpreter)
    once(request, sent, lambda: actions.bind_interpreter(
        actor, interpreter=interpreter, bound_on=sent.bound_on))  # fmt: skip
    return Status(204, None)


@router.post("/matches/{match_id}/bookings", auth=Needs(ARRANGE), response={204: None, **ERRORS})
def book_interpreter(request: HttpRequest, match_id: UUID, sent: BookIn) -> Status[None]:
    """An interpreter comes to a pair. A moment without a zone is meant where we are."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, ARRANGE, match)
    interpreter = interpreter_or_404(actor, interpreter_id=sent.interpreter_id)
    starts_at = moment(sent.starts_at)
    once(request, sent, lambda: actions.book_interpreter(
        actor, match=match, interpreter=interpreter, starts_at=starts_at,
        minutes=sent.minutes, mode=sent.mode,
    ))  # fmt: skip
    return Status(204, None)


@router.post("/bookings/{booking_id}/cancel", auth=Needs(ARRANGE), response={204: None, **ERRORS})
def cancel_booking(request: HttpRequest, booking_id: UUID, sent: FormIn) -> Status[None]:
    """Nobody comes."""
    actor = actor_of(request)
    booking = booking_or_404(actor, booking_id=booking_id)
    demand(actor, ARRANGE, booking)
    once(request, sent, lambda: actions.cancel_booking(actor, booking=booking))
    return Status(204, None)


def _helper(row: MatchHelper) -> dict[str, Any]:
    told = ("match_id", "organisation_id", "from_organisation_id", "kind", "state")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in told},
        "name": row.shown.get("helper", ""),
        "languages": row.shown.get("languages", []),
        "topics": row.shown.get("topics", []),
    }
