"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Whom(TextChoices):
    """With whom a coordinator spoke."""

    MENTEE = "mentee", _("Mentee")
    MENTOR = "mentor", _("Mentor")
    REFERRER = "referrer", _("Who sent the mentee")


class Channel(TextChoices):
    """How they spoke."""

    PHONE = "phone", _("Phone")
    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("Video")
    MESSAGE = "message", _("Messages")


class Nature(TextChoices):
    """What it was about."""

    CHECK_IN = "check_in", _("How it goes")
    PROBLEM = "problem", _("Something does not work")
    PRACTICAL = "practical", _("Something practical")
    CLOSING = "closing", _("The end of the match")


class Safety(TextChoices):
    """What is asked each time, in the words in which it is asked."""

    SAFE = "safe", _("Do you feel safe when you meet?")
    MONEY = "money", _("Did anybody ask the other for money, or lend some?")
    LIMITS = "limits", _("Did anybody want more than was agreed?")


# The answer that lets a coordinator sleep; the other one is a reason to ask on.
CALM = {Safety.SAFE: True, Safety.MONEY: False, Safety.LIMITS: False}


class GatheringKind(TextChoices):
    """Where mentors find support, and where people of the place meet."""

    GROUP = "group", _("Mentor group")
    TRAINING = "training", _("Ongoing training")
    EXCHANGE = "exchange", _("Exchange between mentors")
    COMMUNITY = "community", _("Event with people of the place")
    REVIEW = "review", _("Yearly review with participants")


# What counts as support of a mentor.
SUPPORTING = (GatheringKind.GROUP, GatheringKind.TRAINING, GatheringKind.EXCHANGE)


class Wellness(TextChoices):
    """How a mentor is, as they say."""

    GOOD = "good", _("Well")
    TIRED = "tired", _("Tired, but it goes")
    HEAVY = "heavy", _("It is too much")
