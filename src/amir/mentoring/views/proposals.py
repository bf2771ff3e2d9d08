"""The desk's pages about one proposed pair."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.organisations.queries import names_of_colleagues
from amir.participants.facts import roster_people
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to

from .. import actions
from ..actions.guarding import minors_among
from ..enums import PlanAct, PlanState, ProposalState
from ..forms import OtherMentorForm
from ..models import Approval, Asking, Interpreter, Proposal
from ..pairs import Judged, bridges, judge, lacks_only_a_language
from ..practice import is_approved
from ..queries import (
    asking_or_404,
    askings_visible_to,
    interpreters_today,
    load_of,
    proposal_or_404,
    ruled_out_pairs,
    settings_for,
)
from ..rules import DECIDE, VIEW_PLANS, programme_rules
from ..tables import pair_rows
from ..telling import tell
from .acting import actor_of
from .deciding import tell_done
from .handing_over import Link, link_page

MOST_OFFERED = 12
MOST_EXPLAINED = 40


@guarded(VIEW_PLANS, load=proposal_or_404)
def proposal(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """One pair: why, what was decided, who answered what."""
    actor = actor_of(request)
    askings = list(askings_visible_to(actor).filter(proposal=proposal).order_by("side"))
    [row] = pair_rows(actor, [proposal], askings)
    is_open = proposal.state == ProposalState.PROPOSED and proposal.plan.state == PlanState.READY
    context = {
        "proposal": proposal,
        "plan": proposal.plan,
        "row": row,
        "askings": askings,
        "is_open": is_open,
        "is_asked": proposal.state == ProposalState.ASKED,
        "state_label": ProposalState(proposal.state).label,
        "approval": _approval(actor, proposal) if is_open else None,
        "interpreter": Interpreter.objects.filter(pk__in=[proposal.interpreter_id]).first(),
        "reject_url": f"{reverse('plan_reject', args=[proposal.plan_id])}?pair={proposal.id}",
    }
    return render(request, "mentoring/proposal.html", context)


def _approval(actor: Actor, proposal: Proposal) -> dict[str, object] | None:
    """Who approved a pair with somebody under 18; None if both are adults."""
    if not minors_among([proposal.mentee_person_id, proposal.mentor_person_id]):
        return None
    by = list(Approval.objects.filter(proposal=proposal).values_list("by", flat=True))
    names = names_of_colleagues(actor)
    settings = settings_for(proposal.mentee.programme_id, has_minor=True)
    return {
        "names": [names.get(who, "") for who in by],
        "is_mine": actor.account_id in by,
        "is_enough": is_approved(by, settings),
    }


@guarded(DECIDE, load=proposal_or_404, methods=("POST",))
def accept(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Ask both."""
    actor = actor_of(request)
    try:
        actions.accept_proposals(actor, plan=proposal.plan, proposals=[proposal])
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        tell_done(request, actor, proposal.plan, PlanAct.ACCEPT, 1)
    return redirect("proposal_page", proposal_id=proposal.id)


@guarded(DECIDE, load=proposal_or_404, methods=("POST",))
def lock(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Hold on to the pair in the next plan, or let go of it."""
    actor = actor_of(request)
    wanted = request.POST.get("lock") == "1"
    acting = actions.lock_proposal if wanted else actions.unlock_proposal
    try:
        acting(actor, proposal=proposal)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        act = PlanAct.LOCK if wanted else PlanAct.UNLOCK
        tell_done(request, actor, proposal.plan, act, 1)
    return redirect("proposal_page", proposal_id=proposal.id)


@guarded(DECIDE, load=proposal_or_404, methods=("POST",))
def take_back(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Do not ask them after all."""
    try:
        actions.take_back_acceptance(actor_of(request), proposal=proposal)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("They are not asked any more. Their links say so."))
    return redirect("proposal_page", proposal_id=proposal.id)


@guarded(DECIDE, load=asking_or_404, methods=("POST",))
def link(request: HttpRequest, asking: Asking) -> HttpResponse:
    """A new link to hand over to one of the two; their earlier one works no more."""
    actor = actor_of(request)
    back = reverse("proposal_page", kwargs={"proposal_id": asking.proposal_id})
    try:
        made = Link.of(actions.renew_link(actor, asking=asking))
    except Refused as refused:
        toast(request, str(refused), kind="bad")
        return redirect(back)
    return link_page(request, actor, [made], back)


@guarded(DECIDE, load=proposal_or_404, methods=("GET", "POST"))
def replace(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Another mentor by hand: those allowed with their points, the others with what they break."""
    actor = actor_of(request)
    rows, judged = _judged(actor, proposal)
    names = {each.mentor.at: each.mentor.name for each in judged}
    names[str(proposal.mentee_id)] = pair_rows(actor, [proposal])[0].mentee
    allowed = [each for each in judged if not each.broken][:MOST_OFFERED]
    choices = [(each.mentor.at, _("{name} · {points} points").format(
        name=each.mentor.name, points=each.points)) for each in allowed]  # fmt: skip
    bridged = _bridged(actor, proposal, judged)
    choices += [(key, label) for key, (label, _mentor, _interpreter) in bridged.items()]
    form = OtherMentorForm(choices, request.POST or None)
    form.fields["mentor"].widget.hints = {
        each.mentor.at: tell(each.reasons, names) for each in allowed
    }
    if form.is_valid():
        chosen = form.cleaned_data["mentor"]
        _label, at, interpreter = bridged.get(chosen, ("", chosen, None))
        try:
            made = actions.replace_mentor(
                actor,
                proposal=proposal,
                mentor=rows[at],
                why=form.cleaned_data["why"],
                interpreter=interpreter,
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("The pair is changed and locked."))
            return redirect("proposal_page", proposal_id=made.id)
    barred = [each for each in judged if each.broken][:MOST_EXPLAINED]
    context = {
        "proposal": proposal,
        "form": form,
        "has_choice": bool(choices),
        "mentee": names[str(proposal.mentee_id)],
        "not_allowed": [(each.mentor.name, tell(each.broken, names)) for each in barred],
    }
    return render(request, "mentoring/replace.html", context)


def _bridged(
    actor: Actor, proposal: Proposal, judged: list[Judged]
) -> dict[str, tuple[str, str, Interpreter]]:
    """Mentors who lack nothing but a common language, with somebody who can interpret."""
    free = interpreters_today(actor, proposal.organisation_id)
    [mentee] = roster_people(actor, [proposal.mentee])
    found: dict[str, tuple[str, str, Interpreter]] = {}
    for each in judged:
        if not lacks_only_a_language(each) or len(found) == MOST_OFFERED:
            continue
        able = (i for i in free if bridges(i.languages, mentee, each.mentor))
        if (interpreter := next(able, None)) is not None:
            label = _("{name} · with {interpreter}, who interprets").format(
                name=each.mentor.name, interpreter=interpreter.name
            )
            found[f"{each.mentor.at}+{interpreter.pk}"] = (label, each.mentor.at, interpreter)
    return found


def _judged(actor: Actor, proposal: Proposal) -> tuple[dict[str, Participant], list[Judged]]:
    """Every other mentor of the organisation, judged for the mentee of a proposal."""
    plan = proposal.plan
    found = participants_visible_to(actor).filter(
        organisation_id=plan.organisation_id,
        programme_id=plan.programme_id,
        side="mentor",
        state__in=[State.AVAILABLE, State.MATCHED],
    )
    rows = {str(row.pk): row for row in found.exclude(pk=proposal.mentor_id)}
    [mentee, *mentors] = roster_people(actor, [proposal.mentee, *rows.values()])
    load = load_of(row.pk for row in rows.values())
    proposed = Proposal.objects.filter(plan=plan, state=ProposalState.PROPOSED)
    for mentor_id in proposed.order_by().values_list("mentor_id", flat=True):
        if mentor_id in load:
            load[mentor_id] += 1
    free = [mentor.capacity - load[rows[mentor.at].pk] for mentor in mentors]
    barred = {
        str(key)
        for key in ruled_out_pairs()
        .filter(mentee=proposal.mentee_id)
        .values_list("mentor_id", flat=True)
    }
    rules = programme_rules(changes=plan.rules)
    return rows, judge(mentee, mentors, free, barred, rules, plan.as_of.year)
