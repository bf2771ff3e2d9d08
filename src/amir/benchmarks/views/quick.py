"""The quick check: one public page, a result, an outline to go on with. Nothing is stored."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.permissions import may
from amir.documents.writers import as_download
from amir.kit.sending import is_first
from amir.kit.shells import script_of
from amir.kit.toast import toast
from amir.programmes.wording import said

from .. import actions
from ..definition import Definition
from ..forms import QuickCheckForm
from ..outline import outline_of, steps_of
from ..rules import ASSESS
from ..scoring import Given, score
from ..shipped import shipped
from .desk import actor_of

KEY = "quick"


def the_check() -> Definition:
    """Our own twelve questions."""
    return shipped()[KEY]


@guarded("public")
def quick_check(request: HttpRequest) -> HttpResponse:
    """The questions; with answers in the address, the result. The address is all that there is."""
    definition = the_check()
    # Sent without a single answer, it is told what is missing, too.
    is_answered = bool(request.GET.keys() & {"sent", *definition.indicators})
    form = QuickCheckForm(request.GET if is_answered else None, definition=definition)
    told: dict[str, Any] = {
        "form": form,
        "name": said(definition.names),
        "about": said(definition.about),
    }
    if is_answered and form.is_valid():
        told |= _result(request, definition, form.answers())
        return _uncached(render(request, "benchmarks/quick_result.html", told))
    return _uncached(render(request, "benchmarks/quick_check.html", told))


def _result(
    request: HttpRequest, definition: Definition, answers: dict[str, int]
) -> dict[str, Any]:
    scores = score(definition, {code: Given(value) for code, value in answers.items()})
    parts = [
        {"title": said(part.texts), "points": found.whole, "coverage": found.percent}
        for part, found in zip(definition.dimensions, scores.dimensions, strict=True)
    ]
    return {
        "parts": parts,
        "overall": scores.overall.whole,
        "coverage": scores.overall.percent,
        "steps": steps_of(definition, answers),
        "answers": answers,
        "query": urlencode(answers),
        "languages": [(code, script_of(code)[1]) for code in definition.languages],
        "language": (get_language() or "en").split("-")[0],
        "may_keep": actor_of(request).is_signed_in and may(actor_of(request), ASSESS),
    }


@guarded("public")
def quick_check_outline(request: HttpRequest) -> HttpResponse:
    """An outline of a strategy, with the result in it, as a file to go on writing in."""
    definition = the_check()
    form = QuickCheckForm(request.GET, definition=definition)
    if not form.is_valid():
        raise Http404
    language = request.GET.get("language", "")
    wanted = language if language in definition.languages else "en"
    document = outline_of(definition, form.answers(), wanted)
    return _uncached(as_download(document, "docx", name=f"strategy-outline-{wanted}"))


@guarded(ASSESS, methods=("POST",))
def quick_check_keep(request: HttpRequest) -> HttpResponse:
    """Keep the result for one's own organisation; only then is anything stored."""
    definition = the_check()
    form = QuickCheckForm(request.POST, definition=definition)
    if not form.is_valid():
        return redirect("quick_check")
    actor = actor_of(request)
    if is_first(request):
        try:
            actions.keep_quick_check(
                actor, organisation_id=actor.organisations_where(ASSESS)[0],
                definition=definition, answers=form.answers(),
            )  # fmt: skip
            toast(request, _("The result is kept for your organisation."))
        except Refused as refusal:
            toast(request, str(refusal), kind="bad")
    return redirect("assessments")


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
