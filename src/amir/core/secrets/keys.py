"""Key files: one secret each, outside the database and outside every backup.

A *wrapping* key wraps the data keys of organisations; the newest one is used, older ones still
open what they wrapped. The one *lookup* key makes digests of phones and e-mail addresses. It is
never changed, because a digest cannot be made again without the address.

Folder 0700, files 0600. Several hosts share the folder, or a copy of it.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from amir.core import clock

from .errors import KeyMissing, SecretsError

WRAPPING, LOOKUP = "wrapping", "lookup"
SECRET_BYTES = 32
OTHERS = 0o077


@dataclass(frozen=True)
class KeyFile:
    """One key. `secret` never shows in a traceback or a log."""

    id: str
    kind: str
    created_at: datetime
    secret: bytes = field(repr=False)

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.kind}-{self.id}.key"


def key_folder() -> Path:
    """Where the key files of this installation are: AMIR_KEYS, else AMIR_HOME/keys."""
    return Path(settings.AMIR_KEYS)


def keys_in(folder: Path, kind: str) -> list[KeyFile]:
    """All keys of a kind, oldest first. SecretsError: a file is damaged or open to others."""
    files = sorted(folder.glob(f"{kind}-*.key"))
    return sorted((_read(file) for file in files), key=lambda key: (key.created_at, key.id))


def newest_key(folder: Path, kind: str) -> KeyFile:
    """The key to use now. KeyMissing: there is none."""
    keys = keys_in(folder, kind)
    if not keys:
        raise KeyMissing(
            f"There is no {kind} key in {folder}. Put the saved key files back there; "
            "only for a new installation run `amir keys create`."
        )
    return keys[-1]


def key_named(folder: Path, kind: str, key_id: str) -> KeyFile:
    """The key with that id. KeyMissing: its file is gone."""
    found = next((key for key in keys_in(folder, kind) if key.id == key_id), None)
    if found is None:
        raise KeyMissing(
            f"The key file {kind}-{key_id}.key is not in {folder}. "
            "What it sealed cannot be opened until it is put back."
        )
    return found


def create_missing_keys(folder: Path) -> list[KeyFile]:
    """Make the keys that a new installation needs; returns the ones made now.

    Two first starts at once may each make a wrapping key. Both stay, and both work. Of two
    lookup keys one wins, because digests of two keys would never meet.
    """
    made = []
    if not keys_in(folder, WRAPPING):
        made.append(create_key(folder, WRAPPING))
    if not keys_in(folder, LOOKUP):
        _prepare(folder)
        key = _new(LOOKUP, key_id="1")
        if _write_once(folder, key):
            made.append(key)
    return made


def create_key(folder: Path, kind: str) -> KeyFile:
    """Make one more key of a kind."""
    _prepare(folder)
    key = _new(kind, key_id=secrets.token_hex(8))
    _write_once(folder, key)
    return key


def _new(kind: str, *, key_id: str) -> KeyFile:
    return KeyFile(key_id, kind, clock.now(), secrets.token_bytes(SECRET_BYTES))


def _prepare(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def _write_once(folder: Path, key: KeyFile) -> bool:
    """Write the file whole or not at all; False if another process was first."""
    held = {
        "id": key.id,
        "kind": key.kind,
        "created_at": key.created_at.isoformat(),
        "secret": base64.b64encode(key.secret).decode(),
    }
    aside = folder / f".{key.file_name}.{os.getpid()}.{secrets.token_hex(4)}"
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(held, file)
            file.flush()
            os.fsync(file.fileno())
        # A link refuses to replace what is there.
        os.link(aside, folder / key.file_name)
    except FileExistsError:
        return False
    finally:
        aside.unlink(missing_ok=True)
    _make_durable(folder)
    return True


def _make_durable(folder: Path) -> None:
    """The name must survive a power cut too: data sealed with a lost key is lost."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(file: Path) -> KeyFile:
    if os.name == "posix" and file.stat().st_mode & OTHERS:
        raise SecretsError(f"{file} can be read by others. Run: chmod 600 {file}")
    try:
        held = json.loads(file.read_text("utf-8"))
        key = KeyFile(
            id=held["id"],
            kind=held["kind"],
            created_at=datetime.fromisoformat(held["created_at"]),
            secret=base64.b64decode(held["secret"], validate=True),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SecretsError(f"{file} is damaged. Put the saved copy of it back.") from error
    if len(key.secret) != SECRET_BYTES or key.file_name != file.name:
        raise SecretsError(f"{file} is damaged. Put the saved copy of it back.")
    return key
