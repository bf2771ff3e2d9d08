"""The page behind a link that asks somebody: do you want to meet this person?"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.limits import allow
from amir.kit.views import too_often
from amir.people.devices import address_of

from .. import actions
from ..actions.answering import state_of
from ..models import Asking
from ..queries import asking_by_token
from ..rules import answering
from ..wording import language_name, listed, topic_name
from .acting import actor_of

TRIES = 60
WINDOW = timedelta(hours=1)


# The link itself is the secret: a foreign page does not know it, and the page sets no cookie.
@csrf_exempt
@guarded("public", methods=("GET", "POST"))
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no, in the person's own language. Looking at the page changes nothing."""
    if not _is_allowed(request):
        return too_often(request)
    if request.method == "POST":
        return _answer(request, token)
    asking = _asking(token)
    if asking is None:
        return _show(request, None, "unknown", token, status=404)
    return _show(request, asking, state_of(asking), token)


@csrf_exempt
@guarded("public", methods=("POST",))
def call(request: HttpRequest, token: str) -> HttpResponse:
    """Please call me: also when it is too late to answer."""
    if not _is_allowed(request):
        return too_often(request)
    try:
        actions.wish_by_link(actor_of(request), token=token)
    except Refused:
        return _show(request, None, "unknown", token, status=404)
    return _show(request, _asking(token), "call", token)


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        answered = actions.answer(
            actor_of(request), token=token, answer=request.POST.get("answer", "")
        )
    except Refused as refused:
        asking = _asking(token)
        if asking is None:
            return _show(request, None, "unknown", token, status=404)
        return _show(request, asking, state_of(asking), token, error=str(refused))
    return _show(request, answered.asking, answered.state, token)


def _asking(token: str) -> Asking | None:
    with acting_as(answering()):
        return asking_by_token(token)


def _is_allowed(request: HttpRequest) -> bool:
    return allow("mentoring.answer", address_of(request), most=TRIES, within=WINDOW)


def _show(
    request: HttpRequest,
    asking: Asking | None,
    state: str,
    token: str,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page in the language of whoever was asked, unless they chose another one."""
    code = asking.language if asking else translation.get_language() or "en"
    chosen = request.COOKIES.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        chosen = ""
    with translation.override(chosen or code):
        context = {
            "asking": asking,
            "state": state,
            "token": token,
            "error": error,
            "is_link": True,
            "about": told_of_other(asking) if asking else None,
        }
        response = render(request, "mentoring/answer.html", context, status=status)
    response["Content-Language"] = chosen or code
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def told_of_other(asking: Asking) -> dict[str, object]:
    """Who the other is, in words: a first name, languages, themes, a town."""
    shown = asking.shown
    return {
        "name": shown.get("name", ""),
        "languages": listed(map(language_name, shown.get("languages", ()))),
        "topics": listed(map(topic_name, shown.get("topics", ()))),
        "place": shown.get("place", ""),
        "is_mentee": asking.side == "mentee",
        "last_day": asking.last_day,
    }
