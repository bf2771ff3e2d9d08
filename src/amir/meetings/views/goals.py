"""Goals and steps: the pair's own pages, and the same for the desk."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.mentoring.models import Match
from amir.mentoring.queries import match_or_404, names_of_people

from .. import actions
from ..enums import GoalState
from ..forms import GoalForm, StepForm
from ..models import Goal, Step
from ..queries import (
    goal_or_404,
    goals_visible_to,
    is_goal_due,
    my_match_or_404,
    step_or_404,
    themes_for,
)
from ..rules import CHANGE, MINE, VIEW
from ..shipped import goals_for
from ..telling import told_goals
from .acting import actor_of


def _my_goal(actor: Actor, *, goal_id: UUID) -> Goal:
    goal = goal_or_404(actor, goal_id=goal_id)
    my_match_or_404(actor, match_id=goal.match_id)
    return goal


def _my_step(actor: Actor, *, step_id: UUID) -> Step:
    step = step_or_404(actor, step_id=step_id)
    my_match_or_404(actor, match_id=step.match_id)
    return step


@guarded(MINE, load=my_match_or_404)
def mine(request: HttpRequest, match: Match) -> HttpResponse:
    """What we want to reach."""
    context = {
        "match": match,
        "goals": told_goals(_goals_of(request, match)),
        "needs_goal": is_goal_due(match),
    }
    return render(request, "meetings/me/goals.html", context)


@guarded(MINE, load=my_match_or_404, methods=("GET", "POST"))
def add_mine(request: HttpRequest, match: Match) -> HttpResponse:
    """Choose a goal."""
    return _add(request, match, "meetings/me/goal_add.html", "me_goals")


@guarded(MINE, load=_my_goal, methods=("GET", "POST"))
def goal_of_mine(request: HttpRequest, goal: Goal) -> HttpResponse:
    """A goal with its steps; add one, or say that the goal is reached."""
    actor = actor_of(request)
    form = StepForm(request.POST if "title" in request.POST else None)
    if request.method == "POST":
        try:
            if "state" in request.POST:
                actions.end_goal(actor, goal=goal, state=request.POST["state"])
                toast(request, _("Written down."))
                return redirect("me_goals", match_id=goal.match_id)
            if form.is_valid():
                actions.add_step(actor, goal=goal, **form.cleaned_data)
                return redirect("me_goal", goal_id=goal.pk)
        except Refused as refused:
            form = form if form.is_bound else StepForm({})
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    [told] = told_goals([goal])
    context = {"goal": told, "form": form, "is_open": goal.state == GoalState.OPEN}
    return render(request, "meetings/me/goal.html", context)


@guarded(MINE, load=_my_step, methods=("POST",))
def step_of_mine(request: HttpRequest, step: Step) -> HttpResponse:
    """A step is done, or not after all."""
    actor = actor_of(request)
    act = actions.reopen_step if request.POST.get("done") == "no" else actions.finish_step
    act(actor, step=step)
    return redirect("me_goal", goal_id=step.goal_id)


@guarded(VIEW, load=match_or_404)
def desk(request: HttpRequest, match: Match) -> HttpResponse:
    """The goals of a match, for its coordinator."""
    actor = actor_of(request)
    goals = told_goals(_goals_of(request, match))
    context = {**_names(actor, match), "goals": goals, "needs_goal": is_goal_due(match)}
    return render(request, "meetings/desk/goals.html", context)


@guarded(CHANGE, load=match_or_404, methods=("GET", "POST"))
def desk_add(request: HttpRequest, match: Match) -> HttpResponse:
    """Choose a goal together with the pair."""
    return _add(request, match, "meetings/desk/goal_add.html", "match_goals")


def _add(request: HttpRequest, match: Match, template: str, onward: str) -> HttpResponse:
    actor = actor_of(request)
    themes = themes_for(match)
    offered = [(goal.key, goal.title) for _theme, goal in goals_for(key for key, _name in themes)]
    form = GoalForm(request.POST or None, goals=offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_goal(actor, match=match, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            toast(request, _("The goal is written down."))
            return redirect(onward, match_id=match.pk)
    return render(request, template, {**_names(actor, match), "form": form})


def _goals_of(request: HttpRequest, match: Match) -> list[Goal]:
    return list(goals_visible_to(actor_of(request)).filter(match=match))


def _names(actor: Actor, match: Match) -> dict[str, Any]:
    names = names_of_people(actor, [match.mentee_person_id, match.mentor_person_id])
    return {
        "match": match,
        "mentee": names.get(match.mentee_person_id, ""),
        "mentor": names.get(match.mentor_person_id, ""),
    }
