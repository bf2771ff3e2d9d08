"""Envelopes and tickets as a phone makes and keeps them."""

import json
from secrets import token_bytes
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from amir.meetings.sealing import Ticket, as_bytes, public_key, ticket_text


def envelope_of(told: dict[str, Any]) -> bytes:
    """What a phone makes, written here a second time from the description of the form."""
    mine = ec.generate_private_key(ec.SECP256R1())
    server = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), as_bytes(public_key()))
    point = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = mine.exchange(ec.ECDH(), server)
    key = HKDF(SHA256(), 32, point, b"amir.meetings.outbox.1").derive(shared)
    nonce, head = token_bytes(12), b"\x01" + point
    return head + nonce + AESGCM(key).encrypt(nonce, json.dumps(told).encode(), head)


def ticket_of(match_id: UUID, person_id: UUID) -> str:
    """What the phone of somebody who is signed in keeps."""
    return ticket_text(Ticket(match_id, person_id))
