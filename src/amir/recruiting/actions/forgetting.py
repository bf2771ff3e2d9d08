"""Forgetting what we need not know: unfinished, refused, long away. Run by the platform."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor
from amir.core.defaults import Setting
from amir.core.errors import Refused
from amir.organisations.queries import staff_who_may
from amir.participants.models import Participant
from amir.people.actions import erase_person
from amir.people.models import Account, Person
from amir.people.rules import ERASE
from amir.programmes.queries import setting_of

from .. import rules
from ..enums import Ruling
from ..models import (
    FORGETTING,
    ConsentGiven,
    Enquiry,
    LongAway,
    Opening,
    Reference,
    Referral,
    SelfEvaluation,
    Verdict,
    VoiceNote,
)
from ..notices import FORGETTING_SOON, tell_person
from ..queries import warned_people

MONTH = timedelta(days=30.4375)


def forget_unfinished() -> int:
    """Delete applications that nobody has sent or touched for long; returns how many."""
    with acting_as(rules.forgetting()):
        count = 0
        for opening, before in _each_opening(rules.UNFINISHED_DAYS, timedelta(days=1)):
            open_ones = Enquiry.objects.filter(opening=opening, sent_at=None)
            ids = [
                key for key, touched in open_ones.values_list("pk", "touched_at")
                if rules.is_due(touched, before)
            ]  # fmt: skip
            VoiceNote.objects.filter(enquiry__in=ids).delete()
            count += Enquiry.objects.filter(pk__in=ids).delete()[0]
        return count


def forget_refused() -> int:
    """Forget those whom we did not accept, after the months that the programme keeps them."""
    due: list[tuple[UUID, UUID]] = []
    with acting_as(rules.forgetting()):
        for opening, before in _each_opening(rules.REFUSED_MONTHS, MONTH):
            sent = Enquiry.objects.filter(opening=opening, participant__isnull=False)
            newest: dict[UUID, Verdict] = {}
            ids = list(sent.values_list("participant_id", flat=True))
            for verdict in Verdict.objects.filter(participant__in=ids).order_by("created_at"):
                newest[verdict.participant_id] = verdict
            refused = [
                key for key, verdict in newest.items()
                if verdict.ruling == Ruling.REFUSE and rules.is_due(verdict.created_at, before)
            ]  # fmt: skip
            people = sent.filter(participant__in=refused, person_id__isnull=False)
            due += [
                (opening.organisation_id, key)
                for key in people.values_list("person_id", flat=True) if key
            ]  # fmt: skip
    return _forget_all(due)


def warn_long_away() -> int:
    """Tell those who have not been here for long that we will forget them; returns how many."""
    with acting_as(rules.forgetting()):
        warned = set(warned_people())
        found = [pair for pair in _long_away() if pair[1] not in warned]
        LongAway.objects.bulk_create(
            LongAway(organisation_id=organisation_id, person_id=person_id)
            for organisation_id, person_id in found
        )
    for organisation_id, person_id in found:
        tell_person(organisation_id, person_id, FORGETTING_SOON)
    return len(found)


def redact_long_away() -> int:
    """Forget those who were warned and have not come back; returns how many."""
    with acting_as(rules.forgetting()):
        warned = warned_people()
        still = {person_id: organisation_id for organisation_id, person_id in _long_away()}
        back = [person_id for person_id in warned if person_id not in still]
        LongAway.objects.filter(person_id__in=back).delete()
        days = {
            person_id: setting_of(programme_id, rules.AWAY_DAYS)
            for person_id, programme_id in Enquiry.objects.filter(
                person_id__in=list(warned)
            ).values_list("person_id", "opening__programme_id")
        }
        due = [
            (organisation_id, person_id) for person_id, organisation_id in still.items()
            if person_id in warned
            and warned[person_id].warned_at < clock.now() - timedelta(days=days[person_id])
        ]  # fmt: skip
    return _forget_all(due)


def _each_opening(setting: Setting, unit: timedelta) -> Iterable[tuple[Opening, datetime]]:
    """Every role with the moment before which a setting of its programme says: too long ago."""
    values: dict[UUID | None, int] = {}
    for opening in Opening.objects.all():
        if opening.programme_id not in values:
            values[opening.programme_id] = setting_of(opening.programme_id, setting)
        yield opening, clock.now() - values[opening.programme_id] * unit


def _long_away() -> list[tuple[UUID, UUID]]:
    """(organisation, person) of applicants who gave no sign of life and are in no match."""
    found = []
    for opening, before in _each_opening(rules.AWAY_MONTHS, MONTH):
        sent = Enquiry.objects.filter(opening=opening, sent_at__lt=before, person_id__isnull=False)
        ids = [key for key in sent.values_list("person_id", flat=True) if key]
        seen = Account.objects.filter(pk__in=ids, last_login__gte=before)
        here = set(seen.values_list("pk", flat=True))
        found += [
            (opening.organisation_id, person_id) for person_id in ids
            if person_id not in here and not _is_busy(person_id)
        ]  # fmt: skip
    return found


def _is_busy(person_id: UUID) -> bool:
    """Whether somebody takes part now, or is forgotten already."""
    with acting_as(rules.applying(person_id)):
        busy = Participant.objects.filter(person_id=person_id, state__in=("available", "matched"))
        gone = Person.objects.filter(pk=person_id, erased_at__isnull=False)
        return busy.exists() or gone.exists()


def _forget_all(due: Iterable[tuple[UUID, UUID]]) -> int:
    """Forget (organisation, person) each; returns how many.

    By a coordinator of the organisation, as what runs at night acts for somebody; where nobody
    may erase, people stay.
    """
    coordinators = staff_who_may(ERASE)
    return sum(
        _forget(min(coordinators[organisation_id]), person_id)
        for organisation_id, person_id in due
        if organisation_id in coordinators
    )


def _forget(account_id: UUID, person_id: UUID) -> bool:
    """Delete what an applicant told us, then who they are; decisions stay without a name.

    False: erased already, or somebody still needs the person (a concern is open).
    """
    try:
        with transaction.atomic():
            _delete_told(person_id)
            with acting_as(Actor(account_id=account_id, purpose=FORGETTING)):
                actor = replace(load_actor(account_id), purpose=FORGETTING)
                person = Person.objects.filter(pk=person_id, erased_at=None).first()
                if person is None:
                    return False
                erase_person(actor, person=person)
    except Refused:
        return False
    return True


def _delete_told(person_id: UUID) -> None:
    """Everything of the application but that it was there, and what became of it."""
    with acting_as(rules.applying(person_id)):
        taking = list(Participant.objects.filter(person_id=person_id).values_list("pk", flat=True))
    with acting_as(rules.forgetting()):
        VoiceNote.objects.filter(enquiry__participant__in=taking).delete()
        Enquiry.objects.filter(participant__in=taking).update(answers=None, language="")
        Reference.objects.filter(participant__in=taking).delete()
        SelfEvaluation.objects.filter(participant__in=taking).delete()
        Referral.objects.filter(participant__in=taking).update(referrer="", contact="")
        ConsentGiven.objects.filter(participant__in=taking).update(
            explained_by="", guardian_name="", guardian_phone=""
        )
        Verdict.objects.filter(participant__in=taking).update(words="")
        LongAway.objects.filter(person_id=person_id).delete()
