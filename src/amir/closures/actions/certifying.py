"""Certificates of mentors: written once, signed, and taken back only with a trace."""

import secrets
from collections.abc import Collection
from datetime import UTC, date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.organisations.models import Organisation
from amir.participants.enums import Side
from amir.participants.models import Participant

from .. import badge
from ..certificate import as_credential, method_of
from ..enums import Competency
from ..models import Certificate, SigningKey
from ..notices import tell_certificate
from ..rules import CERTIFY

MOST_HOURS = 5_000


@transaction.atomic
def issue_certificate(
    actor: Actor,
    *,
    participant: Participant,
    name: str,
    language: str,
    starts_on: date,
    ends_on: date,
    hours: int,
    competencies: Collection[str],
) -> Certificate:
    """Certify what a mentor did; the mentor is told, and finds it on their own page.

    `name`: as it stands on paper and on the public page: the mentor says which. Raises NotAllowed;
    Refused for a mentee, without a name, or for a period or hours that cannot be.
    """
    if not may(actor, CERTIFY, participant):
        raise NotAllowed(_("You may not certify in this organisation."))
    if participant.side != Side.MENTOR:
        raise Refused(_("Certificates are for mentors."))
    if not name.strip():
        raise Refused(_("Write the name as the mentor wants it."), field="name")
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("Choose a language."), field="language")
    if not starts_on <= ends_on <= clock.today():
        raise Refused(_("The period ends before it begins, or in the future."), field="ends_on")
    if not 1 <= hours <= MOST_HOURS:
        raise Refused(_("Write the hours, from 1 to {most}.").format(most=MOST_HOURS),
                      field="hours")  # fmt: skip
    known = [code for code in Competency.values if code in set(competencies)]
    if not known:
        raise Refused(_("Choose at least one."), field="competencies")
    certificate = Certificate(
        organisation_id=participant.organisation_id, participant=participant,
        person_id=participant.person_id, programme_id=participant.programme_id,
        name=name.strip()[:200], language=language, starts_on=starts_on, ends_on=ends_on,
        hours=hours, competencies=known, code=secrets.token_urlsafe(12),
        issued_on=clock.today(), issued_by=actor.account_id,
    )  # fmt: skip
    certificate.badge = _signed(certificate)
    certificate.save(force_insert=True)
    tell_certificate(certificate)
    return certificate


@transaction.atomic
def withdraw_certificate(actor: Actor, *, certificate: Certificate) -> None:
    """It was issued by mistake: from now on its public page says that it does not hold."""
    if not may(actor, CERTIFY, certificate):
        raise NotAllowed(_("You may not certify in this organisation."))
    Certificate.objects.filter(pk=certificate.pk, withdrawn_at=None).update(
        withdrawn_at=clock.now()
    )


def _signed(certificate: Certificate) -> dict[str, object]:
    organisation = Organisation.objects.get(pk=certificate.organisation_id)
    at = clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    credential = as_credential(certificate, organisation=organisation.name, at=at)
    key = _key_of(organisation)
    method = method_of(organisation.pk, key.pk)
    return badge.signed(credential, private=key.private.open(), method=method, at=at)


def _key_of(organisation: Organisation) -> SigningKey:
    """The key that signs now; made when there is none."""
    held = SigningKey.objects.filter(organisation_id=organisation.pk, retired_at=None).last()
    if held is not None:
        return held
    public, private = badge.new_key()
    made = SigningKey(organisation_id=organisation.pk, public=public, private=private)
    made.save(force_insert=True)
    return SigningKey.objects.get(pk=made.pk)
