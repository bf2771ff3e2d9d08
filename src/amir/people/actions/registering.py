"""Writing people down: account, person, field sets, ways to find the account again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.edges import EVERYTHING, open_edges
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.people.contacts import digests_of, normal_email, normal_phone
from amir.people.enums import SessionKind
from amir.people.models import Account, Calling, Contact, ContactLookup, Identity, Person, Profile
from amir.people.rules import REGISTER
from amir.people.symbols import symbol_at

ADULT = 18


@dataclass(frozen=True)
class NewPerson:
    """What is known of a person who is written down. Only name and language are needed.

    A phone or e-mail that is well-formed becomes a way to sign in; any other is kept as written.
    """

    preferred_name: str
    language: str
    full_name: str = ""
    birth_year: int | None = None
    born_on: date | None = None
    gender: str = ""
    origin: str = ""
    arrived_on: date | None = None
    phone: str = ""
    email: str = ""
    channel: str = ""
    phone_is_shared: bool = False
    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    languages: Mapping[str, Any] | None = None
    availability: Sequence[Any] | None = None
    facts: Mapping[str, Any] | None = None
    extras: Mapping[str, Any] | None = None
    is_invented: bool = False
    session_kind: str = SessionKind.OWN_PHONE
    person_id: UUID | None = None


@dataclass(frozen=True)
class _Organisation:
    """What a permission in an organisation is asked of before there is a row."""

    organisation_id: UUID


@dataclass
class _Rows:
    """The rows of all new people, one list per table."""

    organisation_id: UUID
    accounts: list[Account] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    callings: list[Calling] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    lookups: list[ContactLookup] = field(default_factory=list)

    def take(self, new: NewPerson, on_contact: "Counter[bytes]") -> None:
        """Make the rows of one person; `on_contact` counts who shares a contact so far."""
        account = Account(
            id=new.person_id or uuid4(),
            password=UNUSABLE_PASSWORD_PREFIX,
            session_kind=new.session_kind,
        )
        person = Person(
            id=account.id,
            organisation_id=self.organisation_id,
            is_minor=is_minor(new.born_on, new.birth_year),
            is_invented=new.is_invented,
        )
        owner = {"person": person, "organisation_id": self.organisation_id}
        digests = digests_of(new.phone, new.email)
        # Whoever shares a phone gets another symbol; people without one get any.
        symbol = symbol_at(on_contact[digests[0]] if digests else account.id.int)
        self.accounts.append(account)
        self.people.append(person)
        self.callings.append(
            Calling(
                preferred_name=new.preferred_name, symbol=symbol, language=new.language, **owner
            )
        )
        self.identities.append(_identity(new, owner))
        self.contacts.append(_contact(new, owner))
        self.profiles.append(_profile(new, owner))
        for digest in digests:
            on_contact[digest] += 1
            self.lookups.append(ContactLookup(digest=digest, account=account))

    def write(self) -> None:
        """One statement a table, and the edge from everybody to themself."""
        Account.objects.bulk_create(self.accounts)
        Person.objects.bulk_create(self.people)
        Calling.objects.bulk_create(self.callings)
        Identity.objects.bulk_create(self.identities)
        Contact.objects.bulk_create(self.contacts)
        Profile.objects.bulk_create(self.profiles)
        ContactLookup.objects.bulk_create(self.lookups)
        ids = [person.id for person in self.people]
        open_edges(
            ids,
            kind="self",
            field_set=EVERYTHING,
            organisation=self.organisation_id,
            subjects=ids,
        )


def _identity(new: NewPerson, owner: dict[str, Any]) -> Identity:
    return Identity(
        full_name=new.full_name or new.preferred_name,
        birth_year=new.born_on.year if new.born_on else new.birth_year,
        born_on=new.born_on,
        gender=new.gender,
        origin=new.origin,
        arrived_on=new.arrived_on,
        **owner,
    )


def _contact(new: NewPerson, owner: dict[str, Any]) -> Contact:
    return Contact(
        phone=normal_phone(new.phone) or new.phone[:20],
        email=normal_email(new.email) or new.email[:254],
        channel=new.channel,
        phone_is_shared=new.phone_is_shared,
        **owner,
    )


def _profile(new: NewPerson, owner: dict[str, Any]) -> Profile:
    return Profile(
        place=new.place,
        country=new.country,
        latitude=new.latitude,
        longitude=new.longitude,
        languages=dict(new.languages or {}),
        availability=list(new.availability or []),
        facts=dict(new.facts or {}),
        extras=dict(new.extras or {}),
        **owner,
    )


def register_person(actor: Actor, *, organisation_id: UUID, **known: Any) -> Person:
    """Write one person down; `known` are the fields of `NewPerson`.

    Makes the account, all field sets, the person's sight of themself and the ways to find the
    account by phone or e-mail. NotAllowed: the actor may not bring people into the organisation.
    """
    people = register_people(actor, organisation_id=organisation_id, people=[NewPerson(**known)])
    return people[0]


def register_people(
    actor: Actor, *, organisation_id: UUID, people: Sequence[NewPerson]
) -> list[Person]:
    """Write many people down, in their order, in a number of queries that does not grow.

    NotAllowed: see `register_person`. Refused: somebody has no name.
    """
    if not may(actor, REGISTER, _Organisation(organisation_id)):
        raise NotAllowed(_("You may not add people to this organisation."))
    if any(not new.preferred_name.strip() for new in people):
        raise Refused(_("Write a name for everybody."), field="preferred_name")
    if not people:
        return []
    digests = {digest for new in people for digest in digests_of(new.phone, new.email)}
    rows = _Rows(organisation_id)
    with transaction.atomic():
        held = ContactLookup.objects.filter(digest__in=digests).values("digest")
        on_contact = Counter(
            {bytes(row["digest"]): row["people"] for row in held.annotate(people=Count("id"))}
        )
        for new in people:
            rows.take(new, on_contact)
        rows.write()
    return rows.people


def is_minor(born_on: date | None, birth_year: int | None) -> bool:
    """Whether somebody may be under age today: a year alone counts as its last day."""
    today = clock.today()
    if born_on is not None:
        had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
        return today.year - born_on.year - (not had_birthday) < ADULT
    return birth_year is not None and today.year - birth_year <= ADULT
