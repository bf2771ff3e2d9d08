"""The rules of matching: their versions, a preview of a change, and saving one."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core import clock, drafts
from amir.core.actor import Actor
from amir.core.api import (
    ERRORS,
    FormIn,
    Needs,
    Page,
    Paging,
    Text,
    actor_of,
    demand,
    once,
    page,
)
from amir.core.errors import Refused
from peermatch.errors import PeermatchError

from .. import actions
from ..actions.ruling import preview_key
from ..models import RuleSet
from ..previewing import Outcome, difference_rows, is_small, preview
from ..queries import rule_set_or_404, rule_sets_visible_to
from ..rule_books import rule_book
from ..rulebook import checked_changes
from ..rules import CHANGE_RULES, VIEW_PLANS
from ..scopes import Scope, rule_scopes

router = Router()


class RuleSetOut(Schema):
    """A version of the rules. The one with the highest number counts for new plans."""

    id: UUID
    organisation_id: UUID
    programme_id: UUID | None
    number: int
    note: str
    made_by: UUID
    created_at: datetime


class OneRuleSetOut(RuleSetOut):
    """A version with what it changes on the defaults, and all settings that follow."""

    changes: dict[str, Any]
    settings: dict[str, Any]


class ChangesIn(Schema):
    """Changes to the defaults, table by table, for the people of an organisation and programme.

    What is not named stays as the defaults have it: `{"hard": {"settled": {"years": 3}}}`.
    """

    organisation_id: UUID
    programme_id: UUID | None = None
    changes: dict[str, Any]


class VersionIn(ChangesIn, FormIn):
    """`based_on`: the number of the version that was changed (0: the defaults)."""

    note: Annotated[Text, Field(max_length=300)] = ""
    based_on: Annotated[int, Field(ge=0)] | None = None


class DifferenceOut(Schema):
    """A mentee whose mentor would be another one; an empty name is nobody."""

    mentee: str
    before: str
    after: str


class PreviewOut(Schema):
    """What the changes would do to today's people.

    `before`, `after`: mentees with a mentor; `differing`: for how many another mentor, or none.
    `differences`: the first of them.
    """

    before: int
    after: int
    differing: int
    differences: list[DifferenceOut]


class PreviewWorkOut(Schema):
    """Many people: the preview is worked out in the background. Send the same again then."""

    work_id: UUID


@router.get("/rules", auth=Needs(VIEW_PLANS), response={200: Page[RuleSetOut], **ERRORS})
def list_rules(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """The versions of the rules of the actor's organisations, newest first."""
    rows = rule_sets_visible_to(actor_of(request)).order_by("-created_at", "id")
    return page(rows, wanted, lambda found: found)


@router.post(
    "/rules/preview",
    auth=Needs(CHANGE_RULES),
    response={200: PreviewOut, 202: PreviewWorkOut, **ERRORS},
)
def preview_rules(request: HttpRequest, sent: ChangesIn) -> Status[dict[str, Any]]:
    """What these changes would do to today's people.

    With many people it is worked out in the background: send the same again when that is done.
    """
    actor = actor_of(request)
    scope = _scope(actor, sent.organisation_id, sent.programme_id)
    book = rule_book(**scope.people)
    try:
        changes = checked_changes(sent.changes, over=book.over)
        if is_small(**scope.people):
            found = preview(actor, book, changes, on=clock.today(), **scope.people)
            return Status(200, _told(actor, found))
    except PeermatchError as error:
        raise Refused(str(error), field="changes") from error
    done = _worked_out(actor, scope, changes)
    if done is not None:
        return Status(200, _told(actor, done))
    work = actions.start_preview(actor, changes=changes, note="", on=clock.today(), **scope.people)
    return Status(202, {"work_id": work.pk})


@router.get("/rules/{rule_set_id}", auth=Needs(VIEW_PLANS), response={200: OneRuleSetOut, **ERRORS})
def show_rules(request: HttpRequest, rule_set_id: UUID) -> dict[str, Any]:
    """One version, with all settings."""
    actor = actor_of(request)
    version = rule_set_or_404(actor, rule_set_id=rule_set_id)
    demand(actor, VIEW_PLANS, version)
    book = rule_book(version.organisation_id, version.programme_id)
    return {
        **{name: getattr(version, name) for name in RuleSetOut.model_fields},
        "changes": version.changes,
        "settings": book.settings(version.changes),
    }


@router.post("/rules", auth=Needs(CHANGE_RULES), response={201: RuleSetOut, **ERRORS})
def save_rules(request: HttpRequest, sent: VersionIn) -> Status[RuleSet]:
    """Keep changes to the defaults as the version that counts from now on."""
    actor = actor_of(request)
    scope = _scope(actor, sent.organisation_id, sent.programme_id)
    made = once(
        request,
        sent,
        lambda: actions.save_rules(
            actor, changes=sent.changes, note=sent.note, based_on=sent.based_on, **scope.people
        ),
    )
    if made is None:
        raise Http404
    return Status(201, rule_set_or_404(actor, rule_set_id=made))


def _worked_out(actor: Actor, scope: Scope, changes: dict[str, Any]) -> Outcome | None:
    """The outcome of the actor's last preview, if it was about these changes; given once."""
    key = preview_key(**scope.people)
    draft = drafts.load(actor, key) or {}
    if "outcome" not in draft or draft["changes"] != changes:
        return None
    drafts.forget(actor, key)
    return Outcome.from_data(draft["outcome"])


def _told(actor: Actor, found: Outcome) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "differing": found.differing,
        "differences": difference_rows(actor, found),
    }


def _scope(actor: Actor, organisation_id: UUID, programme_id: UUID | None) -> Scope:
    """The scope, if the actor may change its rules; else 404."""
    wanted = Scope(organisation_id, programme_id, "").key
    for scope in rule_scopes(actor):
        if scope.key == wanted:
            return scope
    raise Http404
