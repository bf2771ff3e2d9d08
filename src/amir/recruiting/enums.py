"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Intake(TextChoices):
    """How an application was filled in."""

    OWN = "own", _("By themself")
    HELPED = "helped", _("Together with staff")
    PROGRAM = "program", _("By a program")


class Heard(TextChoices):
    """From whom somebody knows of us."""

    FRIEND = "friend", _("A friend or my family")
    COMMUNITY = "community", _("My community or an association")
    OFFICE = "office", _("The municipality or an office")
    SERVICE = "service", _("A school, a doctor, an advice centre")
    POSTER = "poster", _("A poster, or the internet")
    OTHER = "other", _("Somebody else")


# Whoever sends people for their work, and is told how it goes on.
SERVICES = (Heard.OFFICE, Heard.SERVICE)


class InterviewMode(TextChoices):
    """How we met them."""

    FACE = "face", _("Face to face")
    VIDEO = "video", _("By video")


class ReferenceOutcome(TextChoices):
    """What came of a reference; "" while we wait."""

    GOOD = "good", _("Recommends them")
    DOUBTS = "doubts", _("Has doubts")
    NONE = "none", _("Did not answer")


class CheckResult(TextChoices):
    """What a criminal-record check says. The certificate itself is never kept."""

    CLEAR = "clear", _("Nothing against it")
    AGAINST = "against", _("Something against it")


class Ruling(TextChoices):
    """What was decided about an application."""

    ACCEPT = "accept", _("Accept")
    WAIT = "wait", _("Waiting list")
    ROUTE = "route", _("Needs specialist help: pass on to a service")
    REFUSE = "refuse", _("Do not accept")


class Reason(TextChoices):
    """Why; the person reads it in their own language."""

    FITS = "fits", _("You fit the programme.")
    FULL = "full", _("All places are taken. You are on the waiting list.")
    NOT_SETTLED = "not_settled", _("Mentors must have lived here for some years.")
    NO_TIME = "no_time", _("A match needs more time than you have now.")
    LANGUAGE = "language", _("We have nobody who speaks a language of yours.")
    AGE = "age", _("The programme is for adults only.")
    PLACE = "place", _("You live too far from the others.")
    CHECKS = "checks", _("A check or a reference did not allow it.")
    SPECIALIST = "specialist", _("Another service can help you better than a mentor.")
    OTHER = "other", _("We explain it to you when we talk.")


class TrainingMoment(TextChoices):
    """When mentors look at what they can do."""

    BEFORE = "before", _("Before the training")
    AFTER = "after", _("After the training")


class Support(TextChoices):
    """What somebody got to stay reachable."""

    DATA = "data", _("Data package")
    DEVICE = "device", _("Phone or tablet")
    FARE = "fare", _("Bus or train fare")
    OTHER = "other", _("Something else")
