"""A report in other languages: the original beside the translation, what is outdated marked."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import drafts
from amir.core.errors import Stale
from amir.core.guard import guarded
from amir.kit import drafting
from amir.kit.sending import sent
from amir.kit.shells import script_of
from amir.kit.toast import toast

from .. import actions
from ..forms import LanguagesForm, TranslationForm
from ..models import Report, ReportSection
from ..queries import (
    programme_of,
    report_or_404,
    section_or_404,
    sections_of,
    translation_of,
    version_of,
)
from ..rules import WRITE
from .reports import actor_of, language_names, report_page_of


@guarded(WRITE, load=report_or_404, methods=("GET", "POST"))
def report_languages(request: HttpRequest, report: Report) -> HttpResponse:
    """Into which languages, and which sections are there, outdated or missing."""
    programme = programme_of(actor_of(request), report)
    known = dict.fromkeys(["en", *programme.languages, *report.languages])
    choices = language_names([code for code in known if code != report.language])
    form = LanguagesForm(
        request.POST if request.method == "POST" else None,
        choices=choices,
        initial={"languages": report.languages},
    )

    def act(languages: list[str]) -> None:
        actions.choose_languages(actor_of(request), report=report, languages=languages)

    if sent(request, form, act):
        toast(request, _("The languages are saved."))
        return redirect("report_languages", report_id=report.pk)
    told = report_page_of(
        request, report, form=form, rows=[_row(report, each) for each in sections_of(report)],
        names=[name for _code, name in language_names(report.languages)],
    )  # fmt: skip
    return render(request, "reports/languages.html", told)


def _row(report: Report, section: ReportSection) -> dict[str, object]:
    """A section with its state in each language: there, outdated or missing."""
    held = {row.language: row for row in section.translations.all()}
    cells = []
    for language in report.languages:
        row = held.get(language)
        if row is None:
            state = ("neutral", _("missing"))
        elif row.of_version < section.version:
            state = ("warn", _("outdated"))
        else:
            state = ("good", _("up to date"))
        cells.append((script_of(language)[1], language, *state))
    return {"section": section, "cells": cells}


@guarded(WRITE, methods=("GET", "POST"))
def section_translate(request: HttpRequest, section_id: UUID, into: str) -> HttpResponse:
    """The original beside its translation; what changed in the original since is marked."""
    actor = actor_of(request)
    section, language = section_or_404(actor, section_id), into
    if language not in section.report.languages:
        raise Http404
    back, draft = reverse("report_languages", args=[section.report_id]), (
        f"report-section-{section.pk}-{language}"
    )  # fmt: skip
    if drafting.is_saving(request):
        drafting.save(actor, draft, request.POST)
        toast(request, _("Your text is kept. You can go on later."))
        return redirect(back)
    held = translation_of(section, language)
    now = {
        "title": held.title if held else "", "text": held.text if held else "",
        "version": held.version if held else 0, "of_version": section.version,
    }  # fmt: skip
    kept = {} if request.POST else drafting.initial(actor, draft, TranslationForm)
    form = TranslationForm(request.POST or None, initial={**now, **kept})
    stale: list[bool] = []

    def act(title: str, text: str, version: int, of_version: int) -> None:
        try:
            actions.translate_section(
                actor, section=section, language=language, title=title, text=text,
                version=version, of_version=of_version,
            )  # fmt: skip
        except Stale:
            stale.append(True)
            raise

    if sent(request, form, act):
        drafts.forget(actor, draft)
        toast(request, _("The translation is saved."))
        return redirect(back)
    if stale:
        # Their text is shown beside; mine stays in the form, now over theirs.
        form = TranslationForm(initial={**form.cleaned_data, "version": now["version"]})
    before = version_of(section, held.of_version) if held else None
    told = report_page_of(
        request, section.report, section=section, form=form, draft=draft, back=back,
        language=language, language_name=script_of(language)[1], held=held, is_stale=bool(stale),
        before=before if before and before.number < section.version else None,
    )  # fmt: skip
    return render(request, "reports/translate.html", told)
