"""What is found out about an applicant: interview, references, record check, who sent them."""

from base64 import b64decode
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.audit import record_reading
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.core.text import tidy
from amir.participants.actions import record_evidence
from amir.participants.enums import EvidenceKind
from amir.participants.models import Participant
from amir.programmes.queries import setting_of

from .. import rules
from ..enums import CheckResult, Heard, InterviewMode, ReferenceOutcome
from ..models import (
    Connection,
    Enquiry,
    Interview,
    RecordCheck,
    Reference,
    Referral,
    VoiceNote,
)
from .applying import Answers, answers_of

MOST_MINUTES = 600


def read_enquiry(actor: Actor, *, enquiry: Enquiry) -> Answers:
    """What somebody told while they applied; that the actor read it is written down."""
    if not may(actor, rules.VIEW, enquiry):
        raise NotAllowed(_("You may not see applications of this organisation."))
    _looked(enquiry)
    return answers_of(enquiry)


def listen_to(actor: Actor, *, note: VoiceNote) -> bytes:
    """A voice note in the clear; that the actor heard it is written down."""
    if not may(actor, rules.VIEW, note):
        raise NotAllowed(_("You may not see applications of this organisation."))
    _looked(note.enquiry)
    return b64decode(note.content.open())


def record_interview(
    actor: Actor, *, participant: Participant, held_on: date, mode: str, minutes: int
) -> Interview:
    """We have met them, face to face or by video; it becomes evidence."""
    decider = _check(actor, participant)
    _check_day(held_on, "held_on")
    if mode not in InterviewMode.values:
        raise Refused(_("Say how you met."), field="mode")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Write how many minutes you talked."), field="minutes")
    with transaction.atomic():
        record_evidence(
            actor,
            participant=participant,
            kind=EvidenceKind.INTERVIEWED,
            dated_on=held_on,
            source=f"interview, {mode}",
        )
        return Interview.objects.create(
            organisation_id=participant.organisation_id,
            participant=participant,
            held_on=held_on,
            mode=mode,
            minutes=minutes,
            held_by=decider,
        )


def ask_reference(
    actor: Actor,
    *,
    participant: Participant,
    name: str,
    contact: str = "",
    knows_from: str = "",
    requested_on: date | None = None,
) -> Reference:
    """Write down who was asked about an applicant."""
    asker = _check(actor, participant)
    day = requested_on or clock.today()
    _check_day(day, "requested_on")
    if not tidy(name):
        raise Refused(_("Write who was asked."), field="name")
    return Reference.objects.create(
        organisation_id=participant.organisation_id,
        participant=participant,
        name=tidy(name)[:120],
        contact=tidy(contact)[:200],
        knows_from=tidy(knows_from)[:120],
        requested_on=day,
        asked_by=asker,
    )


def receive_reference(
    actor: Actor, *, reference: Reference, outcome: str, received_on: date
) -> None:
    """Write down what they said: that they recommend, have doubts, or did not answer."""
    _check(actor, reference)
    _check_day(received_on, "received_on")
    if outcome not in ReferenceOutcome.values:
        raise Refused(_("Choose what they said."), field="outcome")
    if received_on < reference.requested_on:
        raise Refused(_("An answer cannot come before the question."), field="received_on")
    reference.outcome, reference.received_on = outcome, received_on
    reference.save(update_fields=["outcome", "received_on"])


def record_check(
    actor: Actor,
    *,
    participant: Participant,
    kind: str,
    country: str,
    seen_on: date,
    result: str,
    expires_on: date | None = None,
) -> RecordCheck:
    """Write down what a criminal-record check says, and until when; never the certificate.

    Without a day on the paper it counts as long as the programme says. When it has lapsed, the
    evidence has too: no new match.
    """
    seer = _check(actor, participant)
    _check_day(seen_on, "seen_on")
    if result not in CheckResult.values:
        raise Refused(_("Choose what the check says."), field="result")
    if not tidy(kind) or len(country) != 2:
        raise Refused(_("Write which check it is, and of which country."), field="kind")
    until = expires_on or rules.counts_until(
        seen_on, setting_of(participant.programme_id, rules.CHECK_MONTHS)
    )
    if until < seen_on:
        raise Refused(_("It cannot end before it begins."), field="expires_on")
    with transaction.atomic():
        record_evidence(
            actor,
            participant=participant,
            kind=EvidenceKind.CHECKED,
            dated_on=seen_on,
            expires_on=until if result == CheckResult.CLEAR else None,
            source=f"{tidy(kind)}, {country.upper()}",
            is_no=result != CheckResult.CLEAR,
        )
        return RecordCheck.objects.create(
            organisation_id=participant.organisation_id,
            participant=participant,
            kind=tidy(kind)[:100],
            country=country.upper(),
            seen_on=seen_on,
            result=result,
            expires_on=until,
            seen_by=seer,
        )


def record_referral(
    actor: Actor, *, participant: Participant, heard: str, referrer: str, contact: str = ""
) -> Referral:
    """Write down who sent somebody to us."""
    _check(actor, participant)
    if heard not in Heard.values:
        raise Refused(_("Choose who sent them."), field="heard")
    referral, _made = Referral.objects.update_or_create(
        participant=participant,
        defaults={
            "organisation_id": participant.organisation_id,
            "heard": heard,
            "referrer": tidy(referrer)[:200],
            "contact": tidy(contact)[:200],
        },
    )
    return referral


def acknowledge_referral(actor: Actor, *, referral: Referral) -> None:
    """We told whoever sent them that the person has arrived."""
    _check(actor, referral)
    referral.acknowledged_on = clock.today()
    referral.save(update_fields=["acknowledged_on"])


def record_connection(
    actor: Actor, *, participant: Participant, support: str, given_on: date, worth_cents: int
) -> Connection:
    """Write down what somebody got to stay reachable, and what it cost."""
    giver = _check(actor, participant)
    _check_day(given_on, "given_on")
    if not rules.is_support(support):
        raise Refused(_("Choose what they got."), field="support")
    return Connection.objects.create(
        organisation_id=participant.organisation_id,
        participant=participant,
        support=support,
        given_on=given_on,
        worth_cents=worth_cents,
        given_by=giver,
    )


def _looked(enquiry: Enquiry) -> None:
    people = [enquiry.person_id] if enquiry.person_id else []
    record_reading("recruiting_enquiry", enquiry.organisation_id, people)


def _check(actor: Actor, thing: Participant | Reference | Referral) -> UUID:
    """The account of whoever acts. Raises NotAllowed."""
    if actor.account_id is None or not may(actor, rules.SCREEN, thing):
        raise NotAllowed(_("You may not choose people for this organisation."))
    return actor.account_id


def _check_day(day: date, field: str) -> None:
    if day > clock.today():
        raise Refused(_("The day cannot lie in the future."), field=field)
