"""Pages behind a personal link: telling a meeting, and nothing of anybody to read."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from importlib.resources import files
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.limits import allow
from amir.kit.views import too_often
from amir.people.devices import address_of
from amir.people.symbols import SYMBOLS

from .. import actions
from ..enums import Source
from ..forms import LogForm, SymbolForm, VoiceForm
from ..queries import Teller, teller_by_token
from ..sealing import NotOurs, as_bytes, public_key, receipt_of
from .telling import form_for, kept_on_phone, log, saved_meeting

WINDOW = timedelta(hours=1)
MOST_OPENED = 600
# A phone that comes back after weeks sends all it kept; an office has many phones.
MOST_SEALED = 6_000
Shown = tuple[str, dict[str, Any]]
LinkView = Callable[[HttpRequest, str, Teller], Shown | HttpResponse]


def _by_link(view: LinkView) -> Callable[..., HttpResponseBase]:
    """Find who tells by the link, in their language; a page that says so if nobody does."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponseBase:
        if not allow("meetings.link", address_of(request), most=MOST_OPENED, within=WINDOW):
            return too_often(request)
        teller = teller_by_token(token)
        if teller is None or teller.link is None:
            return _private(render(request, "meetings/link/unknown.html", status=404), "")
        chosen = request.COOKIES.get("language", "")
        code = chosen if chosen in dict(settings.LANGUAGES) else teller.link.language
        with translation.override(code):
            with acting_as(teller.actor):
                answer = view(request, token, teller)
            if not isinstance(answer, HttpResponse):
                template, context = answer
                answer = _shown_to_anybody(request, template, {"token": token, **context})
            return _private(answer, code)

    return found


# The link itself is the secret: a foreign page does not know it, and the page sets no cookie.
@csrf_exempt
@guarded("public", methods=("GET", "POST"))
@_by_link
def link(request: HttpRequest, token: str, teller: Teller) -> Shown | HttpResponse:
    """Tell a meeting: how long, and save."""
    saved = saved_meeting(request, teller)
    if request.method == "GET" and saved is not None:
        return "meetings/link/saved.html", saved
    form = form_for(request, teller)
    if request.method == "POST":
        receipt = log(form, teller, Source.LINK)
        if receipt is not None:
            here = reverse("meeting_link", kwargs={"token": token})
            return redirect(f"{here}?saved={form.cleaned_data['client_id']}")
    return "meetings/link/log.html", {"form": form, "phone": kept_on_phone(teller), "is_link": True}


@csrf_exempt
@guarded("public", methods=("GET", "POST"))
@_by_link
def voice(request: HttpRequest, token: str, teller: Teller) -> Shown | HttpResponse:
    """Tell a meeting by voice."""
    form = VoiceForm(request.POST or None, request.FILES or None, initial={"client_id": uuid4()})
    if request.method == "POST" and form.is_valid() and log_voice(form, teller):
        return "meetings/link/heard.html", {}
    return "meetings/link/voice.html", {"form": form, "is_link": True}


@csrf_exempt
@guarded("public", methods=("GET", "POST"))
@_by_link
def symbol(request: HttpRequest, token: str, teller: Teller) -> Shown | HttpResponse:
    """Choose how this pair is told apart on the phone."""
    assert teller.link is not None  # noqa: S101  told to the type checker
    form = SymbolForm(request.POST or None, initial={"symbol": teller.link.symbol})
    if request.method == "POST" and form.is_valid():
        actions.choose_symbol(teller.actor, link=teller.link, symbol=form.cleaned_data["symbol"])
        return redirect("meeting_link", token=token)
    return "meetings/link/symbol.html", {"form": form, "is_link": True}


# Nothing secret stands in it, so it may be packed.
@gzip_page
@guarded("public")
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """The page that a phone keeps for when it has no network: of nobody, for everybody."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        form = LogForm(themes=[], steps=[])
        context = {"form": form, "key": public_key(), "symbols": SYMBOLS.items()}
        response = _shown_to_anybody(request, "meetings/link/offline.html", context)
    response["Content-Language"] = language
    response["X-Robots-Tag"] = "noindex"
    return response


@guarded("public")
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows the kept page when there is no network."""
    script = files("amir.meetings").joinpath("static/meetings/worker.js").read_bytes()
    response = HttpResponse(script, content_type="text/javascript")
    # It is also for the pages of who is signed in.
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


# What is sent was sealed to us and holds a ticket: a foreign page can make neither.
@csrf_exempt
@guarded("public", methods=("POST",))
def sealed(request: HttpRequest) -> JsonResponse:
    """Take in one envelope. The receipt is its digest: only then the phone lets go of it."""
    if not allow("meetings.sealed", address_of(request), most=MOST_SEALED, within=WINDOW):
        return JsonResponse({}, status=429)
    try:
        sent = json.loads(request.body)
        envelope = as_bytes(str(sent["envelope"]))
        receipt = actions.log_sealed(envelope, phone_now=_moment(sent.get("now")))
    except (NotOurs, ValueError, KeyError, TypeError):
        return JsonResponse({"problem": "This cannot be opened."}, status=400)
    except Refused as refused:
        return JsonResponse({"problem": str(refused)}, status=422)
    told: dict[str, Any] = {"receipt": receipt_of(envelope), "state": receipt.state}
    return JsonResponse(told, status=409 if receipt.state == "other" else 200)


def log_voice(form: VoiceForm, teller: Teller) -> bool:
    """Write down a voice note; False if the form says what is wrong."""
    held = form.cleaned_data
    try:
        with acting_as(teller.actor) as person:
            actions.log_voice(
                person, match=teller.match, sound=held["sound"].read(),
                held_on=clock.today() - timedelta(days=int(held["ago"])),
                client_id=held["client_id"],
            )  # fmt: skip
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def _shown_to_anybody(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page without anything of whoever happens to be signed in on this phone."""
    request.actor = VISITOR  # type: ignore[attr-defined]
    with acting_as(VISITOR):
        return render(request, template, context)


def _moment(told: Any) -> datetime | None:
    """What the phone's clock says; None if it says nothing that can be."""
    try:
        return datetime.fromtimestamp(int(told) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _private(response: HttpResponse, code: str) -> HttpResponse:
    if code:
        response["Content-Language"] = code
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
