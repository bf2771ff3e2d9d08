"""Editions: what every partner of the programme reads."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.documents.model import Document
from amir.documents.saved import from_plain
from amir.documents.writers import FORMS, as_download
from amir.documents.writers.html import body
from amir.kit.tables import Column, Table
from amir.kit.toast import toast
from amir.programmes.models import Programme, Theme
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW
from amir.programmes.wording import country_name

from ..matrix import Cell, matrix_of
from ..models import ReportEdition
from ..practice_blocks import matrix_blocks
from ..queries import edition_or_404, numbered_editions, programme_of
from .reports import actor_of, language_asked, language_names, page_of

Row = tuple[Theme, str, Cell]


def _count(row: Row, place: int) -> int:
    return row[2].counts[place]


MATRIX: Table = Table(
    key="programme_matrix",
    title=_("Themes and countries"),
    order="theme",
    columns=[
        Column("theme", _("Theme"), lambda row: row[0].name.text, sort=lambda row: row[0].order),
        Column("country", _("Country"), lambda row: country_name(row[1]), sort=lambda r: r[1]),
        *(
            Column(
                name,
                label,
                partial(_count, place=place),
                sort=partial(_count, place=place),
                kind="number",
            )
            for place, (name, label) in enumerate(
                (
                    ("needs", _("Needs")),
                    ("barriers", _("Barriers")),
                    ("practices", _("Practices")),
                    ("quotes", _("Quotes")),
                )
            )
        ),
    ],
    empty=_("Themes and partners of the programme are written down first."),
)


@guarded(VIEW, load=programme_or_404)
def programme_matrix(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Needs, barriers, practices and quotes of each theme in each country, as published."""
    matrix = matrix_of(programme)
    themes = {theme.key: theme for theme in matrix.themes}
    rows = [(themes[key], country, cell) for (key, country), cell in matrix.cells.items()]
    shown = MATRIX.show(request, rows)
    if shown.download:
        return shown.download
    language = get_language() or "en"
    document = Document(
        title=programme.name,
        language=language,
        made_on=clock.today(),
        blocks=tuple(matrix_blocks(matrix, language)),
    )
    told = page_of(request, programme, table=shown, body=body(document, below=0))
    return render(request, "reports/matrix.html", told)


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
        number=numbered_editions([edition.programme_id])[edition.pk][0],
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
