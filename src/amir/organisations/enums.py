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
