"""Rounds on the desk: prepare, open, look at contributions, answer, publish."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.i18n import own_name_of
from amir.core.permissions import may
from amir.documents.writers import FORMS, as_download
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.programmes.models import Programme
from amir.strategies.models import Strategy
from amir.strategies.queries import strategy_or_404

from .. import actions
from ..document import as_poster, as_report, link_of
from ..enums import ContributionState
from ..forms import AnswerForm, PublishForm, RoundForm, SortForm, TypedForm, WorkshopForm
from ..lifecycle import PUBLISH, steps_from
from ..models import Contribution, Round
from ..queries import (
    codes_of,
    contribution_or_404,
    contributions_of,
    numbers_of,
    published_answers,
    round_or_404,
)
from ..questions import answer_said, our_questions, own_lines, words_of
from ..rules import RUN, VIEW
from ..tables import CONTRIBUTIONS, tone_of

USUAL = timedelta(days=28)


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def _page(request: HttpRequest, consultation: Round, **shown: Any) -> dict[str, Any]:
    programme = Programme.objects.filter(pk=consultation.programme_id).first()
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    may_run = may(_actor(request), RUN, consultation)
    return {"consultation": consultation, "may_run": may_run, **shown}


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
        made.append(actions.prepare_round(_actor(request), strategy=strategy, **told))

    if sent(request, form, act):
        if not made:
            return redirect("strategy", strategy_id=strategy.pk)
        return redirect("consultation", consultation_id=made[0].pk)
    return render(request, "consultations/begin.html", {"form": form, "strategy": strategy})


@guarded(VIEW, load=round_or_404)
def consultation(request: HttpRequest, consultation: Round) -> HttpResponse:
    """A round: its link, its numbers, its steps."""
    told = _page(
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
        actions.change_round(_actor(request), consultation=consultation, **told)

    if sent(request, form, act):
        return redirect("consultation", consultation_id=consultation.pk)
    return render(request, "consultations/edit.html", _page(request, consultation, form=form))


@guarded(RUN, load=round_or_404, methods=("POST",))
def consultation_step(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Open or close a round."""
    try:
        actions.take_round_step(
            _actor(request), consultation=consultation, step=request.POST.get("step", "")
        )
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("consultation", consultation_id=consultation.pk)


@guarded(VIEW, load=round_or_404, methods=("GET", "POST"))
def contributions(request: HttpRequest, consultation: Round) -> HttpResponse:
    """What people said, as a table; several at once are taken or put aside."""
    table = CONTRIBUTIONS.show(request, contributions_of(_actor(request), consultation))
    if table.download:
        return table.download
    if chosen := table.chosen():
        try:
            count = actions.sort_contributions(
                _actor(request), consultation=consultation, state=chosen.act,
                ids=[row.pk for row in table.chosen_rows(chosen)],
            )  # fmt: skip
        except Refused as refusal:
            toast(request, str(refusal), kind="bad")
        else:
            toast(request, _("Contributions changed: {count}.").format(count=count))
        return redirect(request.get_full_path())
    told = _page(request, consultation, table=table, waiting=numbers_of(consultation).waiting)
    return render(request, "consultations/contributions.html", told)


@guarded(VIEW, load=contribution_or_404)
def contribution(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """One contribution: question by question, what to look at, and its answer."""
    held = contribution.round
    told = _page(
        request,
        held,
        contribution=contribution,
        rows=[(words_of(q), answer_said(q, contribution.answers.get(q["key"], "")))
              for q in held.questions],
        hits=actions.likely_in(
            contribution.text, contribution.said, contribution.answer_text
        ),
        is_taken=contribution.state == ContributionState.TAKEN,
    )  # fmt: skip
    return render(request, "consultations/contribution.html", told)


@guarded(RUN, load=contribution_or_404, methods=("GET", "POST"))
def contribution_answer(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """You said, we did."""
    initial = {
        "version": contribution.version, "code": contribution.code,
        "said": contribution.said or contribution.text, "answer": contribution.answer_text,
    }  # fmt: skip
    form: Any = AnswerForm(request.POST or None, initial=initial)

    def act(**told: Any) -> None:
        actions.answer_contribution(_actor(request), contribution=contribution, **told)

    if sent(request, form, act):
        return redirect("contributions", consultation_id=contribution.round_id)
    clash = None
    if form.is_bound and form.data.get("version") not in ("", None, str(contribution.version)):
        clash = contribution
        form.data = form.data.copy()
        form.data["version"] = str(contribution.version)
    told = _page(request, contribution.round, contribution=contribution, form=form, clash=clash,
                 codes=codes_of(contribution.round),
                 hits=actions.likely_in(contribution.text))  # fmt: skip
    return render(request, "consultations/answer.html", told)


@guarded(RUN, load=contribution_or_404, methods=("POST",))
def contribution_sort(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Take one that waits, or put it aside."""
    form = SortForm(request.POST)

    def act(state: str) -> None:
        actions.sort_contributions(
            _actor(request), consultation=contribution.round, ids=[contribution.pk], state=state
        )

    if not sent(request, form, act):
        toast(request, _("Choose what to do with them."), kind="bad")
    return redirect("contribution", contribution_id=contribution.pk)


@guarded(RUN, load=round_or_404, methods=("GET", "POST"))
def contribution_type(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Type in what came on paper or was said in a workshop."""
    workshops = list(consultation.workshops.all())
    form = TypedForm(request.POST or None, questions=consultation.questions, workshops=workshops,
                     initial={"language": consultation.language, "channel": "paper"})  # fmt: skip

    def act(channel: str, workshop: str, language: str, **_answers: Any) -> None:
        held = next((each for each in workshops if str(each.pk) == workshop), None)
        actions.type_contribution(
            _actor(request), consultation=consultation, channel=channel, language=language,
            answers=form.answers(), workshop=held,
        )  # fmt: skip

    if sent(request, form, act):
        toast(request, _("It is kept. Type in the next one."))
        return redirect("contribution_type", consultation_id=consultation.pk)
    return render(request, "consultations/type.html", _page(request, consultation, form=form))


@guarded(RUN, load=round_or_404, methods=("GET", "POST"))
def workshop_add(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Write down a workshop, in numbers."""
    form = WorkshopForm(request.POST or None)

    def act(**told: Any) -> None:
        actions.hold_workshop(_actor(request), consultation=consultation, **told)

    if sent(request, form, act):
        return redirect("consultation", consultation_id=consultation.pk)
    return render(request, "consultations/workshop.html", _page(request, consultation, form=form))


@guarded(RUN, load=round_or_404, methods=("GET", "POST"))
def consultation_publish(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Publish the answers, after looking at what may be a name."""
    form = PublishForm(request.POST if request.method == "POST" else None)

    def act(looked_at: bool) -> None:
        actions.publish_answers(_actor(request), consultation=consultation, looked_at=looked_at)

    if sent(request, form, act):
        toast(request, _("The answers are public."))
        return redirect("consultation", consultation_id=consultation.pk)
    told = _page(request, consultation, form=form, look=actions.to_look_at(consultation),
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
