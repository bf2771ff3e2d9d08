"""What every act on a report asks first, and what partners learn of it afterwards."""

from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.reports.enums import SectionStatus
from amir.reports.lifecycle import OPEN
from amir.reports.models import Report, ReportSection, ReportStatus
from amir.reports.rules import WRITE

LONGEST = 100_000


def demand_open(actor: Actor, report: Report) -> Report:
    """The report, locked. Raises NotAllowed; Refused once it is published."""
    if not may(actor, WRITE, report):
        raise NotAllowed(_("Only those who write this report may change it."))
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.state not in OPEN:
        raise Refused(_("The report is published. Begin its next edition to change it."))
    return held


def words_checked(title: str, text: str) -> tuple[str, str]:
    """Title and text as they are kept. Refused: no title, or too long."""
    said = text.replace("\r\n", "\n").rstrip()
    if not title.strip():
        raise Refused(_("Write a heading."), field="title")
    if len(said) > LONGEST:
        raise Refused(_("The text is too long. Make two sections of it."), field="text")
    return title.strip()[:200], said


def tell_status(report: Report) -> None:
    """Write down how far the report is, for partners."""
    statuses = list(ReportSection.objects.filter(report=report).values_list("status", flat=True))
    told = {
        "organisation_id": report.organisation_id, "programme_id": report.programme_id,
        "kind": report.kind, "country": report.country, "language": report.language,
        "state": report.state, "sections": len(statuses),
        "ready": statuses.count(SectionStatus.READY),
    }  # fmt: skip
    ReportStatus.objects.update_or_create(report=report, defaults=told)
