"""Reporting a concern: whoever reports keeps nothing but "received"."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock, limits
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.messages.templates import SOMETHING_NEW
from amir.organisations.actions import mail_staff
from amir.organisations.models import Organisation
from amir.organisations.queries import staff_who_may
from amir.people.models import NOTIFYING
from amir.people.queries import callings_of, contacts_of, people_visible_to

from .. import rules
from ..enums import Urgency
from ..models import Concern, ConcernClock, ConcernMark
from ..queries import clocks_of
from ..rules import PURPOSE, READ, REPORT

LONGEST = 10_000
HOUR = timedelta(hours=1)
MOST_BY_ONE, MOST_BY_ADDRESS = 10, 30


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
    leads = _who_hears(actor, organisation_id, text, urgency)
    about, is_minor = None, False
    if subject_person_id:
        about, is_minor = _who_is(actor, organisation_id, subject_person_id)
    reported_by = None if anonymous else actor.account_id
    due = _due_at(organisation_id, urgency, is_minor=is_minor)
    concern = Concern(
        id=uuid4(),
        organisation_id=organisation_id,
        subject_person_id=subject_person_id,
        reported_by=reported_by,
        text=text.strip(),
        about=about,
        reach_me=_reached(actor, reach_me.strip(), anonymous=anonymous) or None,
        urgency=urgency,
    )
    # Written by the platform: the audit says that a concern came in, and not from whom.
    with acting_as(platform(PURPOSE)) as nobody:
        _write(concern, due)
        tell_readers(organisation_id, leads)
        happened("safeguarding.concern_reported", actor, organisation_id=organisation_id)
        if rules.pauses_pairs(concern.state):
            happened(
                "safeguarding.concern_opened", nobody, organisation_id=organisation_id,
                concern_id=concern.id, person_ids=[subject_person_id] if subject_person_id else [],
            )  # fmt: skip
    return concern


def _who_hears(actor: Actor, organisation_id: UUID, text: str, urgency: str) -> list[UUID]:
    """The leads of the organisation. NotAllowed; Refused if nothing can be made of the report."""
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
    return leads


def _reached(actor: Actor, reach_me: str, *, anonymous: bool) -> str:
    """How whoever reports is reached: as they say, else as we know; with their name."""
    if anonymous or actor.account_id is None:
        return reach_me
    parts = (_own_name(actor), reach_me or _own_contact(actor))
    return ", ".join(part for part in parts if part)


def _write(concern: Concern, due: datetime) -> None:
    """The concern, the mark that it exists, and its clock."""
    concern.save(force_insert=True)
    ConcernMark(
        organisation_id=concern.organisation_id,
        person_id=concern.subject_person_id,
        concern_id=concern.id,
        reported_by=concern.reported_by,
    ).save(force_insert=True)
    ConcernClock(organisation_id=concern.organisation_id, concern_id=concern.id, due_at=due).save(
        force_insert=True
    )


def _due_at(organisation_id: UUID, urgency: str, *, is_minor: bool) -> datetime:
    country = Organisation.objects.values_list("country", flat=True).get(pk=organisation_id)
    clocks = clocks_of(organisation_id)
    return rules.due_at(clock.now(), urgency, country, clocks, is_minor=is_minor)


def nobody_hears() -> str:
    """What whoever turns to an organisation without a safeguarding lead can do instead."""
    return _(
        "Nobody at this organisation reads concerns yet. Please tell another organisation. "
        "In danger, call 112."
    )


def tell_readers(organisation_id: UUID, leads: list[UUID]) -> None:
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


def _own_name(actor: Actor) -> str:
    """How leads shall address whoever reports: they do not see the records of participants."""
    own = callings_of(actor, [actor.account_id] if actor.account_id else [])
    return next((calling.preferred_name for calling in own.values()), "")


def _own_contact(actor: Actor) -> str:
    own = contacts_of(actor, [actor.account_id] if actor.account_id else [])
    return next((contact.phone or contact.email for contact in own.values()), "")


def _who_is(actor: Actor, organisation_id: UUID, person_id: UUID) -> tuple[str, bool]:
    """How somebody is called whom the actor knows of, and whether they are under 18."""
    known = people_visible_to(actor).filter(pk=person_id, organisation_id=organisation_id)
    person = known.first() if actor.is_signed_in else None
    if person is None:
        raise Refused(_("We cannot find the person. Write in the text who it is about."))
    calling = callings_of(actor, [person_id]).get(person_id)
    return (calling.preferred_name if calling else "", person.is_minor)
