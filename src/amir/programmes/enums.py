"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerRole(TextChoices):
    """What an organisation is in a programme."""

    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")
    ASSOCIATED = "associated", _("Associated partner")
    FUNDER = "funder", _("Funder")


class EventKind(TextChoices):
    """What a date of the programme is."""

    MEETING = "meeting", _("Partners' meeting")
    EVENT = "event", _("Public event")
    DEADLINE = "deadline", _("Deadline")
