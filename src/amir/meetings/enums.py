"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mode(TextChoices):
    """How two people met."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", pgettext_lazy("how people meet", "By phone")
    VIDEO = "video", _("By video")
    WRITING = "writing", _("In writing")


class PlaceKind(TextChoices):
    """At what kind of place; never which one."""

    ORGANISATION = "organisation", _("At the organisation")
    CAFE = "cafe", _("In a café")
    LIBRARY = "library", _("In a library")
    OFFICE = "office", _("At an office or service")
    OUTDOORS = "outdoors", _("Outdoors")
    HOME = "home", _("At somebody's home")
    ELSEWHERE = "elsewhere", _("Somewhere else")


class Source(TextChoices):
    """How a meeting was written down."""

    PAGE = "page", _("Signed in")
    LINK = "link", _("By link")
    OUTBOX = "outbox", _("From the phone's outbox")
    SMS = "sms", _("By SMS")
    VOICE = "voice", _("By voice note")
    API = "api", _("By a program")


class GoalState(TextChoices):
    """How far a goal is."""

    OPEN = "open", _("Open")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Dropped")


class Owner(TextChoices):
    """Who takes a step."""

    MENTEE = "mentee", _("Mentee")
    MENTOR = "mentor", _("Mentor")
    BOTH = "both", _("Both")
    COORDINATOR = "coordinator", _("Coordinator")


class DateState(TextChoices):
    """Whether the next date stands."""

    PLANNED = "planned", _("Planned")
    CANCELLED = "cancelled", _("Cancelled")
    PAST = "past", _("Over")


class ExpenseKind(TextChoices):
    """What a mentor paid for."""

    TRAVEL = "travel", _("Bus, train or fuel")
    FOOD = "food", _("Food and drinks")
    ENTRANCE = "entrance", _("Entrance")
    MATERIAL = "material", _("Paper, copies, books")
    OTHER = "other", _("Something else")


class ExpenseState(TextChoices):
    """Whether a mentor got the money back."""

    ASKED = "asked", _("Asked for")
    PAID = "paid", _("Paid")
    REFUSED = "refused", _("Not paid")
