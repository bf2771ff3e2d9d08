"""The pair's own pages when signed in: telling a meeting, the next date, expenses, a link."""

from typing import cast
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.mentoring.models import Match
from amir.mentoring.queries import names_of_people

from .. import actions
from ..enums import Source
from ..forms import DateForm, ExpenseForm, VoiceForm
from ..queries import (
    Teller,
    expenses_visible_to,
    meetings_visible_to,
    my_match_or_404,
    planned_date,
)
from ..rules import MINE
from .acting import actor_of
from .linked import log_voice
from .telling import form_for, kept_on_phone, log, saved_meeting

RECENT = 10


def teller_of(actor: Actor, match: Match) -> Teller:
    """Whoever is signed in, telling of their own match."""
    return Teller(match, cast(UUID, actor.account_id))


def other_name(actor: Actor, match: Match) -> str:
    """How the other of the two is called."""
    both = {match.mentee_person_id, match.mentor_person_id}
    names = names_of_people(actor, both - {actor.account_id})
    return next(iter(names.values()), "")


@guarded(MINE, load=my_match_or_404)
def meetings(request: HttpRequest, match: Match) -> HttpResponse:
    """When we meet next, and how often we met."""
    actor = actor_of(request)
    date = planned_date(match)
    saved = saved_meeting(request, teller_of(actor, match))
    context = {
        **(saved or {}),
        "match": match,
        "name": other_name(actor, match),
        "meetings": meetings_visible_to(actor).filter(match=match)[:RECENT],
        "date": date if date and date.on >= clock.today() else None,
        "i_am_mentor": match.mentor_person_id == actor.account_id,
    }
    return render(request, "meetings/me/meetings.html", context)


@guarded(MINE, load=my_match_or_404, methods=("GET", "POST"))
def log_meeting(request: HttpRequest, match: Match) -> HttpResponse:
    """Tell a meeting: how long, and save."""
    teller = teller_of(actor_of(request), match)
    form = form_for(request, teller)
    if request.method == "POST" and log(form, teller, Source.PAGE) is not None:
        here = reverse("me_meetings", kwargs={"match_id": match.pk})
        return redirect(f"{here}?saved={form.cleaned_data['client_id']}")
    context = {
        "form": form, "match": match, "name": other_name(actor_of(request), match),
        "phone": kept_on_phone(teller),
    }  # fmt: skip
    return render(request, "meetings/me/log.html", context)


@guarded(MINE, load=my_match_or_404, methods=("GET", "POST"))
def voice(request: HttpRequest, match: Match) -> HttpResponse:
    """Tell a meeting by voice."""
    form = VoiceForm(request.POST or None, request.FILES or None, initial={"client_id": uuid4()})
    teller = teller_of(actor_of(request), match)
    if request.method == "POST" and form.is_valid() and log_voice(form, teller):
        toast(request, _("Thank you. Your coordinator listens to it."))
        return redirect("me_meetings", match_id=match.pk)
    return render(request, "meetings/me/voice.html", {"form": form, "match": match})


@guarded(MINE, load=my_match_or_404, methods=("GET", "POST"))
def link(request: HttpRequest, match: Match) -> HttpResponse:
    """A link for one's phone, to tell meetings without signing in. It is shown once."""
    actor = actor_of(request)
    made = None
    if request.method == "POST":
        person_id = cast(UUID, actor.account_id)
        made = actions.make_link(
            actor, match=match, person_id=person_id, language=get_language() or "en"
        )
    return render(request, "meetings/me/link.html", {"match": match, "made": made})


@guarded(MINE, load=my_match_or_404, methods=("GET", "POST"))
def next_date(request: HttpRequest, match: Match) -> HttpResponse:
    """Set or move the next date; both get an invitation."""
    actor = actor_of(request)
    date = planned_date(match)
    known = (
        {"on": date.on, "at": date.at, "minutes": date.minutes, "mode": date.mode} if date else {}
    )
    form = DateForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        try:
            actions.set_date(
                actor, match=match, on=held["on"], at=held["at"], minutes=int(held["minutes"]),
                mode=held["mode"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            toast(request, _("The date stands. Both of you get an invitation."))
            return redirect("me_meetings", match_id=match.pk)
    context = {"form": form, "match": match, "date": date}
    return render(request, "meetings/me/next_date.html", context)


@guarded(MINE, load=my_match_or_404, methods=("POST",))
def cancel_date(request: HttpRequest, match: Match) -> HttpResponse:
    """The date is off."""
    try:
        actions.cancel_date(actor_of(request), match=match)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("The date is cancelled. The other is told."))
    return redirect("me_meetings", match_id=match.pk)


@guarded(MINE, load=my_match_or_404, methods=("GET", "POST"))
def expenses(request: HttpRequest, match: Match) -> HttpResponse:
    """What the mentor paid, and whether it came back."""
    actor = actor_of(request)
    if match.mentor_person_id != actor.account_id:
        raise Http404
    form = ExpenseForm(request.POST or None, initial={"spent_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        try:
            actions.claim_expense(
                actor, match=match, spent_on=held["spent_on"], cents=int(held["amount"] * 100),
                kind=held["kind"], has_receipt=held["has_receipt"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            toast(request, _("Asked for. Your coordinator answers."))
            return redirect("me_expenses", match_id=match.pk)
    rows = expenses_visible_to(actor).filter(match=match)
    context = {"form": form, "match": match, "expenses": rows}
    return render(request, "meetings/me/expenses.html", context)
