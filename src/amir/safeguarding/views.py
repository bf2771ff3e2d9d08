"""Reporting, for everybody; the concerns, for leads."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.submissions import claim
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.organisations.queries import (
    belonged_to,
    colleagues_visible_to,
    organisations_visible_to,
)
from amir.people.devices import address_of

from . import actions
from .forms import (
    ANONYMOUS,
    OTHER,
    EntryForm,
    HowToReach,
    HowUrgent,
    Question,
    SubjectForm,
    WhatHappened,
    WhetherToReach,
)
from .models import Concern
from .queries import (
    concern_or_404,
    concerns_visible_to,
    organisations_that_hear,
    readers_of,
)
from .rules import DECIDE, READ, is_overdue
from .tables import CONCERNS

PAGES: tuple[type[Question], ...] = (HowUrgent, WhetherToReach, HowToReach, WhatHappened)


def organisation_or_404(actor: Actor, *, organisation_id: UUID) -> Organisation:
    """Any organisation can be told; they are public."""
    found = organisations_visible_to(actor).filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return found


@guarded("public")
def concern_report(request: ActorRequest) -> HttpResponse:
    """Whom to tell: one's own organisation, or a choice of all in which somebody hears it."""
    hearing = organisations_that_hear(request.actor)
    own = list(hearing.filter(pk__in=belonged_to(request.actor)))
    if len(own) == 1:
        query = request.GET.urlencode()
        address = reverse("concern_report_to", args=[own[0].pk])
        return redirect(f"{address}?{query}" if query else address)
    return _choice(request, own or list(hearing))


def _choice(
    request: ActorRequest, organisations: list[Organisation], *, refusal: str = ""
) -> HttpResponse:
    shown = {
        "organisations": organisations,
        "refusal": refusal,
        "shell": _shell(request.actor),
    }
    return render(request, "safeguarding/choose.html", shown)


@guarded("public", load=organisation_or_404, methods=("GET", "POST"))
def concern_report_to(request: ActorRequest, organisation: Organisation) -> HttpResponse:
    """The report, one question a page. Nothing is kept before the last one is sent."""
    if request.method == "GET":
        # Whoever has written already gets the same sentence beside their text, on sending it.
        hearing = list(organisations_that_hear(request.actor))
        if organisation not in hearing:
            return _choice(request, hearing, refusal=actions.nobody_hears())
    carried = _carried(request)
    asked = _asked(request, carried)
    if request.method == "POST" and carried["step"] == asked.name:
        form = _form(asked, request, carried, request.POST)
        if form.is_valid():
            carried[asked.name] = form.cleaned_data[asked.name]
            if asked is WhatHappened:
                return _send(request, organisation, carried, form)
            asked = _after(asked, carried)
            form = _form(asked, request, carried, None)
    else:
        form = _form(asked, request, carried, None)
    return _page(request, organisation, form)


@guarded("public")
def concern_sent(request: ActorRequest) -> HttpResponse:
    """It was received; that is all that is shown."""
    return render(request, "safeguarding/sent.html", {"shell": _shell(request.actor)})


@guarded(READ)
def concerns_list(request: ActorRequest) -> HttpResponse:
    """All concerns, without a word of what they say."""
    table = CONCERNS.show(request, concerns_visible_to(request.actor))
    return render(request, "safeguarding/list.html", {"table": table})


@guarded(READ, load=concern_or_404)
def concern_detail(request: ActorRequest, concern: Concern) -> HttpResponse:
    """The file of a concern, opened; opening is written down."""
    return _file(request, concern, EntryForm(initial=_as_it_is(concern)))


@guarded(DECIDE, load=concern_or_404, methods=("POST",))
def concern_entry(request: ActorRequest, concern: Concern) -> HttpResponse:
    """Write down what was done."""
    form = EntryForm(request.POST)
    if form.is_valid():
        if _is_first(request, request.actor):
            try:
                actions.add_entry(request.actor, concern=concern, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(refusal.field, str(refusal))
                return _file(request, concern, form)
            toast(request, _("It is written down."))
        return redirect("concern_detail", concern_id=concern.pk)
    return _file(request, concern, form)


@guarded(DECIDE, load=concern_or_404, methods=("POST",))
def concern_subject(request: ActorRequest, concern: Concern) -> HttpResponse:
    """Say about whom it is."""
    form = SubjectForm(request.POST)

    def name(**told: str) -> None:
        actions.name_subject(request.actor, concern=concern, **told)

    if sent(request, form, name):
        toast(request, _("It is written down. Their meetings pause."))
        return redirect("concern_detail", concern_id=concern.pk)
    return _file(request, concern, EntryForm(initial=_as_it_is(concern)), form)


def _as_it_is(concern: Concern) -> dict[str, bool]:
    """What the next entry leaves as it is, unless somebody changes it."""
    return {"pair_may_meet": concern.pauses is False}  # type: ignore[attr-defined]


def _file(
    request: ActorRequest, concern: Concern, form: EntryForm, naming: SubjectForm | None = None
) -> HttpResponse:
    subject = None if concern.subject_person_id else naming or SubjectForm()
    opened = actions.read_concern(request.actor, concern=concern)
    names = dict(colleagues_visible_to(request.actor).values_list("account_id", "shown_name"))
    thread = [
        {
            "who": names.get(entry.entry.by, _("A former colleague")),
            "when": entry.entry.created_at,
            "text": entry.text,
            "note": entry.entry.get_state_display(),
        }
        for entry in opened.entries
    ]
    shown = {
        "opened": opened,
        "thread": thread,
        "form": form,
        "subject": subject,
        "is_late": concern.looked_at is None and is_overdue(concern.due_at, clock.now()),  # type: ignore[attr-defined]
    }
    return render(request, "safeguarding/file.html", shown)


def _send(
    request: ActorRequest, organisation: Organisation, carried: dict[str, str], form: Question
) -> HttpResponse:
    if not actions.may_report_again(request.actor, address_of(request)):
        form.add_error(None, _("Many reports came in a short time. Please call us instead."))
        return _page(request, organisation, form, status=429)
    # As a visitor: that somebody sent a form must not say that they reported.
    if _is_first(request, VISITOR):
        try:
            actions.report_concern(
                request.actor,
                organisation_id=organisation.pk,
                text=carried["text"],
                urgency=carried["urgency"],
                subject_person_id=UUID(carried["about"]) if carried["about"] else None,
                reach_me=carried["contact"],
                anonymous=carried["reach"] == ANONYMOUS,
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return _page(request, organisation, form)
    return redirect("concern_sent")


def _page(
    request: ActorRequest, organisation: Organisation, form: Question, *, status: int = 200
) -> HttpResponse:
    shown = {
        "form": form,
        "organisation": organisation,
        "readers": [row.shown_name for row in readers_of(request.actor, organisation.pk)],
        "shell": _shell(request.actor),
        "number": PAGES.index(type(form)) + 1,
        "is_last": isinstance(form, WhatHappened),
    }
    response = render(request, "safeguarding/question.html", shown, status=status)
    # The answers so far stand in the page: no phone may keep it.
    response["Cache-Control"] = "no-store"
    return response


def _carried(request: HttpRequest) -> dict[str, str]:
    """The answers so far. Whom it is about comes with the link."""
    names = ("urgency", "reach", "contact", "text", "about", "step")
    source = request.POST if request.method == "POST" else request.GET
    carried = {name: str(source.get(name, ""))[: actions.LONGEST + 1] for name in names}
    if request.method != "POST":
        carried = {name: carried[name] if name == "about" else "" for name in names}
    try:
        carried["about"] = str(UUID(carried["about"]))
    except ValueError:
        carried["about"] = ""
    return carried


def _asked(request: HttpRequest, carried: dict[str, str]) -> type[Question]:
    """The page that was answered; the first one if an answer before it is missing."""
    for page in PAGES:
        if page is HowToReach and carried["reach"] != OTHER:
            continue
        if page.name == carried["step"] or not carried[page.name]:
            return page
    return HowUrgent


def _after(page: type[Question], carried: dict[str, str]) -> type[Question]:
    following = PAGES[PAGES.index(page) + 1]
    if following is HowToReach and carried["reach"] != OTHER:
        return WhatHappened
    return following


def _form(
    page: type[Question], request: ActorRequest, carried: dict[str, str], data: Any
) -> Question:
    """The form of a page; the answers of other pages ride along."""
    others = {n: v for n, v in carried.items() if n not in (page.name, "text", "step")}
    more = {"is_signed_in": request.actor.is_signed_in} if page is WhetherToReach else {}
    return page(data, carried={**others, "step": page.name}, **more)


def _shell(actor: Actor) -> str:
    if not actor.is_signed_in:
        return "kit/public.html"
    return "kit/desk.html" if actor.seats else "kit/me.html"


def _is_first(request: ActorRequest, actor: Actor) -> bool:
    """False if the same form was sent before; a form without its id counts as the first."""
    try:
        form_id = UUID(request.POST.get("form_id", ""))
    except ValueError:
        return True
    with acting_as(actor):
        return claim(actor, form_id)
