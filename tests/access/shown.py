"""What an organisation publishes for everybody; public words do not hold its canary."""

from amir.core.access.acting import acting_as
from amir.programmes.models import Programme
from amir.publishing.models import PublishedWork
from amir.reports import actions as reports
from amir.reports.queries import sections_of

from .side import Side


def publish_for_all(side: Side, key: str) -> None:
    """A report of a programme with a public page; a work of the other one, to be withdrawn."""
    with acting_as(side.actor("programme_coordinator")) as carla:
        report = reports.create_report(
            carla, programme=Programme.objects.get(key=key), organisation_id=side.organisation,
            kind="national", title="For everybody", language="en", country=side.country,
        )  # fmt: skip
        for order, section in enumerate(sections_of(report), start=1):
            section.report = report
            reports.set_section(carla, section=section, status="ready", owner_id=None, order=order)
        reports.take_step(carla, report=report, step="submit")
        reports.publish_report(carla, report=report)
        work = PublishedWork.objects.get(work_id=report.pk)
        own = PublishedWork.objects.filter(
            organisation_id=side.organisation, kind="local", is_newest=True
        )
        side.ids["publication_withdraw.published_id"] = own.earliest("created_at").pk
    for route in ("publication", "publication_file", "publication_cite", "api:show_publication"):
        side.ids[f"{route}.published_id"] = work.pk
        side.ids[f"{route}.language"] = "en"
    side.ids |= {
        "shown_id": work.pk, "publication_cite.form": "bib", "publications.key": key,
        "publications_feed.key": key, "publications_feed.language": "en",
        "api:list_publications.key": key,
    }  # fmt: skip
