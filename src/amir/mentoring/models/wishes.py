"""What people ask of their organisation."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, PROFILE, tagged

from ..enums import WishKind


class Wish(OwnedModel):
    """What somebody who takes part asks of their organisation: a call, a correction."""

    person_id = tagged(LINK, models.UUIDField())
    kind = tagged(LINK, models.CharField(max_length=12, choices=WishKind.choices))
    about = tagged(LINK, models.CharField(max_length=40, blank=True))
    text = tagged(PROFILE, models.CharField(max_length=600, blank=True))
    settled_at = tagged(LINK, models.DateTimeField(null=True))
    settled_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["created_at"]
        constraints = locked(
            "mentoring_wish",
            subject="person_id",
            read=either(organisation_in("people"), own("person_id"), purpose("answering")),
            write=organisation_in("people"),
            add=either(own("person_id"), purpose("answering")),
        )
