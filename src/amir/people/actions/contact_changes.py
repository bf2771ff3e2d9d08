"""A new phone or e-mail for somebody who already signs in with the old one.

Whoever could change it alone could take the account over. So one person of the staff asks with
the person before them, another one confirms, the old phone or address is told at once, and nothing
happens for 24 hours, in which the person can say no.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.core.secrets.index import lookup_digest
from amir.messages.actions import send
from amir.messages.enums import Way
from amir.people.contacts import normal_email, normal_phone
from amir.people.enums import ContactKind
from amir.people.models import Account, Contact, ContactChange, ContactLookup, Person
from amir.people.notices import CONTACT_CHANGE
from amir.people.queries import callings_of, contacts_of
from amir.people.rules import CHANGE_CONTACT

NOTICE = timedelta(hours=24)


def change_contact(
    actor: Actor, *, person: Person, kind: ContactKind, contact: str
) -> ContactChange:
    """Ask for a new contact; a second member of staff confirms with `confirm_contact_change`.

    An open asking of the same kind is replaced. NotAllowed: not in this organisation, or oneself.
    Refused: no contact.
    """
    if not may(actor, CHANGE_CONTACT, person) or person.id == actor.account_id:
        raise NotAllowed(_("You may not change how this person signs in."))
    normal = normal_phone(contact) if kind == ContactKind.PHONE else normal_email(contact)
    if not normal:
        raise Refused(_("Write it whole: a phone number begins with + and the country."),
                      field="contact")  # fmt: skip
    return ask_changes(
        actor, organisation_id=person.organisation_id, asked={(person.id, kind): normal}
    )[0]


@transaction.atomic
def ask_changes(
    actor: Actor, *, organisation_id: UUID, asked: Mapping[tuple[UUID, str], str]
) -> list[ContactChange]:
    """Ask for many at once: (person, kind) -> well-formed contact. Permissions are checked."""
    ids = [person_id for person_id, _kind in asked]
    _open_changes().filter(person_id__in=ids, kind__in={kind for _p, kind in asked}).update(
        dropped_at=clock.now()
    )
    changes = ContactChange.objects.bulk_create(
        ContactChange(
            id=uuid4(),
            organisation_id=organisation_id,
            person_id=person_id,
            kind=kind,
            contact=contact,
            asked_by=cast(UUID, actor.account_id),
            due_at=clock.now() + NOTICE,
        )
        for (person_id, kind), contact in asked.items()
    )
    contacts, callings = contacts_of(actor, ids), callings_of(actor, ids)
    for person_id in dict.fromkeys(ids):
        _tell_old_contact(actor, contacts[person_id], callings[person_id].language)
    return changes


def _tell_old_contact(actor: Actor, contact: Contact, language: str) -> None:
    for way, address in ((Way.SMS, contact.phone), (Way.MAIL, contact.email)):
        if address:
            send(
                actor,
                organisation_id=contact.organisation_id,
                account_id=contact.person_id,
                channel=way,
                address=address,
                template=CONTACT_CHANGE.name,
                language=language,
                values={"link": settings.SITE_URL + reverse("ways_in")},
            )


@transaction.atomic
def confirm_contact_change(actor: Actor, *, change: ContactChange) -> None:
    """The second person agrees. NotAllowed: the one who asked, or nobody of the organisation."""
    if not may(actor, CHANGE_CONTACT, change) or actor.account_id in (
        change.asked_by,
        change.person_id,
    ):
        raise NotAllowed(_("Somebody else of your organisation must confirm this."))
    confirmed = _open_changes().filter(pk=change.pk, confirmed_by=None)
    if not confirmed.update(confirmed_by=actor.account_id):
        raise Refused(_("This was confirmed or dropped already."))


@transaction.atomic
def drop_contact_change(actor: Actor, *, change: ContactChange) -> None:
    """The person says no, or the staff take it back."""
    if change.person_id != actor.account_id and not may(actor, CHANGE_CONTACT, change):
        raise NotAllowed(_("You may not do this."))
    _open_changes().filter(pk=change.pk).update(dropped_at=clock.now())


@transaction.atomic
def carry_out_contact_changes(actor: Actor) -> int:
    """Make the confirmed changes whose time has come; the platform's own act. Returns how many."""
    due = _open_changes().filter(confirmed_by__isnull=False, due_at__lte=clock.now())
    changes = list(due.select_for_update(skip_locked=True))
    contacts = contacts_of(actor, [change.person_id for change in changes])
    for change in changes:
        contact = contacts[change.person_id]
        old = getattr(contact, change.kind)
        setattr(contact, change.kind, change.contact)
        contact.save(update_fields=[change.kind])
        ContactLookup.objects.filter(
            account_id=change.person_id, digest=lookup_digest(old)
        ).delete()
        ContactLookup.objects.get_or_create(
            account_id=change.person_id, digest=lookup_digest(change.contact)
        )
        # Whoever holds the old phone is signed out with it.
        Account.objects.filter(pk=change.person_id).update(sessions_since=clock.now())
        change.done_at = clock.now()
        change.save(update_fields=["done_at"])
    return len(changes)


def _open_changes() -> QuerySet[ContactChange]:
    return ContactChange.objects.filter(done_at=None, dropped_at=None)
