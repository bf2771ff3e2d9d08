"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SessionKind(TextChoices):
    """How long a person stays signed in (see middleware.py for the times)."""

    STAFF = "staff", _("Staff")
    MENTOR = "mentor", _("Mentor")
    OWN_PHONE = "own_phone", _("Own phone")
    SHARED = "shared", _("Shared phone")


class Consent(TextChoices):
    """What can be agreed to."""

    TAKING_PART = "taking_part", _("Taking part")
    REFERRAL = "referral", _("Passing my details to a service")
    STORY = "story", _("Telling my story")
    SENSITIVE = "sensitive", _("Keeping sensitive details")


class OffReason(TextChoices):
    """Why an account was switched off: a word, for the table of accounts holds no text."""

    LEFT = "left", _("Left the organisation")
    LOST = "lost", _("A device or a key was lost")
    MISUSE = "misuse", _("It was used wrongly")
    OTHER = "other", _("Another reason")


class ContactKind(TextChoices):
    """What a person is reached by."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
