"""Drafts: what somebody typed and has not sent, kept encrypted for them alone."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from amir.core.actor import Actor
from amir.core.models import Draft

from . import clock

MOST_BYTES = 200_000


def _box() -> Fernet:
    key = sha256(b"amir.drafts\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))


def seal(data: dict[str, Any]) -> str:
    """Typed values as a token that only this installation can read; for a form kept in a page."""
    moment = int(clock.now().timestamp())
    return _box().encrypt_at_time(json.dumps(data).encode(), moment).decode()


def unseal(token: str, *, seconds: int = 3600) -> dict[str, Any] | None:
    """The values of a token made at most `seconds` ago; None if it is not one of ours.

    A token from the future is fine: the clock was set back, and nobody's text is lost by that.
    """
    box = _box()
    try:
        age = clock.now().timestamp() - box.extract_timestamp(token.encode())
        found = json.loads(box.decrypt(token.encode()))
    except (InvalidToken, ValueError):
        return None
    return found if isinstance(found, dict) and age <= seconds else None


def save(actor: Actor, key: str, data: dict[str, Any]) -> bool:
    """Keep a draft; the newest wins. False if it is too long to keep."""
    token = seal(data).encode()
    if len(token) > MOST_BYTES or actor.account_id is None:
        return False
    Draft.objects.update_or_create(
        account_id=actor.account_id, key=key, defaults={"data": token, "saved_at": clock.now()}
    )
    return True


def load(actor: Actor, key: str) -> dict[str, Any] | None:
    """The draft of the actor under this key, or None."""
    if actor.account_id is None:
        return None
    row = Draft.objects.filter(account_id=actor.account_id, key=key).first()
    if row is None:
        return None
    # A draft may lie for weeks; only the key decides whether it can be read.
    return unseal(bytes(row.data).decode(), seconds=365 * 24 * 3600)


def forget(actor: Actor, key: str) -> None:
    """The form was sent."""
    if actor.account_id is not None:
        Draft.objects.filter(account_id=actor.account_id, key=key).delete()
