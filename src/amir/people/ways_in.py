"""Tables that are read before there is an actor: they hold ids, moments and digests, no names.

They have no row policy (nobody is anybody yet), which is why a copy of them must tell nothing:
contacts, codes, card and invitation tokens and session keys are stored as keyed digests only.
"""

from typing import ClassVar
from uuid import uuid4

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from amir.core import clock
from amir.core.access.locks import Audited
from amir.core.tags import LINK, SECRET, tagged

from .enums import SessionKind


class ContactLookup(models.Model):
    """Keyed digest of a phone or mail address -> account. Several accounts may share a phone."""

    id = tagged(LINK, models.BigAutoField(primary_key=True))
    digest = tagged(SECRET, models.BinaryField(db_index=True))
    account = tagged(
        LINK, models.ForeignKey("people.Account", models.PROTECT, related_name="lookups")
    )

    class Meta:
        app_label = "people"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "account"], name="people_lookup_once")
        ]


class SignInCode(models.Model):
    """Digits that were asked for. Bound to the browser that asked; ten minutes, few tries.

    `digest` is of the contact, known or not; `code` is of id and digits, empty until they are sent.
    """

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4))
    digest = tagged(SECRET, models.BinaryField())
    code = tagged(SECRET, models.BinaryField(null=True))
    is_phone = tagged(LINK, models.BooleanField())
    tries = tagged(LINK, models.PositiveSmallIntegerField(default=0))
    asked_at = tagged(LINK, models.DateTimeField(default=clock.now, db_index=True))
    used_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        app_label = "people"


class Card(models.Model):
    """A printed card with a QR code; its PIN stands with the account."""

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4))
    account = tagged(
        LINK, models.ForeignKey("people.Account", models.PROTECT, related_name="cards")
    )
    digest = tagged(SECRET, models.BinaryField(unique=True))
    made_at = tagged(LINK, models.DateTimeField(default=clock.now))
    revoked_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        app_label = "people"
        constraints: ClassVar = [Audited(name="people_card_audit", subject="account_id")]


class Invitation(models.Model):
    """A one-time link with which somebody of the staff sets up their first way in."""

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4))
    account = tagged(
        LINK, models.ForeignKey("people.Account", models.PROTECT, related_name="invitations")
    )
    digest = tagged(SECRET, models.BinaryField(unique=True))
    made_at = tagged(LINK, models.DateTimeField(default=clock.now))
    used_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        app_label = "people"
        constraints: ClassVar = [Audited(name="people_invitation_audit", subject="account_id")]


class BodyIdentity(models.Model):
    """Who somebody is at their own body: keyed digest of issuer and subject (OpenID Connect)."""

    digest = tagged(SECRET, models.BinaryField(primary_key=True))
    account = tagged(
        LINK, models.ForeignKey("people.Account", models.PROTECT, related_name="body_identities")
    )
    since = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        app_label = "people"
        constraints: ClassVar = [Audited(name="people_bodyidentity_audit", subject="account_id")]


class BrowserSession(AbstractBaseSession):
    """A session: its key is the digest of the cookie; `account_id` shows people theirs."""

    session_key = tagged(SECRET, models.CharField(max_length=40, primary_key=True))
    session_data = tagged(SECRET, models.TextField())
    expire_date = tagged(LINK, models.DateTimeField(db_index=True))
    public_id = tagged(LINK, models.UUIDField(default=uuid4))
    account_id = tagged(LINK, models.UUIDField(null=True, db_index=True))
    kind = tagged(LINK, models.CharField(max_length=10, choices=SessionKind.choices, blank=True))
    device = tagged(LINK, models.CharField(max_length=40, blank=True))
    begun_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        app_label = "people"
