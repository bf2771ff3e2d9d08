"""Writing down that one spoke with somebody of a pair."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.mentoring.models import Match

from .. import rules
from ..enums import Channel, Nature, Whom
from ..models import Contact
from ..rules import LOG

MOST_MINUTES = 600


@transaction.atomic
def log_contact(
    actor: Actor,
    *,
    match: Match,
    whom: str,
    held_on: date,
    minutes: int,
    channel: str,
    nature: str,
    safety: Mapping[str, bool] | None = None,
    is_reached: bool = True,
    note: str = "",
) -> Contact:
    """A check-in with mentee, mentor or who sent the mentee; a try that nobody answered, too.

    NotAllowed; Refused: a day that is not over the match, no length, or an open safety question.
    """
    if actor.account_id is None or not may(actor, LOG, match):
        raise NotAllowed(_("You may not log contacts in this organisation."))
    if whom not in Whom.values or channel not in Channel.values or nature not in Nature.values:
        raise Refused(_("Choose with whom, how and about what you spoke."))
    if not match.agreed_on <= held_on <= clock.today():
        raise Refused(_("Choose a day since the match began, not later than today."),
                      field="held_on")  # fmt: skip
    asked = dict(safety or {}) if is_reached and whom != Whom.REFERRER else {}
    if is_reached and not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Write how many minutes you spoke."), field="minutes")
    if is_reached and whom != Whom.REFERRER and not rules.is_answer_complete(asked):
        raise Refused(_("Answer each of the safety questions."), field="safety_safe")
    contact = Contact.objects.create(
        organisation_id=match.organisation_id,
        match=match,
        person_id=person_of(match, whom),
        whom=whom,
        held_on=held_on,
        minutes=minutes if is_reached else 0,
        channel=channel,
        nature=nature,
        is_reached=is_reached,
        safety=asked,
        note=note.strip()[:600],
        by=actor.account_id,
    )
    happened("care.contact_logged", actor, contact=contact)
    return contact


def remove_contact(actor: Actor, *, contact: Contact) -> None:
    """It was written down by mistake: by whoever wrote it, on the same day. NotAllowed, Refused."""
    if actor.account_id is None or not may(actor, LOG, contact):
        raise NotAllowed(_("You may not log contacts in this organisation."))
    if contact.by != actor.account_id or clock.day_of(contact.created_at) != clock.today():
        raise Refused(_("Only who wrote it can remove it, and on the same day."))
    with transaction.atomic():
        Contact.objects.filter(pk=contact.pk).delete()


def person_of(match: Match, whom: str) -> UUID | None:
    """The person of the pair; None for who sent the mentee."""
    people = {Whom.MENTEE: match.mentee_person_id, Whom.MENTOR: match.mentor_person_id}
    return people.get(Whom(whom))
