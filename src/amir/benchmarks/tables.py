"""Tables of this room."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.kit.tables import Column, Table
from amir.programmes.models import Programme
from amir.programmes.wording import said

from .definition import Definition
from .enums import BenchmarkKind
from .models import Assessment
from .queries import Held
from .scoring import Score, Scores

TONES = {"open": "info", "submitted": "good"}


@dataclass(frozen=True)
class SetRow:
    """A set of questions of a programme."""

    programme: Programme
    held: Held

    @property
    def definition(self) -> Definition:
        """What is asked."""
        return self.held.definition

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return str(said(self.definition.names))

    @property
    def state(self) -> str:
        """Whose it is, and whether it can be used."""
        if self.held.benchmark is None:
            return str(_("Our default"))
        return str(self.held.benchmark.get_status_display())

    @property
    def address(self) -> str:
        """Its page."""
        return reverse(
            "benchmark_page",
            args=[self.programme.key, self.definition.key, self.definition.version],
        )


SETS = Table(
    key="benchmarks",
    title=_("Sets of questions"),
    columns=[
        Column("name", _("Name"), "name", link=lambda row: row.address),
        Column("kind", _("Kind"), lambda row: BenchmarkKind(row.definition.kind).label),
        Column("version", _("Version"), lambda row: row.definition.version, kind="number"),
        Column("questions", _("Questions"), lambda row: len(row.definition.indicators),
               kind="number"),
        Column("languages", _("Languages"), lambda row: ", ".join(row.definition.languages)),
        Column("state", _("State"), "state"),
    ],
    ident=lambda row: f"{row.definition.key}-{row.definition.version}",
)  # fmt: skip


@dataclass(frozen=True)
class AssessmentRow:
    """An assessment with its name and scores."""

    assessment: Assessment
    definition: Definition
    scores: Scores
    assessor: str

    @property
    def name(self) -> str:
        """What the set is called in the reader's language."""
        return str(said(self.definition.names))


ASSESSMENTS = Table(
    key="assessments",
    title=_("Assessments"),
    columns=[
        Column("name", _("Set"), "name", link=lambda row: reverse(
            "assessment_page", args=[row.assessment.pk])),
        Column("subject", _("About"),
               lambda row: row.assessment.get_subject_kind_display()),
        Column("by", _("As"), lambda row: row.assessment.get_by_display()),
        Column("assessor", _("Who"), "assessor", kind="person"),
        Column("state", _("State"), lambda row: row.assessment.get_state_display(), kind="tag",
               tone=lambda row: TONES[row.assessment.state]),
        Column("submitted", _("Submitted on"), lambda row: row.assessment.submitted_on,
               kind="date"),
        Column("score", _("Score, 0-100"), lambda row: row.scores.overall.whole,
               kind="number"),
        Column("coverage", _("Answered, %"), lambda row: row.scores.overall.percent,
               kind="number"),
    ],
    ident=lambda row: str(row.assessment.pk),
)  # fmt: skip


def side_by_side(definition: Definition, columns: list[tuple[str, Scores]]) -> dict[str, Any]:
    """Dimensions against assessments: self and peers beside each other, never merged."""

    def cell(found: Score) -> dict[str, Any]:
        return {"points": found.whole, "coverage": found.percent}

    rows = [
        {
            "title": said(dimension.texts),
            "cells": [cell(scores.dimensions[at]) for _name, scores in columns],
        }
        for at, dimension in enumerate(definition.dimensions)
    ]
    return {
        "names": [name for name, _scores in columns],
        "rows": rows,
        "overall": [cell(scores.overall) for _name, scores in columns],
    }
