"""Changing what is known of people."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.people.contacts import digests_of, normal_email, normal_phone
from amir.people.models import Account, Calling, Contact, ContactLookup, Identity, Person, Profile
from amir.people.queries import FieldSetModel, people_visible_to, rows_of
from amir.people.rules import CHANGE

from .contact_changes import ask_changes
from .registering import is_minor

# field as everybody names it -> the table that has it
TABLES: dict[str, FieldSetModel] = {
    **dict.fromkeys(("preferred_name", "symbol", "language"), Calling),
    **dict.fromkeys(
        ("full_name", "birth_year", "born_on", "gender", "origin", "arrived_on"), Identity
    ),
    **dict.fromkeys(("phone", "email", "channel", "phone_is_shared"), Contact),
    **dict.fromkeys(
        ("place", "country", "latitude", "longitude", "languages", "availability", "facts",
         "extras"), Profile
    ),
}  # fmt: skip
ON_PERSON = ("is_restricted", "is_minor")
# What people may not change of themself: it proves or protects something.
STAFF_ONLY = frozenset({"phone", "email", "phone_is_shared", "birth_year", "born_on", *ON_PERSON})
ROADS = frozenset({"phone", "email"})  # what people sign in with
BATCH = 500


def change_person(actor: Actor, *, person: Person, **changed: Any) -> None:
    """Change fields of one person, named as in `NewPerson`; what is not named stays.

    NotAllowed: neither the person themself nor staff who may change people.
    """
    if not may(actor, CHANGE, person):
        raise NotAllowed(_("You may not change this person."))
    if person.id == actor.account_id and STAFF_ONLY & changed.keys():
        raise NotAllowed(_("Ask your coordinator to change this."))
    _change(actor, {person.id: person}, {person.id: changed})


def change_people(
    actor: Actor, *, organisation_id: UUID, changes: Mapping[UUID, Mapping[str, Any]]
) -> None:
    """Change fields of many people of one organisation at once: person -> field -> value.

    A number of queries that grows with the tables touched and not with the people. NotAllowed as
    in `change_person`; Refused: one of them is not (or no longer) there.
    """
    people = {
        person.id: person
        for person in people_visible_to(actor).filter(
            organisation_id=organisation_id, id__in=changes.keys()
        )
    }
    if len(people) != len(changes):
        raise Refused(_("Somebody on the list is no longer there. Nothing was changed."))
    if not all(may(actor, CHANGE, person) for person in people.values()):
        raise NotAllowed(_("You may not change people of this organisation."))
    _change(actor, people, changes)


@transaction.atomic
def _change(
    actor: Actor, people: Mapping[UUID, Person], changes: Mapping[UUID, Mapping[str, Any]]
) -> None:
    touched: dict[FieldSetModel, set[str]] = defaultdict(set)
    for changed in changes.values():
        for name in changed.keys() - set(ON_PERSON):
            touched[TABLES[name]].add(name)
    for table, names in touched.items():
        rows = rows_of(table, actor, list(changes))
        kept = _ask_where_signed_in(actor, rows, changes) if table is Contact else set()
        for person_id, row in rows.items():
            for name in names & changes[person_id].keys():
                if (person_id, name) not in kept:
                    setattr(row, name, _normal(name, changes[person_id][name]))
        table._default_manager.bulk_update(rows.values(), sorted(names), batch_size=BATCH)
        if table is Contact and names & ROADS:
            _point_lookups(rows)  # type: ignore[arg-type]
        if table is Identity and names & {"born_on", "birth_year"}:
            for person_id, row in rows.items():
                people[person_id].is_minor = is_minor(row.born_on, row.birth_year)  # type: ignore[attr-defined]
            Person.objects.bulk_update(people.values(), ["is_minor"], batch_size=BATCH)
    _change_persons(people, changes)


def _change_persons(
    people: Mapping[UUID, Person], changes: Mapping[UUID, Mapping[str, Any]]
) -> None:
    names = {name for changed in changes.values() for name in changed if name in ON_PERSON}
    for person_id, person in people.items():
        for name in names & changes[person_id].keys():
            setattr(person, name, changes[person_id][name])
    if names:
        Person.objects.bulk_update(people.values(), sorted(names), batch_size=BATCH)


def _ask_where_signed_in(
    actor: Actor, contacts: Mapping[UUID, Any], changes: Mapping[UUID, Mapping[str, Any]]
) -> set[tuple[UUID, str]]:
    """Contacts that stay as they are for now, because somebody signs in with them.

    A typing error, or one dishonest person, must not hand over an account: a second person of the
    staff confirms the new contact (contact_changes.py).
    """
    signed_in = set(
        Account.objects.filter(id__in=contacts.keys(), last_login__isnull=False).values_list(
            "id", flat=True
        )
    )
    kept: dict[tuple[UUID, str], str] = {}
    for person_id in signed_in:
        for name in ROADS & changes[person_id].keys():
            new = _normal(name, changes[person_id][name])
            if new != getattr(contacts[person_id], name):
                kept[person_id, name] = new
    wanted = {at: new for at, new in kept.items() if digests_of(new, new)}
    if wanted:
        organisation_id = next(iter(contacts.values())).organisation_id
        ask_changes(actor, organisation_id=organisation_id, asked=wanted)
    return set(kept)


def _normal(name: str, value: Any) -> Any:
    if name == "phone":
        return normal_phone(value) or value[:20]
    if name == "email":
        return normal_email(value) or value[:254]
    return value


def _point_lookups(contacts: Mapping[UUID, Contact]) -> None:
    """New contacts become the ways in of people who never signed in."""
    fresh = Account.objects.filter(id__in=contacts.keys(), last_login=None)
    ids = set(fresh.values_list("id", flat=True))
    ContactLookup.objects.filter(account_id__in=ids).delete()
    ContactLookup.objects.bulk_create(
        ContactLookup(digest=digest, account_id=person_id)
        for person_id in ids
        for digest in digests_of(contacts[person_id].phone, contacts[person_id].email)
    )
