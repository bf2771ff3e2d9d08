"""Their rights: somebody's data are used no more for now, or go for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import close_edges
from amir.core.access.erasing import ERASING, erase_rows
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.models import Draft, SavedView
from amir.core.permissions import may
from amir.messages.actions import forget_messages
from amir.people.contacts import digests_of
from amir.people.enums import OffReason, SessionKind
from amir.people.models import (
    Account,
    BodyIdentity,
    BrowserSession,
    Card,
    ContactLookup,
    Invitation,
    Person,
    SignInCode,
)
from amir.people.queries import contacts_of
from amir.people.rules import ERASE, RESTRICT

# How somebody is called afterwards: lines of evidence stay apart from each other, and name nobody.
PSEUDONYM = "people_calling.preferred_name"
EDGES = ("self", "membership", "match", "grant", "emergency")


@dataclass(frozen=True)
class Erased:
    """Table -> rows that were blanked."""

    rows: Mapping[str, int]


@transaction.atomic
def restrict_person(actor: Actor, *, person: Person) -> None:
    """Keep what is known, and use it for nothing: nobody matches or asks them. Twice is no error.

    NotAllowed; Refused: the person is erased.
    """
    _set_restricted(actor, person, is_restricted=True)


@transaction.atomic
def lift_restriction(actor: Actor, *, person: Person) -> None:
    """Use again what is known. As `restrict_person`."""
    _set_restricted(actor, person, is_restricted=False)


def _set_restricted(actor: Actor, person: Person, *, is_restricted: bool) -> None:
    if not may(actor, RESTRICT, person):
        raise NotAllowed(_("You may not do this in this organisation."))
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.erased_at is not None:
        raise Refused(_("The data of this person were erased."))
    if held.is_restricted != is_restricted:
        held.is_restricted = is_restricted
        held.save(update_fields=["is_restricted"])
        happened("people.restricted" if is_restricted else "people.unrestricted", actor,
                 person=held)  # fmt: skip


@transaction.atomic
def erase_person(actor: Actor, *, person: Person) -> Erased:
    """Blank all that tells of a person, in every table; lines of evidence stay without a name.

    Rooms above hear `people.erasing` and may raise Refused (a match runs, a concern is open), and
    then `people.erased`. NotAllowed: not in this organisation, staff, or oneself.
    """
    if not may(actor, ERASE, person) or person.pk == actor.account_id:
        raise NotAllowed(_("You may not erase people of this organisation."))
    account = Account.objects.select_for_update().get(pk=person.pk)
    if account.session_kind == SessionKind.STAFF:
        raise NotAllowed(_("People who work here are dismissed, not erased."))
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.erased_at is not None:
        raise Refused(_("The data of this person were erased."))
    return _erase(actor, account, held)


def _erase(actor: Actor, account: Account, held: Person) -> Erased:
    happened("people.erasing", actor, person=held)
    contact = contacts_of(actor, [held.pk]).get(held.pk)
    digests = digests_of(contact.phone, contact.email) if contact else []
    forget_messages(actor, account_id=held.pk, digests=digests)
    with acting_as(replace(actor, purpose=ERASING)):
        rows = erase_rows(held.pk, {PSEUDONYM: pseudonym(held)})
    _close_ways_in(account, digests)
    for kind in EDGES:
        close_edges(kind=kind, subject=held.pk)
        close_edges(kind=kind, actor=held.pk)
    held.erased_at, held.is_restricted = clock.now(), True
    held.save(update_fields=["erased_at", "is_restricted"])
    happened("people.erased", actor, person=held)
    return Erased(rows)


def pseudonym(person: Person) -> str:
    """What stands in place of the name of somebody who was erased."""
    return f"#{person.pk.hex[:6]}"


def _close_ways_in(account: Account, digests: list[bytes]) -> None:
    """Nobody signs in as this person again, and nothing tells how they did."""
    for model in (ContactLookup, Card, Invitation, BodyIdentity, BrowserSession):
        model._default_manager.filter(account_id=account.pk).delete()
    SignInCode.objects.filter(digest__in=digests).delete()
    Authenticator.objects.filter(user_id=account.pk).delete()
    SocialAccount.objects.filter(user_id=account.pk).delete()
    with acting_as(Actor(account_id=account.pk, purpose=ERASING)):
        Draft.objects.filter(account_id=account.pk).delete()
        SavedView.objects.filter(account_id=account.pk).delete()
    account.is_active, account.off_because = False, OffReason.OTHER
    account.pin, account.password, account.last_login = "", "", None
    account.sessions_since = clock.now()
    account.save()
