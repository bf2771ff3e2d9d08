"""The pages of everybody who takes part: what is next, one question at a time."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to

from .. import actions
from ..actions.answering import state_of
from ..enums import WishKind
from ..models import Agreement, Asking, FirstMeeting, Match, MatchHelper
from ..queries import (
    askings_of_me,
    helpings_of_me,
    matches_of_me,
    my_asking_or_404,
    names_of_people,
)
from ..rules import ME, ME_CHANGE
from .acting import actor_of
from .answering import told_of_other
from .pairs import is_mentor_in, other_of


def my_participations(actor: Actor) -> list[Participant]:
    """As what the actor takes part, oldest first."""
    mine = participants_visible_to(actor).filter(person_id=cast(UUID, actor.account_id))
    return list(mine.order_by("created_at", "id"))


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
        "helping": _helping(actor),
        "next": _next(mine, running, bool(questions)),
    }
    if context["question"]:
        context["about"] = told_of_other(context["question"])
    return render(request, "mentoring/me/home.html", context)


def _next(mine: list[Participant], live: list[Match], is_asked: bool) -> str:
    """One sentence: what happens next."""
    states = {participant.state for participant in mine}
    if is_asked:
        return _("Please answer the question. Then we tell you more.")
    if live:
        return _next_in(live[0])
    if State.AVAILABLE in states:
        return _("We are looking for a match for you. We will write to you.")
    if states & {State.ACCEPTED, State.TRAINED}:
        return _("You are accepted. We prepare your match.")
    if State.APPLICANT in states:
        return _("We have your application. We will talk with you soon.")
    if states & {State.LEFT, State.REFUSED}:
        return _("You do not take part at the moment. Call us if you want to.")
    return _("Nothing to do at the moment.")


def _helping(actor: Actor) -> list[tuple[MatchHelper, str]]:
    """The pairs that I help, or am asked to, by name as far as I may know it."""
    rows = list(helpings_of_me(actor))
    names = names_of_people(actor, [row.mentee_person_id for row in rows])
    return [(row, names.get(row.mentee_person_id, "")) for row in rows]


def _next_in(match: Match) -> str:
    """What comes next in a match."""
    if match.suspended_at is not None:
        return _("Your meetings pause at the moment. We will call you.")
    meeting = FirstMeeting.objects.filter(match=match, held_on=None).first()
    if Agreement.objects.filter(match=match, signed_on=None).exists():
        return _("You have a match. Please read the agreement and sign it.")
    if meeting is not None and meeting.starts_at > clock.now():
        day = date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT")
        return _("Your first meeting is on {day}.").format(day=day)
    return _("You have a match. We wish you good meetings.")


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
