"""Support of mentors, and what people suggest."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.organisations.queries import own_organisations
from amir.participants.enums import Side
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to
from amir.people.queries import callings_of

from .. import actions
from ..forms import AnswerForm, GatheringForm, People, WellbeingForm
from ..models import Gathering, Suggestion
from ..queries import (
    gathering_or_404,
    gatherings_visible_to,
    one_or_404,
    suggestion_or_404,
    suggestions_visible_to,
    wellbeing_visible_to,
)
from ..rules import SUPPORT
from ..tables import GATHERINGS
from .acting import actor_of

THERE = (State.ACCEPTED, State.TRAINED, State.AVAILABLE, State.MATCHED)


@guarded(SUPPORT)
def support(request: HttpRequest) -> HttpResponse:
    """Groups, trainings, exchange and events, and what people suggest."""
    actor = actor_of(request)
    shown = GATHERINGS.show(request, gatherings_visible_to(actor))
    if shown.download:
        return shown.download
    context = {"table": shown, "suggestions": suggestions_visible_to(actor)[:25]}
    return render(request, "care/support.html", context)


@guarded(SUPPORT, methods=("GET", "POST"))
def add(request: HttpRequest) -> HttpResponse:
    """Write a gathering down, with who came."""
    actor = actor_of(request)
    people = _people(actor)
    organisations = actor.organisations_where(SUPPORT)
    form = GatheringForm(
        request.POST or None,
        initial={"held_on": clock.today()},
        people=people,
        organisations=[
            (str(each.pk), each.name)
            for each in own_organisations(actor)
            if each.pk in organisations
        ],
    )
    if form.is_valid():
        told = dict(form.cleaned_data)
        organisation_id = UUID(told.pop("organisation", "") or str(organisations[0]))
        try:
            actions.record_gathering(actor, organisation_id=organisation_id, **_numbers(told))
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("Written down."))
            return redirect("support")
    return render(request, "care/gathering_add.html", {"form": form})


def _numbers(told: dict[str, Any]) -> dict[str, Any]:
    """Untold numbers are none; people by id."""
    counted = {name: told[name] or 0 for name in ("minutes", "hosts")}
    return {**told, **counted, "participants": [UUID(key) for key in told["participants"]]}


def _people(actor: Actor) -> People:
    """Everybody who may come, mentors first: a line for each side."""
    rows = list(participants_visible_to(actor).filter(state__in=THERE))
    callings = callings_of(actor, [row.person_id for row in rows])
    sides: dict[str, list[tuple[str, str]]] = {Side.MENTOR: [], Side.MENTEE: []}
    for row in rows:
        if row.person_id in callings:
            sides[row.side].append((str(row.pk), callings[row.person_id].preferred_name))
    labels = {Side.MENTOR: _("Mentors"), Side.MENTEE: _("Mentees")}
    return [
        (label, sorted(sides[side], key=lambda each: each[1].casefold()))
        for side, label in labels.items()
        if sides[side]
    ]


@guarded(SUPPORT, load=gathering_or_404)
def gathering(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """One gathering and who came."""
    actor = actor_of(request)
    rows = gathering.attendances.select_related("participant")
    people = [row.participant.person_id for row in rows]
    names = sorted(c.preferred_name for c in callings_of(actor, people).values())
    return render(request, "care/gathering.html", {"gathering": gathering, "names": names})


def _mentor(actor: Actor, *, participant_id: UUID) -> Participant:
    return one_or_404(participants_visible_to(actor).filter(side=Side.MENTOR), participant_id)


@guarded(SUPPORT, load=_mentor, methods=("GET", "POST"))
def wellbeing(request: HttpRequest, participant: Participant) -> HttpResponse:
    """How a mentor is, and what they said before."""
    actor = actor_of(request)
    form = WellbeingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.note_wellbeing(actor, participant=participant, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("Written down."))
            return redirect("today")
    calling = callings_of(actor, [participant.person_id])[participant.person_id]
    before = wellbeing_visible_to(actor).filter(participant=participant)[:10]
    shown = {"form": form, "calling": calling, "before": before, "participant": participant}
    return render(request, "care/wellbeing.html", shown)


@guarded(SUPPORT, load=suggestion_or_404, methods=("GET", "POST"))
def answer(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    """What comes of a suggestion."""
    form = AnswerForm(request.POST or None, initial={"answer": suggestion.answer})
    if form.is_valid():
        try:
            actions.answer_suggestion(actor_of(request), suggestion=suggestion, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("Written down."))
            return redirect("support")
    return render(request, "care/suggestion.html", {"form": form, "suggestion": suggestion})
