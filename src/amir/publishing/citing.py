"""What is named when a work is cited, and the work as JSON-LD for machines."""

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from amir.documents.citing import Citation, as_json_ld

from .models import PublishedWork
from .queries import Reading

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def address_of(work: PublishedWork, language: str) -> str:
    """The whole address of an edition in a language; it never changes."""
    path = reverse("publication", kwargs={"published_id": work.pk, "language": language})
    return f"{settings.SITE_URL}{path}"


def cited(reading: Reading) -> Citation:
    """What is named of an edition in a language."""
    work = reading.work
    return Citation(
        work.organisation_name, work.titles[reading.language], reading.programme.name,
        work.published_on, work.number, reading.language, address_of(work, reading.language),
        f"{reading.programme.key}-{work.kind}-{str(work.pk)[:8]}",
    )  # fmt: skip


def json_ld(reading: Reading) -> SafeString:
    """The work in the words of schema.org."""
    it, work = cited(reading), reading.work
    place = ", ".join(filter(None, (work.municipality, work.region, work.country)))
    files = [
        {"@type": "MediaObject", "encodingFormat": kind,
         "contentUrl": f"{it.address}file/?as={ending}"}
        for ending, kind in (("pdf", "application/pdf"), ("docx", DOCX))
    ]  # fmt: skip
    return as_json_ld("Report", it, {
        "version": it.number,
        "funder": {"@type": "Organization", "name": reading.programme.funder},
        "abstract": work.summaries.get(it.language, ""),
        "spatialCoverage": place,
        "encoding": files,
    })  # fmt: skip
