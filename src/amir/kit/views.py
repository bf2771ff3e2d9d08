"""Pages of the kit: language, colours, leaving quickly, drafts, saved views, errors."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded

from . import actions, drafting, kept_form
from .shells import THEME_COOKIE, THEMES, facts
from .toast import toast

A_YEAR = 365 * 24 * 3600


def way_back(request: HttpRequest) -> str:
    """The posted `next` if it is an address of ours, else the start page."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if ours else "/"


# Choosing a language or colours and leaving carry no CSRF token: public pages set no cookie, and
# a foreign page gains nothing by them.
@csrf_exempt
@guarded("public", methods=("POST",))
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show everything in another language, from the same page on."""
    code = request.POST.get("language", "")
    back = way_back(request)
    if code not in dict(settings.LANGUAGES):
        return redirect(back)
    response = HttpResponseRedirect(translate_url(back, code))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=A_YEAR, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


@csrf_exempt
@guarded("public", methods=("POST",))
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device wants."""
    response = redirect(way_back(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@guarded("signed_in", methods=("POST",))
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Autosave by JavaScript: what is typed so far."""
    actor = cast(ActorRequest, request).actor
    key = request.POST.get("draft_key", "")[:200]
    if not key or not drafting.save(actor, key, request.POST):
        return JsonResponse({"saved": False}, status=413)
    return JsonResponse({"saved": True})


@guarded("signed_in", methods=("POST",))
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep a table's filters and order."""
    asked = {key: request.POST.get(key, "") for key in ("table", "name", "query")}
    try:
        view = actions.save_view(cast(ActorRequest, request).actor, **asked)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    else:
        toast(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return redirect(way_back(request))


@guarded("signed_in", methods=("POST",))
def forget_view(request: HttpRequest) -> HttpResponse:
    """Forget a view of one's own."""
    try:
        view_id = UUID(request.POST.get("view", ""))
    except ValueError:
        return redirect(way_back(request))
    actions.forget_view(cast(ActorRequest, request).actor, view_id=view_id)
    toast(request, _("The view is forgotten."))
    return redirect(way_back(request))


# --- errors -------------------------------------------------------------------------------------
def _error(request: HttpRequest, status: int, template: str) -> HttpResponse:
    if get_language() is None:
        activate(settings.LANGUAGE_CODE)
    return render(request, f"kit/error/{template}.html", {"status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read; 413 if it was only too much."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _error(request, 400, "bad_request")


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: it exists, but not for this person."""
    return _error(request, 403, "not_allowed")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that this person may see."""
    return _error(request, 404, "not_found")


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: more was sent than is taken."""
    return _error(request, 413, "too_large")


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: tried too often."""
    return _error(request, 429, "too_often")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page asks the rooms for nothing: the database may be out of reach."""
    request.is_broken = True  # type: ignore[attr-defined]
    return _error(request, 500, "server_error")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or its session is over: what was typed is kept."""
    return kept_form.session_ended(request, facts(request).sign_in_url or settings.LOGIN_URL)
