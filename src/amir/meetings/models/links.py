"""Links by which somebody tells a meeting without signing in."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.tags import LINK, SECRET, tagged

from .pairs import LOGGING, REMINDING, OfPair


class PersonalLink(OfPair):
    """A link of one person for one match. The secret part is stored as its digest only.

    `symbol` is how the person tells their pairs apart where no name may stand. Whoever holds
    the link can tell meetings and read nothing of anybody.
    """

    person_id = tagged(LINK, models.UUIDField())
    digest = tagged(SECRET, models.BinaryField(unique=True))
    language = tagged(LINK, models.CharField(max_length=12, default="en"))
    symbol = tagged(LINK, models.CharField(max_length=10))
    revoked_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [models.Index(fields=["match", "person_id"], name="meetings_link_of")]
        constraints = locked(
            "meetings_link",
            read=either(organisation_in("people"), own("person_id"), purpose(LOGGING, REMINDING)),
            write=either(organisation_in("people"), own("person_id"), purpose(LOGGING, REMINDING)),
            tenant_keys=["match"],
            subject="person_id",
            grants="select, insert, update",
        )
