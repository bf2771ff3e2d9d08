"""What this room puts onto pages of others."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amir.core.guard import ActorRequest
from amir.core.slots import Entry, fill
from amir.kit import navigation
from amir.mentoring.models import Match
from amir.messages.rules import SEE_DELIVERIES
from amir.participants.enums import Side
from amir.participants.models import Participant

from .queries import contacts_visible_to, wellbeing_visible_to
from .rules import SUPPORT, VIEW
from .today import counted, ringing

RECENT = 5


def of_home(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """How many alarms ring, by rule."""
    rings = ringing(cast(ActorRequest, request).actor)
    return {"count": len(rings), "counted": counted(rings)} if rings else None


def of_match(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The last contacts with a pair, and logging one."""
    match = page.get("match")
    if not isinstance(match, Match):
        return None
    contacts = contacts_visible_to(cast(ActorRequest, request).actor).filter(match=match)
    return {"match": match, "contacts": contacts[:RECENT]}


def of_participant(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """On the page of a mentor: asking how they are, and what they said last."""
    participant = page.get("participant")
    if not isinstance(participant, Participant) or participant.side != Side.MENTOR:
        return None
    said = wellbeing_visible_to(cast(ActorRequest, request).actor).filter(participant=participant)
    return {"participant": participant, "last": said.first()}


def register() -> None:
    """Fill slots and navigation; called once at start-up."""
    fill("desk_home", Entry("alarms", VIEW, "care/slot/home.html", of_home, 1))
    fill("match_page", Entry("contacts", VIEW, "care/slot/match.html", of_match, 60))
    fill("participant_page", Entry("wellbeing", SUPPORT, "care/slot/mentor.html",
                                   of_participant, 70))  # fmt: skip
    fill("me_home", Entry("suggest", "me.see", "care/slot/me.html", lambda *_told: {}, 90))
    fill("me_data", Entry("rights", "me.see", "care/slot/rights.html", lambda *_told: {}, 90))
    group = _("Mentoring")
    navigation.add("desk", _("Who needs me"), "today", VIEW, "clock", 18, group=group)
    navigation.add("desk", _("Contacts"), "care_contacts", VIEW, "phone", 52, group=group)
    navigation.add("desk", _("Support"), "support", SUPPORT, "people", 54, group=group)
    navigation.add("desk", _("Messages"), "deliveries", SEE_DELIVERIES, "mail", 60, group=group)
