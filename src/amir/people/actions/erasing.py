"""Erasing a person: the identity goes, the pseudonymous line that they took part stays."""

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.edges import EVERYTHING, close_edges_of
from amir.core.actor import Actor
from amir.core.errors import NotAllowed
from amir.core.permissions import may
from amir.people.models import FIELD_SETS, Account, Calling, Card, ContactLookup, Person
from amir.people.rules import CHANGE

NAMELESS = "–"


@transaction.atomic
def erase_person(actor: Actor, *, person: Person) -> None:
    """Delete every field set and every way in; a dash stands where the name was.

    NotAllowed as in `change_people`.
    """
    if not may(actor, CHANGE, person):
        raise NotAllowed(_("You may not change people of this organisation."))
    for name, table in FIELD_SETS.items():
        if name != "calling":
            table._default_manager.filter(person_id=person.pk).delete()
    Calling.objects.filter(person_id=person.pk).update(preferred_name=NAMELESS, symbol="")
    ContactLookup.objects.filter(account_id=person.pk).delete()
    Card.objects.filter(account_id=person.pk).delete()
    Account.objects.filter(pk=person.pk).update(
        is_active=False, off_because="left", pin="", sessions_since=clock.now()
    )
    Person.objects.filter(pk=person.pk).update(erased_at=clock.now())
    close_edges_of([person.pk], kind="membership", field_set="part")
    close_edges_of([person.pk], kind="self", field_set=EVERYTHING)
