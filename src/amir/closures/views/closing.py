"""The desk: how a match goes on, and its closing part by part."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.parts import Task
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.mentoring.enums import EndReason
from amir.mentoring.models import Match
from amir.mentoring.queries import match_or_404, names_of_people
from amir.participants.enums import Side
from amir.programmes.queries import setting_of

from .. import actions, rules
from ..enums import Part
from ..forms import BEGIN_CLOSING, AfterForm, BeginForm, InterviewForm, MeetingForm, MoveForm
from ..models import Closure, Interview
from ..queries import closure_or_404, closures_visible_to, interviews_of
from ..rules import CLOSE, RESPONSIBLE, VIEW
from ..tables import CLOSURES, closure_rows
from .acting import actor_of


def interview_or_404(actor: Actor, *, closure_id: UUID, side: str) -> Interview:
    """What one side said, or a new sheet for it."""
    closure = closure_or_404(actor, closure_id=closure_id)
    if side not in Side.values:
        raise Http404
    held = Interview.objects.filter(closure=closure, side=side).first()
    found = held or Interview(closure=closure, side=side, organisation_id=closure.organisation_id)
    found.closure = closure
    return found


@guarded(CLOSE, load=match_or_404, methods=("GET", "POST"))
def match_state(request: HttpRequest, match: Match) -> HttpResponse:
    """On hold, no sign of life, goes on again."""
    steps = [s for s in rules.steps_offered(match.state) if s.name != BEGIN_CLOSING]
    form = MoveForm(request.POST or None, steps=steps)

    def act(step: str, why: str) -> None:
        actions.move_match(actor_of(request), match=match, step=step, why=why)

    if sent(request, form, act):
        toast(request, _("It is written down."))
        return redirect("match_page", match_id=match.pk)
    told = {"match": match, "form": form, "steps": steps, **_names(request, match)}
    return render(request, "closures/state.html", told)


@guarded(CLOSE, load=match_or_404, methods=("GET", "POST"))
def closure_begin(request: HttpRequest, match: Match) -> HttpResponse:
    """Why it ends, and who asked for it."""
    closure = Closure.objects.filter(match=match).first()
    form = BeginForm(request.POST or None, closure=closure)

    def act(reason: str, asked_by: str, why: str) -> None:
        actions.begin_closure(
            actor_of(request), match=match, is_planned=reason == EndReason.PLANNED,
            reason=reason, asked_by=asked_by, why=why,
        )  # fmt: skip

    if sent(request, form, act):
        return redirect("closure_page", closure_id=Closure.objects.get(match=match).pk)
    told = {"match": match, "form": form, **_names(request, match)}
    return render(request, "closures/begin.html", told)


@guarded(VIEW)
def closures(request: HttpRequest) -> HttpResponse:
    """Every closing, the open ones first."""
    actor = actor_of(request)
    shown = CLOSURES.show(request, closure_rows(actor, closures_visible_to(actor)))
    return shown.download or render(request, "closures/list.html", {"table": shown})


@guarded(VIEW, load=closure_or_404)
def closure_page(request: HttpRequest, closure: Closure) -> HttpResponse:
    """What is done and what is missing; then the last button."""
    return _closure(request, closure)


@guarded(CLOSE, load=interview_or_404, methods=("GET", "POST"))
def closure_interview(request: HttpRequest, interview: Interview) -> HttpResponse:
    """What one side said."""
    closure = interview.closure
    form = InterviewForm(request.POST or None, interview=interview)

    def act(**told: Any) -> None:
        actions.record_interview(actor_of(request), closure=closure, side=interview.side, **told)

    if sent(request, form, act):
        return redirect("closure_page", closure_id=closure.pk)
    title = Part(interview.side).label
    return _part(request, closure, form, str(title))


@guarded(CLOSE, load=closure_or_404, methods=("GET", "POST"))
def closure_meeting(request: HttpRequest, closure: Closure) -> HttpResponse:
    """The closing meeting."""
    form = MeetingForm(request.POST or None, closure=closure)

    def act(**told: Any) -> None:
        actions.record_meeting(actor_of(request), closure=closure, **told)

    if sent(request, form, act):
        return redirect("closure_page", closure_id=closure.pk)
    return _part(request, closure, form, str(Part.MEETING.label))


@guarded(CLOSE, load=closure_or_404, methods=("GET", "POST"))
def closure_after(request: HttpRequest, closure: Closure) -> HttpResponse:
    """What comes afterwards."""
    days = setting_of(closure.match.mentee.programme_id, RESPONSIBLE)
    until = (closure.match.ended_on or clock.today()) + timedelta(days=days)
    form = AfterForm(request.POST or None, closure=closure, until=until)

    def act(**told: Any) -> None:
        actions.agree_on_after(actor_of(request), closure=closure, **told)

    if sent(request, form, act):
        return redirect("closure_page", closure_id=closure.pk)
    return _part(request, closure, form, str(Part.AFTER.label))


@guarded(CLOSE, load=closure_or_404, methods=("POST",))
def closure_finish(request: HttpRequest, closure: Closure) -> HttpResponse:
    """All is there: the match ends."""
    try:
        actions.finish_closure(actor_of(request), closure=closure)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("The match is closed. Neither sees the other's details any more."))
    return redirect("closure_page", closure_id=closure.pk)


def _closure(request: HttpRequest, closure: Closure) -> HttpResponse:
    interviews = interviews_of(closure)
    lacking = rules.missing(closure, interviews)
    pages = {
        Part.REASON: reverse("closure_begin", args=[closure.match_id]),
        Part.MENTEE: reverse("closure_interview", args=[closure.pk, "mentee"]),
        Part.MENTOR: reverse("closure_interview", args=[closure.pk, "mentor"]),
        Part.MEETING: reverse("closure_meeting", args=[closure.pk]),
        Part.AFTER: reverse("closure_after", args=[closure.pk]),
    }
    is_open = closure.closed_at is None
    tasks = [
        Task(part.label, pages[part] if is_open else "", "to do" if part in lacking else "done")
        for part in Part
    ]
    told = {
        "closure": closure, "match": closure.match, "tasks": tasks, "lacking": lacking,
        "interviews": interviews, "is_open": is_open, **_names(request, closure.match),
    }  # fmt: skip
    return render(request, "closures/closure.html", told)


def _part(request: HttpRequest, closure: Closure, form: Any, title: str) -> HttpResponse:
    told = {"closure": closure, "form": form, "part": title, **_names(request, closure.match)}
    return render(request, "closures/part.html", told)


def _names(request: HttpRequest, match: Match) -> dict[str, str]:
    people = (match.mentee_person_id, match.mentor_person_id)
    names = names_of_people(actor_of(request), people)
    mentee, mentor = (names.get(person, "") for person in people)
    return {"mentee": mentee, "mentor": mentor}
