"""Reading sets of questions, assessments and scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.programmes.models import Programme
from amir.programmes.queries import programmes_visible_to

from .definition import Definition, parse
from .enums import BenchmarkKind, BenchmarkStatus
from .models import Answer, Assessment, Benchmark
from .rules import ASSESS, BRING
from .scoring import Given, Scores, score
from .shipped import all_versions, shipped


@dataclass(frozen=True)
class Held:
    """A set that can be used: what is asked, and the row that a programme brought, if any."""

    definition: Definition
    benchmark: Benchmark | None = None

    @property
    def benchmark_id(self) -> UUID | None:
        """The row's id; None: the set is ours."""
        return self.benchmark.pk if self.benchmark else None

    @property
    def is_draft(self) -> bool:
        """Whether only those who brought it see it."""
        return self.benchmark is not None and self.benchmark.status == BenchmarkStatus.DRAFT


def benchmarks_visible_to(actor: Actor) -> QuerySet[Benchmark]:
    """Brought sets of the actor's programmes; drafts only for those who bring them."""
    rows = Benchmark.objects.filter(programme__in=programmes_visible_to(actor))
    published = rows.filter(status=BenchmarkStatus.PUBLISHED)
    own = rows.filter(organisation_id__in=actor.organisations_where(BRING))
    return (published | own).select_related("programme").order_by("key", "-version")


def sets_of(programme_id: UUID | None, kind: str = "") -> dict[str, Held]:
    """Key -> the newest published set that a programme uses; what it brought comes before ours."""
    found = {key: Held(definition) for key, definition in shipped().items()}
    if programme_id is not None:
        brought = Benchmark.objects.filter(
            programme_id=programme_id, status=BenchmarkStatus.PUBLISHED
        )
        for row in brought.order_by("version"):
            found[row.key] = Held(parse(row.definition), row)
    return {key: held for key, held in found.items() if not kind or held.definition.kind == kind}


def criteria_of(programme_id: UUID | None) -> Held:
    """The criteria by which a programme assesses practices: its own newest set, else ours."""
    found = sets_of(programme_id, BenchmarkKind.CRITERIA)
    own = [held for held in found.values() if held.benchmark is not None]
    own.sort(key=lambda held: (held.benchmark.published_on, held.benchmark.created_at)
             if held.benchmark and held.benchmark.published_on else ())  # fmt: skip
    return own[-1] if own else found["practice"]


def all_sets_visible_to(actor: Actor, programme: Programme) -> list[Held]:
    """What a programme has: its own with drafts as far as the actor sees them, then ours."""
    rows = benchmarks_visible_to(actor).filter(programme=programme)
    own = [Held(parse(row.definition), row) for row in rows]
    return own + [Held(definition) for definition in shipped().values()]


def set_or_404(actor: Actor, programme: Programme, key: str, version: int) -> Held:
    """One version of a set as the actor sees it. Raises Http404."""
    rows = benchmarks_visible_to(actor).filter(programme=programme, key=key, version=version)
    if row := rows.first():
        return Held(parse(row.definition), row)
    if definition := all_versions().get((key, version)):
        return Held(definition)
    raise Http404


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """Assessments of the actor's own organisations, the newest first."""
    rows = Assessment.objects.filter(organisation_id__in=actor.organisations_where(ASSESS))
    return rows.order_by("-created_at", "id")


def assessment_or_404(actor: Actor, *, assessment_id: UUID) -> Assessment:
    """An assessment of one's own organisation. Raises Http404."""
    found = assessments_visible_to(actor).filter(pk=assessment_id).first()
    if found is None:
        raise Http404
    return found


def assessments_about(subject_kind: str, subject_ids: Iterable[UUID]) -> QuerySet[Assessment]:
    """What was assessed about these things, as far as the reader sees it; with answers."""
    rows = Assessment.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids))
    return rows.prefetch_related("answers").order_by("submitted_on", "created_at", "id")


def definition_of(assessment: Assessment) -> Definition:
    """What is asked in an assessment, in the version in which it was begun."""
    return definitions_in([assessment])[assessment.pk]


def definitions_in(assessments: Iterable[Assessment]) -> dict[UUID, Definition]:
    """The same for many; one query at most."""
    rows = list(assessments)
    brought = {row.benchmark_id for row in rows if row.benchmark_id}
    own = {
        row.pk: parse(row.definition)
        for row in (Benchmark.objects.filter(pk__in=brought) if brought else ())
    }
    return {
        row.pk: own[row.benchmark_id]
        if row.benchmark_id
        else all_versions()[row.key, row.benchmark_version]
        for row in rows
    }


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """Code of the question -> what was answered."""
    return {row.indicator: row for row in assessment.answers.all()}


def scores_of(assessment: Assessment, definition: Definition | None = None) -> Scores:
    """The scores of an assessment, each with its coverage; never without."""
    answers = {code: Given(row.value, row.is_na) for code, row in answers_of(assessment).items()}
    return score(definition or definition_of(assessment), answers)


def scores_of_all(assessments: Iterable[Assessment]) -> dict[UUID, Scores]:
    """The same for many whose answers are prefetched; one query at most."""
    rows = list(assessments)
    definitions = definitions_in(rows)
    return {row.pk: scores_of(row, definitions[row.pk]) for row in rows}
