"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """How far a plan has come."""

    WAITING = "waiting", _("Waiting")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    REPLACED = "replaced", _("Replaced by a newer plan")


class ProposalState(TextChoices):
    """What became of a proposed pair."""

    PROPOSED = "proposed", _("Proposed")
    REJECTED = "rejected", _("Rejected")
    ASKED = "asked", _("Both are asked")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("No answer in time")


class Answer(TextChoices):
    """What somebody answered when asked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class MatchState(TextChoices):
    """Whether a match runs."""

    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
