"""The desk's pages: meetings, what a pair does, expenses, voice notes, links to hand over."""

from base64 import b64decode
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.permissions import may
from amir.kit.toast import toast
from amir.mentoring.models import Match
from amir.mentoring.queries import bookings_visible_to, match_or_404, names_of_people
from amir.mentoring.rules import ARRANGE

from .. import actions
from ..enums import ExpenseState
from ..forms import MinutesForm
from ..models import OtherVersion, PersonalLink, VoiceNote
from ..notices import language_of
from ..queries import (
    expenses_visible_to,
    goals_visible_to,
    is_goal_due,
    last_meeting_days,
    link_or_404,
    links_visible_to,
    meetings_visible_to,
    other_versions_visible_to,
    planned_date,
    version_or_404,
    voice_note_or_404,
    voice_notes_visible_to,
)
from ..rules import CHANGE, VIEW
from ..tables import EXPENSES, MEETINGS, expense_rows, meeting_rows
from ..telling import told_goals
from .acting import actor_of

MOST_SHOWN = 20


@guarded(VIEW)
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting of the organisation."""
    actor = actor_of(request)
    shown = MEETINGS.show(request, meeting_rows(actor, meetings_visible_to(actor)))
    waiting = voice_notes_visible_to(actor).filter(meeting__minutes=None)[:MOST_SHOWN]
    context = {"table": shown, "notes": waiting}
    return shown.download or render(request, "meetings/desk/meetings.html", context)


@guarded(VIEW, load=match_or_404)
def of_match(request: HttpRequest, match: Match) -> HttpResponse:
    """What a pair does: meetings, goals, the next date, expenses, links."""
    actor = actor_of(request)
    rows = meetings_visible_to(actor).filter(match=match)
    shown = MEETINGS.show(request, meeting_rows(actor, rows))
    if shown.download:
        return shown.download
    date = planned_date(match)
    names = names_of_people(actor, [match.mentee_person_id, match.mentor_person_id])
    context: dict[str, Any] = {
        "match": match,
        "table": shown,
        "mentee": names.get(match.mentee_person_id, ""),
        "mentor": names.get(match.mentor_person_id, ""),
        "date": date if date and date.on >= clock.today() else None,
        "goals": told_goals(goals_visible_to(actor).filter(match=match)),
        "needs_goal": is_goal_due(match),
        "bookings": bookings_visible_to(actor).filter(
            match=match, cancelled_at=None, starts_at__gte=clock.now()
        ),
        "silent_days": last_meeting_days([match], clock.today())[match.pk],
        "expenses": expense_rows(actor, expenses_visible_to(actor).filter(match=match)),
        "notes": voice_notes_visible_to(actor).filter(match=match, meeting__minutes=None),
        "versions": other_versions_visible_to(actor).filter(match=match),
        "links": [
            (link, names.get(link.person_id, ""))
            for link in links_visible_to(actor).filter(match=match)[:MOST_SHOWN]
        ],
        "may_change": may(actor, CHANGE, match),
        "may_arrange": may(actor, ARRANGE, match),
    }
    return render(request, "meetings/desk/match.html", context)


@guarded(VIEW, methods=("GET", "POST"))
def expenses(request: HttpRequest) -> HttpResponse:
    """What mentors paid; several can be settled at once."""
    actor = actor_of(request)
    shown = EXPENSES.show(request, expense_rows(actor, expenses_visible_to(actor)))
    if shown.download:
        return shown.download
    if chosen := shown.chosen():
        done = 0
        for row in shown.chosen_rows(chosen):
            expense = expenses_visible_to(actor).get(pk=row.id)
            try:
                actions.settle_expense(actor, expense=expense, state=ExpenseState(chosen.act))
            except Refused as refused:
                toast(request, str(refused), kind="bad")
            else:
                done += 1
        toast(request, _("Settled: {count}").format(count=done))
        return redirect(request.get_full_path())
    return render(request, "meetings/desk/expenses.html", {"table": shown})


@guarded(CHANGE, load=match_or_404, methods=("GET", "POST"))
def make_link(request: HttpRequest, match: Match) -> HttpResponse:
    """A link for one of the two, to be handed over. It is shown once."""
    actor = actor_of(request)
    names = names_of_people(actor, [match.mentee_person_id, match.mentor_person_id])
    sides = {"mentee": match.mentee_person_id, "mentor": match.mentor_person_id}
    made = None
    person_id = sides.get(request.POST.get("side", ""))
    if request.method == "POST" and person_id is not None:
        try:
            made = actions.make_link(
                actor, match=match, person_id=person_id, language=language_of(person_id)
            )
        except Refused as refused:
            toast(request, str(refused), kind="bad")
            return redirect("match_meetings", match_id=match.pk)
    context = {
        "match": match, "made": made, "name": names.get(person_id, "") if person_id else "",
        "sides": [(side, names.get(key, "")) for side, key in sides.items()],
    }  # fmt: skip
    return render(request, "meetings/desk/link.html", context)


@guarded(CHANGE, load=link_or_404, methods=("POST",))
def revoke_link(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """The link works no more."""
    actions.revoke_link(actor_of(request), link=link)
    toast(request, _("The link works no more."))
    return redirect("match_meetings", match_id=link.match_id)


@guarded(CHANGE, load=version_or_404, methods=("POST",))
def settle_version(request: HttpRequest, version: OtherVersion) -> HttpResponse:
    """Which of two contents of one meeting is right."""
    try:
        actions.settle_version(
            actor_of(request), version=version, take=request.POST.get("take") == "later"
        )
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("Written down."))
    return redirect("match_meetings", match_id=version.match_id)


@guarded(CHANGE, load=voice_note_or_404, methods=("GET", "POST"))
def voice_note(request: HttpRequest, note: VoiceNote) -> HttpResponse:
    """Listen, and write down how long they met."""
    actor = actor_of(request)
    form = MinutesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete_meeting(
                actor, meeting=note.meeting, minutes=form.cleaned_data["minutes"]
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            toast(request, _("Written down."))
            return redirect("match_meetings", match_id=note.match_id)
    return render(request, "meetings/desk/voice.html", {"note": note, "form": form})


@guarded(CHANGE, load=voice_note_or_404, methods=("GET",))
def sound(request: HttpRequest, note: VoiceNote) -> HttpResponse:
    """The recording itself; who asks for it first is noted."""
    held = b64decode(actions.hear_note(actor_of(request), note=note))
    response = HttpResponse(held, content_type=note.kind)
    response["Content-Disposition"] = "inline"
    return response
