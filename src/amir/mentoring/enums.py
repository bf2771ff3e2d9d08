"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """How far a plan has come."""

    WAITING = "waiting", _("Being worked out")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    REPLACED = "replaced", _("Replaced by a newer plan")


class ProposalState(TextChoices):
    """What became of a proposed pair."""

    PROPOSED = "proposed", _("Proposed")
    REJECTED = "rejected", _("Rejected")
    CHANGED = "changed", _("Other mentor chosen")
    ASKED = "asked", _("Both are asked")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("No answer in time")


# A mentee has at most one proposal of a plan in these states.
LIVE = (ProposalState.PROPOSED, ProposalState.ASKED, ProposalState.AGREED)


class Answer(TextChoices):
    """What somebody answered when asked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class MatchState(TextChoices):
    """How a match goes."""

    RUNNING = "running", _("Running")
    ON_HOLD = "on_hold", _("On hold")
    DORMANT = "dormant", _("No sign of life")
    CLOSING = "closing", _("Closing")
    ENDED = "ended", _("Ended")


# The two still belong together: their places are taken, and each may read the match.
LIVE_MATCH = (MatchState.RUNNING, MatchState.ON_HOLD, MatchState.DORMANT, MatchState.CLOSING)


class EndReason(TextChoices):
    """Why a match ended, for counting."""

    PLANNED = "planned", _("Planned end")
    TRIAL = "trial", _("Left in the trial period")
    LANGUAGE = "language", _("Language")
    SCHEDULE = "schedule", _("No common time")
    GENDER = "gender", _("Wish about gender")
    MOVED = "moved", _("Moved away")
    WORK = "work", _("Found work")
    STATUS = "status", _("Legal status changed")
    NO_CONTACT = "no_contact", _("No contact any more")
    FIT = "fit", _("Did not fit")
    HEALTH = "health", _("Health or family")
    CONCERN = "concern", _("Protection")
    CONSENT = "consent", _("Does not agree any more")
    OTHER = "other", _("Other reason")


class PlanAct(TextChoices):
    """What can be done to many proposals at once, and taken back."""

    ACCEPT = "accept", _("Accepted")
    REJECT = "reject", _("Rejected")
    LOCK = "lock", _("Locked")
    UNLOCK = "unlock", _("Unlocked")


class WishKind(TextChoices):
    """What somebody who takes part asks of their organisation."""

    CALL = "call", _("Asks to be called")
    CORRECTION = "correction", _("Asks for a correction")
