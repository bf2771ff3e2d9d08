"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """On which side of a match somebody stands."""

    MENTEE = "mentee", _("Mentee")
    MENTOR = "mentor", _("Mentor")


class EvidenceKind(TextChoices):
    """What must be known of somebody before a match."""

    INTERVIEWED = "interviewed", _("Interviewed")
    CHECKED = "checked", _("Record checked")
    TRAINED = "trained", _("Trained")
    CONSENTED = "consented", _("Consented")


class ListState(TextChoices):
    """How far a list has come."""

    READING = "reading", _("Being read")
    READ = "read", _("Read, not brought in yet")
    BROUGHT_IN = "brought_in", _("Brought in")
    UNDONE = "undone", _("Undone")
    REFUSED = "refused", _("Not readable")


class RowAct(TextChoices):
    """What bringing in a list does with one of its people."""

    CREATE = "create", _("New")
    UPDATE = "update", _("Changed")
    SKIP = "skip", _("Left out")
    SAME = "same", _("Unchanged")
