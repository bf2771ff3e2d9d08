"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GroupKind(TextChoices):
    """Who sits together in a focus group."""

    TCN = "tcn", _("Third-country nationals")
    ASSOCIATIONS = "associations", _("Migrant associations")
    COMMUNITY = "community", _("Local community")
    SERVICES = "services", _("Service providers")
    AUTHORITIES = "authorities", _("Authorities")


class GroupState(TextChoices):
    """How far a focus group has come."""

    PLANNED = "planned", pgettext_lazy("focus group", "Planned")
    HELD = "held", pgettext_lazy("focus group", "Held")
    WRITTEN = "written", pgettext_lazy("focus group", "Written down")
    CODED = "coded", pgettext_lazy("focus group", "Coded")
    PUBLISHED = "published", pgettext_lazy("focus group", "Published")
    CANCELLED = "cancelled", pgettext_lazy("focus group", "Cancelled")


class GroupMode(TextChoices):
    """Where people met."""

    IN_PERSON = "in_person", _("In one room")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("Both")


class ConsentBasis(TextChoices):
    """How people agreed to what was written down."""

    SIGNED = "signed", _("Signed by each of them")
    SPOKEN = "spoken", _("Spoken at the beginning, noted by us")
    OTHER = "other", _("Another way, told in the notes")


class TextKind(TextChoices):
    """What a text of a group is."""

    TRANSCRIPT = "transcript", _("Transcript")
    NOTES = "notes", _("Notes")


class Facet(TextChoices):
    """What a code says: the reports set needs and barriers side by side."""

    NEED = "need", _("Need")
    BARRIER = "barrier", _("Barrier")
    HELP = "help", _("What helps")
    PROPOSAL = "proposal", _("Proposal")
    OTHER = "other", _("Something else")


class Gender(TextChoices):
    """By gender, as people said themselves."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    OTHER = "other", pgettext_lazy("gender", "Another")
    UNTOLD = "untold", _("Not told")


class AgeBand(TextChoices):
    """By age."""

    YOUNG = "under_18", _("Under 18")
    TO_29 = "18_29", _("18 to 29")
    TO_44 = "30_44", _("30 to 44")
    TO_64 = "45_64", _("45 to 64")
    OLD = "65_up", _("65 and older")
    UNTOLD = "untold", _("Not told")


class Status(TextChoices):
    """By status of residence."""

    REFUGE = "refuge", _("Refugee or protected")
    ASKING = "asking", _("Asks for asylum")
    RESIDENCE = "residence", _("Other residence permit")
    CITIZEN = "citizen", _("Citizen of the country or of the Union")
    UNTOLD = "untold", _("Not told")


# What is counted, and into which parts. Numbers of people only, never who.
BREAKDOWNS: dict[str, type[TextChoices]] = {"gender": Gender, "age": AgeBand, "status": Status}
