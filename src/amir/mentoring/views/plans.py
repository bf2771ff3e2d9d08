"""The desk's pages about plans."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.kit.tables import Shown
from amir.kit.tables.exports import download
from amir.kit.toast import toast

from .. import actions
from ..comparing import changes_between
from ..enums import PlanAct, PlanState, ProposalState
from ..findings import decided, finding, further
from ..forms import WhyForm
from ..models import BulkStep, Plan, Proposal
from ..queries import (
    askings_visible_to,
    plan_before,
    plan_or_404,
    plans_visible_to,
    proposals_visible_to,
    states_of,
    step_or_404,
    steps_visible_to,
    unmatched_visible_to,
)
from ..rules import DECIDE, PLAN, VIEW_PLANS
from ..scopes import Scope, scope_of, scopes
from ..tables import (
    CHANGES,
    PAIRS,
    PLANS,
    RECRUITS,
    UNMATCHED,
    pair_rows,
    recruit_rows,
    unmatched_rows,
)
from ..workbook import plan_workbook
from .handing_over import Link, link_page


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor


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
    shown = PAIRS.show(request, pair_rows(actor, proposals, askings))
    if shown.download:
        return shown.download
    if shown.chosen():
        return _decide(request, actor, plan, shown)
    context = {**_around(actor, plan), "table": shown}
    context["unreached"] = any(row.is_unreached for row in shown.matching)
    context["steps"] = list(steps_visible_to(actor).filter(plan=plan, undone_at=None)[:5])
    return render(request, "mentoring/plan.html", context)


def _decide(request: HttpRequest, actor: Actor, plan: Plan, shown: Shown) -> HttpResponse:
    """One act on the chosen pairs; those that somebody else changed meanwhile are named."""
    chosen = shown.chosen()
    rows = shown.chosen_rows(chosen) if chosen else []
    back = redirect(request.get_full_path())
    if chosen is None or not (rows or chosen.ids):
        toast(request, _("Choose at least one pair."), kind="bad")
        return back
    changed = 0 if chosen.everything else len(chosen.ids) - len(rows)
    if changed:
        toast(
            request,
            ngettext(
                "{count} pair was changed by somebody else meanwhile. Look at it again.",
                "{count} pairs were changed by somebody else meanwhile. Look at them again.",
                changed,
            ).format(count=changed),
            kind="warn",
        )
        return back
    open_rows = [row for row in rows if row.state == ProposalState.PROPOSED]
    if not open_rows:
        toast(request, _("These pairs are decided already."), kind="bad")
        return back
    if chosen.act == PlanAct.REJECT:
        query = QueryDict(mutable=True)
        query.setlist("pair", [str(row.id) for row in open_rows])
        address = reverse("plan_reject", kwargs={"plan_id": plan.id})
        return redirect(f"{address}?{query.urlencode()}")
    found = proposals_visible_to(actor).filter(pk__in=[row.id for row in open_rows])
    _act(request, actor, plan, PlanAct(chosen.act), list(found))
    return back


def _act(
    request: HttpRequest, actor: Actor, plan: Plan, act: PlanAct, proposals: list[Proposal]
) -> None:
    try:
        if act is PlanAct.ACCEPT:
            actions.accept_proposals(actor, plan=plan, proposals=proposals)
        elif act is PlanAct.LOCK:
            actions.lock_proposals(actor, plan=plan, proposals=proposals)
        else:
            actions.unlock_proposals(actor, plan=plan, proposals=proposals)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
        return
    tell_done(request, actor, plan, act, len(proposals))


def tell_done(request: HttpRequest, actor: Actor, plan: Plan, act: PlanAct, count: int) -> None:
    """Say what was done, with the way to take it back."""
    step = steps_visible_to(actor).filter(plan=plan, act=act, by__in=[actor.account_id]).first()
    said = {
        PlanAct.ACCEPT: ngettext(
            "{count} pair is being asked.", "{count} pairs are being asked.", count
        ),
        PlanAct.REJECT: ngettext("{count} pair is rejected.", "{count} pairs are rejected.", count),
        PlanAct.LOCK: ngettext("{count} pair is locked.", "{count} pairs are locked.", count),
        PlanAct.UNLOCK: ngettext(
            "{count} pair is not locked any more.", "{count} pairs are not locked any more.", count
        ),
    }[act].format(count=count)
    undo_url = reverse("plan_step_undo", kwargs={"step_id": step.id}) if step else ""
    toast(request, said, undo=undo_url)


@guarded(DECIDE, load=plan_or_404, methods=("GET", "POST"))
def reject(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Say why these pairs are not a good idea."""
    actor = actor_of(request)
    found = list(
        proposals_visible_to(actor).filter(
            plan=plan, state=ProposalState.PROPOSED, pk__in=_keys(request)
        )
    )
    address = reverse("plan_page", kwargs={"plan_id": plan.id})
    if not found:
        toast(request, _("These pairs are decided already."), kind="bad")
        return redirect(address)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            actions.reject_proposals(
                actor, plan=plan, proposals=found, why=form.cleaned_data["why"]
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            tell_done(request, actor, plan, PlanAct.REJECT, len(found))
            return redirect(address)
    context = {"plan": plan, "form": form, "rows": pair_rows(actor, found)}
    return render(request, "mentoring/reject.html", context)


def _keys(request: HttpRequest) -> list[UUID]:
    """The pairs named in the address; what is no key is left out."""
    keys = []
    for text in request.GET.getlist("pair"):
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys


@guarded(DECIDE, load=step_or_404, methods=("POST",))
def undo(request: HttpRequest, step: BulkStep) -> HttpResponse:
    """Take a bulk step back."""
    try:
        back, stayed = actions.undo_step(actor_of(request), step=step)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(
            request,
            ngettext(
                "{count} pair is as it was before.", "{count} pairs are as they were before.", back
            ).format(count=back),
        )
        if stayed:
            sentence = ngettext(
                "{count} pair has moved on and stays as it is.",
                "{count} pairs have moved on and stay as they are.",
                stayed,
            )
            messages.warning(request, sentence.format(count=stayed))
    return redirect("plan_page", plan_id=step.plan_id)


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
def workbook(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The whole plan as one file."""
    content = plan_workbook(actor_of(request), plan)
    return download(f"plan-{plan.number}", "xlsx", content)


@guarded(DECIDE, load=plan_or_404, methods=("POST",))
def links(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Links to hand over, for everybody who could not be reached by a message."""
    actor = actor_of(request)
    waiting = askings_visible_to(actor).filter(
        proposal__plan=plan, proposal__state=ProposalState.ASKED, answer="", is_sent=False,
        taken_back_at=None,
    )  # fmt: skip
    made = [Link.of(actions.renew_link(actor, asking=asking)) for asking in waiting]
    back = reverse("plan_page", kwargs={"plan_id": plan.id})
    return link_page(request, actor, made, back)


def _around(actor: Actor, plan: Plan) -> dict[str, object]:
    """What stands around each page of a plan."""
    pages = [
        (_("Pairs"), "plan_page", plan.figures.get("matched", 0)),
        (_("Without a match"), "plan_unmatched", None),
        (_("Whom to look for"), "plan_recruits", len(plan.recruits)),
        (_("What changed"), "plan_changes", None),
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
