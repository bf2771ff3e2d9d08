"""Somebody under 18: who answers for them, and colleagues who approve a pair."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.participants.models import Participant
from amir.participants.queries import participant_or_404

from .. import actions
from ..forms import GuardianForm
from ..models import Guardian, Proposal
from ..queries import guardian_or_404, guardians_visible_to, names_of_people, proposal_or_404
from ..rules import ARRANGE, DECIDE
from .acting import actor_of, typed


@guarded(ARRANGE, load=participant_or_404, methods=("GET", "POST"))
def guardians(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Who answers for somebody, and somebody more."""
    actor = actor_of(request)
    form = GuardianForm(typed(request))

    def add(**told: object) -> None:
        actions.add_guardian(actor, participant=participant, **told)  # type: ignore[arg-type]

    if sent(request, form, add):
        toast(request, _("It is written down."))
        return redirect("guardians", participant_id=participant.pk)
    context = {
        "participant": participant,
        "name": names_of_people(actor, [participant.person_id]).get(participant.person_id, ""),
        "rows": guardians_visible_to(actor).filter(participant=participant),
        "form": form,
    }
    return render(request, "mentoring/guardians.html", context)


@guarded(ARRANGE, load=guardian_or_404, methods=("POST",))
def end(request: HttpRequest, guardian: Guardian) -> HttpResponse:
    """They do not agree any more."""
    actions.end_guardian(actor_of(request), guardian=guardian)
    toast(request, _("It is written down. No new pair is asked without another consent."))
    return redirect("guardians", participant_id=guardian.participant_id)


@guarded(DECIDE, load=proposal_or_404, methods=("POST",))
def approve(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """One of the colleagues who approve a pair with somebody under 18."""
    try:
        actions.approve_pair(actor_of(request), proposal=proposal)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("You have approved this pair."))
    return redirect("proposal_page", proposal_id=proposal.pk)
