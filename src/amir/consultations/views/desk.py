"""Rounds on the desk: prepare, open, publish."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.i18n import own_name_of
from amir.documents.writers import FORMS, as_download
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.strategies.models import Strategy
from amir.strategies.queries import strategy_or_404

from .. import actions
from ..document import as_poster, as_report, link_of
from ..forms import PublishForm, RoundForm, WorkshopForm
from ..lifecycle import PUBLISH, steps_from
from ..models import Round
from ..queries import (
    numbers_of,
    published_answers,
    round_or_404,
)
from ..questions import our_questions, own_lines, words_of
from ..rules import RUN, VIEW
from ..tables import tone_of
from .shared import actor_of, page_of

USUAL = timedelta(days=28)


@guarded(RUN, load=strategy_or_404, methods=("GET", "POST"))
def consultation_begin(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Prepare a round about a strategy."""
    today = clock.today()
    initial = {
        "opens_on": today, "closes_on": today + USUAL, "title": strategy.title,
        "languages": list(dict.fromkeys([strategy.language, "en", "ar"])),
        "questions": [each["key"] for each in our_questions()],
    }  # fmt: skip
    form = RoundForm(request.POST or None, initial=initial)
    made: list[Round] = []

    def act(**told: Any) -> None:
        made.append(actions.prepare_round(actor_of(request), strategy=strategy, **told))

    if sent(request, form, act):
        if not made:
            return redirect("strategy", strategy_id=strategy.pk)
        return redirect("consultation", consultation_id=made[0].pk)
    return render(request, "consultations/begin.html", {"form": form, "strategy": strategy})


@guarded(VIEW, load=round_or_404)
def consultation(request: HttpRequest, consultation: Round) -> HttpResponse:
    """A round: its link, its numbers, its steps."""
    told = page_of(
        request,
        consultation,
        tone=tone_of(consultation.state),
        numbers=numbers_of(consultation),
        by_language=[(own_name_of(k), n) for k, n in numbers_of(consultation).by_language.items()],
        steps=steps_from(consultation.state),
        can_publish=consultation.state in PUBLISH.sources,
        address=link_of(consultation),
        answers=published_answers(consultation),
        languages=[(code, own_name_of(code)) for code in consultation.languages],
        questions=[words_of(each) for each in consultation.questions],
        forms=list(FORMS),
    )
    return render(request, "consultations/round.html", told)


@guarded(RUN, load=round_or_404, methods=("GET", "POST"))
def consultation_edit(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Change a round."""
    initial = {
        "title": consultation.title, "intro": consultation.intro,
        "opens_on": consultation.opens_on, "closes_on": consultation.closes_on,
        "languages": consultation.languages, "own_questions": own_lines(consultation.questions),
        "questions": [q["key"] for q in consultation.questions],
    }  # fmt: skip
    form = RoundForm(request.POST or None, initial=initial)

    def act(**told: Any) -> None:
        actions.change_round(actor_of(request), consultation=consultation, **told)

    if sent(request, form, act):
        return redirect("consultation", consultation_id=consultation.pk)
    return render(request, "consultations/edit.html", page_of(request, consultation, form=form))


@guarded(RUN, load=round_or_404, methods=("POST",))
def consultation_step(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Open or close a round."""
    try:
        actions.take_round_step(
            actor_of(request), consultation=consultation, step=request.POST.get("step", "")
        )
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("consultation", consultation_id=consultation.pk)


@guarded(RUN, load=round_or_404, methods=("GET", "POST"))
def workshop_add(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Write down a workshop, in numbers."""
    form = WorkshopForm(request.POST or None)

    def act(**told: Any) -> None:
        actions.hold_workshop(actor_of(request), consultation=consultation, **told)

    if sent(request, form, act):
        return redirect("consultation", consultation_id=consultation.pk)
    return render(request, "consultations/workshop.html", page_of(request, consultation, form=form))


@guarded(RUN, load=round_or_404, methods=("GET", "POST"))
def consultation_publish(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Publish the answers, after looking at what may be a name."""
    form = PublishForm(request.POST if request.method == "POST" else None)

    def act(looked_at: bool) -> None:
        actions.publish_answers(actor_of(request), consultation=consultation, looked_at=looked_at)

    if sent(request, form, act):
        toast(request, _("The answers are public."))
        return redirect("consultation", consultation_id=consultation.pk)
    told = page_of(request, consultation, form=form, look=actions.to_look_at(consultation),
                 numbers=numbers_of(consultation))  # fmt: skip
    return render(request, "consultations/publish.html", told)


@guarded(VIEW, load=round_or_404)
def consultation_report(request: HttpRequest, consultation: Round) -> HttpResponse:
    """The report of the round as a file (?as=pdf, html or docx)."""
    ending = request.GET.get("as", "pdf")
    if ending not in FORMS:
        raise Http404
    return as_download(as_report(consultation), ending, name=f"{consultation.slug}-report")


class InLanguage:
    """A round and a language that its link has, for the guard of its poster."""

    def __init__(self, consultation: Round, language: str) -> None:
        self.consultation, self.language = consultation, language
        self.organisation_id = consultation.organisation_id


def _in_language(actor: Actor, consultation_id: UUID, language: str) -> InLanguage:
    found = round_or_404(actor, consultation_id)
    if language not in found.languages:
        raise Http404
    return InLanguage(found, language)


@guarded(VIEW, load=_in_language)
def consultation_poster(request: HttpRequest, at: InLanguage) -> HttpResponse:
    """A page for the wall, as PDF."""
    try:
        document = as_poster(at.consultation, at.language)
        return as_download(document, "pdf", name=f"{at.consultation.slug}-{at.language}")
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("consultation", consultation_id=at.consultation.pk)
