"""From a draft to an edition that never changes."""

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.documents.saved import to_plain
from amir.reports.document import as_document
from amir.reports.enums import SectionStatus
from amir.reports.lifecycle import STEPS
from amir.reports.models import Report, ReportEdition, ReportSection
from amir.reports.queries import programme_of
from amir.reports.rules import PUBLISH, WRITE

from .checks import tell_status


@transaction.atomic
def take_step(actor: Actor, *, report: Report, step: str) -> Report:
    """Take a step other than publishing. Raises NotAllowed; Refused if it cannot be taken now."""
    if not may(actor, WRITE, report):
        raise NotAllowed(_("Only those who write this report may change it."))
    if step == "publish":
        raise Refused(_("Publish it on its own page."))
    return _stepped(report, step)


@transaction.atomic
def publish_report(actor: Actor, *, report: Report) -> ReportEdition:
    """Keep the report as it is today, in all its languages, as its next edition.

    Raises NotAllowed; Refused while a section is not ready, or it is not in review.
    """
    if not may(actor, PUBLISH, report):
        raise NotAllowed(_("You may not publish this report."))
    held = _stepped(report, "publish")
    unready = ReportSection.objects.filter(report=held).exclude(status=SectionStatus.READY)
    if unready.exists():
        titles = ", ".join(unready.values_list("title", flat=True))
        raise Refused(_("Not every section is ready: {titles}").format(titles=titles))
    programme = programme_of(actor, held)
    languages = [held.language, *held.languages]
    held.published_on = clock.today()
    held.save(update_fields=["published_on"])
    edition = ReportEdition.objects.create(
        organisation_id=held.organisation_id,
        report=held,
        programme_id=held.programme_id,
        number=ReportEdition.objects.filter(report=held).count() + 1,
        kind=held.kind,
        country=held.country,
        title=held.title,
        documents={each: to_plain(as_document(actor, held, programme, each)) for each in languages},
        languages=languages,
        made_on=clock.today(),
        made_by=actor.account_id,
    )
    happened("reports.published", actor, edition=edition)
    return edition


def _stepped(report: Report, name: str) -> Report:
    """The report, locked and one step further; partners see it."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    step = STEPS.get(name)
    if step is None or held.state not in step.sources:
        raise Refused(_("This cannot be done now: the report has gone on meanwhile."))
    held.state = step.target
    held.save(update_fields=["state"])
    tell_status(held)
    return held
