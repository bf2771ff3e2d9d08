"""Digits to sign in with: asked for, sent, checked. Unknown contacts look like known ones."""

import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.limits import allow
from amir.core.secrets.index import lookup_digest
from amir.messages.actions import send
from amir.messages.enums import Way
from amir.people.contacts import country_prefix, normal_email, normal_phone
from amir.people.enums import SessionKind
from amir.people.models import Account, ContactLookup, SignInCode
from amir.people.queries import callings_of, contacts_of

SEND_TASK = "people.send_code"
DIGITS = 6
LIVES = timedelta(minutes=10)
MOST_TRIES = 5
# What may be asked for: (what, most, within). Our own figures; per contact they bound guessing.
PER_CONTACT = (("codes of a contact, quickly", 3, timedelta(minutes=15)),
               ("codes of a contact", 10, timedelta(days=1)))  # fmt: skip
PER_ADDRESS = ("codes asked from an address", 40, timedelta(hours=1))
PER_COUNTRY = ("codes to a country", 500, timedelta(hours=1))
PER_DAY = ("codes of a day", 5000, timedelta(days=1))


def ask_code(actor: Actor, *, contact: str, address: str) -> UUID:
    """Ask for digits to be sent to a phone or e-mail address; returns the id of the asking.

    `address` is the network address of the browser. Whether anybody has the contact decides
    nothing here: a background task looks it up. Refused: no contact, or asked too often.
    """
    phone = "" if "@" in contact else normal_phone(contact, region=settings.AMIR_REGION)
    normal = phone or normal_email(contact)
    if not normal:
        raise Refused(
            _("Write a whole phone number with + and the country, or an e-mail address."),
            field="contact",
        )
    _refuse_floods(normal, phone, address)
    with transaction.atomic():
        asked = SignInCode.objects.create(digest=lookup_digest(normal), is_phone=bool(phone))
        app.configure_task(SEND_TASK).defer(code_id=str(asked.id))
    return asked.id


def _refuse_floods(contact: str, phone: str, address: str) -> None:
    limits = [(*limit, contact) for limit in PER_CONTACT]
    limits += [(*PER_ADDRESS, address), (*PER_DAY, "")]
    if phone:
        limits.append((*PER_COUNTRY, country_prefix(phone)))
    # Every count is made, whatever the first of them says.
    within_all = [allow(what, who, most=most, within=span) for what, most, span, who in limits]
    if not all(within_all):
        raise Refused(
            _("Many codes were asked for. Wait 15 minutes, or ask your coordinator."),
            field="contact",
        )


def send_code(actor: Actor, *, code_id: UUID) -> None:
    """Make the digits and send them, if somebody has the contact. The platform's own act."""
    with transaction.atomic():
        asked = SignInCode.objects.select_for_update().get(pk=code_id)
        # A task may run twice; a second code would make the first one wrong.
        if asked.code is not None or clock.now() - asked.asked_at > LIVES:
            return
        accounts = accounts_with(bytes(asked.digest), is_phone=asked.is_phone)
        contact = _contact_on(actor, asked, accounts)
        if contact is None:
            return
        digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        asked.code = _digest(code_id, digits)
        asked.save(update_fields=["code"])
        account_id, organisation_id, language, address = contact
        send(
            actor,
            organisation_id=organisation_id,
            account_id=account_id,
            channel=Way.SMS if asked.is_phone else Way.MAIL,
            address=address,
            template="sign_in_code",
            language=language,
            values={"code": digits},
        )


def _contact_on(
    actor: Actor, asked: SignInCode, accounts: list[UUID]
) -> tuple[UUID, UUID, str, str] | None:
    """(account, organisation, language, address) of the first who still has this contact."""
    callings = callings_of(actor, accounts)
    for account_id, contact in contacts_of(actor, accounts).items():
        address = contact.phone if asked.is_phone else contact.email
        # The digest decides, never the row: a contact changed since then gets no code.
        if hmac.compare_digest(lookup_digest(address), bytes(asked.digest)):
            language = callings[account_id].language
            return account_id, contact.organisation_id, language, address
    return None


def accounts_with(digest: bytes, *, is_phone: bool) -> list[UUID]:
    """Accounts that may sign in through a contact. Staff never by phone."""
    accounts = Account.objects.filter(
        is_active=True, id__in=ContactLookup.objects.filter(digest=digest).values("account_id")
    )
    if is_phone:
        accounts = accounts.exclude(session_kind=SessionKind.STAFF)
    return list(accounts.order_by("id").values_list("id", flat=True))


def check_code(actor: Actor, *, code_id: UUID, digits: str) -> list[UUID]:
    """The accounts whose contact proved to be at hand. A code works once.

    Refused, with one sentence for every reason: wrong, late, used, tried too often, never sent.
    """
    with transaction.atomic():
        asked = SignInCode.objects.select_for_update().filter(pk=code_id).first()
        right = asked is not None and _is_right(asked, digits)
        ids = accounts_with(bytes(asked.digest), is_phone=asked.is_phone) if asked else []
    # Outside of the block: a refusal must not take back the count of tries.
    if not right or not ids:
        raise Refused(
            _("This code does not work. Check the digits, or ask for a new code."), field="code"
        )
    return ids


def _is_right(asked: SignInCode, digits: str) -> bool:
    """Compare and count; the same work whether or not a code was ever sent."""
    asked.tries += 1
    expected = bytes(asked.code) if asked.code is not None else bytes(32)
    equal = hmac.compare_digest(_digest(asked.id, digits), expected)
    is_open = (
        asked.used_at is None
        and asked.tries <= MOST_TRIES
        and clock.now() - asked.asked_at <= LIVES
    )
    if equal and is_open:
        asked.used_at = clock.now()
    asked.save(update_fields=["tries", "used_at"])
    return equal and is_open


def _digest(code_id: UUID, digits: str) -> bytes:
    return lookup_digest(f"code\0{code_id}\0{digits}")
