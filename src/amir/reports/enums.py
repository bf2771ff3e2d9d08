"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportKind(TextChoices):
    """What a report tells of."""

    NATIONAL = "national", _("National report")
    COMPARATIVE = "comparative", _("Comparative report")
    ROUND = "round", _("Report of a consultation")


class ReportState(TextChoices):
    """How far a report has come."""

    WRITING = "writing", pgettext_lazy("report", "Being written")
    REVIEW = "review", pgettext_lazy("report", "In review")
    PUBLISHED = "published", pgettext_lazy("report", "Published")


class SectionStatus(TextChoices):
    """How far a section has come."""

    EMPTY = "empty", pgettext_lazy("section", "Not begun")
    DRAFT = "draft", pgettext_lazy("section", "Draft")
    READY = "ready", pgettext_lazy("section", "Ready")
