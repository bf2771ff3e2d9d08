"""Goals of a pair, and their steps."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.mentoring.queries import match_or_404

from .. import actions
from ..enums import GoalState
from ..queries import goal_or_404, goals_visible_to
from ..rules import CHANGE, VIEW
from ..telling import ToldGoal, told_goals

router = Router()


class StepOut(Schema):
    """A step in the reader's language; `owner` says who takes it."""

    id: UUID
    title: str
    owner: str
    due_on: date | None
    done_on: date | None


class GoalOut(Schema):
    """A goal in the reader's language."""

    id: UUID
    match_id: UUID
    title: str
    theme: str
    state: GoalState
    due_on: date | None
    steps: list[StepOut]


class GoalIn(FormIn):
    """A shipped goal by its key, like "work.cv", or one in own words."""

    template: Text = Field("", max_length=60)
    title: Text = Field("", max_length=160)
    theme: Text = Field("", max_length=40)
    due_on: date | None = None


class GoalEndIn(FormIn):
    """How far a goal is."""

    state: GoalState


@router.get("/matches/{match_id}/goals", auth=Needs(VIEW), response={200: Page[GoalOut], **ERRORS})
def list_goals(request: HttpRequest, match_id: UUID, wanted: Query[Paging]) -> dict[str, Any]:
    """What a pair wants to reach, oldest first."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, VIEW, match)
    return page(goals_visible_to(actor).filter(match=match), wanted, told_goals)


@router.post("/matches/{match_id}/goals", auth=Needs(CHANGE), response={200: GoalOut, **ERRORS})
def add_goal(request: HttpRequest, match_id: UUID, sent: GoalIn) -> ToldGoal:
    """Add a goal to a match; a shipped one brings its steps."""
    actor = actor_of(request)
    match = match_or_404(actor, match_id=match_id)
    demand(actor, CHANGE, match)
    told = sent.dict(exclude={"form_id"})
    made = once(request, sent, lambda: actions.add_goal(actor, match=match, **told))
    assert made is not None  # noqa: S101  told to the type checker
    return told_goals([goal_or_404(actor, goal_id=made)])[0]


@router.post("/goals/{goal_id}/state", auth=Needs(CHANGE), response={200: GoalOut, **ERRORS})
def end_goal(request: HttpRequest, goal_id: UUID, sent: GoalEndIn) -> ToldGoal:
    """A goal is reached, dropped, or open again."""
    actor = actor_of(request)
    goal = goal_or_404(actor, goal_id=goal_id)
    demand(actor, CHANGE, goal)
    once(request, sent, lambda: actions.end_goal(actor, goal=goal, state=sent.state))
    return told_goals([goal_or_404(actor, goal_id=goal_id)])[0]
