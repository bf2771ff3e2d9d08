"""One's own application: what became of it, and how well one feels prepared."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.kit.toast import toast
from amir.participants.models import Participant
from amir.programmes.queries import setting_of

from .. import actions
from ..describing import TITLES, topic_name
from ..enums import Reason, TrainingMoment
from ..forms import EvaluationForm
from ..models import ModuleCompletion, SelfEvaluation
from ..queries import my_participations, my_verdict
from ..rules import ME, MENTOR, MODULES, ORIENTATION


@guarded(ME)
def application(request: ActorRequest) -> HttpResponse:
    """Where one's applications stand, with the reason."""
    shown = [_told(each) for each in my_participations(request.actor)]
    return render(request, "recruiting/me/application.html", {"applications": shown})


@guarded(ME, methods=("GET", "POST"))
def evaluation(request: ActorRequest, moment: str) -> HttpResponse:
    """A mentor says how well they feel prepared, before and after the training."""
    mentor = _my_mentoring(request.actor)
    if mentor is None or moment not in TrainingMoment.values:
        raise Http404
    topics = [*setting_of(mentor.programme_id, MODULES)]
    held = SelfEvaluation.objects.filter(participant=mentor, moment=moment).first()
    marks = held.marks if held else {}
    first = {f"topic_{n}": marks[topic] for n, topic in enumerate(topics) if topic in marks}
    form = EvaluationForm(request.POST or None, topics=topics, initial=first)
    if form.is_valid():
        try:
            actions.evaluate_oneself(
                request.actor, participant=mentor, moment=moment, marks=form.marks()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            toast(request, _("Thank you. Your answers are kept."))
            return redirect("me_application")
    shown = {"form": form, "moment": TrainingMoment(moment).label}
    return render(request, "recruiting/me/evaluation.html", shown)


def _my_mentoring(actor: Actor) -> Participant | None:
    return next((each for each in my_participations(actor) if each.side == MENTOR), None)


def _told(participant: Participant) -> dict[str, Any]:
    verdict = my_verdict(participant)
    done = {row.module: row for row in ModuleCompletion.objects.filter(participant=participant)}
    is_mentor = participant.side == MENTOR
    needed = [*setting_of(participant.programme_id, MODULES)] if is_mentor else [ORIENTATION]
    return {
        "participant": participant,
        "title": TITLES[participant.side],
        "verdict": verdict,
        "reason": Reason(verdict.reason).label if verdict else "",
        "modules": [(topic_name(key), key in done) for key in needed],
        "is_mentor": is_mentor,
        "moments": TrainingMoment.choices if is_mentor else [],
    }
