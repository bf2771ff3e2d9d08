"""Second factors of staff, and passkeys of anybody: the libraries' models, our rules."""

import hmac
from datetime import timedelta
from typing import cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.limits import allow
from amir.core.text import ascii_digits
from amir.people.enums import SessionKind
from amir.people.models import Account

PERIOD = 30
# A telephone's clock may be off by one step.
DRIFT = (0, -1, 1)
LIMITS = (("tries of a factor, quickly", 5, timedelta(minutes=5)),
          ("tries of a factor", 30, timedelta(days=1)))  # fmt: skip
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(account: Account) -> bool:
    """Whether the account has set up a passkey or an authenticator app."""
    return bool(Authenticator.objects.filter(user=account, type__in=FACTORS).exists())


def new_app_secret() -> str:
    """A secret for an authenticator app; kept by the caller until it is confirmed."""
    return str(generate_totp_secret())


@transaction.atomic
def add_app(actor: Actor, *, account: Account, secret: str, digits: str) -> list[str]:
    """Set up an authenticator app; its first digits prove that it holds the secret.

    Returns the recovery codes, to be shown once. Refused: wrong digits, or there is one already.
    """
    _count_try(account)
    step = _step_of(secret, digits)
    if step is None:
        raise Refused(_("These digits do not fit. Wait for the next ones."), field="code")
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        raise Refused(_("There is an authenticator app already. Remove it first."))
    made = TOTP.activate(account, secret).instance
    made.data["step"] = step
    made.save(update_fields=["data"])
    return recovery_codes(actor, account=account)


def check_app(actor: Actor, *, account: Account, digits: str) -> None:
    """Digits of the app, each at most once, or a recovery code. Refused: neither."""
    _count_try(account)
    with transaction.atomic():
        fits = _app_fits(account, digits) or _recovery_fits(account, digits)
    if not fits:
        raise Refused(_("These digits do not fit. Wait for the next ones."), field="code")


def _app_fits(account: Account, digits: str) -> bool:
    held = Authenticator.objects.select_for_update().filter(
        user=account, type=Authenticator.Type.TOTP
    )
    app = held.first()
    step = _step_of(decrypt(app.data["secret"]), digits) if app else None
    # The library remembers used digits per process; the last step in the row holds for all.
    if app is None or step is None or step <= app.data.get("step", 0):
        return False
    app.data["step"] = step
    app.last_used_at = clock.now()
    app.save(update_fields=["data", "last_used_at"])
    return True


def _recovery_fits(account: Account, digits: str) -> bool:
    held = Authenticator.objects.filter(
        user=account, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return held is not None and bool(RecoveryCodes(held).validate_code(ascii_digits(digits)))


def _step_of(secret: str, digits: str) -> int | None:
    """The half minute for which the digits are right, or None (RFC 6238)."""
    given = ascii_digits(digits).replace(" ", "")
    current = int(clock.now().timestamp()) // PERIOD
    for drift in DRIFT:
        expected = format_hotp_value(hotp_value(secret, current + drift))
        if given.isascii() and hmac.compare_digest(given, expected):
            return current + drift
    return None


def _count_try(account: Account) -> None:
    tried = [allow(what, str(account.pk), most=most, within=within)
             for what, most, within in LIMITS]  # fmt: skip
    if not all(tried):
        raise Refused(_("Tried too often. Wait 5 minutes."), field="code")


@transaction.atomic
def recovery_codes(actor: Actor, *, account: Account) -> list[str]:
    """New recovery codes; earlier ones end. To be shown once and kept on paper."""
    Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(account).generate_codes())


@transaction.atomic
def remove_factor(actor: Actor, *, factor_id: int) -> None:
    """Remove a passkey or app of one's own. Refused: the last one of somebody of the staff."""
    mine = Authenticator.objects.select_for_update().filter(
        user_id=actor.account_id, type__in=FACTORS
    )
    found = next((factor for factor in mine if factor.pk == factor_id), None)
    if found is None:
        return
    kind = Account.objects.values_list("session_kind", flat=True).get(
        pk=cast(UUID, actor.account_id)
    )
    if kind == SessionKind.STAFF and len(mine) == 1:
        raise Refused(_("This is your last one. Add another one first."))
    found.delete()


def factors_of(account_id: UUID) -> list[Authenticator]:
    """Passkeys and apps of an account, oldest first."""
    return list(
        Authenticator.objects.filter(user_id=account_id, type__in=FACTORS).order_by("created_at")
    )


@transaction.atomic
def forget_factors(actor: Actor, *, account_id: UUID) -> None:
    """Somebody of the staff lost everything: an administrator takes the factors away.

    They need a new invitation then. The organisations room has checked that the actor manages
    this account; nobody does it for themself.
    """
    if account_id == actor.account_id:
        raise Refused(_("Ask another administrator to do this for you."))
    Authenticator.objects.filter(user_id=account_id).delete()
    Account.objects.filter(pk=account_id).update(sessions_since=clock.now())
