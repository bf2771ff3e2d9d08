"""What people said: looked at, grouped, answered, typed in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.tables import Chosen
from amir.kit.toast import toast

from .. import actions
from ..enums import ContributionState
from ..forms import AnswerForm, GroupForm, SortForm, TypedForm
from ..models import Contribution, Round
from ..queries import (
    codes_of,
    contribution_or_404,
    contributions_of,
    numbers_of,
    round_or_404,
)
from ..questions import answer_said, words_of
from ..rules import RUN, VIEW
from ..tables import CONTRIBUTIONS, GROUP
from .shared import actor_of, page_of


@guarded(VIEW, load=round_or_404, methods=("GET", "POST"))
def contributions(request: HttpRequest, consultation: Round) -> HttpResponse:
    """What people said, as a table; several at once are taken or put aside."""
    table = CONTRIBUTIONS.show(request, contributions_of(actor_of(request), consultation))
    if table.download:
        return table.download
    if chosen := table.chosen():
        ids = [row.pk for row in table.chosen_rows(chosen)]
        if chosen.act == GROUP:
            return _group(request, consultation, chosen, ids)
        try:
            count = actions.sort_contributions(
                actor_of(request), consultation=consultation, state=chosen.act, ids=ids
            )
        except Refused as refusal:
            toast(request, str(refusal), kind="bad")
        else:
            toast(request, _("Contributions changed: {count}.").format(count=count))
        return redirect(request.get_full_path())
    told = page_of(request, consultation, table=table, waiting=numbers_of(consultation).waiting)
    return render(request, "consultations/contributions.html", told)


def _group(
    request: HttpRequest, consultation: Round, chosen: Chosen, ids: Sequence[UUID]
) -> HttpResponse:
    """Ask for the word of a group, then put what was ticked into it."""
    form = GroupForm(request.POST if "code" in request.POST else None, chosen=chosen)

    def act(code: str, **_ticked: Any) -> None:
        count = actions.group_contributions(
            actor_of(request), consultation=consultation, ids=ids, code=code
        )
        toast(request, _("Contributions changed: {count}.").format(count=count))

    address = request.get_full_path()
    if not ids or (form.is_bound and sent(request, form, act)):
        return redirect(address)
    told = page_of(request, consultation, form=form, codes=codes_of(consultation), count=len(ids),
                 address=address)  # fmt: skip
    return render(request, "consultations/group.html", told)


@guarded(VIEW, load=contribution_or_404)
def contribution(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """One contribution: question by question, what to look at, and its answer."""
    held = contribution.round
    told = page_of(
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
        actions.answer_contribution(actor_of(request), contribution=contribution, **told)

    if sent(request, form, act):
        return redirect("contributions", consultation_id=contribution.round_id)
    clash = None
    if form.is_bound and form.data.get("version") not in ("", None, str(contribution.version)):
        clash = contribution
        form.data = form.data.copy()
        form.data["version"] = str(contribution.version)
    told = page_of(request, contribution.round, contribution=contribution, form=form, clash=clash,
                 codes=codes_of(contribution.round),
                 hits=actions.likely_in(contribution.text))  # fmt: skip
    return render(request, "consultations/answer.html", told)


@guarded(RUN, load=contribution_or_404, methods=("POST",))
def contribution_sort(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Take one that waits, or put it aside."""
    form = SortForm(request.POST)

    def act(state: str) -> None:
        actions.sort_contributions(
            actor_of(request), consultation=contribution.round, ids=[contribution.pk], state=state
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
            actor_of(request), consultation=consultation, channel=channel, language=language,
            answers=form.answers(), workshop=held,
        )  # fmt: skip

    if sent(request, form, act):
        toast(request, _("It is kept. Type in the next one."))
        return redirect("contribution_type", consultation_id=consultation.pk)
    return render(request, "consultations/type.html", page_of(request, consultation, form=form))
