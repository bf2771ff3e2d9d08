"""States of a set and of an assessment: buttons, actions, API and docs read this."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import AssessmentState, BenchmarkStatus

DRAFT, PUBLISHED = BenchmarkStatus
OPEN, SUBMITTED = AssessmentState


@dataclass(frozen=True)
class Step:
    """One step: its name, from where, to where, and what it says on a button."""

    name: str
    source: str
    target: str
    label: str | Promise


STEPS = (Step("publish", DRAFT, PUBLISHED, _("Publish")),)
ASSESSMENT_STEPS = (Step("submit", OPEN, SUBMITTED, _("Submit")),)
