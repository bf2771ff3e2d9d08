"""Reading persons: every list is built with an actor and holds only what the actor may see.

The condition is the same as in the row policies, but written here again: two locks, not one.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from amir.core import clock
from amir.core.access.acting import acting_now
from amir.core.actor import Actor
from amir.core.many import among

from .models import (
    BEFORE_SIGN_IN,
    CHANGING_CONTACTS,
    NOTIFYING,
    BrowserSession,
    Calling,
    Contact,
    ContactChange,
    FieldSet,
    Identity,
    Person,
    Profile,
    Sensitive,
)

FieldSetModel = type[FieldSet]
Row = TypeVar("Row", bound=FieldSet)
SIGN_IN = "sign-in"  # the platform's purpose while it finds out who somebody is
NAMES: dict[FieldSetModel, str] = {
    Calling: "calling",
    Identity: "identity",
    Contact: "contact",
    Profile: "profile",
    Sensitive: "sensitive",
}


def _seen_by(actor: Actor, field_set: str, key: str) -> Q:
    """Rows in organisations where the actor may see people, and of persons opened to the actor."""
    now = acting_now()
    if (now.account_id, now.purpose) != (actor.account_id, actor.purpose):
        raise ValueError("people are read by whoever acts: see acting_as")
    if actor.purpose in (SIGN_IN, CHANGING_CONTACTS, NOTIFYING) and field_set in BEFORE_SIGN_IN:
        return Q()
    subjects = RawSQL("select amir_subjects(%s)", [field_set])
    return Q(organisation_id__in=RawSQL("select amir_orgs(%s)", ["people"])) | Q(
        **{f"{key}__in": subjects}
    )


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Persons that the actor may see at all, in the order of their coming."""
    return Person.objects.filter(_seen_by(actor, "calling", "id")).order_by("created_at", "id")


def rows_of(table: type[Row], actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Row]:
    """A field set of these persons, as far as the actor may see it: one query, written down."""
    rows = table._default_manager.filter(
        _seen_by(actor, NAMES[table], "person_id"), person_id__in=list(ids)
    )
    return {row.person_id: row for row in rows}


def columns_of(
    table: type[Row], actor: Actor, ids: Iterable[UUID], *columns: str
) -> dict[UUID, Any]:
    """Only these columns of a field set, as named tuples: for many persons, with the same locks."""
    rows = table._default_manager.filter(
        _seen_by(actor, NAMES[table], "person_id"), person_id__in=among(ids)
    ).values_list("person_id", "organisation_id", *columns, named=True)
    return {row.person_id: row for row in rows}


def callings_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Calling]:
    """How these persons are addressed."""
    return rows_of(Calling, actor, ids)


def identities_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Identity]:
    """Who these persons are."""
    return rows_of(Identity, actor, ids)


def contacts_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """How these persons are reached."""
    return rows_of(Contact, actor, ids)


def profiles_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Profile]:
    """What matching looks at."""
    return rows_of(Profile, actor, ids)


def sensitive_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Sensitive]:
    """What is kept sealed; opening each value is one more act."""
    return rows_of(Sensitive, actor, ids)


def sessions_of(actor: Actor) -> QuerySet[BrowserSession]:
    """Where the actor is signed in, newest first."""
    return BrowserSession.objects.filter(
        account_id=actor.account_id, expire_date__gt=clock.now()
    ).order_by("-begun_at")


def contact_changes_visible_to(actor: Actor) -> QuerySet[ContactChange]:
    """Open changes of contacts: of the actor, and of the organisations whose people they see."""
    return ContactChange.objects.filter(
        _seen_by(actor, "*", "person_id"), done_at=None, dropped_at=None
    ).order_by("due_at")


def own_name(actor: Actor) -> str:
    """How the actor is addressed; "" if the platform does not know."""
    if actor.account_id is None:
        return ""
    calling = callings_of(actor, [actor.account_id]).get(actor.account_id)
    return calling.preferred_name if calling else ""
