"""Reports of a programme, one report, its preview and its way to an edition."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.permissions import may
from amir.documents.writers import FORMS, as_download
from amir.documents.writers.html import body
from amir.kit.sending import is_first, sent
from amir.kit.shells import script_of
from amir.kit.toast import toast
from amir.organisations.queries import names_of_colleagues
from amir.programmes.models import Partner, Programme
from amir.programmes.queries import partners_of, programme_or_404
from amir.programmes.rules import CHANGE, VIEW

from .. import actions
from ..document import as_document
from ..forms import ReportForm
from ..lifecycle import OPEN, steps_from
from ..models import Report
from ..queries import (
    editions_visible_to,
    programme_of,
    report_or_404,
    reports_visible_to,
    sections_of,
    statuses_of,
    translated,
    writing_desk_or_404,
    writing_partners,
)
from ..rules import PUBLISH, WRITE


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return cast(ActorRequest, request).actor


def page_of(request: HttpRequest, programme: Programme, **shown: Any) -> dict[str, Any]:
    """What every page of this room shows; the funder's statement is the programme's."""
    request.programme = programme  # type: ignore[attr-defined]
    return {"programme": programme, **shown}


def report_page_of(request: HttpRequest, report: Report, **shown: Any) -> dict[str, Any]:
    """The same for a page of one report."""
    programme = programme_of(actor_of(request), report)
    return page_of(request, programme, report=report, is_open=report.state in OPEN, **shown)


def language_asked(request: HttpRequest, known: list[str]) -> str:
    """Which language is asked for: in the address, else the reader's, else the first."""
    wanted = request.GET.get("language") or (get_language() or "").split("-")[0]
    return wanted if wanted in known else known[0]


def language_names(codes: list[str]) -> list[tuple[str, str]]:
    """Languages with their own names."""
    return [(code, script_of(code)[1]) for code in codes]


@guarded(VIEW, load=programme_or_404)
def programme_reports(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What is published, how far the others are, and the reports that the actor writes."""
    actor = actor_of(request)
    told = page_of(
        request,
        programme,
        editions=list(editions_visible_to(actor, programme)[:100]),
        reports=list(reports_visible_to(actor, programme.pk)[:100]),
        statuses=list(statuses_of(programme.pk)[:100]),
        partners={p.partner_organisation_id: p.name for p in partners_of(programme)},
        may_write=bool(writing_partners(actor, programme)),
    )
    return render(request, "reports/list.html", told)


@guarded(WRITE, methods=("GET", "POST"))
def report_add(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a report for the own organisation."""
    actor = actor_of(request)
    programme, partner = programme_or_404(actor, key), writing_desk_or_404(actor, key)
    form = ReportForm(
        request.POST or None,
        languages=language_names(list(dict.fromkeys(["en", *programme.languages]))),
        coordinates=_coordinates(actor, programme, partner),
        initial={"country": partner.country},
    )
    made: list[Report] = []

    def act(**told: Any) -> None:
        made.append(
            actions.create_report(
                actor,
                programme=programme,
                organisation_id=partner.partner_organisation_id,
                **told,
            )
        )

    if sent(request, form, act):
        toast(request, _("The report has begun, with the sections of its kind."))
        if made:
            return redirect("report_page", report_id=made[0].pk)
        return redirect("programme_reports", key=key)
    return render(request, "reports/form.html", page_of(
        request, programme, form=form, heading=_("A new report"),
        back=reverse("programme_reports", args=[key]),
    ))  # fmt: skip


def _coordinates(actor: Actor, programme: Programme, partner: Partner) -> bool:
    own = partner.partner_organisation_id
    return programme.organisation_id == own and actor.holds(CHANGE, own)


@guarded(WRITE, load=report_or_404)
def report_page(request: HttpRequest, report: Report) -> HttpResponse:
    """The sections with who writes them and how far they are."""
    actor = actor_of(request)
    sections = sections_of(report)
    names = names_of_colleagues(actor)
    told = report_page_of(
        request,
        report,
        sections=[(section, names.get(section.owner_id or UUID(int=0))) for section in sections],
        steps=[step for step in steps_from(report.state) if step.name != "publish"],
        may_publish=report.state == "review" and may(actor, PUBLISH, report),
        languages=[(row, script_of(row.language)[1]) for row in translated(report, sections)],
        forms=list(FORMS),
    )
    return render(request, "reports/report.html", told)


@guarded(WRITE, load=report_or_404, methods=("POST",))
def report_step(request: HttpRequest, report: Report) -> HttpResponse:
    """A step forward or back."""
    try:
        if is_first(request):
            actions.take_step(
                actor_of(request), report=report, step=request.POST.get("step", "")
            )  # fmt: skip
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
    return redirect("report_page", report_id=report.pk)


@guarded(PUBLISH, load=report_or_404, methods=("GET", "POST"))
def report_publish(request: HttpRequest, report: Report) -> HttpResponse:
    """Say once more what will happen, then keep the edition."""
    problem = ""
    if request.method == "POST":
        try:
            if is_first(request):
                actions.publish_report(actor_of(request), report=report)
        except Refused as refusal:
            problem = str(refusal)
        else:
            toast(request, _("The edition is there for all partners."))
            return redirect("report_page", report_id=report.pk)
    told = report_page_of(
        request,
        report,
        problem=problem,
        rows=[(s.title, s.get_status_display(), s.status == "ready") for s in sections_of(report)],
        languages=language_names([report.language, *report.languages]),
    )
    return render(request, "reports/publish.html", told)


@guarded(WRITE, load=report_or_404)
def report_preview(request: HttpRequest, report: Report) -> HttpResponse:
    """The document as it would be today (?language=)."""
    known = [report.language, *report.languages]
    language = language_asked(request, known)
    address = reverse("report_preview", args=[report.pk])
    programme = programme_of(actor_of(request), report)
    document = as_document(actor_of(request), report, programme, language)
    told = page_of(
        request,
        programme,
        report=report,
        language=language,
        tabs=[(name, f"{address}?language={code}") for code, name in language_names(known)],
        body=body(document),
        forms=list(FORMS),
    )
    return render(request, "reports/preview.html", told)


@guarded(WRITE, load=report_or_404)
def report_file(request: HttpRequest, report: Report) -> HttpResponse:
    """The draft as a file (?as=pdf, html or docx; ?language=)."""
    ending = request.GET.get("as", "pdf")
    if ending not in FORMS:
        raise Http404
    actor = actor_of(request)
    language = language_asked(request, [report.language, *report.languages])
    programme = programme_of(actor, report)
    document = as_document(actor, report, programme, language)
    name = f"{programme.key}-{report.kind}-{report.country or 'all'}-{language}-draft"
    try:
        return as_download(document, ending, name=name)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("report_page", report_id=report.pk)
