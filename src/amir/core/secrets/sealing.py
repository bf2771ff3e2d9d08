"""Sealing a text to its place: organisation, table, row, column and key.

AES-256-GCM. A sealed value is: form (1 byte), data key id (16), nonce (12), ciphertext and tag.
Moved to another row, column, table or organisation, or changed in one bit, it does not open.
The text is padded to full blocks, because the length of an answer can tell the answer.
"""

import secrets
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .errors import KeyMissing, SealBroken
from .ring import NONCE_BYTES, current_key, key_by_id

FORM = b"\x01"
HEAD = len(FORM) + 16
TAG_BYTES = 16
BLOCK = 64
END = b"\x80"


@dataclass(frozen=True)
class Place:
    """Where a sealed value lives. Renaming a table or column means sealing its rows again."""

    organisation_id: UUID
    table: str
    row: Any
    column: str

    def bound_to(self, key_id: UUID) -> bytes:
        """What the seal is bound to."""
        bound = (self.organisation_id, self.table, self.row, self.column, key_id)
        return "|".join(map(str, bound)).encode()


def seal(text: str, place: Place, area: str, *, using: str = "default") -> bytes:
    """The sealed form of a text at its place, under the current key of the area."""
    key = current_key(place.organisation_id, area, using=using)
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key.secret).encrypt(nonce, _padded(text), place.bound_to(key.id))
    return FORM + key.id.bytes + nonce + sealed


def unseal(data: bytes, place: Place, *, using: str = "default") -> str:
    """The text. SealBroken: changed or moved. KeyMissing: its key is destroyed or not here."""
    key = key_by_id(key_id_of(data), using=using)
    if key.organisation_id != place.organisation_id:
        raise SealBroken(_broken(place))
    nonce, sealed = data[HEAD : HEAD + NONCE_BYTES], data[HEAD + NONCE_BYTES :]
    try:
        return _unpadded(AESGCM(key.secret).decrypt(nonce, sealed, place.bound_to(key.id)))
    except (InvalidTag, ValueError) as error:
        raise SealBroken(_broken(place)) from error


def key_id_of(data: bytes) -> UUID:
    """The data key that sealed it. SealBroken: this was never a sealed value."""
    if len(data) < HEAD + NONCE_BYTES + TAG_BYTES or not data.startswith(FORM):
        raise SealBroken("This is not a sealed value.")
    return UUID(bytes=data[len(FORM) : HEAD])


@dataclass(frozen=True)
class Sealed:
    """A sealed value as read from the database. Reading it is an act: `open()`.

    `place` is None if it was read without its row (`.values()`); give it one with `at`.
    """

    data: bytes = field(repr=False)
    place: Place | None = None
    using: str = "default"

    def open(self) -> str:
        """The text; "" if it was erased. SealBroken, KeyMissing: see `unseal`."""
        if not self.data:
            return ""
        if self.place is None:
            raise SealBroken("This value was read without its row; read the object, or use at().")
        return unseal(self.data, self.place, using=self.using)

    # Templates call what they find; opening belongs in a view, where it is seen.
    open.alters_data = True  # type: ignore[attr-defined]

    def at(self, place: Place) -> "Sealed":
        """The same value, bound to a place."""
        return replace(self, place=place)

    def is_under_current_key(self, area: str) -> bool:
        """Whether sealing it again would change nothing; true too of what was erased."""
        if not self.data:
            return True
        try:
            key = key_by_id(key_id_of(self.data), using=self.using)
        except KeyMissing:
            return True
        return key.is_current and key.area == area

    def __str__(self) -> str:
        return "[sealed]"


@dataclass(frozen=True)
class Unsealed:
    """A text that was assigned to a sealed field and is not saved yet."""

    text: str = field(repr=False)

    def open(self) -> str:
        """The text."""
        return self.text

    open.alters_data = True  # type: ignore[attr-defined]

    def __str__(self) -> str:
        return "[not sealed yet]"


def _padded(text: str) -> bytes:
    plain = text.encode() + END
    return plain.ljust(-(-len(plain) // BLOCK) * BLOCK, b"\0")


def _unpadded(plain: bytes) -> str:
    text, end, _ = plain.rpartition(END)
    if not end:
        raise ValueError("no end of text")
    return text.decode()


def _broken(place: Place) -> str:
    return (
        f"The sealed {place.column} of {place.table} {place.row} was changed, or moved there "
        "from another place. It was not opened."
    )
