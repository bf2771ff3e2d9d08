"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """Whether a practice is tried out or has become a service."""

    PILOT = "pilot", _("Pilot")
    REGULAR = "regular", _("Regular service")


class CostBand(TextChoices):
    """What it costs in a year, in euros; our own bands."""

    SMALL = "to_10", _("Up to 10,000 € a year")
    MEDIUM = "to_50", _("10,000 to 50,000 € a year")
    LARGE = "to_250", _("50,000 to 250,000 € a year")
    LARGEST = "above_250", _("More than 250,000 € a year")


class TargetGroup(TextChoices):
    """For whom a practice is."""

    EVERYBODY = "everybody", _("All newcomers")
    WOMEN = "women", _("Women")
    CHILDREN = "children", _("Children")
    YOUTH = "youth", _("Young people")
    FAMILIES = "families", _("Families")
    OLDER = "older", _("Older people")
    MINORITIES = "minorities", _("Minorities")
    PROTECTION = "protection", _("People seeking or having protection")
    DISABILITY = "disability", _("People with disabilities")
    LOCALS = "locals", _("Local community")
    STAFF = "staff", _("Staff of services")


class PracticeState(TextChoices):
    """How far a practice has come."""

    DRAFT = "draft", _("Draft")
    REPORTED = "reported", _("Reported")
    PUBLISHED = "published", _("Published")


class Label(TextChoices):
    """How well a practice has proved itself; the order is the ladder."""

    NONE = "", _("No label yet")
    REPORTED = "reported", _("Reported")
    PROMISING = "promising", _("Promising")
    GOOD = "good", _("Good")
    TRANSFERRED = "transferred", _("Transferred")


class MediaKind(TextChoices):
    """What stands beside the words."""

    FILE = "file", _("File")
    LINK = "link", _("Link")


class ListState(TextChoices):
    """Where a spreadsheet of practices stands."""

    READ = "read", _("To be looked at")
    IN = "in", _("Brought in")
    UNDONE = "undone", _("Taken back")
