"""Receipts of what people agreed to: written with the evidence of it, taken back by themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed
from amir.core.permissions import may
from amir.people.enums import Consent
from amir.people.models import Calling, ConsentReceipt
from amir.people.rules import CHANGE, REGISTER


@dataclass(frozen=True)
class Agreed:
    """That somebody agreed to take part, on a day. `source`: a paper, or file and row.

    `version` and `language`: of the text that they were shown, where that is known.
    """

    organisation_id: UUID
    person_id: UUID
    given_on: date
    source: str = ""
    version: str = ""
    language: str = ""


def take_down_consents(actor: Actor, *, consents: Sequence[Agreed]) -> None:
    """Write receipts, in everybody's own language; one a person and day, so twice is no error.

    Two statements, however many. NotAllowed: the actor may not bring people into an organisation.
    """
    if not all(may(actor, REGISTER, agreed) for agreed in consents):
        raise NotAllowed(_("You may not add people to this organisation."))
    if not consents:
        return
    ids = {agreed.person_id for agreed in consents}
    # The language alone is read, so nobody is looked at.
    languages = dict(Calling.objects.filter(person_id__in=ids).values_list("person_id", "language"))
    ConsentReceipt.objects.bulk_create(
        (
            ConsentReceipt(
                organisation_id=agreed.organisation_id,
                person_id=agreed.person_id,
                kind=Consent.TAKING_PART,
                version=agreed.version[:20],
                language=agreed.language or languages.get(agreed.person_id, ""),
                given_on=agreed.given_on,
                source=agreed.source[:200],
            )
            for agreed in consents
        ),
        ignore_conflicts=True,
    )


def forget_consents(actor: Actor, *, consents: Collection[Agreed]) -> None:
    """Remove receipts of what was written down by mistake; what was taken back stays.

    NotAllowed as in `change_people`.
    """
    if not all(may(actor, CHANGE, agreed) for agreed in consents):
        raise NotAllowed(_("You may not change people of this organisation."))
    if not consents:
        return
    mistaken = {(agreed.person_id, agreed.given_on) for agreed in consents}
    with transaction.atomic():
        rows = ConsentReceipt.objects.filter(
            person_id__in={person_id for person_id, _day in mistaken},
            kind=Consent.TAKING_PART,
            withdrawn_at=None,
        ).values_list("pk", "person_id", "given_on")
        ids = [key for key, person_id, day in rows if (person_id, day) in mistaken]
        ConsentReceipt.objects.filter(pk__in=ids).delete()


def withdraw_consents(actor: Actor, *, kind: str) -> None:
    """Take back all that one has agreed to of a kind. NotAllowed: nobody is signed in."""
    if actor.account_id is None:
        raise NotAllowed(_("Only the person can take this back."))
    given = ConsentReceipt.objects.filter(person_id=actor.account_id, kind=kind)
    given.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
