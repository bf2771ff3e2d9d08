"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BenchmarkKind(TextChoices):
    """What a set of questions is for."""

    BENCHMARK = "benchmark", _("Benchmark")
    CRITERIA = "criteria", _("Criteria")
    QUICK_CHECK = "quick_check", _("Quick check")


class BenchmarkStatus(TextChoices):
    """Whether a set that was brought can be used."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class AssessedBy(TextChoices):
    """As whom somebody answers. Never merged: self and peer stand side by side."""

    SELF = "self", _("Self-assessment")
    PEER = "peer", _("Peer")
    EXPERT = "expert", _("Expert")
    REVIEWER = "reviewer", _("Reviewer")


class AssessmentState(TextChoices):
    """Whether answers can still change."""

    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Submitted")


class Subject(TextChoices):
    """What an assessment is about; other rooms bring what they have."""

    ORGANISATION = "organisation", _("Organisation")
    PRACTICE = "practice", _("Practice")
    STRATEGY = "strategy", _("Strategy")
    TERRITORY = "territory", _("Territory")
