"""Digests for exact search: the same text gives the same digest, and nobody without the key
can try texts against it. Callers normalise first (telephone numbers to E.164, mail in lower case).
"""

import hmac
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from . import keys
from .ring import current_key

AREA = "index"  # its keys are wrapped again by rotation, but never replaced


def blind_index(organisation_id: UUID, purpose: str, text: str, *, using: str = "default") -> bytes:
    """HMAC-SHA256 of a text under the organisation's own key; 32 bytes.

    Two organisations, or two purposes (column names), give different digests of one text.
    """
    key = current_key(organisation_id, AREA, using=using)
    return hmac.digest(key.secret, f"{purpose}\0{text}".encode(), "sha256")


def lookup_digest(text: str) -> bytes:
    """HMAC-SHA256 under the platform's lookup key, before any organisation is known; 32 bytes.

    For signing in by phone or e-mail, and for counting messages. KeyMissing: no key file.
    """
    return hmac.digest(_lookup_secret(keys.key_folder()), text.encode(), "sha256")


@lru_cache(maxsize=4)
def _lookup_secret(folder: Path) -> bytes:
    return keys.newest_key(folder, keys.LOOKUP).secret
