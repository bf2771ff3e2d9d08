"""Answering a round: for everybody, one question a page, without account, cookie or script."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from amir.core.compressing import compressed
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.i18n import own_name_of
from amir.core.limits import allow
from amir.kit.check_answers import Row
from amir.kit.views import too_often
from amir.organisations.models import Organisation
from amir.people.devices import address_of
from amir.programmes.models import Programme

from .. import actions
from ..enums import RoundState
from ..forms import OneQuestion, SendForm
from ..models import Contribution, Round
from ..queries import public_round_or_404, published_answers
from ..questions import answer_said, words_of
from ..rules import MOST_BEGUN, MOST_PAGES, WINDOW


def _round_or_404(actor: Any, round_slug: str) -> Round:
    return public_round_or_404(actor, round_slug)


@guarded("public", load=_round_or_404)
def consult(request: HttpRequest, consultation: Round) -> HttpResponse:
    """What is asked, and the plan that it is about."""
    return _shown(request, consultation, "consultations/consult.html", parts=consultation.shown)


# A foreign page gains nothing by beginning to answer, and public pages set no cookie.
@csrf_exempt
@guarded("public", load=_round_or_404, methods=("POST",))
def begin(request: HttpRequest, consultation: Round) -> HttpResponse:
    """Begin; from here on the link in the address is the key."""
    if not allow("consultations.begin", address_of(request), most=MOST_BEGUN, within=WINDOW):
        return too_often(request)
    language = _language(request, consultation)
    try:
        begun = actions.begin_contribution(consultation, language=language)
    except Refused:
        return redirect("consult", round_slug=consultation.slug)
    return redirect("consult_question", round_slug=consultation.slug,
                    contribution_token=begun.token, place=1)  # fmt: skip


@csrf_exempt
@guarded("public", methods=("GET", "POST"))
def question(
    request: HttpRequest, round_slug: str, contribution_token: str, place: int
) -> HttpResponse:
    """One question. The link is the secret: a foreign page does not know it."""
    found = _begun(request, round_slug, contribution_token)
    if isinstance(found, HttpResponse):
        return found
    consultation, held = found
    asked = consultation.questions
    if not 1 <= place <= len(asked):
        return redirect("consult_send", round_slug=round_slug,
                        contribution_token=contribution_token)  # fmt: skip
    one = asked[place - 1]
    with translation.override(_language(request, consultation)):
        form = OneQuestion(request.POST if request.method == "POST" else None, question=one,
                           answer=held.answers.get(one["key"], ""))  # fmt: skip
        if request.method == "POST" and form.is_valid():
            try:
                actions.keep_answer(consultation, token=contribution_token, question=one["key"],
                                    answer=form.cleaned_data["answer"])  # fmt: skip
            except Refused as refusal:
                form.add_error("answer", str(refusal))
            else:
                return redirect(
                    "consult_question", round_slug=round_slug,
                    contribution_token=contribution_token, place=place + 1,
                )  # fmt: skip
    return _shown(
        request, consultation, "consultations/question.html", form=form, place=place,
        total=len(asked), before=place - 1, token=contribution_token,
    )  # fmt: skip


@csrf_exempt
@guarded("public", methods=("GET", "POST"))
def send(request: HttpRequest, round_slug: str, contribution_token: str) -> HttpResponse:
    """All answers once more; sending ends the way."""
    found = _begun(request, round_slug, contribution_token)
    if isinstance(found, HttpResponse):
        return found
    consultation, held = found
    language = _language(request, consultation)
    form = SendForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST" and form.is_valid():
        with translation.override(language):
            try:
                actions.send_contribution(
                    consultation, token=contribution_token, language=language,
                    trap=form.cleaned_data["website"],
                )  # fmt: skip
            except Refused as refusal:
                error = str(refusal)
            else:
                return redirect("consult_thanks", round_slug=round_slug)
    rows = [
        Row(words_of(one, language), answer_said(one, held.answers.get(one["key"], ""), language),
            f"../{place}/")
        for place, one in enumerate(consultation.questions, 1)
    ]  # fmt: skip
    return _shown(request, consultation, "consultations/send.html", rows=rows, form=form,
                  error=error)  # fmt: skip


@guarded("public", load=_round_or_404)
def thanks(request: HttpRequest, consultation: Round) -> HttpResponse:
    """What happens now."""
    return _shown(request, consultation, "consultations/thanks.html")


@guarded("public", load=_round_or_404)
@compressed
def answers(request: HttpRequest, consultation: Round) -> HttpResponse:
    """You said, we did."""
    found = published_answers(consultation) if consultation.state == RoundState.ANSWERED else []
    return _shown(request, consultation, "consultations/answers.html", answers=found)


def _begun(
    request: HttpRequest, round_slug: str, token: str
) -> tuple[Round, Contribution] | HttpResponse:
    """The round and what is being filled in; a response if there is nothing to fill in."""
    if not allow("consultations.answer", address_of(request), most=MOST_PAGES, within=WINDOW):
        return too_often(request)
    consultation = public_round_or_404(cast(ActorRequest, request).actor, round_slug)
    held = actions.open_contribution(consultation, token)
    if held is None:
        return redirect("consult", round_slug=round_slug)
    return consultation, held


def _language(request: HttpRequest, consultation: Round) -> str:
    """What a reader chose, else what the link says, else what the device wants."""
    offered = [each for each in consultation.languages if each in dict(settings.LANGUAGES)]
    wanted = (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
              request.GET.get("language", ""), translation.get_language() or "")  # fmt: skip
    known = dict(settings.LANGUAGES)
    return next((code for code in wanted if code in known), (offered or ["en"])[0])


def _shown(request: HttpRequest, consultation: Round, template: str, **more: Any) -> HttpResponse:
    """A public page of a round: told to no other site."""
    # Of a programme that is not public nothing is told here, whoever looks.
    programme = Programme.objects.filter(pk=consultation.programme_id, is_public=True).first()
    if programme is not None:
        request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    language = _language(request, consultation)
    with translation.override(language):
        shown = {
            "consultation": consultation,
            "organisation": Organisation.objects.get(pk=consultation.organisation_id),
            "languages": [(code, own_name_of(code)) for code in consultation.languages],
            "language": language,
            **more,
        }
        response = render(request, template, shown)
    response["Content-Language"] = language
    response["Referrer-Policy"] = "no-referrer"
    if "token" in more or "rows" in more:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
    return response
