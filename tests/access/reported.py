"""What an organisation has of reports: one being written, one in review, one published."""

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.programmes.models import Programme
from amir.reports import actions
from amir.reports.models import Report, ReportEdition
from amir.reports.queries import sections_of

from .side import Side


def write_reports(side: Side) -> None:
    """A draft with a comment and a translation; a report to publish; an edition."""
    with acting_as(side.actor("programme_coordinator")) as carla:
        draft = _begin(side, carla, "Draft")
        section = sections_of(draft)[0]
        section.report = draft
        actions.write_section(
            carla, section=section, title=side.called("Heading"), text=side.called("Said"),
            version=1,
        )  # fmt: skip
        actions.choose_languages(carla, report=draft, languages=["it"])
        draft.refresh_from_db()
        section.report = draft
        section.refresh_from_db(fields=["version"])
        actions.translate_section(
            carla, section=section, language="it", title=side.called("Titolo"),
            text=side.called("Detto"), version=0, of_version=1,
        )  # fmt: skip
        comment = actions.comment_on_section(carla, section=section, text=side.called("Longer"))
        waiting = _in_review(carla, _begin(side, carla, "Waiting"))
        edition = _published(carla, _in_review(carla, _begin(side, carla, "Published")))
    side.ids |= {
        "report_id": draft.pk, "section_id": section.pk, "comment_id": comment.pk,
        "block": "partners", "into": "it",
        "report_publish.report_id": waiting.pk, "edition_id": edition.pk,
    }  # fmt: skip


def _begin(side: Side, carla: Actor, title: str) -> Report:
    return actions.create_report(
        carla, programme=Programme.objects.get(key=side.programme),
        organisation_id=side.organisation, kind="national", title=side.called(title),
        language="en", country=side.country,
    )  # fmt: skip


def _in_review(carla: Actor, report: Report) -> Report:
    for order, section in enumerate(sections_of(report), start=1):
        section.report = report
        actions.set_section(
            carla, section=section, status="ready", owner_id=carla.account_id, order=order
        )
    return actions.take_step(carla, report=report, step="submit")


def _published(carla: Actor, report: Report) -> ReportEdition:
    return actions.publish_report(carla, report=report)
