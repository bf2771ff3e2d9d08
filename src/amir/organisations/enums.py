"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an organisation is."""

    NGO = "ngo", _("Civil society organisation")
    LOCAL = "local", _("Municipality or local authority")
    REGIONAL = "regional", _("Regional authority")
    NATIONAL = "national", _("National authority")
    NETWORK = "network", _("Network or association")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other")


class Verdict(TextChoices):
    """What the review of an emergency look found."""

    RIGHT = "right", _("It was right")
    AVOIDABLE = "avoidable", _("It was meant well but could have been avoided")
    WRONG = "wrong", _("It was wrong")
