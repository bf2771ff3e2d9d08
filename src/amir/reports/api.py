"""Reports through the API: drafts by those who write them, editions by every partner."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW

from . import actions, queries
from .actions.checks import LONGEST
from .enums import ReportKind
from .lifecycle import STEPS
from .rules import PUBLISH, WRITE

router = Router(tags=["reports"])


class ReportOut(Schema):
    """A report that the actor writes."""

    id: UUID
    organisation_id: UUID
    kind: str
    country: str
    title: str
    language: str
    languages: list[str]
    state: str
    published_on: date | None


class NewReportIn(FormIn):
    """A new report of an organisation."""

    organisation_id: UUID
    kind: ReportKind
    title: Text = Field(max_length=200)
    language: Text = Field(max_length=12)
    country: Text = Field("", max_length=2)


class ReportSectionOut(Schema):
    """A section as it is now; who changes it sends its `version` along."""

    id: UUID
    key: str
    title: str
    text: str
    status: str
    owner_id: UUID | None
    version: int
    open_comments: int


class ReportSectionsOut(Schema):
    """The sections of a report in their order."""

    items: list[ReportSectionOut]


class SectionWriteIn(FormIn):
    """A text; 409 if `version` is given and not the newest."""

    title: Text = Field(max_length=200)
    text: Text = Field(max_length=LONGEST)
    version: int | None = Field(None, ge=1, le=2_000_000_000)


class SectionCommentIn(FormIn):
    """What somebody says of a section."""

    text: Text = Field(max_length=4_000)


class ReportStepIn(FormIn):
    """A step of a report."""

    step: Text = Field(max_length=20, description=", ".join(STEPS))


class ReportEditionOut(Schema):
    """What was published; the document itself is a file."""

    id: UUID
    number: int
    kind: str
    country: str
    title: str
    languages: list[str]
    made_on: date


class ReportMadeOut(Schema):
    """What was made or changed."""

    id: UUID | None


def _plain(schema: type[Schema], rows: Any) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in schema.model_fields} for row in rows]


@router.get(
    "/programmes/{key}/reports", auth=Needs(WRITE), response={200: Page[ReportOut], **ERRORS}
)
def list_reports(request: HttpRequest, key: Text, wanted: Query[Paging]) -> dict[str, Any]:
    """The reports that the actor writes for a programme."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    rows = queries.reports_visible_to(actor, programme.pk)
    return page(rows, wanted, lambda found: _plain(ReportOut, found))


@router.post(
    "/programmes/{key}/reports", auth=Needs(WRITE), response={200: ReportMadeOut, **ERRORS}
)  # fmt: skip
def create_report(request: HttpRequest, key: Text, sent: NewReportIn) -> dict[str, Any]:
    """Begin a report, with the sections of its kind."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    told = sent.dict(exclude={"form_id"})
    return {
        "id": once(request, sent, lambda: actions.create_report(actor, programme=programme, **told))
    }


@router.get(
    "/reports/{report_id}/sections", auth=Needs(WRITE), response={200: ReportSectionsOut, **ERRORS}
)
def show_report_sections(request: HttpRequest, report_id: UUID) -> dict[str, Any]:
    """The sections of a report."""
    report = queries.report_or_404(actor_of(request), report_id)
    return {"items": _plain(ReportSectionOut, queries.sections_of(report))}


@router.post(
    "/report-sections/{section_id}", auth=Needs(WRITE), response={200: ReportMadeOut, **ERRORS}
)  # fmt: skip
def write_report_section(
    request: HttpRequest, section_id: UUID, sent: SectionWriteIn
) -> dict[str, Any]:  # fmt: skip
    """Replace the text that was seen; 409 if somebody else wrote meanwhile."""
    actor = actor_of(request)
    section = queries.section_or_404(actor, section_id)
    told = sent.dict(exclude={"form_id"})
    return {
        "id": once(request, sent, lambda: actions.write_section(actor, section=section, **told))
    }


@router.post(
    "/report-sections/{section_id}/comments",
    auth=Needs(WRITE),
    response={200: ReportMadeOut, **ERRORS},
)
def comment_on_report_section(
    request: HttpRequest, section_id: UUID, sent: SectionCommentIn
) -> dict[str, Any]:
    """Say something of a section."""
    actor = actor_of(request)
    section = queries.section_or_404(actor, section_id)
    made = once(
        request, sent, lambda: actions.comment_on_section(actor, section=section, text=sent.text)
    )
    return {"id": made}


@router.post(
    "/reports/{report_id}/steps", auth=Needs(WRITE), response={200: ReportMadeOut, **ERRORS}
)
def take_report_step(request: HttpRequest, report_id: UUID, sent: ReportStepIn) -> dict[str, Any]:
    """Take a step; publishing makes an edition and needs the permission for it."""
    actor = actor_of(request)
    report = queries.report_or_404(actor, report_id)
    if sent.step == "publish":
        demand(actor, PUBLISH, report)
        return {"id": once(request, sent, lambda: actions.publish_report(actor, report=report))}
    return {
        "id": once(request, sent, lambda: actions.take_step(actor, report=report, step=sent.step))
    }


@router.get(
    "/programmes/{key}/report-editions",
    auth=Needs(VIEW),
    response={200: Page[ReportEditionOut], **ERRORS},
)
def list_report_editions(request: HttpRequest, key: Text, wanted: Query[Paging]) -> dict[str, Any]:
    """What is published in a programme, the newest first."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, VIEW, programme)
    rows = queries.editions_visible_to(actor, programme)
    return page(rows, wanted, lambda found: _plain(ReportEditionOut, found))
