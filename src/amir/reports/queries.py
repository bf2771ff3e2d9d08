"""Reading reports: drafts by those who write them, editions by everybody in the programme."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar
from uuid import UUID

import yaml
from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.programmes.models import Partner, Programme
from amir.programmes.queries import partners_of, programme_or_404, programmes_visible_to

from .models import (
    Report,
    ReportEdition,
    ReportSection,
    ReportStatus,
    SectionComment,
    SectionTranslation,
    SectionVersion,
)
from .rules import WRITE

M = TypeVar("M", bound=Model)


@cache
def our_sections() -> dict[str, list[dict[str, Any]]]:
    """Kind of a report -> the sections with which it begins."""
    text = files("amir.reports").joinpath("sections.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def reports_visible_to(actor: Actor, programme_id: UUID | None = None) -> QuerySet[Report]:
    """The reports of the organisations for which the actor writes, drafts too."""
    rows = Report.objects.filter(organisation_id__in=actor.organisations_where(WRITE))
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    return rows.order_by("kind", "country", "created_at", "id")


def report_or_404(actor: Actor, report_id: UUID) -> Report:
    """One of them. Raises Http404."""
    return _one(reports_visible_to(actor).filter(pk=report_id))


def section_or_404(actor: Actor, section_id: UUID) -> ReportSection:
    """A section of one of them, with its report. Raises Http404."""
    mine = reports_visible_to(actor).values("pk")
    rows = ReportSection.objects.filter(pk=section_id, report__in=mine)
    return _one(rows.select_related("report"))


def comment_or_404(actor: Actor, comment_id: UUID) -> SectionComment:
    """A comment on a section of one of them. Raises Http404."""
    mine = reports_visible_to(actor).values("pk")
    rows = SectionComment.objects.filter(pk=comment_id, section__report__in=mine)
    return _one(rows.select_related("section__report"))


def programme_of(actor: Actor, written: Report | ReportEdition) -> Programme:
    """The programme for which a report is written. Raises Http404."""
    return _one(programmes_visible_to(actor).filter(pk=written.programme_id))


def writing_partners(actor: Actor, programme: Programme) -> list[Partner]:
    """The partners of a programme for which the actor writes."""
    mine = actor.organisations_where(WRITE)
    return list(partners_of(programme).filter(partner_organisation_id__in=mine))


def writing_desk_or_404(actor: Actor, key: str) -> Partner:
    """The partner for which the actor writes reports in a programme. Raises Http404."""
    partners = writing_partners(actor, programme_or_404(actor, key))
    if not partners:
        raise Http404
    return partners[0]


def sections_of(report: Report) -> list[ReportSection]:
    """The sections in their order, each with its translations and `open_comments`."""
    open_ones = Count("comments", filter=Q(comments__settled_on=None))
    rows = ReportSection.objects.filter(report=report).annotate(open_comments=open_ones)
    translations = Prefetch("translations", SectionTranslation.objects.order_by("language"))
    return list(rows.prefetch_related(translations).order_by("order", "id"))


def versions_of(section: ReportSection) -> list[SectionVersion]:
    """The texts that a section had, the newest first."""
    return list(SectionVersion.objects.filter(section=section))


def version_of(section: ReportSection, number: int) -> SectionVersion | None:
    """One of them."""
    return SectionVersion.objects.filter(section=section, number=number).first()


def comments_of(section: ReportSection) -> list[SectionComment]:
    """What was said of a section, oldest first."""
    return list(SectionComment.objects.filter(section=section))


def translation_of(section: ReportSection, language: str) -> SectionTranslation | None:
    """The section in another language."""
    return SectionTranslation.objects.filter(section=section, language=language).first()


def statuses_of(programme_id: UUID) -> QuerySet[ReportStatus]:
    """How far every report of a programme is; for all its partners, without a word of it."""
    return ReportStatus.objects.filter(programme_id=programme_id)


def editions_visible_to(actor: Actor, programme: Programme) -> QuerySet[ReportEdition]:
    """The editions of a programme in which the actor works, without their documents."""
    return ReportEdition.objects.filter(programme_id=programme.pk).defer("documents")


def edition_or_404(actor: Actor, key: str, edition_id: UUID) -> ReportEdition:
    """One edition, with its documents. Raises Http404."""
    programme = programme_or_404(actor, key)
    return _one(ReportEdition.objects.filter(programme_id=programme.pk, pk=edition_id))


def numbered_editions(programme_ids: Collection[UUID]) -> dict[UUID, tuple[str, ReportEdition]]:
    """Every edition of these programmes by its id, with its number, without its documents.

    "IT-R1.2" is the second edition of Italy's first report, "R1.1" the first of one that tells of
    no single country. Reports count in the order in which they were first published, and editions
    are never taken away: a number stays.
    """
    rows = ReportEdition.objects.filter(programme_id__in=programme_ids).defer("documents")
    places: dict[UUID, str] = {}
    counted: Counter[tuple[UUID, str]] = Counter()
    found = {}
    for row in rows.order_by("created_at", "id"):
        if row.report_id not in places:
            counted[row.programme_id, row.country] += 1
            country = f"{row.country}-" if row.country else ""
            places[row.report_id] = f"{country}R{counted[row.programme_id, row.country]}"
        found[row.pk] = (f"{places[row.report_id]}.{row.number}", row)
    return found


@dataclass(frozen=True)
class Translated:
    """How far a report is translated into a language."""

    language: str
    there: int
    outdated: int
    missing: int


def translated(report: Report, sections: Sequence[ReportSection]) -> list[Translated]:
    """For each of its languages; from the sections as `sections_of` gives them."""
    found = []
    for language in report.languages:
        held = [
            (section.version, row.of_version)
            for section in sections
            for row in section.translations.all()
            if row.language == language
        ]
        outdated = sum(of < now for now, of in held)
        found.append(Translated(language, len(held), outdated, len(sections) - len(held)))
    return found


def _one(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise Http404
    return found
