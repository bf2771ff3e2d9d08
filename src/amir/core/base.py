"""What every table of an organisation has."""

from uuid import uuid4

from django.db import models

from amir.core.tags import LINK, tagged

from . import clock


class OwnedModel(models.Model):
    """A row that belongs to one organisation. Its id is random and may be made by the caller."""

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4, editable=False))
    organisation_id = tagged(LINK, models.UUIDField(editable=False))
    created_at = tagged(LINK, models.DateTimeField(default=clock.now, editable=False))

    class Meta:
        abstract = True
