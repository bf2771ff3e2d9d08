"""Changing keys without stopping: old keys open what they sealed until nothing needs them.

1. `add_wrapping_key`: a new key file; new data keys are wrapped by it at once.
2. `wrap_again`: every data key is wrapped by it, too.
3. `retire_data_keys`: each organisation gets a new data key in each area.
4. Rows are sealed again when they are next saved, or by `seal_again`.

All of it runs as the owner's role (`using="owner"`), which sees every organisation.
"""

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from amir.core import clock

from . import keys
from .index import AREA as INDEX
from .models import DataKey
from .ring import add_key, ring, secret_of, wrap
from .sealed import SealedTextField, sealed_fields
from .sealing import Sealed

BATCH = 200


def add_wrapping_key() -> keys.KeyFile:
    """Make the key file that wraps from now on. On several hosts, copy it to all of them first."""
    return keys.create_key(keys.key_folder(), keys.WRAPPING)


def wrap_again(*, using: str = "owner") -> int:
    """Wrap by the newest key file every data key that an older one wraps; returns how many."""
    newest = keys.newest_key(keys.key_folder(), keys.WRAPPING)
    wrapped = 0
    while True:
        with transaction.atomic(using=using):
            rows = list(
                DataKey.objects.using(using)
                .filter(wrapped__isnull=False)
                .exclude(wrapped_by=newest.id)
                .select_for_update()[:BATCH]
            )
            for row in rows:
                wrap(row, secret_of(row))
            DataKey.objects.using(using).bulk_update(rows, ["wrapped", "wrapped_by"])
        if not rows:
            return wrapped
        wrapped += len(rows)


def retire_data_keys(*, organisation_id: UUID | None = None, using: str = "owner") -> int:
    """Give each organisation (or one) a new data key in each of its areas; returns how many.

    Index keys stay: replacing one would make every digest unfindable.
    """
    current = DataKey.objects.using(using).filter(retired_at=None).exclude(area=INDEX)
    if organisation_id is not None:
        current = current.filter(organisation_id=organisation_id)
    places = list(current.values_list("pk", "organisation_id", "area"))
    for key_id, owner, area in places:
        with transaction.atomic(using=using):
            retired = DataKey.objects.using(using).filter(pk=key_id, retired_at=None)
            if retired.update(retired_at=clock.now()):
                add_key(owner, area, using=using)
    ring.forget()
    return len(places)


def seal_again(*, using: str = "owner") -> int:
    """Seal under current keys every row that an older key sealed; returns how many values."""
    return sum(
        _seal_table_again(model, field, using)
        for model in apps.get_models()
        for field in sealed_fields(model)
    )


def destroy_data_keys(organisation_id: UUID, *, area: str | None = None, using: str) -> int:
    """Make everything an organisation sealed unreadable for ever; returns how many keys.

    Other processes may keep an open key for another minute. Backups taken before still hold the
    wrapped keys until they expire. The app's role may do this for the purpose "erasing" only.
    """
    held = DataKey.objects.using(using).filter(
        organisation_id=organisation_id, wrapped__isnull=False
    )
    if area is not None:
        held = held.filter(area=area)
    destroyed = held.update(wrapped=None, retired_at=clock.now())
    ring.forget()
    return destroyed


def _seal_table_again(model: type[models.Model], field: SealedTextField, using: str) -> int:
    sealed = 0
    for batch in _batches(model, field, using):
        with transaction.atomic(using=using):
            rows = model._default_manager.using(using).select_for_update().filter(pk__in=batch)
            changed = [row for row in rows if _is_outdated(row, field)]
            for row in changed:
                field.pre_save(row, add=False)
            model._default_manager.using(using).bulk_update(changed, [field.name])
        sealed += len(changed)
    return sealed


def _is_outdated(row: models.Model, field: SealedTextField) -> bool:
    value = getattr(row, field.attname)
    return isinstance(value, Sealed) and not value.is_under_current_key(field.area)


def _batches(model: type[models.Model], field: SealedTextField, using: str) -> Iterator[list[UUID]]:
    """Ids of rows with a value, in slices; the slices do not overlap."""
    filled = model._default_manager.using(using).filter(**{f"{field.name}__isnull": False})
    ids = list(filled.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
