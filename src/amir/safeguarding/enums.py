"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Urgency(TextChoices):
    """How soon somebody must look."""

    NOW = "now", _("Somebody is in danger now")
    SOON = "soon", _("Soon")
    UNSURE = "unsure", _("I am not sure")


class ConcernState(TextChoices):
    """How far a concern has come."""

    RECEIVED = "received", _("Received")
    IN_HAND = "in_hand", _("In hand")
    CLOSED = "closed", _("Closed")
