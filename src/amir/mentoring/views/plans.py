"""The desk's pages about plans."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.tables.exports import download
from amir.kit.toast import toast

from .. import actions
from ..comparing import changes_between
from ..enums import PlanState
from ..fairness import figures_of
from ..findings import decided, finding, further
from ..models import Plan
from ..queries import (
    askings_visible_to,
    plan_before,
    plan_or_404,
    plans_visible_to,
    proposals_visible_to,
    states_of,
    steps_visible_to,
    unmatched_visible_to,
)
from ..rules import PLAN, VIEW_PLANS
from ..scopes import Scope, scope_of, scopes
from ..tables import (
    CHANGES,
    FAIRNESS,
    PAIRS,
    PLANS,
    RECRUITS,
    UNMATCHED,
    charts_of,
    group_rows,
    pair_rows,
    recruit_rows,
    today_of,
    unmatched_rows,
)
from ..workbook import plan_workbook
from .acting import actor_of
from .deciding import decide_chosen


@guarded(VIEW_PLANS)
def plans(request: HttpRequest) -> HttpResponse:
    """All plans, and one click to a new one."""
    actor = actor_of(request)
    shown = PLANS.show(request, plans_visible_to(actor))
    if shown.download:
        return shown.download
    context = {"table": shown, "scopes": scopes(actor)}
    return render(request, "mentoring/plans.html", context)


@guarded(PLAN, methods=("POST",))
def start(request: HttpRequest) -> HttpResponse:
    """Have a plan worked out; its progress can be left and found again."""
    actor = actor_of(request)
    scope = scope_of(actor, request.POST.get("scope", ""))
    if scope is None:
        toast(request, _("Choose for whom the plan is."), kind="bad")
        return redirect("plans")
    return _start(request, actor, scope)


def _start(request: HttpRequest, actor: Actor, scope: Scope) -> HttpResponse:
    try:
        made = actions.start_plan(
            actor, organisation_id=scope.organisation_id, programme_id=scope.programme_id
        )
    except Refused as refused:
        toast(request, str(refused), kind="bad")
        return redirect("plans")
    return redirect(_progress_address(made))


def _progress_address(plan: Plan) -> str:
    try:
        return reverse("work_progress", args=[plan.work_id])
    except NoReverseMatch:
        return reverse("plan_page", kwargs={"plan_id": plan.id})


@guarded(VIEW_PLANS, load=plan_or_404, methods=("GET", "POST"))
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Pairs with their reasons; accept, lock, reject, alone or many at once."""
    actor = actor_of(request)
    if plan.state in (PlanState.WAITING, PlanState.FAILED):
        context = {"plan": plan, "progress_url": _progress_address(plan), "scope": _scope(plan)}
        return render(request, "mentoring/plan_waiting.html", context)
    proposals = proposals_visible_to(actor).filter(plan=plan)
    askings = askings_visible_to(actor).filter(proposal__plan=plan)
    # A page that was opened before says by its answer why nothing can be decided any more.
    can_decide = plan.state == PlanState.READY or request.method == "POST"
    declared = PAIRS if can_decide else replace(PAIRS, acts=())
    shown = declared.show(request, pair_rows(actor, proposals, askings))
    if shown.download:
        return shown.download
    if shown.chosen():
        return decide_chosen(request, actor, plan, shown)
    context = {**_around(actor, plan), "table": shown}
    context["unreached"] = any(row.is_unreached for row in shown.matching)
    context["steps"] = list(steps_visible_to(actor).filter(plan=plan, undone_at=None)[:5])
    context["today"] = today_of(actor, plan)
    return render(request, "mentoring/plan.html", context)


@guarded(VIEW_PLANS, load=plan_or_404)
def unmatched(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Everybody without a proposal: what blocks, what would help."""
    actor = actor_of(request)
    found = unmatched_visible_to(actor).filter(plan=plan)
    shown = UNMATCHED.show(request, unmatched_rows(actor, found))
    return shown.download or render(
        request, "mentoring/plan_part.html", {**_around(actor, plan), "table": shown}
    )


@guarded(VIEW_PLANS, load=plan_or_404)
def recruits(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Whom to look for."""
    actor = actor_of(request)
    shown = RECRUITS.show(request, recruit_rows(plan))
    return shown.download or render(
        request, "mentoring/plan_part.html", {**_around(actor, plan), "table": shown}
    )


@guarded(VIEW_PLANS, load=plan_or_404)
def changes(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Who has another mentor than in the plan before."""
    actor = actor_of(request)
    before = plan_before(plan)
    rows = changes_between(actor, before, plan) if before else []
    shown = CHANGES.show(request, rows)
    context = {**_around(actor, plan), "table": shown, "before": before}
    return shown.download or render(request, "mentoring/plan_part.html", context)


@guarded(VIEW_PLANS, load=plan_or_404)
def fairness(request: HttpRequest, plan: Plan) -> HttpResponse:
    """How groups of mentees fare."""
    actor = actor_of(request)
    rows = group_rows(figures_of(plan.groups))
    shown = FAIRNESS.show(request, rows)
    context = {**_around(actor, plan), "table": shown, "charts": charts_of(rows)}
    return shown.download or render(request, "mentoring/plan_fairness.html", context)


@guarded(VIEW_PLANS, load=plan_or_404)
def workbook(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The whole plan as one file."""
    content = plan_workbook(actor_of(request), plan)
    return download(f"plan-{plan.number}", "xlsx", content)


def _around(actor: Actor, plan: Plan) -> dict[str, object]:
    """What stands around each page of a plan."""
    without = unmatched_visible_to(actor).filter(plan=plan).count()
    pages = [
        (_("Pairs"), "plan_page", plan.figures.get("matched", 0)),
        (_("Without a match"), "plan_unmatched", without),
        (_("Whom to look for"), "plan_recruits", len(plan.recruits)),
        (_("What changed"), "plan_changes", None),
        (_("Fairness"), "plan_fairness", None),
    ]
    tabs = [(label, reverse(name, kwargs={"plan_id": plan.id}), n) for label, name, n in pages]
    states = states_of(plan)
    return {
        "plan": plan,
        "finding": finding(plan),
        "further": further(plan),
        "decided": decided(states),
        "is_current": plan.state == PlanState.READY,
        "has_changed": any(
            states.get(state) for state in ("rejected", "declined", "expired", "changed")
        ),
        "tab_items": tabs,
        "scope": _scope(plan),
    }


def _scope(plan: Plan) -> str:
    return Scope(plan.organisation_id, plan.programme_id, "").key
