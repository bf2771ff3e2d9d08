"""Applying: one question a page, by a personal link; without account, cookie or script."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.limits import allow
from amir.kit.check_answers import Row
from amir.kit.views import too_often
from amir.organisations.models import Organisation
from amir.people.devices import address_of

from .. import actions
from ..actions.applying import answers_of
from ..actions.sending import Consented, too_young
from ..consents import consent_for
from ..describing import TITLES
from ..models import Enquiry, Opening
from ..queries import enquiry_by_token, has_voice, opening_by_slug, programme_of
from ..questions import (
    BY_STEP,
    Adult,
    Agreement,
    CallMe,
    OwnWords,
    Question,
    Themes,
)
from ..rules import MOST_BEGUN, MOST_PAGES, NO, WINDOW
from ..steps import CHECK, next_step, steps_for
from .roles import reading_language


# A foreign page gains nothing by beginning an application, and public pages set no cookie.
@csrf_exempt
@guarded("public", load=opening_by_slug, methods=("POST",))
def start(request: ActorRequest, opening: Opening) -> HttpResponse:
    """Begin; from here on the link in the address is the key."""
    if not allow("recruiting.begin", address_of(request), most=MOST_BEGUN, within=WINDOW):
        return too_often(request)
    try:
        begun = actions.begin(request.actor, opening=opening, language=reading_language(request))
    except Refused:
        return redirect("join", slug=opening.slug)
    return redirect("apply_step", slug=opening.slug, token=begun.token, step=next_step({}))


@guarded("public")
def resume(request: ActorRequest, slug: str, token: str) -> HttpResponse:
    """The personal link: on to the first open question, or what became of the application."""
    enquiry = enquiry_by_token(slug, token)
    if enquiry.sent_at is None and not enquiry.wants_call:
        return redirect("apply_step", slug=slug, token=token, step=next_step(answers_of(enquiry)))
    return _shown(request, enquiry, "recruiting/sent.html", {"token": token})


@csrf_exempt
@guarded("public", methods=("GET", "POST"))
def step(request: ActorRequest, slug: str, token: str, step: str) -> HttpResponse:
    """One page of the application. The link is the secret: a foreign page does not know it."""
    if not allow("recruiting.answer", address_of(request), most=MOST_PAGES, within=WINDOW):
        return too_often(request)
    enquiry = enquiry_by_token(slug, token)
    if enquiry.sent_at is not None:
        return redirect("apply_resume", slug=slug, token=token)
    answers = answers_of(enquiry)
    if step == CHECK:
        return _check(request, enquiry, token, answers)
    asked = BY_STEP.get(step)
    if asked is None or (asked is not CallMe and step not in steps_for(answers)):
        raise Http404
    with translation.override(_language(request, enquiry)):
        form = _form(asked, enquiry, answers, request)
        if request.method == "POST" and form.is_valid():
            try:
                after = _kept(request, enquiry, form, answers)
            except Refused as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, str(refusal))
            else:
                return redirect(_after(enquiry, token, after))
    return _question(request, enquiry, token, form, answers)


def _after(enquiry: Enquiry, token: str, step: str) -> str:
    slug = enquiry.opening.slug
    if not step:
        return reverse("apply_resume", args=[slug, token])
    return reverse("apply_step", args=[slug, token, step])


def _kept(request: HttpRequest, enquiry: Enquiry, form: Question, answers: dict[str, Any]) -> str:
    """Keep an answer; the step that comes next, "" if the way ends here."""
    if isinstance(form, CallMe):
        actions.ask_for_call(enquiry, **form.cleaned_data)
        return ""
    takes_minors = Organisation.objects.get(pk=enquiry.organisation_id).takes_minors
    if isinstance(form, Adult) and form.answer() == NO and not takes_minors:
        raise Refused(too_young(takes_minors=False), field="adult")
    if isinstance(form, OwnWords) and form.cleaned_data["voice"]:
        actions.add_voice(enquiry, content=form.cleaned_data["voice"].read())
    language = _language(request, enquiry)
    actions.keep_answer(enquiry, step=form.step, answer=form.answer(), language=language)
    answers[form.step] = form.answer()
    return CHECK if request.GET.get("again") else next_step(answers, form.step)


def _form(
    asked: type[Question], enquiry: Enquiry, answers: dict[str, Any], request: HttpRequest
) -> Question:
    options: dict[str, Any] = {}
    if asked is Themes:
        options["side"] = enquiry.opening.side
    if asked is Agreement:
        options["is_reviewed"] = consent_for(
            enquiry.opening, translation.get_language() or enquiry.language
        ).is_reviewed
    kept = answers if asked is CallMe else answers.get(asked.step)
    initial = asked.filled(kept) if kept else {}
    if request.method == "POST":
        return asked(request.POST, request.FILES, initial=initial, **options)
    return asked(initial=initial, **options)


def _question(
    request: HttpRequest,
    enquiry: Enquiry,
    token: str,
    form: Question,
    answers: dict[str, Any],
) -> HttpResponse:
    steps = steps_for(answers)
    at = steps.index(form.step) if form.step in steps else -1
    before = steps[at - 1] if at > 0 else ""
    language = _language(request, enquiry)
    shown = {
        "form": form,
        "token": token,
        "number": at + 1,
        "total": len(steps),
        "before": _after(enquiry, token, before) if before else "",
        "link": str(settings.SITE_URL)
        + reverse("apply_resume", args=[enquiry.opening.slug, token]),
        "consent": consent_for(enquiry.opening, language) if form.step == "consent" else None,
        "has_voice": isinstance(form, OwnWords) and has_voice(enquiry),
    }
    return _shown(request, enquiry, "recruiting/question.html", shown)


def _check(
    request: ActorRequest, enquiry: Enquiry, token: str, answers: dict[str, Any]
) -> HttpResponse:
    """All answers once more; sending ends the way."""
    error = ""
    if request.method == "POST":
        told = answers.get("consent") or {}
        consented = Consented(
            agreed=told.get("agree") is True,
            understood=told.get("understood", ""),
            explained_by=told.get("explained_by", ""),
        )
        with translation.override(_language(request, enquiry)):
            try:
                actions.send(enquiry, consented=consented)
            except Refused as refusal:
                error = str(refusal)
                if refusal.field in BY_STEP:
                    return redirect(_after(enquiry, token, str(refusal.field)))
            else:
                return redirect("apply_resume", slug=enquiry.opening.slug, token=token)
    with translation.override(_language(request, enquiry)):
        shown = {"rows": _rows(enquiry, token, answers), "error": error, "token": token}
    return _shown(request, enquiry, "recruiting/check.html", shown)


def _rows(enquiry: Enquiry, token: str, answers: dict[str, Any]) -> list[Row]:
    """Each answer with the way to change it; what was left out is said too."""
    found = []
    for name in steps_for(answers)[:-1]:
        asked = BY_STEP[name]
        if asked is Agreement:
            said = _("Yes") if (answers.get(name) or {}).get("agree") else ""
        else:
            said = in_words(asked, answers.get(name), enquiry.opening.side)
        found.append(Row(asked.short, said, f"{_after(enquiry, token, name)}?again=1"))
    return found


def in_words(asked: type[Question], answer: Any, side: str) -> str:
    """An answer in the reader's language; "" if there is none."""
    if not answer or asked in (Agreement, CallMe):
        return ""
    options: dict[str, Any] = {"side": side} if asked is Themes else {}
    return asked(**options).in_words(answer)


def _language(request: HttpRequest, enquiry: Enquiry) -> str:
    """The language that was chosen on this device, else that of the application."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else enquiry.language


def _shown(
    request: HttpRequest, enquiry: Enquiry, template: str, more: dict[str, Any]
) -> HttpResponse:
    """A page of the application: kept by no browser, told to no other site."""
    programme = programme_of(enquiry.opening)
    if programme is not None:
        request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    language = _language(request, enquiry)
    with translation.override(language):
        shown = {
            "enquiry": enquiry,
            "opening": enquiry.opening,
            "organisation": Organisation.objects.get(pk=enquiry.organisation_id),
            "title": TITLES[enquiry.opening.side],
            "is_helped": enquiry.helped_by is not None,
            **more,
        }
        response = render(request, template, shown)
    response["Content-Language"] = language
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
