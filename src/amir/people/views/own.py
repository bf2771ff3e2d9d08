"""One's own ways in: where one is signed in, passkeys, leaving."""

import calendar
from datetime import date
from typing import cast
from uuid import UUID

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.kit.toast import toast
from amir.people import actions
from amir.people.enums import SessionKind
from amir.people.models import Account, ContactChange
from amir.people.queries import contact_changes_visible_to, sessions_of


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


@guarded("signed_in")
def ways_in(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, and with what."""
    actor = _actor(request)
    account = cast(Account, request.user)
    is_staff = account.session_kind == SessionKind.STAFF
    shown = {
        "shell": "kit/desk.html" if is_staff else "kit/me.html",
        "sessions": sessions_of(actor),
        "here": request.session.get("public_id", ""),
        "factors": actions.factors_of(account.pk),
        "is_staff": is_staff,
        "has_pin": bool(account.pin),
        "changes": contact_changes_visible_to(actor).filter(person_id=account.pk),
    }
    return render(request, "people/ways_in.html", shown)


@guarded("signed_in", methods=("POST",))
def end_session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Sign out one browser."""
    actions.end_session(_actor(request), public_id=public_id)
    toast(request, _("That device is signed out."))
    return redirect("ways_in")


@guarded("signed_in", methods=("POST",))
def end_all(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    actor = _actor(request)
    if actor.account_id is not None:
        actions.end_sessions(actor, account_id=actor.account_id)
    logout(request)
    return redirect("sign_in")


@guarded("signed_in", methods=("POST",))
def remove_factor(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Remove a passkey or the app."""
    try:
        actions.remove_factor(_actor(request), factor_id=factor_id)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("It is removed."))
    return redirect("ways_in")


def my_change(actor: Actor, *, change_id: UUID) -> ContactChange:
    """An open change of one's own contact."""
    found = contact_changes_visible_to(actor).filter(
        pk=change_id, person_id=cast(UUID, actor.account_id)
    )
    change = found.first()
    if change is None:
        raise Http404
    return change


@guarded("signed_in", load=my_change, methods=("POST",))
def drop_my_change(request: HttpRequest, change: ContactChange) -> HttpResponse:
    """ "It was not me": the new contact is not used."""
    actions.drop_contact_change(_actor(request), change=change)
    toast(request, _("The change is stopped. Please tell your coordinator."))
    return redirect("ways_in")


@guarded("signed_in", methods=("POST",))
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("/")


# Leaving carries no token and may be a plain link: it changes nothing that a foreign page wants.
@csrf_exempt
@guarded("public", methods=("GET", "POST"))
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Leave at once for a page that shows a calendar and nothing else.

    On a shared phone the session ends too. On one's own it stays: whoever must leave in a hurry
    should be able to come back without waiting for digits. What a phone keeps sealed until it has
    network stays in any case: nobody can read it there, and it must not be lost.
    """
    is_own = request.session.get("kind") == SessionKind.OWN_PHONE
    if not is_own:
        logout(request)
    today = clock.today()
    weeks = calendar.Calendar().monthdatescalendar(today.year, today.month)
    response = render(
        request, "people/neutral.html", {"weeks": _as_days(weeks, today), "today": today}
    )
    response["Cache-Control"] = "no-store"
    response["Clear-Site-Data"] = '"cache"' if is_own else '"cache", "cookies"'
    return response


def _as_days(weeks: list[list[date]], today: date) -> list[list[int | None]]:
    return [[day.day if day.month == today.month else None for day in week] for week in weeks]
