"""What every row about a pair has: the match, and the two people, with the locks of both."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose, subject_in
from amir.core.base import OwnedModel
from amir.core.tags import LINK, tagged
from amir.mentoring.models import Match

# The platform's purpose while somebody writes down a meeting by link, SMS or from an outbox.
LOGGING = "meeting-log"
# The platform's purpose when it looks for pairs of whom nobody told anything.
REMINDING = "meeting-reminder"
# Those who have an edge to the match: the two, and their second mentor, not a day longer than it.
OF_PAIR = subject_in("match", "match_id")


class OfPair(OwnedModel):
    """A row about a match. The persons stand in it so that its locks need no other table."""

    match = tagged(LINK, models.ForeignKey(Match, models.PROTECT, db_constraint=False,
                                           related_name="+"))  # fmt: skip
    mentee_person_id = tagged(LINK, models.UUIDField(editable=False))
    mentor_person_id = tagged(LINK, models.UUIDField(editable=False))

    class Meta:
        abstract = True


def of_pair(
    table: str,
    *,
    read: str = OF_PAIR,
    write: str = OF_PAIR,
    tenant_keys: tuple[str, ...] = (),
) -> list[models.BaseConstraint]:
    """The usual locks of such a row: coordinators, the two people, and whoever logs for them."""
    return locked(
        table,
        read=either(organisation_in("people"), read, purpose(LOGGING, REMINDING)),
        write=either(organisation_in("people"), write, purpose(LOGGING, REMINDING)),
        tenant_keys=["match", *tenant_keys],
        subject="mentee_person_id",
        grants="select, insert, update",
    )
