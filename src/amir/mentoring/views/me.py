"""The pages of everybody who takes part: what is next, one question at a time."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to
from amir.people.queries import contacts_of

from .. import actions
from ..actions.answering import state_of
from ..enums import WishKind
from ..models import Asking, Match
from ..queries import (
    askings_of_me,
    matches_of_me,
    my_asking_or_404,
    names_of_people,
)
from ..rules import ME, ME_CHANGE
from .acting import actor_of
from .answering import told_of_other


def my_participations(actor: Actor) -> list[Participant]:
    """As what the actor takes part, oldest first."""
    mine = participants_visible_to(actor).filter(person_id=cast(UUID, actor.account_id))
    return list(mine.order_by("created_at", "id"))


def _my_match(actor: Actor, *, match_id: UUID) -> Match:
    found = matches_of_me(actor).filter(pk=match_id).first()
    if found is None:
        raise Http404
    return found


def other_of(actor: Actor, match: Match) -> UUID:
    """The person on the other side."""
    mine = match.mentee_person_id == actor.account_id
    return match.mentor_person_id if mine else match.mentee_person_id


def is_mentor_in(actor: Actor, match: Match) -> bool:
    """Whether the actor is the mentor of the two."""
    return match.mentor_person_id == actor.account_id


@guarded(ME)
def home(request: HttpRequest) -> HttpResponse:
    """What is next; a question that waits comes first."""
    actor = actor_of(request)
    mine = my_participations(actor)
    running = list(matches_of_me(actor))
    names = names_of_people(
        actor, [cast(UUID, actor.account_id), *(other_of(actor, each) for each in running)]
    )
    questions = list(askings_of_me(actor))
    context: dict[str, Any] = {
        "name": names.get(cast(UUID, actor.account_id), ""),
        "question": next((q for q in questions if not q.answer), None),
        "waiting": [told_of_other(q) for q in questions if q.answer],
        "matches": [
            (each, names.get(other_of(actor, each), ""), is_mentor_in(actor, each))
            for each in running
        ],
        "next": _next(mine, bool(running), bool(questions)),
    }
    if context["question"]:
        context["about"] = told_of_other(context["question"])
    return render(request, "mentoring/me/home.html", context)


def _next(mine: list[Participant], has_match: bool, is_asked: bool) -> str:
    """One sentence: what happens next."""
    states = {participant.state for participant in mine}
    if is_asked:
        return _("Please answer the question. Then we tell you more.")
    if has_match:
        return _("You have a match. Write or call, and agree on a first meeting.")
    if State.AVAILABLE in states:
        return _("We are looking for a match for you. We will write to you.")
    if states & {State.ACCEPTED, State.TRAINED}:
        return _("You are accepted. We prepare your match.")
    if State.APPLICANT in states:
        return _("We have your application. We will talk with you soon.")
    if states & {State.LEFT, State.REFUSED}:
        return _("You do not take part at the moment. Call us if you want to.")
    return _("Nothing to do at the moment.")


@guarded(ME_CHANGE, load=my_asking_or_404, methods=("GET", "POST"))
def question(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Do you want to meet this person? Yes, no, or: call me."""
    actor = actor_of(request)
    state, error = state_of(asking), ""
    if request.method == "POST":
        try:
            answered = actions.answer_own(
                actor, asking=asking, answer=request.POST.get("answer", "")
            )
        except Refused as refused:
            error = str(refused)
        else:
            toast(request, _said(answered.state))
            return redirect("me_home")
    context = {
        "asking": asking, "state": state, "error": error, "about": told_of_other(asking),
    }  # fmt: skip
    return render(request, "mentoring/me/question.html", context)


def _said(state: str) -> str:
    return {
        "agreed": _("Both of you said yes. Now you can talk."),
        "waiting": _("Thank you. We wait for the other answer."),
        "declined": _("Thank you. We look for somebody else."),
        "expired": _("It is too late for this question. You can ask us to call you."),
        "taken_back": _("This question is not open any more."),
    }.get(state, _("This question is not open any more."))


@guarded(ME, load=_my_match)
def match(request: HttpRequest, match: Match) -> HttpResponse:
    """My match: a first name and how to reach them, while it runs."""
    actor = actor_of(request)
    other = other_of(actor, match)
    contact = contacts_of(actor, [other]).get(other)
    context = {
        "match": match,
        "name": names_of_people(actor, [other]).get(other, ""),
        "contact": contact,
        "digits": contact.phone.lstrip("+") if contact else "",
        "i_am_mentor": is_mentor_in(actor, match),
    }
    return render(request, "mentoring/me/match.html", context)


@guarded(ME_CHANGE, methods=("GET", "POST"))
def call(request: HttpRequest) -> HttpResponse:
    """Ask to be called: one button."""
    actor = actor_of(request)
    if request.method == "POST":
        mine = my_participations(actor)
        if not mine:
            raise Http404
        try:
            actions.wish(actor, organisation_id=mine[0].organisation_id, kind=WishKind.CALL)
        except Refused as refused:
            toast(request, str(refused), kind="bad")
        else:
            toast(request, _("Thank you. We will call you."))
        return redirect("me_home")
    return render(request, "mentoring/me/call.html")
