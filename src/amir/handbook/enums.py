"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Works(TextChoices):
    """What a partner that tested a section says of it."""

    YES = "yes", _("It works as it is")
    PARTLY = "partly", _("It works with changes")
    NO = "no", _("It does not work here")
