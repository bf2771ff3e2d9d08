"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AskedBy(TextChoices):
    """Who wants that the match ends."""

    MENTEE = "mentee", _("The mentee")
    MENTOR = "mentor", _("The mentor")
    BOTH = "both", _("Both")
    ORGANISATION = "organisation", _("The organisation")


class HowItWas(TextChoices):
    """How somebody looks back."""

    GOOD = "good", _("Good")
    MIXED = "mixed", _("Mixed")
    BAD = "bad", _("Not good")


class Again(TextChoices):
    """Whether somebody wants another match."""

    YES = "yes", _("Yes")
    LATER = "later", _("Later, perhaps")
    NO = "no", _("No")


class ContactAfter(TextChoices):
    """How the two may go on when the programme does not stand behind it any more."""

    AS_THEY_LIKE = "as_they_like", _("As both like, on their own responsibility")
    THROUGH_US = "through_us", _("Only through the organisation")
    NONE = "none", _("No contact")


class Part(TextChoices):
    """What a closing consists of."""

    REASON = "reason", _("Reason, and who asked for it")
    MENTEE = "mentee", _("Talk with the mentee")
    MENTOR = "mentor", _("Talk with the mentor")
    MEETING = "meeting", _("Closing meeting")
    AFTER = "after", _("What comes afterwards")


class FollowUpMoment(TextChoices):
    """How long after the end somebody is asked how they are."""

    MONTHS_3 = "months_3", _("After 3 months")
    MONTHS_6 = "months_6", _("After 6 months")
    MONTHS_12 = "months_12", _("After 12 months")


class Question(TextChoices):
    """What a follow-up asks; in the words of the page."""

    JOB = "job", _("Do you have work now?")
    TRAINING = "training", _("Are you in a course or in training?")
    HOUSING = "housing", _("Do you have a safe place to live?")
    ACCOUNT = "account", _("Do you have a bank account?")
    LANGUAGE = "language", _("Can you manage your day in the language here?")


class Said(TextChoices):
    """An answer to a follow-up."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    SKIPPED = "skipped", _("I do not want to say")


class Competency(TextChoices):
    """What a mentor has shown; stands on the certificate."""

    LISTENING = "listening", _("Listening and asking")
    PLANNING = "planning", _("Setting goals and planning steps")
    ORIENTING = "orienting", _("Explaining services and rights")
    CULTURES = "cultures", _("Mediating between cultures")
    LANGUAGES = "languages", _("Interpreting in everyday life")
    BOUNDARIES = "boundaries", _("Keeping limits and confidence")
    GROUPS = "groups", _("Leading group sessions")
