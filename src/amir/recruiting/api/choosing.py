"""Applications, and what is decided and recorded of them."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.participants.enums import Side

from .. import actions, queries, rules
from ..actions.deciding import Wanted
from ..describing import label_of
from ..enums import CheckResult, Intake, InterviewMode, Ruling
from ..models import Enquiry, Verdict
from ..tables import stage_of

router = Router()
Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]


class ApplicationOut(Schema):
    """An application that was sent; `stage`: a decision, `sent`, or `agreed` by one of two."""

    participant_id: UUID
    organisation_id: UUID
    side: Side
    language: str
    channel: Intake
    stage: str
    sent_at: datetime


class VerdictOut(Schema):
    """A decision: by which criterion of which version, by whom (an account)."""

    id: UUID
    ruling: Ruling
    criteria_version: int
    criterion: str
    reason: str
    decided_on: date
    decided_by: UUID
    service: str


class ShownOut(ApplicationOut):
    """An application with what was found out and decided; `missing`: sentences."""

    criteria: dict[str, str]
    criteria_version: int
    missing: list[str]
    modules: list[str]
    verdicts: list[VerdictOut]


class DecisionIn(FormIn):
    """A decision; see the criteria of the application. To accept, criterion and reason are ""."""

    ruling: Ruling
    answers: dict[str, Text] = Field(default_factory=dict)
    criterion: Text
    reason: Text
    words: Text = Field("", max_length=300)
    service: Text = Field("", max_length=200)
    service_contact: Text = Field("", max_length=200)


class InterviewIn(FormIn):
    """An interview that was held."""

    held_on: date
    mode: InterviewMode
    minutes: int = Field(ge=1, le=600)


class CheckIn(FormIn):
    """A criminal-record check that was seen. The certificate is never sent."""

    kind: Text = Field(min_length=1, max_length=100)
    country: Country
    seen_on: date
    result: CheckResult
    expires_on: date | None = None


class ModulesIn(FormIn):
    """Modules that somebody has been through, `minutes` each."""

    modules: list[Text] = Field(min_length=1, max_length=40)
    minutes: int = Field(ge=1, le=2_400)
    passed_on: date
    source: Text = Field(min_length=1, max_length=120)


@router.get("/applications", auth=Needs(rules.VIEW), response={200: Page[ApplicationOut], **ERRORS})
def list_applications(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """Applications that were sent to the actor's organisations, newest first."""
    rows = queries.enquiries_visible_to(actor_of(request)).exclude(participant=None)
    rows = rows.select_related("opening").prefetch_related("participant__verdicts")
    return page(
        rows.order_by("-sent_at", "id"), wanted, lambda found: [_application(e) for e in found]
    )


@router.get(
    "/applications/{applicant_id}", auth=Needs(rules.VIEW), response={200: ShownOut, **ERRORS}
)
def show_application(request: HttpRequest, applicant_id: UUID) -> dict[str, Any]:
    """One application; what the person told is on its page only."""
    actor = actor_of(request)
    participant = queries.applicant_or_404(actor, participant_id=applicant_id)
    demand(actor, rules.VIEW, participant)
    rows = queries.enquiries_visible_to(actor).select_related("opening", "participant")
    enquiry = queries.sent_by(rows, participant)
    version, items = queries.criteria_of(enquiry.opening)
    return {
        **_application(enquiry),
        "criteria": {item["key"]: label_of(item) for item in items},
        "criteria_version": version,
        "missing": actions.lacking(participant),
        "modules": [each.module for each in participant.modules.all()],
        "verdicts": [_verdict(each) for each in queries.verdicts_of(participant)],
    }


@router.post(
    "/applications/{applicant_id}/decisions",
    auth=Needs(rules.SCREEN),
    response={201: None, **ERRORS},
)
def decide_application(request: HttpRequest, applicant_id: UUID, sent: DecisionIn) -> Status[None]:
    """Accept, refuse, put on the waiting list, or pass on to a service."""
    actor = actor_of(request)
    participant = queries.applicant_or_404(actor, participant_id=applicant_id)
    demand(actor, rules.SCREEN, participant)
    wanted = Wanted(**sent.dict(exclude={"form_id"}))
    once(
        request, sent,
        lambda: actions.decide_application(actor, participant=participant, wanted=wanted),
    )  # fmt: skip
    return Status(201, None)


@router.post(
    "/applications/{applicant_id}/interviews",
    auth=Needs(rules.SCREEN),
    response={201: None, **ERRORS},
)
def record_interview(request: HttpRequest, applicant_id: UUID, sent: InterviewIn) -> Status[None]:
    """Write down an interview."""
    return _record(request, applicant_id, sent, actions.record_interview)


@router.post(
    "/applications/{applicant_id}/checks",
    auth=Needs(rules.SCREEN),
    response={201: None, **ERRORS},
)
def record_check(request: HttpRequest, applicant_id: UUID, sent: CheckIn) -> Status[None]:
    """Write down what a criminal-record check says, and until when."""
    return _record(request, applicant_id, sent, actions.record_check)


@router.post(
    "/applications/{applicant_id}/modules",
    auth=Needs(rules.SCREEN),
    response={201: None, **ERRORS},
)
def record_modules(request: HttpRequest, applicant_id: UUID, sent: ModulesIn) -> Status[None]:
    """Write down training; a complete one opens the gate to a match."""
    return _record(request, applicant_id, sent, actions.record_modules)


def _record(request: HttpRequest, applicant_id: UUID, sent: FormIn, act: Any) -> Status[None]:
    actor = actor_of(request)
    participant = queries.applicant_or_404(actor, participant_id=applicant_id)
    demand(actor, rules.SCREEN, participant)
    told = sent.dict(exclude={"form_id"})

    def do() -> None:
        act(actor, participant=participant, **told)

    once(request, sent, do)
    return Status(201, None)


def _application(enquiry: Enquiry) -> dict[str, Any]:
    return {
        "participant_id": enquiry.participant_id,
        "organisation_id": enquiry.organisation_id,
        "side": enquiry.opening.side,
        "language": enquiry.language,
        "channel": enquiry.channel,
        "stage": stage_of(enquiry),
        "sent_at": enquiry.sent_at,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {name: getattr(verdict, name) for name in VerdictOut.model_fields}
