"""Open Badges 3.0: a credential that anybody can check without asking us.

JSON-LD with a Data Integrity proof (eddsa-jcs-2022): the document and the proof's own facts are
written in the one canonical way of RFC 8785, hashed, and signed with Ed25519.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SUITE = "eddsa-jcs-2022"
DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"  # what a multikey of this kind begins with


def canonical(value: Any) -> bytes:
    """RFC 8785 for what we write: texts, whole numbers, lists and names in ASCII."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def multibase(content: bytes) -> str:
    """Base 58 as Bitcoin writes it, marked with a z."""
    number, said = int.from_bytes(content), ""
    while number:
        number, digit = divmod(number, 58)
        said = DIGITS[digit] + said
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + DIGITS[0] * zeros + said


def from_multibase(text: str) -> bytes:
    """The opposite. ValueError for anything else."""
    if not text.startswith("z"):
        raise ValueError("not base 58")
    number = 0
    for digit in text[1:]:
        number = number * 58 + DIGITS.index(digit)
    zeros = len(text[1:]) - len(text[1:].lstrip(DIGITS[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def new_key() -> tuple[str, str]:
    """(public multikey, private key as hex)."""
    made = Ed25519PrivateKey.generate()
    public = made.public_key().public_bytes_raw()
    return multibase(ED25519 + public), made.private_bytes_raw().hex()


def signed(credential: Mapping[str, Any], *, private: str, method: str, at: str) -> dict[str, Any]:
    """The credential with its proof. `method`: the address of the public key."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": at,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private))
    value = multibase(key.sign(_to_sign(credential, proof)))
    return {**credential, "proof": {**proof, "proofValue": value}}


def is_genuine(credential: Mapping[str, Any], *, public: str) -> bool:
    """Whether the proof was made with the key, for exactly this document."""
    document = {name: value for name, value in credential.items() if name != "proof"}
    proof = dict(credential.get("proof") or {})
    value = proof.pop("proofValue", "")
    try:
        raw = from_multibase(public)
        if not raw.startswith(ED25519) or proof.get("cryptosuite") != SUITE:
            return False
        key = Ed25519PublicKey.from_public_bytes(raw[len(ED25519) :])
        key.verify(from_multibase(value), _to_sign(document, proof))
    except (InvalidSignature, ValueError):
        return False
    return True


def _to_sign(document: Mapping[str, Any], proof: Mapping[str, Any]) -> bytes:
    told = {"@context": document["@context"], **proof}
    return sha256(canonical(told)).digest() + sha256(canonical(document)).digest()
