"""Data keys: one per organisation, area and version, wrapped by a key that is not here."""

from uuid import uuid4

from django.db import models

from amir.core import clock
from amir.core.access.locks import Audited, RowPolicy, purpose
from amir.core.tags import LINK, SECRET, tagged


class DataKey(models.Model):
    """A wrapped data key. `wrapped` empty: destroyed, and all that it sealed is gone with it.

    Every signed-out act that seals something (a concern, an application) needs the key of an
    organisation, so anybody may read wrapped keys and add one. Without the key file they open
    nothing. Only erasure changes a row; `amir keys rotate` works as the owner.
    """

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4, editable=False))
    organisation_id = tagged(LINK, models.UUIDField(editable=False))
    area = tagged(LINK, models.CharField(max_length=40))
    version = tagged(LINK, models.PositiveIntegerField(default=1))
    wrapped = tagged(SECRET, models.BinaryField(null=True))
    wrapped_by = tagged(LINK, models.CharField(max_length=40))
    created_at = tagged(LINK, models.DateTimeField(default=clock.now))
    retired_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        app_label = "core"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "area", "version"], name="core_datakey_version"
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "area"],
                condition=models.Q(retired_at=None),
                name="core_datakey_current",
            ),
            RowPolicy(
                name="core_datakey",
                read="true",
                add="wrapped is not null and retired_at is null",
                write=purpose("erasing"),
                grants="select, insert, update",
            ),
            Audited(name="core_datakey_audit"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.version}"
