"""The PIN: ours, six digits, for shared phones, mentors and cards."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.limits import allow
from amir.core.text import ascii_digits
from amir.people.models import Account

DIGITS = 6
LIMITS = (("tries of a PIN, quickly", 5, timedelta(minutes=15)),
          ("tries of a PIN", 20, timedelta(days=1)))  # fmt: skip
_STRAIGHT = "01234567890987654321012345"


def set_pin(actor: Actor, *, account_id: UUID, pin: str) -> None:
    """Choose a PIN for an account that has none. Refused: not six digits, easy, or there is one.

    The caller has proof of the contact (doorway.py).
    """
    pin = ascii_digits(pin)
    if len(pin) != DIGITS or not pin.isdecimal():
        raise Refused(_("Choose 6 digits."), field="pin")
    if len(set(pin)) < 3 or pin in _STRAIGHT:
        raise Refused(_("This PIN is easy to guess. Choose other digits."), field="pin")
    chosen = Account.objects.filter(pk=account_id, pin="").update(pin=make_password(pin))
    if not chosen:
        raise Refused(_("There is a PIN already. Ask your coordinator for help."), field="pin")


def check_pin(actor: Actor, *, account: Account, pin: str) -> None:
    """Refused: the PIN is wrong, or was tried too often."""
    tried = [allow(what, str(account.pk), most=most, within=within)
             for what, most, within in LIMITS]  # fmt: skip
    if not all(tried):
        raise Refused(
            _("The PIN was tried too often. Wait 15 minutes, or ask your coordinator."),
            field="pin",
        )
    if not account.pin or not check_password(ascii_digits(pin), account.pin):
        raise Refused(_("This PIN is not right. Try again."), field="pin")


def new_pin() -> str:
    """Random digits that are not easy to guess."""
    while True:
        pin = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        if len(set(pin)) >= 3 and pin not in _STRAIGHT:
            return pin
