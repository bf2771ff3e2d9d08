"""Lists through the API: bring one, see where it stands, answer its questions, bring it in."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status, UploadedFile
from pydantic import Field

from amir.core.actor import Actor
from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.core.errors import Refused

from ..enums import ListState
from ..models import PeopleList
from ..rules import IMPORT
from . import actions
from .forms import Uploads
from .overview import open_questions
from .packing import said
from .queries import counts_of, is_at_work, list_or_404, lists_visible_to, work_of
from .told import LATER

router = Router(tags=["lists"])


class ListOut(Schema):
    """A list of people. `work_id`: the background work that was last begun for it."""

    id: UUID
    organisation_id: UUID
    programme_id: UUID | None
    name: str
    state: ListState
    as_of: date
    created_at: datetime
    brought_in_at: datetime | None
    work_id: UUID | None
    version: int


class OptionOut(Schema):
    """One possible answer to a question."""

    value: str
    says: str


class QuestionOut(Schema):
    """What the platform cannot know about a list, in the reader's language.

    `answer` is None while nothing was said, and "" while the question is left open. Without
    `options` any text may be the answer.
    """

    id: str
    kind: str
    table: str
    column: str | None
    says: str
    options: list[OptionOut]
    cells: int
    answer: str | None


class CountsOut(Schema):
    """How many people bringing the list in adds, changes, leaves as they are, leaves out."""

    create: int
    update: int
    same: int
    skip: int


class OneListOut(ListOut):
    """A list with its questions. `can_go_in`: nothing stands between it and the records."""

    counts: CountsOut
    questions: list[QuestionOut]
    is_at_work: bool
    can_go_in: bool


class BringIn(FormIn):
    """Whose list it is."""

    organisation_id: UUID
    programme_id: UUID | None = None


class AnswersIn(FormIn):
    """Question id -> one of its options, or a text where it has none; "" leaves it open.

    `version`: the list as it was looked at; 409 if somebody else went on with it since.
    """

    answers: dict[str, Annotated[Text, Field(max_length=500)]] = Field(max_length=500)
    version: int | None = None


class GoIn(FormIn):
    """Bring the list in. `version` as in the answers."""

    version: int | None = None


@router.get("/lists", auth=Needs(IMPORT), response={200: Page[ListOut], **ERRORS})
def list_lists(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """The lists of the actor's organisations, newest first."""
    rows = lists_visible_to(actor_of(request)).order_by("-created_at", "id")
    return page(rows, wanted, lambda found: found)


@router.post("/lists", auth=Needs(IMPORT), response={202: OneListOut, **ERRORS})
def bring_list(
    request: HttpRequest, sent: Form[BringIn], upload: File[list[UploadedFile]]
) -> Status[dict[str, Any]]:
    """Bring the files of one list; they are read in the background."""
    actor = actor_of(request)
    if sent.organisation_id not in actor.organisations_where(IMPORT):
        raise Http404
    (name, content), *further = _files(upload)
    list_id = once(
        request,
        sent,
        lambda: actions.bring_list(
            actor,
            organisation_id=sent.organisation_id,
            programme_id=sent.programme_id,
            name=name,
            content=content,
            further=further,
        ),
    )
    return Status(202, _one(actor, list_id))


@router.get("/lists/{list_id}", auth=Needs(IMPORT), response={200: OneListOut, **ERRORS})
def show_list(request: HttpRequest, list_id: UUID) -> dict[str, Any]:
    """Where a list stands, and what it asks."""
    return _one(actor_of(request), list_id)


@router.post("/lists/{list_id}/answers", auth=Needs(IMPORT), response={202: OneListOut, **ERRORS})
def answer_list(request: HttpRequest, list_id: UUID, sent: AnswersIn) -> Status[dict[str, Any]]:
    """Answer questions; the list is read again with the answers, in the background."""
    actor, people_list = _held(request, list_id)

    def answer() -> None:
        _check(people_list.overview, sent.answers)
        actions.answer_questions(
            actor,
            people_list=people_list,
            answers={"questions": sent.answers},
            version=sent.version,
        )

    once(request, sent, answer)
    return Status(202, _one(actor, list_id))


@router.post("/lists/{list_id}/bring-in", auth=Needs(IMPORT), response={202: OneListOut, **ERRORS})
def bring_list_in(request: HttpRequest, list_id: UUID, sent: GoIn) -> Status[dict[str, Any]]:
    """Bring the list in, in the background: all of it or, if anything fails, nothing."""
    actor, people_list = _held(request, list_id)
    once(
        request,
        sent,
        lambda: actions.bring_in(actor, people_list=people_list, version=sent.version),
    )
    return Status(202, _one(actor, list_id))


def _held(request: HttpRequest, list_id: UUID) -> tuple[Actor, PeopleList]:
    actor = actor_of(request)
    people_list = list_or_404(actor, list_id=list_id)
    demand(actor, IMPORT, people_list)
    return actor, people_list


def _files(upload: list[UploadedFile]) -> list[tuple[str, bytes]]:
    """Names and contents. Refused where a file is larger than the engine reads."""
    try:
        files = Uploads().clean(upload)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="upload") from error
    if not files:
        raise Refused(_("Choose a file, or paste the cells of your list."), field="upload")
    return [(file.name or "", file.read()) for file in files]


def _check(overview: Mapping[str, Any], answers: Mapping[str, str]) -> None:
    """Refused unless every answer is one that its question takes."""
    asked = {question["id"]: question for question in overview.get("questions", ())}
    for ident, answer in answers.items():
        options = [option["value"] for option in asked.get(ident, {}).get("options", ())]
        if ident not in asked or (options and answer not in (*options, LATER)):
            raise Refused(_("Choose an answer."), field=ident)


def _one(actor: Actor, list_id: UUID | None) -> dict[str, Any]:
    people_list = list_or_404(actor, list_id=list_id) if list_id else None
    if people_list is None:
        raise Http404
    demand(actor, IMPORT, people_list)
    overview, counts = people_list.overview, counts_of(people_list)
    at_work = is_at_work(work_of(people_list))
    is_read = people_list.state == ListState.READ and not at_work
    names = ("id", "kind", "table", "column", "cells", "answer")
    return {
        **{name: getattr(people_list, name) for name in ListOut.model_fields},
        "counts": counts,
        "questions": [
            {
                **{name: question[name] for name in names},
                "says": said(question["ask"]),
                "options": [
                    {"value": option["value"], "says": said(option["says"])}
                    for option in question["options"]
                ],
            }
            for question in overview.get("questions", ())
        ],
        "is_at_work": at_work,
        "can_go_in": is_read and not open_questions(overview) and counts.changing > 0,
    }
