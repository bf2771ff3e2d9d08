"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WorkKind(TextChoices):
    """What a published work is."""

    NATIONAL = "national", _("National report")
    COMPARATIVE = "comparative", _("Comparative report")
    ROUND = "round", _("Report of a consultation")
    SHARED = "shared", _("Shared strategy")
    LOCAL = "local", _("Strategy of a place")
    ANSWERS = "answers", _("Answers of a consultation")


# As they stand on the page of a programme: kinds under a heading.
STRATEGIES = (WorkKind.SHARED, WorkKind.LOCAL)
REPORTS = (WorkKind.COMPARATIVE, WorkKind.NATIONAL, WorkKind.ROUND)
