"""A report in other languages, section by section, beside the original."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused, Stale
from amir.reports.models import Report, ReportSection, SectionTranslation

from .checks import demand_open, words_checked


@transaction.atomic
def choose_languages(actor: Actor, *, report: Report, languages: Sequence[str]) -> Report:
    """Into which languages it is translated; what is translated already stays.

    Raises NotAllowed, Refused.
    """
    held = demand_open(actor, report)
    held.languages = [each for each in dict.fromkeys(languages) if each != held.language]
    held.save(update_fields=["languages"])
    return held


@transaction.atomic
def translate_section(
    actor: Actor,
    *,
    section: ReportSection,
    language: str,
    title: str,
    text: str,
    of_version: int,
    version: int,
) -> SectionTranslation:
    """Write a section in another language, from the original's `of_version`.

    `version` is the translation that the actor saw, 0 for none. Raises NotAllowed, Refused;
    Stale if somebody wrote it meanwhile.
    """
    report = demand_open(actor, section.report)
    if language not in report.languages:
        raise Refused(_("Add this language to the report first."), field="language")
    heading, words = words_checked(title, text)
    ReportSection.objects.select_for_update().get(pk=section.pk)
    held = SectionTranslation.objects.filter(section=section, language=language).first()
    if (held.version if held else 0) != version:
        raise Stale(_("Somebody else changed this section meanwhile. Nothing is lost."))
    if of_version > section.version:
        raise Refused(_("This version does not exist."))
    told = {
        "organisation_id": section.organisation_id, "title": heading, "text": words,
        "of_version": of_version, "version": version + 1, "written_by": actor.account_id,
    }  # fmt: skip
    return SectionTranslation.objects.update_or_create(
        section=section, language=language, defaults=told
    )[0]
