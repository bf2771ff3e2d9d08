"""Editions: what every partner of the programme reads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.documents.saved import from_plain
from amir.documents.writers import FORMS, as_download
from amir.documents.writers.html import body
from amir.kit.toast import toast
from amir.programmes.rules import VIEW

from ..models import ReportEdition
from ..queries import edition_or_404, programme_of
from .reports import actor_of, language_asked, language_names, page_of


@guarded(VIEW, load=edition_or_404)
def report_edition(request: HttpRequest, edition: ReportEdition) -> HttpResponse:
    """An edition in a language (?language=)."""
    language = language_asked(request, edition.languages)
    programme = programme_of(actor_of(request), edition)
    address = reverse("report_edition", args=[programme.key, edition.pk])
    told = page_of(
        request,
        programme,
        edition=edition,
        language=language,
        tabs=[(n, f"{address}?language={c}") for c, n in language_names(edition.languages)],
        body=body(from_plain(edition.documents[language])),
        forms=list(FORMS),
    )
    return render(request, "reports/edition.html", told)


@guarded(VIEW, load=edition_or_404)
def report_edition_file(request: HttpRequest, edition: ReportEdition) -> HttpResponse:
    """An edition as a file (?as=pdf, html or docx; ?language=)."""
    ending = request.GET.get("as", "pdf")
    if ending not in FORMS:
        raise Http404
    language = language_asked(request, edition.languages)
    key = programme_of(actor_of(request), edition).key
    name = f"{key}-{edition.kind}-{edition.country or 'all'}-{edition.number}-{language}"
    try:
        return as_download(from_plain(edition.documents[language]), ending, name=name)
    except Refused as refusal:
        toast(request, str(refusal), kind="bad")
        return redirect("report_edition", key=key, edition_id=edition.pk)
