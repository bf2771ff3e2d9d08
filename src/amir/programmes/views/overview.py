"""Programmes at a glance, and what a programme is."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.kit.sending import sent
from amir.kit.toast import toast

from ..actions import change_programme
from ..forms import ProgrammeForm
from ..models import Programme
from ..queries import (
    events_to_come,
    partners_of,
    programme_or_404,
    programmes_visible_to,
    progress_of,
    themes_of,
)
from ..rules import CHANGE, VIEW


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return cast(ActorRequest, request).actor


def page_of(request: HttpRequest, programme: Programme, **shown: Any) -> dict[str, Any]:
    """What every page of a programme shows: tabs, and whether the actor may change it."""
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    pages = (
        (_("Overview"), "programme_overview"),
        (_("Deliverables"), "programme_deliverables"),
        (_("Calendar"), "programme_calendar"),
        (_("Partners"), "programme_partners"),
        (_("Themes"), "programme_themes"),
        (_("Cohorts"), "programme_cohorts"),
        (_("Settings"), "programme_settings"),
        (_("Funding texts"), "programme_funding"),
    )
    tabs = [(label, reverse(name, args=[programme.key])) for label, name in pages]
    may_change = may(actor_of(request), CHANGE, programme)
    return {"programme": programme, "tabs": tabs, "may_change": may_change, **shown}


@guarded(VIEW)
def programmes_list(request: HttpRequest) -> HttpResponse:
    """The programmes in which the actor works."""
    programmes = list(programmes_visible_to(actor_of(request)))
    if len(programmes) == 1:
        return redirect("programme_overview", key=programmes[0].key)
    return render(request, "programmes/list.html", {"programmes": programmes})


@guarded(VIEW, load=programme_or_404)
def programme_overview(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What the programme is and which partner is late."""
    actor = actor_of(request)
    progress = progress_of(actor, programme)
    names = {p.partner_organisation_id: p.name for p in progress.partners}
    late = [(names[found], owed) for found, owed in progress.late.items()]
    shown = page_of(
        request,
        programme,
        late=sorted(late, key=lambda each: -len(each[1])),
        is_tracked=bool(progress.rows),
        events=list(events_to_come(actor, programme)[:4]),
        themes=themes_of(programme.pk),
        partner_count=partners_of(programme).count(),
    )
    return render(request, "programmes/overview.html", shown)


@guarded(CHANGE, load=programme_or_404, methods=("GET", "POST"))
def programme_edit(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Change what the programme is."""
    form = ProgrammeForm(request.POST or None, programme=programme)

    def act(**changed: Any) -> None:
        change_programme(actor_of(request), programme=programme, **changed)

    if sent(request, form, act):
        toast(request, _("The programme is changed."))
        return redirect("programme_overview", key=programme.key)
    return render(request, "programmes/edit.html", page_of(request, programme, form=form))
