"""What is done about an alarm with one tap: remind, or dismiss with a reason."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings as installation
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.mentoring.models import Match
from amir.messages import actions as messages
from amir.messages.enums import DeliveryState, Way
from amir.participants.models import Participant
from amir.people.models import Contact as Address
from amir.people.queries import callings_of, contacts_of
from amir.programmes.queries import setting_of

from ..models import Dismissal, Reminder
from ..notices import REMINDER
from ..rules import LOG
from ..settings import DISMISSED_DAYS
from ..today import Ringing


def _thing(ringing: Ringing) -> Match | Participant:
    """The match or participant of an alarm, as far as the locks show it. Refused: it is gone."""
    due = ringing.due
    found: Match | Participant | None
    if due.match_id:
        found = Match.objects.select_related("mentee").filter(pk=due.match_id).first()
    else:
        found = Participant.objects.filter(pk=due.thing_id).first()
    if found is None:
        raise Refused(_("This is over already."))
    return found


def _may_answer(actor: Actor, thing: Match | Participant) -> UUID:
    if actor.account_id is None or not may(actor, LOG, thing):
        raise NotAllowed(_("You may not do this in this organisation."))
    return actor.account_id


@transaction.atomic
def dismiss_alarm(actor: Actor, *, ringing: Ringing, reason: str) -> Dismissal:
    """Nothing needs to be done for now; after some weeks it rings again. Each is counted.

    NotAllowed; Refused without a reason.
    """
    thing = _thing(ringing)
    by = _may_answer(actor, thing)
    if not reason.strip():
        raise Refused(_("Say in a few words why nothing needs to be done."), field="reason")
    mentee = thing.mentee if isinstance(thing, Match) else thing
    days = setting_of(mentee.programme_id, DISMISSED_DAYS)
    alarm, thing_id, since = ringing.key
    return Dismissal.objects.create(
        organisation_id=thing.organisation_id, alarm=alarm, thing_id=thing_id, since=since, by=by,
        reason=reason.strip()[:300], until=clock.today() + timedelta(days=days),
    )  # fmt: skip


def take_back_dismissal(actor: Actor, *, dismissal: Dismissal) -> None:
    """It rings again; twice is no error. NotAllowed."""
    if not may(actor, LOG, dismissal):
        raise NotAllowed(_("You may not do this in this organisation."))
    with transaction.atomic():
        Dismissal.objects.filter(pk=dismissal.pk, undone_at=None).update(undone_at=clock.now())


@transaction.atomic
def remind(actor: Actor, *, ringing: Ringing) -> Reminder:
    """Send a message to whom the alarm is about; `sent` is how many could be reached.

    NotAllowed; Refused: this alarm reminds nobody, or somebody was reminded today.
    """
    thing = _thing(ringing)
    by = _may_answer(actor, thing)
    if not ringing.alarm.reminds:
        raise Refused(_("Nobody is reminded of this by a message."))
    if ringing.reminded_on == clock.today():
        raise Refused(_("They were reminded today."))
    people = _people(thing)
    contacts, callings = contacts_of(actor, people), callings_of(actor, people)
    sent = sum(
        _send(actor, thing.organisation_id, contacts[person], callings[person].language)
        for person in people
        if person in contacts and person in callings
    )
    alarm, thing_id, since = ringing.key
    return Reminder.objects.create(
        organisation_id=thing.organisation_id, alarm=alarm, thing_id=thing_id, since=since, by=by,
        sent=sent,
    )  # fmt: skip


def hand_over_reminder(actor: Actor, *, participant: Participant) -> str:
    """A link that opens WhatsApp on the actor's phone with the reminder written.

    NotAllowed; Refused: there is no telephone number.
    """
    _may_answer(actor, participant)
    contact = contacts_of(actor, [participant.person_id]).get(participant.person_id)
    calling = callings_of(actor, [participant.person_id]).get(participant.person_id)
    if contact is None or calling is None or not contact.phone:
        raise Refused(_("There is no telephone number."))
    return messages.hand_over_link(
        actor, organisation_id=participant.organisation_id, account_id=participant.person_id,
        address=contact.phone, template=REMINDER.name, language=calling.language,
        values=_values(),
    )  # fmt: skip


def _people(thing: Match | Participant) -> list[UUID]:
    if isinstance(thing, Match):
        return [thing.mentee_person_id, thing.mentor_person_id]
    return [thing.person_id]


def _send(actor: Actor, organisation_id: UUID, contact: Address, language: str) -> bool:
    """By the way that the person wants, else by one that there is."""
    ways = {Way.MAIL: contact.email, Way.SMS: contact.phone}
    for way in sorted(ways, key=lambda way: way.value != contact.channel):
        if ways[way]:
            delivery = messages.send(
                actor, organisation_id=organisation_id, account_id=contact.person_id,
                channel=way, address=ways[way], template=REMINDER.name, language=language,
                values=_values(),
            )  # fmt: skip
            return delivery.state in (DeliveryState.QUEUED, DeliveryState.SENT)
    return False


def _values() -> dict[str, str]:
    return {"link": installation.SITE_URL + reverse("me_home")}
