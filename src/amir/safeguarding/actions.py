"""Reporting a concern, reading it, and following it up."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import limits
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.audit import record_reading
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.messages.templates import SOMETHING_NEW
from amir.organisations.actions import mail_staff
from amir.organisations.queries import staff_who_may
from amir.people.models import NOTIFYING
from amir.people.queries import callings_of, contacts_of, people_visible_to

from .enums import ConcernState, Urgency
from .models import Concern, ConcernEntry, ConcernMark
from .queries import entries_of
from .rules import DECIDE, PURPOSE, READ, REPORT

LONGEST = 10_000
HOUR = timedelta(hours=1)
MOST_BY_ONE, MOST_BY_ADDRESS = 10, 30


@dataclass(frozen=True)
class OpenedEntry:
    """What was done, in the clear."""

    entry: ConcernEntry
    text: str


@dataclass(frozen=True)
class Opened:
    """A concern in the clear, as a lead reads it."""

    concern: Concern
    text: str
    about: str
    reach_me: str
    entries: list[OpenedEntry]


def report_concern(
    actor: Actor,
    *,
    organisation_id: UUID,
    text: str,
    urgency: str,
    subject_person_id: UUID | None = None,
    reach_me: str = "",
    anonymous: bool = False,
) -> Concern:
    """Tell an organisation's safeguarding leads. Whoever reports keeps nothing but "received".

    `reach_me`: how, if not in the way that we know. `anonymous`: who reported it is written down
    nowhere. Raises Refused for an empty text, a person whom the actor does not know of, or an
    organisation in which nobody reads concerns.
    """
    if not may(actor, REPORT):
        raise NotAllowed(_("You may not report here."))
    if not text.strip():
        raise Refused(_("Write what worries you. A few words are enough."), field="text")
    if len(text) > LONGEST:
        raise Refused(_("The text is too long. Write the most important part."), field="text")
    if urgency not in Urgency.values:
        raise Refused(_("Say how soon somebody must look."), field="urgency")
    leads = staff_who_may(READ).get(organisation_id)
    if not leads:
        raise Refused(nobody_hears())
    about = _name_of(actor, organisation_id, subject_person_id) if subject_person_id else None
    reported_by = None if anonymous else actor.account_id
    reach_me = reach_me.strip()
    if reported_by is not None:
        reach_me = ", ".join(
            part for part in (_own_name(actor), reach_me or _own_contact(actor)) if part
        )
    # Written by the platform: the audit says that a concern came in, and not from whom.
    with acting_as(platform(PURPOSE)):
        concern = Concern(
            id=uuid4(),
            organisation_id=organisation_id,
            subject_person_id=subject_person_id,
            reported_by=reported_by,
            text=text.strip(),
            about=about,
            reach_me=reach_me or None,
            urgency=urgency,
        )
        concern.save(force_insert=True)
        ConcernMark(
            organisation_id=organisation_id,
            person_id=subject_person_id,
            concern_id=concern.id,
            reported_by=reported_by,
        ).save(force_insert=True)
        _tell_leads(organisation_id, leads)
        happened("safeguarding.concern_reported", actor, organisation_id=organisation_id)
    return concern


def nobody_hears() -> str:
    """What whoever turns to an organisation without a safeguarding lead can do instead."""
    return _(
        "Nobody at this organisation reads concerns yet. Please tell another organisation. "
        "In danger, call 112."
    )


def _tell_leads(organisation_id: UUID, leads: list[UUID]) -> None:
    """By mail, that there is something new: not what, and not by whom."""
    mail_staff(
        platform(NOTIFYING),
        organisation_id=organisation_id,
        account_ids=leads,
        template=SOMETHING_NEW,
        path=reverse("concerns_list"),
    )


def may_report_again(actor: Actor, address: str) -> bool:
    """Count one report of the actor, or of a visitor's network address; False if it is too many."""
    if actor.account_id is not None:
        who, most = str(actor.account_id), MOST_BY_ONE
    else:
        who, most = address, MOST_BY_ADDRESS
    return limits.allow("safeguarding.report", who, most=most, within=HOUR)


def read_concern(actor: Actor, *, concern: Concern) -> Opened:
    """Open the sealed texts; that the actor read them is written down."""
    if not may(actor, READ, concern):
        raise NotAllowed(_("Only the safeguarding leads read concerns."))
    with transaction.atomic():
        # The concern stands for its subject, who must not learn of it from "who looked".
        record_reading("safeguarding_concern", concern.organisation_id, [concern.pk])
        return Opened(
            concern,
            concern.text.open(),
            concern.about.open() if concern.about else "",
            concern.reach_me.open() if concern.reach_me else "",
            [OpenedEntry(entry, entry.text.open()) for entry in entries_of(concern)],
        )


def add_entry(actor: Actor, *, concern: Concern, text: str, state: str) -> ConcernEntry:
    """Write down what was done, and how far the concern has come. Entries are never changed."""
    if actor.account_id is None or not may(actor, DECIDE, concern):
        raise NotAllowed(_("Only the safeguarding leads write in this file."))
    if not text.strip():
        raise Refused(_("Write what was done."), field="text")
    if state not in (ConcernState.IN_HAND, ConcernState.CLOSED):
        raise Refused(_("Choose how it goes on."), field="state")
    with transaction.atomic():
        entry = ConcernEntry(
            organisation_id=concern.organisation_id,
            concern=concern,
            text=text.strip(),
            state=state,
            by=actor.account_id,
        )
        entry.save(force_insert=True)
        Concern.objects.filter(pk=concern.pk).update(state=state)
        is_open = state != ConcernState.CLOSED
        ConcernMark.objects.filter(concern_id=concern.pk).update(is_open=is_open)
        concern.state = state
    return entry


def _own_name(actor: Actor) -> str:
    """How leads shall address whoever reports: they do not see the records of participants."""
    own = callings_of(actor, [actor.account_id] if actor.account_id else [])
    return next((calling.preferred_name for calling in own.values()), "")


def _own_contact(actor: Actor) -> str:
    own = contacts_of(actor, [actor.account_id] if actor.account_id else [])
    return next((contact.phone or contact.email for contact in own.values()), "")


def _name_of(actor: Actor, organisation_id: UUID, person_id: UUID) -> str:
    known = people_visible_to(actor).filter(pk=person_id, organisation_id=organisation_id)
    if not actor.is_signed_in or not known.exists():
        raise Refused(_("We cannot find the person. Write in the text who it is about."))
    calling = callings_of(actor, [person_id]).get(person_id)
    return calling.preferred_name if calling else ""
