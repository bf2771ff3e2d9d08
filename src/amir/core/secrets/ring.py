"""Data keys, opened: found or made in the database, unwrapped with a key file, kept for a minute.

Keys live in memory for `KEEP_SECONDS` at most, so that a key destroyed by one process stops
opening things in every other one within that time.
"""

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction
from django.db.models import Max

from . import keys
from .errors import KeyMissing, SealBroken
from .models import DataKey

NONCE_BYTES = 12
KEEP_SECONDS = 60.0
MOST_KEPT = 4096


@dataclass(frozen=True)
class OpenKey:
    """A data key that can be used. `secret` never shows in a traceback or a log."""

    id: UUID
    organisation_id: UUID
    area: str
    is_current: bool
    secret: bytes = field(repr=False)


class Ring:
    """Open keys, the least used dropped first. Safe for threads."""

    def __init__(self, *, most: int = MOST_KEPT, seconds: float = KEEP_SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._kept: OrderedDict[object, tuple[float, OpenKey]] = OrderedDict()
        # Made in transactions that are still open. Never kept: a rollback would leave us sealing
        # with a key that no longer exists anywhere.
        self._unsure: set[UUID] = set()
        self._lock = threading.Lock()

    def get(self, name: object) -> OpenKey | None:
        """The key kept under that name, unless its time is over."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is None or kept[0] < time.monotonic():
                return None
            self._kept.move_to_end(name)
            return kept[1]

    def keep(self, name: object, key: OpenKey) -> None:
        """Keep a key for a while."""
        with self._lock:
            if key.id in self._unsure:
                return
            self._kept[name] = (time.monotonic() + self._seconds, key)
            self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def mistrust(self, key_id: UUID, *, using: str) -> None:
        """Do not keep this key before the transaction that makes it has ended well."""
        with self._lock:
            self._unsure.add(key_id)
        transaction.on_commit(lambda: self._trust(key_id), using=using)

    def _trust(self, key_id: UUID) -> None:
        with self._lock:
            self._unsure.discard(key_id)

    def forget(self) -> None:
        """Drop every kept key."""
        with self._lock:
            self._kept.clear()


ring = Ring()


def current_key(organisation_id: UUID, area: str, *, using: str = "default") -> OpenKey:
    """The key with which an organisation seals in an area now; made if there is none.

    KeyMissing: there are no key files.
    """
    name = (_database(using), organisation_id, area)
    kept = ring.get(name)
    if kept is not None:
        return kept
    row = _current_row(organisation_id, area, using)
    if row is None:
        add_key(organisation_id, area, using=using)
        row = _current_row(organisation_id, area, using)
    if row is None:
        raise KeyMissing(f"No data key could be made for the area {area}; please try again.")
    opened = _unwrap(row)
    ring.keep(name, opened)
    return opened


def key_by_id(key_id: UUID, *, using: str = "default") -> OpenKey:
    """A data key, current or old. KeyMissing: it was destroyed, or its key file is gone."""
    name = (_database(using), key_id)
    kept = ring.get(name)
    if kept is not None:
        return kept
    row = DataKey.objects.using(using).filter(pk=key_id).first()
    if row is None or row.wrapped is None:
        raise KeyMissing("The key of this text was destroyed; the text cannot be read any more.")
    opened = _unwrap(row)
    ring.keep(name, opened)
    return opened


def add_key(organisation_id: UUID, area: str, *, using: str = "default") -> None:
    """Make a first or next data key; nothing happens if another process makes it at this moment."""
    held = DataKey.objects.using(using).filter(organisation_id=organisation_id, area=area)
    latest = held.aggregate(latest=Max("version"))["latest"] or 0
    row = DataKey(id=uuid4(), organisation_id=organisation_id, area=area, version=latest + 1)
    wrap(row, secrets.token_bytes(keys.SECRET_BYTES))
    ring.mistrust(row.id, using=using)
    DataKey.objects.using(using).bulk_create([row], ignore_conflicts=True)


def wrap(row: DataKey, secret: bytes) -> None:
    """Put the secret into the row, wrapped by the newest key file. Does not save."""
    file = keys.newest_key(keys.key_folder(), keys.WRAPPING)
    nonce = secrets.token_bytes(NONCE_BYTES)
    row.wrapped_by = file.id
    row.wrapped = nonce + AESGCM(file.secret).encrypt(nonce, secret, _bound_to(row))


def secret_of(row: DataKey) -> bytes:
    """The unwrapped secret. KeyMissing: destroyed or no key file. SealBroken: tampered with."""
    if row.wrapped is None:
        raise KeyMissing("This data key was destroyed.")
    file = keys.key_named(keys.key_folder(), keys.WRAPPING, row.wrapped_by)
    wrapped = bytes(row.wrapped)
    try:
        return AESGCM(file.secret).decrypt(
            wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _bound_to(row)
        )
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"The data key {row.id} was changed, or belongs elsewhere.") from error


def _bound_to(row: DataKey) -> bytes:
    bound = ("amir data key", row.id, row.organisation_id, row.area, row.version, row.wrapped_by)
    return "|".join(map(str, bound)).encode()


def _database(using: str) -> str:
    """A process may turn to another database (tests do); its keys are others."""
    return str(connections[using].settings_dict["NAME"])


def _current_row(organisation_id: UUID, area: str, using: str) -> DataKey | None:
    rows = DataKey.objects.using(using).filter(
        organisation_id=organisation_id, area=area, retired_at=None
    )
    return rows.first()


def _unwrap(row: DataKey) -> OpenKey:
    return OpenKey(
        id=row.id,
        organisation_id=row.organisation_id,
        area=row.area,
        is_current=row.retired_at is None,
        secret=secret_of(row),
    )
