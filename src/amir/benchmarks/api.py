"""Sets of questions and assessments through the API."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, Text, actor_of, demand, once, page
from amir.core.errors import Refused
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW

from . import actions, queries
from .definition import Definition
from .enums import AssessedBy, Subject
from .rules import ASSESS
from .scoring import Score
from .shipped import shipped

router = Router(tags=["benchmarks"])


class SetOut(Schema):
    """A set of questions that a programme uses."""

    key: str
    version: int
    kind: str
    names: dict[str, str]
    languages: list[str]
    questions: list[dict[str, Any]]
    brought_by_programme: bool


class ScoreOut(Schema):
    """A score from 0 to 100, never without how much was answered."""

    dimension: str
    points: float | None
    asked: int
    answered: int
    not_applicable: int


class AssessmentOut(Schema):
    """An assessment with its scores."""

    id: UUID
    key: str
    benchmark_version: int
    subject_kind: str
    subject_id: UUID
    by: str
    state: str
    submitted_on: date | None
    overall: ScoreOut
    dimensions: list[ScoreOut]


class BeginAssessmentIn(FormIn):
    """Begin to assess one's own organisation with a set of the programme."""

    organisation_id: UUID
    benchmark: Text = Field(max_length=40)


class AssessedIn(Schema):
    """What is said to one question."""

    value: int | None = Field(None, ge=0, le=100)
    is_na: bool = False
    narrative: Text = Field("", max_length=actions.LONGEST)
    evidence: Text = Field("", max_length=actions.LONGEST)


class AssessmentAnswersIn(FormIn):
    """Answers by code of the question; what is not named stays."""

    answers: dict[Text, AssessedIn] = Field(max_length=200)


class SubmitIn(FormIn):
    """Hand an assessment in."""


class AssessedOut(Schema):
    """What was made or changed."""

    id: UUID


def _score(found: Score) -> dict[str, Any]:
    names = ("points", "asked", "answered", "not_applicable")
    return {"dimension": found.code, **{name: getattr(found, name) for name in names}}


def _set(definition: Definition, *, is_brought: bool) -> dict[str, Any]:
    names = ("key", "version", "kind", "names", "languages")
    return {
        **{name: getattr(definition, name) for name in names},
        "questions": [
            {
                "code": each.code,
                "texts": each.texts,
                "kind": each.kind,
                "options": [{"value": o.value, "texts": o.texts} for o in each.options],
            }
            for each in definition.indicators.values()
        ],
        "brought_by_programme": is_brought,
    }


@router.get(
    "/programmes/{key}/benchmarks", auth=Needs(VIEW), response={200: list[SetOut], **ERRORS}
)
def show_benchmarks(request: HttpRequest, key: Text) -> list[dict[str, Any]]:
    """The published sets that a programme uses, its own in the place of ours."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    demand(actor, VIEW, programme)
    return [
        _set(held.definition, is_brought=held.benchmark is not None)
        for held in queries.sets_of(programme.pk).values()
    ]


@router.get("/assessments", auth=Needs(ASSESS), response={200: Page[AssessmentOut], **ERRORS})
def list_assessments(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """The assessments of one's own organisation, newest first."""
    rows = queries.assessments_visible_to(actor_of(request)).prefetch_related("answers")
    names = ("id", "key", "benchmark_version", "subject_kind", "subject_id", "by", "state",
             "submitted_on")  # fmt: skip

    def shown(found: list[Any]) -> list[dict[str, Any]]:
        scores = queries.scores_of_all(found)
        return [
            {
                **{name: getattr(row, name) for name in names},
                "overall": _score(scores[row.pk].overall),
                "dimensions": [_score(part) for part in scores[row.pk].dimensions],
            }
            for row in found
        ]

    return page(rows, wanted, shown)


@router.post(
    "/programmes/{key}/assessments", auth=Needs(ASSESS), response={200: AssessedOut, **ERRORS}
)
def begin_assessment(request: HttpRequest, key: Text, sent: BeginAssessmentIn) -> dict[str, Any]:
    """Begin a self-assessment of one's own organisation, or go on with it."""
    actor = actor_of(request)
    programme = programme_or_404(actor, key)
    held = queries.sets_of(programme.pk).get(sent.benchmark)
    if held is None:
        raise Refused("The programme has no such set.", field="benchmark")
    made = once(
        request,
        sent,
        lambda: actions.start_assessment(
            actor, organisation_id=sent.organisation_id, held=held, programme_id=programme.pk,
            subject_kind=Subject.ORGANISATION, subject_id=sent.organisation_id,
            by=AssessedBy.SELF,
        ),
    )  # fmt: skip
    return {"id": made}


@router.post(
    "/assessments/{assessment_id}/answers",
    auth=Needs(ASSESS),
    response={200: AssessedOut, **ERRORS},
)
def answer_assessment(
    request: HttpRequest, assessment_id: UUID, sent: AssessmentAnswersIn
) -> dict[str, Any]:
    """Write down answers; only who began it does."""
    actor = actor_of(request)
    assessment = queries.assessment_or_404(actor, assessment_id=assessment_id)
    said = {code: actions.Said(**each.dict()) for code, each in sent.answers.items()}
    made = once(request, sent, lambda: actions.answer(actor, assessment=assessment, answers=said))
    return {"id": made}


@router.post(
    "/assessments/{assessment_id}/submit",
    auth=Needs(ASSESS),
    response={200: AssessedOut, **ERRORS},
)
def submit_assessment(request: HttpRequest, assessment_id: UUID, sent: SubmitIn) -> dict[str, Any]:
    """Hand it in; it never changes afterwards."""
    actor = actor_of(request)
    assessment = queries.assessment_or_404(actor, assessment_id=assessment_id)
    made = once(request, sent, lambda: actions.submit_assessment(actor, assessment=assessment))
    return {"id": made}


@router.get("/quick-check", auth=Needs("public"), response={200: SetOut, **ERRORS})
def show_quick_check(request: HttpRequest) -> dict[str, Any]:
    """The twelve questions of the quick check."""
    return _set(shipped()["quick"], is_brought=False)
