"""Who sees and writes the rows of this room, and what leads from them to people."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.tags import LINK, Tag, tagged
from amir.participants.models import Participant

APPLIED = Tag("P", "choosing who takes part", "erased")
# The platform's purpose while somebody applies, and while it forgets what it need not know.
APPLYING, FORGETTING = "application", "retention"
STAFF = organisation_in("people")
BY_THEMSELF = purpose(APPLYING)


def of_everybody(table: str, *tenant_keys: str, grants: str = "") -> list[models.BaseConstraint]:
    """Locks of what stands on public pages and is written by the organisation's staff."""
    return locked(
        table, read="true", write=either(STAFF, purpose("setup")), tenant_keys=tenant_keys,
        grants=grants,
    )  # fmt: skip


def of_applicants(
    table: str, *tenant_keys: str, also: str = "false", written_also: str = "false"
) -> list[models.BaseConstraint]:
    """Locks of what is known of applicants: staff, the platform, and `also` the person."""
    platform = purpose(APPLYING, FORGETTING)
    return locked(
        table,
        read=either(STAFF, platform, also),
        write=either(STAFF, platform, written_also),
        tenant_keys=tenant_keys,
    )


def of_participant(name: str) -> "models.ForeignKey[Participant, Participant]":
    return tagged(
        LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False, related_name=name)
    )
