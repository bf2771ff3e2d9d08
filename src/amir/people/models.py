"""Accounts and persons. A person is several tables, one per field set: a grant names fields.

An account and its person share their id: what a policy calls the actor is the person.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core import clock
from amir.core.access.locks import (
    Audited,
    either,
    locked,
    organisation_in,
    own,
    purpose,
    subject_in,
)
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

from .enums import Consent, ContactKind, OffReason, SessionKind
from .seen import AccountManager, SeenQuerySet
from .ways_in import BodyIdentity, BrowserSession, Card, ContactLookup, Invitation, SignInCode


class Account(AbstractBaseUser):
    """Who can sign in. No name, no address: it is read before there is an actor (allow-list)."""

    id = tagged(LINK, models.UUIDField(primary_key=True))
    password = tagged(SECRET, models.CharField(max_length=128))
    last_login = tagged(LINK, models.DateTimeField(null=True, blank=True))
    is_active = tagged(LINK, models.BooleanField(default=True))
    off_because = tagged(
        LINK, models.CharField(max_length=10, choices=OffReason.choices, blank=True)
    )
    session_kind = tagged(
        LINK,
        models.CharField(max_length=10, choices=SessionKind.choices, default=SessionKind.OWN_PHONE),
    )
    # Sessions begun before this moment are over: a role changed, somebody left, a PIN was reset.
    sessions_since = tagged(LINK, models.DateTimeField(default=clock.now))
    pin = tagged(SECRET, models.CharField(max_length=128, blank=True))

    USERNAME_FIELD = "id"
    objects = AccountManager()

    class Meta:
        constraints = [Audited(name="people_account_audit", subject="id")]

    def __str__(self) -> str:
        return "account"  # libraries show it to people: an id would help nobody


# What the platform reads of people while it finds out who somebody is.
BEFORE_SIGN_IN = ("calling", "contact")
# The platform's purpose when the time of a confirmed contact change has come.
CHANGING_CONTACTS = "contact-change"
# The platform's purpose when it tells people something that whoever caused it may not send them.
NOTIFYING = "notifying"


def _of_person(table: str, field_set: str) -> list[models.BaseConstraint]:
    """Locks of one field set: staff who may see people, and whoever has an edge to it."""
    return locked(
        table,
        key="person",
        subject="person_id",
        tenant_keys=["person"],
        read=either(
            organisation_in("people"),
            subject_in(field_set, "person_id"),
            *(
                [purpose("sign-in", CHANGING_CONTACTS, NOTIFYING)]
                if field_set in BEFORE_SIGN_IN
                else []
            ),
        ),
        write=either(
            organisation_in("people"),
            own("person_id"),
            purpose("setup", "application", *([CHANGING_CONTACTS] * (field_set == "contact"))),
        ),
    )


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
    """What matching looks at. `facts` holds fields of a list (participants/facts.py)."""

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
        constraints = [
            *locked(
                "people_consent",
                subject="person_id",
                tenant_keys=["person"],
                read=either(organisation_in("people"), subject_in("*", "person_id")),
                write=either(organisation_in("people"), own("person_id")),
                add=either(
                    organisation_in("people"), own("person_id"), purpose("setup", "application")
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "given_on"], name="people_consent_once"
            ),
        ]


class ContactChange(OwnedModel):
    """A new contact for somebody who already signs in: two people agree, the old one is told.

    `due_at`: not before this moment, so that whoever reads the notice can object.
    """

    person = tagged(LINK, models.ForeignKey(Person, models.PROTECT, db_constraint=False))
    kind = tagged(LINK, models.CharField(max_length=10, choices=ContactKind.choices))
    contact = tagged(CONTACT, models.CharField(max_length=254))
    asked_by = tagged(LINK, models.UUIDField())
    confirmed_by = tagged(LINK, models.UUIDField(null=True))
    due_at = tagged(LINK, models.DateTimeField())
    done_at = tagged(LINK, models.DateTimeField(null=True))
    dropped_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        constraints = [
            *locked(
                "people_contactchange",
                subject="person_id",
                tenant_keys=["person"],
                read=either(
                    organisation_in("people"), own("person_id"), purpose(CHANGING_CONTACTS)
                ),
                write=either(
                    organisation_in("people"), own("person_id"), purpose(CHANGING_CONTACTS)
                ),
                add=organisation_in("people"),
                grants="select, insert, update",
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("asked_by")),
                name="people_contactchange_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(confirmed_by__isnull=False),
                name="people_contactchange_confirmed",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(done_at=None, dropped_at=None),
                name="people_contactchange_one_open",
            ),
        ]


FIELD_SETS: dict[str, type[FieldSet]] = {
    "calling": Calling,
    "identity": Identity,
    "contact": Contact,
    "profile": Profile,
    "sensitive": Sensitive,
}

__all__ = [
    "FIELD_SETS",
    "Account",
    "BodyIdentity",
    "BrowserSession",
    "Calling",
    "Card",
    "ConsentReceipt",
    "Contact",
    "ContactChange",
    "ContactLookup",
    "FieldSet",
    "Identity",
    "Invitation",
    "Person",
    "Profile",
    "Sensitive",
    "SignInCode",
]
