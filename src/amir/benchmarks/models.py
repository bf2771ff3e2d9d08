"""Sets of questions that a programme brought, assessments with them, and answers."""

from django.db import models
from django.db.models import Q

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.programmes.models import SEEN_BY_PARTNERS, Programme

from .enums import AssessedBy, AssessmentState, BenchmarkKind, BenchmarkStatus, Subject

SETUP = purpose("setup")
WRITTEN = either(organisation_in("work"), SETUP)


class Benchmark(OwnedModel):
    """A set of questions in one version as a programme brought it; ours are files (shipped/).

    A published version never changes: a new version comes.
    """

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="benchmarks"))  # fmt: skip
    key = tagged(WORK, models.CharField(max_length=40))
    version = tagged(WORK, models.PositiveIntegerField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=BenchmarkKind.choices))
    status = tagged(WORK, models.CharField(max_length=12, choices=BenchmarkStatus.choices,
                                           default=BenchmarkStatus.DRAFT))  # fmt: skip
    definition = tagged(WORK, models.JSONField())
    brought_by = tagged(LINK, models.UUIDField(null=True))
    published_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["key", "-version"]
        constraints = [
            *locked(
                "benchmarks_benchmark",
                read=either(f"status = 'published' and {SEEN_BY_PARTNERS}", WRITTEN),
                write=WRITTEN,
                tenant_keys=["programme"],
                grants="select, insert, update",
            ),
            models.UniqueConstraint(
                fields=["programme", "key", "version"], name="benchmarks_version_once"
            ),
        ]


class Assessment(OwnedModel):
    """Somebody answers a set about something, as themselves, a peer, an expert or a reviewer.

    `benchmark_id`: the Benchmark that a programme brought; None: it is one of ours.
    """

    programme_id = tagged(LINK, models.UUIDField(null=True))
    benchmark_id = tagged(LINK, models.UUIDField(null=True))
    key = tagged(LINK, models.CharField(max_length=40))
    benchmark_version = tagged(LINK, models.PositiveIntegerField())
    kind = tagged(LINK, models.CharField(max_length=12, choices=BenchmarkKind.choices))
    subject_kind = tagged(LINK, models.CharField(max_length=20, choices=Subject.choices))
    subject_id = tagged(LINK, models.UUIDField())
    by = tagged(LINK, models.CharField(max_length=10, choices=AssessedBy.choices))
    assessor_id = tagged(LINK, models.UUIDField())
    state = tagged(LINK, models.CharField(max_length=10, choices=AssessmentState.choices,
                                          default=AssessmentState.OPEN))  # fmt: skip
    submitted_on = tagged(WORK, models.DateField(null=True))
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["organisation_id", "-created_at"], name="benchmarks_of_house"),
            models.Index(fields=["subject_kind", "subject_id"], name="benchmarks_about"),
        ]
        constraints = [
            *locked("benchmarks_assessment", read=WRITTEN, write=WRITTEN),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "assessor_id", "key", "by"],
                condition=Q(state="open"),
                name="benchmarks_one_open",
            ),
        ]


class Answer(OwnedModel):
    """The answer to one question: a value, or that it does not apply; why, and how one knows."""

    assessment = tagged(LINK, models.ForeignKey(Assessment, models.PROTECT, db_constraint=False,
                                                related_name="answers"))  # fmt: skip
    indicator = tagged(LINK, models.CharField(max_length=40))
    value = tagged(WORK, models.PositiveSmallIntegerField(null=True))
    is_na = tagged(WORK, models.BooleanField(default=False))
    narrative = tagged(WORK, models.TextField(blank=True))
    evidence = tagged(WORK, models.TextField(blank=True))

    class Meta:
        ordering = ["indicator"]
        constraints = [
            *locked("benchmarks_answer", read=WRITTEN, write=WRITTEN, tenant_keys=["assessment"]),
            models.UniqueConstraint(
                fields=["assessment", "indicator"], name="benchmarks_answer_once"
            ),
            models.CheckConstraint(
                condition=Q(is_na=False) | Q(value=None), name="benchmarks_na_has_no_value"
            ),
        ]
