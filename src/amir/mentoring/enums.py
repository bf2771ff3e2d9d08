"""Fixed words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    """How far a plan has come."""

    WAITING = "waiting", _("Being worked out")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    REPLACED = "replaced", _("Replaced by a newer plan")


class ProposalState(TextChoices):
    """What became of a proposed pair."""

    PROPOSED = "proposed", _("Proposed")
    REJECTED = "rejected", _("Rejected")
    CHANGED = "changed", _("Other mentor chosen")
    ASKED = "asked", _("Both are asked")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("No answer in time")


# A mentee has at most one proposal of a plan in these states.
LIVE = (ProposalState.PROPOSED, ProposalState.ASKED, ProposalState.AGREED)


class Answer(TextChoices):
    """What somebody answered when asked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class MatchState(TextChoices):
    """How a match goes."""

    RUNNING = "running", _("Running")
    ON_HOLD = "on_hold", _("On hold")
    DORMANT = "dormant", _("No sign of life")
    CLOSING = "closing", _("Closing")
    ENDED = "ended", _("Ended")


# The two still belong together: their places are taken, and each may read the match.
LIVE_MATCH = (MatchState.RUNNING, MatchState.ON_HOLD, MatchState.DORMANT, MatchState.CLOSING)


class EndReason(TextChoices):
    """Why a match ended, for counting."""

    PLANNED = "planned", _("Planned end")
    TRIAL = "trial", _("Left in the trial period")
    LANGUAGE = "language", _("Language")
    SCHEDULE = "schedule", _("No common time")
    GENDER = "gender", _("Wish about gender")
    MOVED = "moved", _("Moved away")
    WORK = "work", _("Found work")
    STATUS = "status", _("Legal status changed")
    NO_CONTACT = "no_contact", _("No contact any more")
    FIT = "fit", _("Did not fit")
    HEALTH = "health", _("Health or family")
    CONCERN = "concern", _("Protection")
    CONSENT = "consent", _("Does not agree any more")
    OTHER = "other", _("Other reason")


class PlanAct(TextChoices):
    """What can be done to many proposals at once, and taken back."""

    ACCEPT = "accept", _("Accepted")
    REJECT = "reject", _("Rejected")
    LOCK = "lock", _("Locked")
    UNLOCK = "unlock", _("Unlocked")


class WishKind(TextChoices):
    """What somebody who takes part asks of their organisation."""

    CALL = "call", _("Asks to be called")
    CORRECTION = "correction", _("Asks for a correction")
    LEFT = "left", _("Left a match in the trial period")


class AgreedPlace(TextChoices):
    """Where two people meet."""

    PUBLIC = "public", _("A public place, such as a library or a café")
    OFFICE = "office", _("Our office")
    ONLINE = "online", _("By phone or video")
    OUTSIDE = "outside", _("Outside, on a walk")
    HOME = "home", _("At home")


class ContactWay(TextChoices):
    """How two people reach each other between meetings."""

    CALLS = "calls", _("Phone calls")
    TEXTS = "texts", _("Text messages")
    VIDEO = "video", _("Video calls")
    MAIL = "mail", _("E-mail")
    OFFICE = "office", _("Through the coordinator")


class Frequency(TextChoices):
    """How often they meet."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")


# Days between two meetings.
DAYS_BETWEEN = {Frequency.WEEKLY: 7, Frequency.FORTNIGHTLY: 14, Frequency.MONTHLY: 30}


class SignedHow(TextChoices):
    """In which way somebody signed."""

    PAGE = "page", _("On their own page")
    LINK = "link", _("By link")
    PAPER = "paper", _("On paper, with us")


class HelperKind(TextChoices):
    """What the second mentor of a pair brings."""

    HOST = "host", _("Mentor from here")
    PEER = "peer", _("Mentor who came here as well")


class HelperState(TextChoices):
    """How far it is with a second mentor."""

    WANTED = "wanted", _("Another organisation is asked")
    ASKED = "asked", _("Is asked")
    AGREED = "agreed", _("Helps")
    DECLINED = "declined", _("Said no")
    ENDED = "ended", _("Over")


# A second mentor in these states takes a place of theirs.
TAKES_A_PLACE = (HelperState.ASKED, HelperState.AGREED)
HELPED_NO_MORE = (HelperState.DECLINED, HelperState.ENDED)


class BookingMode(TextChoices):
    """How an interpreter is there."""

    THERE = "there", _("On the spot")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")


class Relation(TextChoices):
    """Who answers for somebody under 18."""

    PARENT = "parent", _("Parent")
    GUARDIAN = "guardian", _("Guardian")
    AUTHORITY = "authority", _("Youth office or other authority")
