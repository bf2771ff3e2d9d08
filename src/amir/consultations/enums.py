"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundState(TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    ANSWERED = "answered", _("Answers published")


class ContributionChannel(TextChoices):
    """How a contribution came."""

    LINK = "link", _("Public link")
    WORKSHOP = "workshop", _("Workshop")
    PAPER = "paper", _("Paper")


class ContributionState(TextChoices):
    """What became of a contribution. One that is begun is not sent yet."""

    BEGUN = "begun", _("Begun")
    WAITING = "waiting", _("Waits to be looked at")
    TAKEN = "taken", _("Taken")
    SPAM = "spam", _("Not meant")


# What staff see: all that was sent.
SENT = frozenset({ContributionState.WAITING, ContributionState.TAKEN, ContributionState.SPAM})
