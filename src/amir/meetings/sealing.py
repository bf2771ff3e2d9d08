"""What a phone keeps until it has network: sealed to us, so that nobody reads it there.

An envelope is: form (1 byte), the phone's one-time public key (65), nonce (12), ciphertext and
tag. P-256 ECDH, HKDF-SHA256, AES-256-GCM, as static/meetings/outbox.js makes it. A ticket tells
us later who told, and tells nobody else anything.

Both keys come from the lookup key: the one key file that is never changed, so that nothing that
waits on a phone can become unreadable.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from secrets import token_bytes
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.crypto import salted_hmac

from amir.core.secrets import keys

FORM = b"\x01"
POINT_BYTES = 65
NONCE_BYTES = 12
HEAD = len(FORM) + POINT_BYTES
MOST_BYTES = 8_000
# The order of P-256: a private key is a number below it.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
KEY_FOR = b"amir.meetings.outbox.1"
TICKET_FOR = b"amir.meetings.ticket.1"


class NotOurs(ValueError):
    """It was not sealed to us, or was changed on the way."""


def public_key() -> str:
    """What phones seal to, as text."""
    point = _private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return as_text(point)


def open_envelope(envelope: bytes) -> dict[str, Any]:
    """What was told. NotOurs: it cannot be opened, or holds no record."""
    if len(envelope) > MOST_BYTES or not envelope.startswith(FORM):
        raise NotOurs
    point, nonce = envelope[1:HEAD], envelope[HEAD : HEAD + NONCE_BYTES]
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        key = _derived(_private_key().exchange(ec.ECDH(), theirs), KEY_FOR, salt=point)
        told = AESGCM(key).decrypt(nonce, envelope[HEAD + NONCE_BYTES :], envelope[:HEAD])
        held = json.loads(told)
    except (ValueError, InvalidTag) as error:
        raise NotOurs from error
    if not isinstance(held, dict):
        raise NotOurs
    return held


def receipt_of(envelope: bytes) -> str:
    """What the phone compares before it lets go of an envelope."""
    return as_text(sha256(envelope).digest())


@dataclass(frozen=True)
class Ticket:
    """Who tells of which match; by which link, if they were not signed in."""

    match_id: UUID
    person_id: UUID
    link_id: UUID | None = None


def ticket_text(ticket: Ticket) -> str:
    """Something a phone may keep that only we can read."""
    ids = (ticket.match_id, ticket.person_id, ticket.link_id or UUID(int=0))
    nonce = token_bytes(NONCE_BYTES)
    told = b"".join(key.bytes for key in ids)
    return as_text(nonce + AESGCM(_ticket_key()).encrypt(nonce, told, None))


def read_ticket(text: str) -> Ticket:
    """The ticket. NotOurs: we did not make it."""
    try:
        held = as_bytes(text)
        told = AESGCM(_ticket_key()).decrypt(held[:NONCE_BYTES], held[NONCE_BYTES:], None)
        match_id, person_id, link_id = (UUID(bytes=told[k : k + 16]) for k in (0, 16, 32))
    except (ValueError, InvalidTag) as error:
        raise NotOurs from error
    return Ticket(match_id, person_id, link_id if link_id.int else None)


def pair_mark(match_id: UUID, person_id: UUID) -> str:
    """A name for a pair on a phone, always the same, from which nobody learns anything."""
    held = f"{match_id}|{person_id}"
    return salted_hmac("amir.meetings.pair", held, algorithm="sha256").hexdigest()[:24]


def as_text(held: bytes) -> str:
    """URL-safe base64 without padding."""
    return urlsafe_b64encode(held).rstrip(b"=").decode()


def as_bytes(text: str) -> bytes:
    """The bytes of such a text. ValueError: it is none."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


def _private_key() -> ec.EllipticCurvePrivateKey:
    return _key_from(_lookup_secret())


@lru_cache(maxsize=2)
def _key_from(secret: bytes) -> ec.EllipticCurvePrivateKey:
    # Twice the length of the number, so that its remainder is as good as random.
    number = int.from_bytes(_derived(secret, KEY_FOR, length=64)) % (ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def _ticket_key() -> bytes:
    return _derived(_lookup_secret(), TICKET_FOR)


def _lookup_secret() -> bytes:
    return keys.newest_key(keys.key_folder(), keys.LOOKUP).secret


def _derived(
    secret: bytes, purpose: bytes, *, salt: bytes | None = None, length: int = 32
) -> bytes:
    return HKDF(SHA256(), length, salt, purpose).derive(secret)
