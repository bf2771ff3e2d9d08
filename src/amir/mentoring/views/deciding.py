"""What a coordinator decides about many pairs of a plan at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import is_first
from amir.kit.tables import Shown
from amir.kit.toast import toast

from .. import actions
from ..enums import PlanAct, ProposalState
from ..forms import WhyForm
from ..models import BulkStep, Plan, Proposal
from ..queries import (
    askings_visible_to,
    plan_or_404,
    proposals_visible_to,
    step_or_404,
    steps_visible_to,
)
from ..rules import DECIDE
from ..tables import (
    pair_rows,
)
from .acting import actor_of
from .handing_over import Link, link_page


def decide_chosen(request: HttpRequest, actor: Actor, plan: Plan, shown: Shown) -> HttpResponse:
    """One act on the chosen pairs; those that somebody else changed meanwhile are named."""
    chosen = shown.chosen()
    rows = shown.chosen_rows(chosen) if chosen else []
    back = redirect(request.get_full_path())
    if chosen is None or not (rows or chosen.ids):
        toast(request, _("Choose at least one pair."), kind="bad")
        return back
    if not is_first(request):
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
