"""Accounts and persons. A person is several tables, one per field set, so that a grant names fields.

An account and its person share their id: what a policy calls the actor is the person.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core import clock
from amir.core.access.locks import either, locked, organisation_in, own, purpose, subject_in
from amir.core.base import OwnedModel
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import (
    CALLING,
    CONTACT,
    EVIDENCE,
    IDENTITY,
    LINK,
    PROFILE,
    SECRET,
    SPECIAL,
    tagged,
)

from .enums import Consent, SessionKind
from .queries import AccountManager, SeenQuerySet


class Account(AbstractBaseUser):
    """Who can sign in. No name, no address: it is read before there is an actor (allow-list)."""

    id = tagged(LINK, models.UUIDField(primary_key=True))
    password = tagged(SECRET, models.CharField(max_length=128))
    last_login = tagged(LINK, models.DateTimeField(null=True, blank=True))
    is_active = tagged(LINK, models.BooleanField(default=True))
    session_kind = tagged(
        LINK,
        models.CharField(
            max_length=10, choices=SessionKind.choices, default=SessionKind.OWN_PHONE
        ),
    )
    # Sessions begun before this moment are over: a role changed, somebody left, a PIN was reset.
    sessions_since = tagged(LINK, models.DateTimeField(default=clock.now))
    pin = tagged(SECRET, models.CharField(max_length=128, blank=True))

    USERNAME_FIELD = "id"
    objects = AccountManager()


class ContactLookup(models.Model):
    """Keyed digest of a phone or mail address -> account. Several accounts may share a phone."""

    id = tagged(LINK, models.BigAutoField(primary_key=True))
    digest = tagged(SECRET, models.BinaryField(db_index=True))
    account = tagged(LINK, models.ForeignKey(Account, models.PROTECT, related_name="lookups"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "account"], name="people_lookup_once")
        ]


class SignInCode(models.Model):
    """Digits that were sent. Bound to the browser that asked; ten minutes, few tries."""

    id = tagged(LINK, models.UUIDField(primary_key=True))
    digest = tagged(SECRET, models.BinaryField())
    code = tagged(SECRET, models.CharField(max_length=128))
    tries = tagged(LINK, models.PositiveSmallIntegerField(default=0))
    sent_at = tagged(LINK, models.DateTimeField(default=clock.now))
    used_at = tagged(LINK, models.DateTimeField(null=True))


class Card(models.Model):
    """A printed card with a QR code; the PIN stands with the account. Holds a digest only."""

    id = tagged(LINK, models.UUIDField(primary_key=True))
    account = tagged(LINK, models.ForeignKey(Account, models.PROTECT, related_name="cards"))
    digest = tagged(SECRET, models.BinaryField(unique=True))
    made_at = tagged(LINK, models.DateTimeField(default=clock.now))
    revoked_at = tagged(LINK, models.DateTimeField(null=True))


def _of_person(table: str, field_set: str) -> list[models.BaseConstraint]:
    """Locks of one field set: staff who may see people, and whoever has an edge to it."""
    return locked(
        table,
        key="person",
        subject="person_id",
        tenant_keys=["person"],
        read=either(
            organisation_in("people"), subject_in(field_set, "person_id"), purpose("sign-in")
            if field_set in ("calling", "contact") else "false",
        ),
        write=either(organisation_in("people"), own("person_id"), purpose("setup", "application")),
    )  # fmt: skip


class Person(OwnedModel):
    """A human as one organisation knows them. Names and facts are in the field sets."""

    is_restricted = tagged(LINK, models.BooleanField(default=False))
    is_minor = tagged(LINK, models.BooleanField(default=False))
    is_invented = tagged(LINK, models.BooleanField(default=False))
    erased_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        constraints = locked(
            "people_person",
            subject="id",
            read=either(organisation_in("people"), subject_in("calling", "id")),
            write=either(organisation_in("people"), purpose("setup", "application")),
        )


class FieldSet(models.Model):
    """One field set of a person: same key as the person, same organisation."""

    person = tagged(
        LINK,
        models.OneToOneField(Person, models.PROTECT, primary_key=True, db_constraint=False),
    )
    organisation_id = tagged(LINK, models.UUIDField(editable=False))
    objects = SeenQuerySet.as_manager()

    class Meta:
        abstract = True


class Calling(FieldSet):
    """How to address somebody: the least that anybody else may see."""

    preferred_name = tagged(CALLING, models.CharField(max_length=120))
    symbol = tagged(CALLING, models.CharField(max_length=20, blank=True))
    language = tagged(CALLING, models.CharField(max_length=12, default="en"))

    class Meta:
        constraints = _of_person("people_calling", "calling")


class Identity(FieldSet):
    """Who somebody is."""

    full_name = tagged(IDENTITY, models.CharField(max_length=200))
    birth_year = tagged(IDENTITY, models.PositiveSmallIntegerField(null=True))
    born_on = tagged(IDENTITY, models.DateField(null=True))
    gender = tagged(IDENTITY, models.CharField(max_length=20, blank=True))
    origin = tagged(IDENTITY, models.CharField(max_length=2, blank=True))
    arrived_on = tagged(IDENTITY, models.DateField(null=True))

    class Meta:
        constraints = _of_person("people_identity", "identity")


class Contact(FieldSet):
    """How to reach somebody."""

    phone = tagged(CONTACT, models.CharField(max_length=20, blank=True))
    email = tagged(CONTACT, models.CharField(max_length=254, blank=True))
    channel = tagged(CONTACT, models.CharField(max_length=10, blank=True))
    phone_is_shared = tagged(CONTACT, models.BooleanField(default=False))

    class Meta:
        constraints = _of_person("people_contact", "contact")


class Profile(FieldSet):
    """What matching looks at. `facts` holds the list's fields as understood (participants/facts.py)."""

    place = tagged(PROFILE, models.CharField(max_length=120, blank=True))
    country = tagged(PROFILE, models.CharField(max_length=2, blank=True))
    latitude = tagged(PROFILE, models.FloatField(null=True))
    longitude = tagged(PROFILE, models.FloatField(null=True))
    languages = tagged(PROFILE, models.JSONField(default=dict))
    availability = tagged(PROFILE, models.JSONField(default=list))
    facts = tagged(PROFILE, models.JSONField(default=dict))
    extras = tagged(PROFILE, models.JSONField(default=dict))

    class Meta:
        constraints = _of_person("people_profile", "profile")


class Sensitive(FieldSet):
    """Special categories, off unless an organisation needs them; sealed."""

    note = tagged(SPECIAL, SealedTextField(area="people", null=True))

    class Meta:
        constraints = _of_person("people_sensitive", "sensitive")


class ConsentReceipt(OwnedModel):
    """What somebody agreed to, in which version and language; can be withdrawn."""

    person = tagged(LINK, models.ForeignKey(Person, models.PROTECT, db_constraint=False))
    kind = tagged(EVIDENCE, models.CharField(max_length=20, choices=Consent.choices))
    version = tagged(EVIDENCE, models.CharField(max_length=20, blank=True))
    language = tagged(EVIDENCE, models.CharField(max_length=12, blank=True))
    given_on = tagged(EVIDENCE, models.DateField())
    source = tagged(EVIDENCE, models.CharField(max_length=200, blank=True))
    withdrawn_at = tagged(EVIDENCE, models.DateTimeField(null=True))
    field_sets = tagged(LINK, ArrayField(models.CharField(max_length=20), default=list))

    class Meta:
        constraints = locked(
            "people_consent",
            subject="person_id",
            tenant_keys=["person"],
            read=either(organisation_in("people"), subject_in("*", "person_id")),
            write=either(organisation_in("people"), own("person_id")),
        )


FIELD_SETS: dict[str, type[FieldSet]] = {
    "calling": Calling,
    "identity": Identity,
    "contact": Contact,
    "profile": Profile,
    "sensitive": Sensitive,
}
