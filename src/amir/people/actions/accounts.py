"""Accounts as such: sessions, cards, invitations, who somebody is at their own body."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.core.secrets.index import lookup_digest
from amir.people.contacts import normal_email
from amir.people.enums import OffReason, SessionKind
from amir.people.models import (
    Account,
    BodyIdentity,
    BrowserSession,
    Card,
    Invitation,
    Person,
)
from amir.people.rules import INVITE, ISSUE_CARD, SWITCH

from .codes import accounts_with
from .pins import new_pin

INVITED_FOR = timedelta(days=3)
TOKEN_BYTES = 24


@dataclass(frozen=True)
class IssuedCard:
    """A card as it is shown once: what stands on it is nowhere else."""

    token: str = field(repr=False)
    pin: str = field(repr=False)


def token_digest(what: str, token: str) -> bytes:
    """The stored form of a token in an address."""
    return lookup_digest(f"{what}\0{token}")


@transaction.atomic
def issue_card(actor: Actor, *, person: Person) -> IssuedCard:
    """Make a card with a new PIN. Earlier cards and all sessions of the person end.

    NotAllowed: only who issues cards in the person's organisation; never for staff.
    """
    if not may(actor, ISSUE_CARD, person):
        raise NotAllowed(_("You may not make cards for people of this organisation."))
    account = Account.objects.select_for_update().get(pk=person.id)
    if account.session_kind == SessionKind.STAFF or not account.is_active:
        raise Refused(_("This person signs in without a card."))
    revoke_cards(actor, person=person)
    issued = IssuedCard(secrets.token_urlsafe(TOKEN_BYTES), new_pin())
    Card.objects.create(account=account, digest=token_digest("card", issued.token))
    account.pin = make_password(issued.pin)
    account.sessions_since = clock.now()
    account.save(update_fields=["pin", "sessions_since"])
    return issued


def revoke_cards(actor: Actor, *, person: Person) -> int:
    """End every card of a person; returns how many there were. NotAllowed as `issue_card`."""
    if not may(actor, ISSUE_CARD, person):
        raise NotAllowed(_("You may not end cards of this organisation."))
    return Card.objects.filter(account_id=person.id, revoked_at=None).update(revoked_at=clock.now())


def forget_pin(actor: Actor, *, person: Person) -> None:
    """The person chooses a new PIN at the next sign-in; all their sessions end now."""
    if not may(actor, ISSUE_CARD, person):
        raise NotAllowed(_("You may not do this for people of this organisation."))
    Account.objects.filter(pk=person.id).update(pin="", sessions_since=clock.now())


def account_of_card(actor: Actor, *, token: str) -> Account | None:
    """The account of a card that still works, or None."""
    card = Card.objects.select_related("account").filter(
        digest=token_digest("card", token), revoked_at=None, account__is_active=True
    )
    found = card.first()
    return cast(Account, found.account) if found else None


def invite(actor: Actor, *, account_id: UUID) -> str:
    """A token for a one-time link with which staff set up their first way in.

    Earlier invitations of the account end. NotAllowed: the actor manages no staff; that it manages
    this account, the calling room has checked. Refused: the account is not staff, or is gone.
    """
    if not may(actor, INVITE):
        raise NotAllowed(_("You may not invite staff."))
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None or account.session_kind != SessionKind.STAFF:
        raise Refused(_("Only staff are invited by a link."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        Invitation.objects.filter(account=account, used_at=None).update(used_at=clock.now())
        Invitation.objects.create(account=account, digest=token_digest("invitation", token))
    return token


def account_invited(actor: Actor, *, token: str) -> Account | None:
    """The account of an invitation that still works, or None; it is not used up by looking."""
    found = _open_invitations(token).select_related("account").first()
    return found.account if found else None


def use_invitation(actor: Actor, *, token: str) -> Account:
    """Take up an invitation: works once, within three days. Refused: otherwise."""
    with transaction.atomic():
        found = _open_invitations(token).select_for_update(of=("self",)).first()
        if found is not None:
            found.used_at = clock.now()
            found.save(update_fields=["used_at"])
    if found is None:
        raise Refused(_("This link was used, or is too old. Ask for a new one."))
    return cast(Account, found.account)


def _open_invitations(token: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        digest=token_digest("invitation", token),
        used_at=None,
        made_at__gt=clock.now() - INVITED_FOR,
        account__is_active=True,
    )


def recognise_body_identity(
    actor: Actor, *, issuer: str, subject: str, verified_email: str
) -> Account:
    """Who somebody is to us whom their own body signed in.

    Known by issuer and subject, or, the first time, by an e-mail address that the body has
    verified and one member of staff here has. Refused: nobody.
    """
    nobody = Refused(_("Nobody here has this account. Ask your administrator to invite you."))
    if not issuer or not subject:
        raise nobody
    digest = lookup_digest(f"body\0{issuer}\0{subject}")
    known = BodyIdentity.objects.select_related("account").filter(digest=digest).first()
    if known is not None:
        if not known.account.is_active:
            raise nobody
        return cast(Account, known.account)
    email = normal_email(verified_email)
    ids = accounts_with(lookup_digest(email), is_phone=False) if email else []
    staff = list(Account.objects.filter(pk__in=ids, session_kind=SessionKind.STAFF))
    if len(staff) != 1:
        raise nobody
    BodyIdentity.objects.create(digest=digest, account=staff[0])
    return staff[0]


def end_session(actor: Actor, *, public_id: UUID) -> None:
    """Sign out one browser of one's own; one that is gone already is no error."""
    BrowserSession.objects.filter(account_id=actor.account_id, public_id=public_id).delete()


def end_sessions(actor: Actor, *, account_id: UUID) -> None:
    """Sign an account out everywhere, at the next request of each browser.

    For people themselves, and for rooms that change what an account may do (a role, leaving);
    those have checked that they may.
    """
    Account.objects.filter(pk=account_id).update(sessions_since=clock.now())
    BrowserSession.objects.filter(account_id=account_id).delete()


@transaction.atomic
def switch_off_account(actor: Actor, *, account: Account, why: str) -> None:
    """Nobody signs in with it any more, and whoever is signed in is out at the next request.

    What the person is and did stays. NotAllowed: the actor manages no staff; that it manages this
    account, the calling room has checked. Refused: one's own account, or no reason that we know.
    """
    _check_switches(actor)
    if account.pk == actor.account_id:
        raise Refused(_("Somebody else must switch off your account."))
    if why not in OffReason:
        raise Refused(_("Choose one of the reasons."), field="why")
    off = Account.objects.filter(pk=account.pk, is_active=True)
    if not off.update(is_active=False, off_because=why):
        raise Refused(_("This account is switched off already."))
    Invitation.objects.filter(account=account, used_at=None).update(used_at=clock.now())
    end_sessions(actor, account_id=account.pk)


@transaction.atomic
def switch_on_account(actor: Actor, *, account: Account) -> None:
    """The person may sign in again, as before. NotAllowed as above; Refused: it is on."""
    _check_switches(actor)
    on = Account.objects.filter(pk=account.pk, is_active=False)
    if not on.update(is_active=True, off_because=""):
        raise Refused(_("This account is switched on already."))


def _check_switches(actor: Actor) -> None:
    if not may(actor, SWITCH):
        raise NotAllowed(_("You may not switch accounts of staff off and on."))


def set_session_kind(actor: Actor, *, account_id: UUID, kind: SessionKind) -> None:
    """How long the account stays signed in, and what it needs to get in; ends its sessions.

    For the rooms that appoint staff and register mentors; they have checked that they may.
    """
    changed = Account.objects.filter(pk=account_id).exclude(session_kind=kind)
    if changed.update(session_kind=kind):
        end_sessions(actor, account_id=account_id)
