"""What keys there are, what needs them, and which are missing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from . import keys
from .errors import KeyMissing
from .models import DataKey


@dataclass(frozen=True)
class KeyState:
    """A key file, or the id of one that should be there (`created_at` None)."""

    id: str
    kind: str
    created_at: datetime | None
    is_newest: bool
    wraps: int


def key_states(*, using: str = "owner") -> list[KeyState]:
    """Every key file and every missing one, oldest first, the missing ones before all others."""
    folder = keys.key_folder()
    counted = (
        DataKey.objects.using(using)
        .filter(wrapped__isnull=False)
        .values_list("wrapped_by")
        .annotate(Count("pk"))
    )
    wraps = dict(counted)
    states = []
    for kind in (keys.LOOKUP, keys.WRAPPING):
        files = keys.keys_in(folder, kind)
        for file in files:
            count = wraps.pop(file.id, 0) if kind == keys.WRAPPING else 0
            newest = file == files[-1]
            states.append(KeyState(file.id, kind, file.created_at, newest, count))
    missing = [KeyState(key_id, keys.WRAPPING, None, False, n) for key_id, n in wraps.items()]
    return sorted(missing, key=lambda state: state.id) + states


def create_first_keys(*, using: str = "owner") -> list[keys.KeyFile]:
    """Make the key files of a new installation; returns those made now, none if they are there.

    KeyMissing: the database needs files that are gone. New ones would only hide the loss.
    """
    gone = [state.id for state in key_states(using=using) if state.created_at is None]
    if gone:
        names = ", ".join(f"{keys.WRAPPING}-{key_id}.key" for key_id in gone)
        raise KeyMissing(
            f"The database needs key files that are not in {keys.key_folder()}: {names}. "
            "Put the saved copies back; no new keys were made."
        )
    return keys.create_missing_keys(keys.key_folder())
