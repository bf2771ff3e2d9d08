"""Removing people who were written down by mistake: everything of them, with their account."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.access.edges import EVERYTHING, close_edges_of
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.people.models import FIELD_SETS, Account, ConsentReceipt, ContactLookup, Person
from amir.people.queries import people_visible_to
from amir.people.rules import CHANGE


@transaction.atomic
def remove_people(actor: Actor, *, organisation_id: UUID, person_ids: Collection[UUID]) -> None:
    """Delete people of one organisation of whom nothing else depends; the caller has checked that.

    A constant number of statements per table. NotAllowed as in `change_people`; Refused: one of
    them has signed in already, or is not there.
    """
    people = list(
        people_visible_to(actor).filter(organisation_id=organisation_id, id__in=person_ids)
    )
    if len(people) != len(set(person_ids)):
        raise Refused(_("Somebody on the list is no longer there. Nothing was changed."))
    if not all(may(actor, CHANGE, person) for person in people):
        raise NotAllowed(_("You may not change people of this organisation."))
    ids = [person.pk for person in people]
    accounts = Account.objects.filter(id__in=ids)
    if accounts.exclude(last_login=None).exists():
        raise Refused(_("Somebody on the list has signed in already. Nothing was changed."))
    close_edges_of(ids, kind="self", field_set=EVERYTHING)
    close_edges_of(ids, kind="membership", field_set="part")
    for table in FIELD_SETS.values():
        table._default_manager.filter(person_id__in=ids).delete()
    ConsentReceipt.objects.filter(person_id__in=ids).delete()
    # Django's own delete would look for dependants again, a hundred rows at a time.
    Person.objects.filter(id__in=ids)._raw_delete("default")
    ContactLookup.objects.filter(account_id__in=ids).delete()
    accounts._raw_delete("default")
