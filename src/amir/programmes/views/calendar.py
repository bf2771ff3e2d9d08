"""Dates, what meetings decided, and the calendar that other calendars follow."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.tables import Column, Table
from amir.kit.toast import toast
from amir.people.models import Account

from ..actions import add_event, change_event, record_decision
from ..calendar_file import calendar_file
from ..enums import EventKind
from ..forms import DecisionForm, EventForm
from ..models import Event, Programme
from ..queries import (
    deadlines_of,
    decisions_visible_to,
    event_or_404,
    events_visible_to,
    programme_or_404,
    programmes_visible_to,
)
from ..rules import CHANGE, VIEW
from ..wording import country_name
from .overview import actor_of, page_of

FEED = "amir.programmes.calendar"
TONES = {EventKind.DEADLINE: "warn", EventKind.MEETING: "info"}

EVENTS = Table(
    key="programme_events",
    title=gettext_lazy("Calendar"),
    order="starts_on",
    columns=[
        Column(
            "title",
            gettext_lazy("What"),
            sort="title",
            link=lambda event: reverse("programme_event", args=[event.programme.key, event.pk]),
        ),
        Column("starts_on", gettext_lazy("First day"), sort="starts_on", kind="date"),
        Column("ends_on", gettext_lazy("Last day"), sort="ends_on", kind="date"),
        Column(
            "kind",
            gettext_lazy("Kind"),
            "get_kind_display",
            sort="kind",
            kind="tag",
            tone=lambda event: TONES.get(event.kind, "neutral"),
        ),
        Column(
            "place",
            gettext_lazy("Place"),
            sort="place",
            note=lambda event: country_name(event.country) if event.country else "",
        ),
        Column("decided", gettext_lazy("Decisions"), sort="decided", kind="number"),
    ],
    search=["title", "place"],
    empty=gettext_lazy("Meetings, events and deadlines of the programme stand here."),
)


@guarded(VIEW, load=programme_or_404)
def programme_calendar(request: HttpRequest, programme: Programme) -> HttpResponse:
    """All dates and the newest decisions."""
    actor = actor_of(request)
    shown = EVENTS.show(request, events_visible_to(actor, programme).select_related("programme"))
    told = page_of(
        request,
        programme,
        table=shown,
        decisions=list(decisions_visible_to(actor, programme)[:5]),
        feed_url=feed_address(actor, programme),
    )
    return shown.download or render(request, "programmes/calendar.html", told)


@guarded(CHANGE, load=programme_or_404, methods=("GET", "POST"))
def event_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A new date."""
    form = EventForm(request.POST or None)

    def act(**told: Any) -> None:
        add_event(actor_of(request), programme=programme, **told)

    if sent(request, form, act):
        toast(request, _("The date is in the calendar."))
        return redirect("programme_calendar", key=programme.key)
    return render(request, "programmes/event_form.html", page_of(request, programme, form=form))


@guarded(VIEW, load=event_or_404)
def programme_event(request: HttpRequest, event: Event) -> HttpResponse:
    """One date, and what was decided there."""
    decisions = decisions_visible_to(actor_of(request), event.programme).filter(event=event)
    told = page_of(
        request,
        event.programme,
        event=event,
        is_meeting=event.kind == EventKind.MEETING,
        decisions=list(decisions),
    )
    return render(request, "programmes/event.html", told)


@guarded(CHANGE, load=event_or_404, methods=("GET", "POST"))
def event_edit(request: HttpRequest, event: Event) -> HttpResponse:
    """Change a date."""
    before = {name: getattr(event, name) for name in EventForm.base_fields}
    if event.ends_on == event.starts_on:
        before["ends_on"] = None
    form = EventForm(request.POST or None, initial=before)

    def act(**told: Any) -> None:
        change_event(actor_of(request), event=event, **told)

    if sent(request, form, act):
        toast(request, _("The date is changed."))
        return redirect("programme_event", key=event.programme.key, event_id=event.pk)
    told = page_of(request, event.programme, form=form, event=event)
    return render(request, "programmes/event_form.html", told)


@guarded(CHANGE, load=event_or_404, methods=("GET", "POST"))
def decision_record(request: HttpRequest, event: Event) -> HttpResponse:
    """Write down a decision of a meeting."""
    form = DecisionForm(request.POST or None, initial={"decided_on": event.ends_on})

    def act(**told: Any) -> None:
        record_decision(actor_of(request), event=event, **told)

    if sent(request, form, act):
        toast(request, _("The decision is recorded."))
        return redirect("programme_event", key=event.programme.key, event_id=event.pk)
    told = page_of(request, event.programme, form=form, event=event)
    return render(request, "programmes/decision.html", told)


def feed_address(actor: Actor, programme: Programme) -> str:
    """The actor's own address of the calendar: whoever has it sees what the actor sees."""
    token = signing.dumps([str(actor.account_id), programme.key], salt=FEED)
    return settings.SITE_URL + reverse("calendar_feed", args=[token])


@guarded("public")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar as a file, for as long as the owner of the address works in the programme."""
    try:
        account, key = signing.loads(token, salt=FEED)
    except signing.BadSignature:
        raise Http404 from None
    account_id = UUID(account)
    if not Account.objects.filter(pk=account_id, is_active=True).exists():
        raise Http404
    with acting_as(Actor(account_id=account_id)):
        actor = load_actor(account_id)
        programme = programmes_visible_to(actor).filter(key=key).first()
        if programme is None:
            raise Http404
        dates = [*events_visible_to(actor, programme), *deadlines_of(actor, programme)]
        content = calendar_file(programme.name, dates)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response
