"""Concerns: sealed under the organisation's safeguarding key; only its leads read the rows."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import LINK, SPECIAL, WORK, Tag, tagged

from .enums import ConcernState, Urgency

LEADS = organisation_in("concerns")
# It is whoever reported who is reached, and it goes with them.
REACHED = Tag("S", "calling back", "erased", whose="reported_by")


class Concern(OwnedModel):
    """A worry about somebody's safety. Whoever reported it sees only that it was received."""

    subject_person_id = tagged(LINK, models.UUIDField(null=True))
    reported_by = tagged(LINK, models.UUIDField(null=True))
    text = tagged(SPECIAL, SealedTextField(area="safeguarding"))
    # How whoever reported it calls the person: leads do not see the records of participants.
    about = tagged(SPECIAL, SealedTextField(area="safeguarding", null=True))
    reach_me = tagged(REACHED, SealedTextField(area="safeguarding", null=True))
    urgency = tagged(LINK, models.CharField(max_length=8, choices=Urgency.choices))
    state = tagged(LINK, models.CharField(max_length=10, choices=ConcernState.choices,
                                          default=ConcernState.RECEIVED))  # fmt: skip

    class Meta:
        ordering = ["-created_at"]
        constraints = locked(
            "safeguarding_concern",
            read=LEADS,
            write=LEADS,
            add=purpose("report"),
            grants="select, insert, update",
        )


class ConcernEntry(OwnedModel):
    """What was done about a concern, in order; never changed afterwards."""

    concern = tagged(LINK, models.ForeignKey(Concern, models.PROTECT, db_constraint=False,
                                             related_name="entries"))  # fmt: skip
    text = tagged(SPECIAL, SealedTextField(area="safeguarding"))
    state = tagged(LINK, models.CharField(max_length=10, choices=ConcernState.choices))
    by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["created_at"]
        constraints = locked(
            "safeguarding_entry",
            read=LEADS,
            write=LEADS,
            tenant_keys=["concern"],
            grants="select, insert",
        )


class ConcernMark(OwnedModel):
    """That a concern exists, without anything of it: all that a coordinator sees.

    `pauses`: the pairs of the person do not meet while it is open; a lead may let them.
    """

    person_id = tagged(LINK, models.UUIDField(null=True))
    concern_id = tagged(LINK, models.UUIDField())
    is_open = tagged(WORK, models.BooleanField(default=True))
    pauses = tagged(WORK, models.BooleanField(default=True))
    reported_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        constraints = locked(
            "safeguarding_mark",
            read=either(
                LEADS, organisation_in("people"), own("reported_by"), purpose("minding-concerns")
            ),
            write=LEADS,
            add=purpose("report"),
            grants="select, insert, update",
        )


class ConcernClock(OwnedModel):
    """By when somebody must have looked at a concern, and who was told when nobody had."""

    concern_id = tagged(LINK, models.UUIDField(unique=True))
    due_at = tagged(LINK, models.DateTimeField())
    looked_at = tagged(LINK, models.DateTimeField(null=True))
    told_at = tagged(LINK, models.DateTimeField(null=True))
    times_told = tagged(LINK, models.PositiveSmallIntegerField(default=0))

    class Meta:
        constraints = locked(
            "safeguarding_clock",
            read=either(LEADS, purpose("minding-concerns")),
            write=either(LEADS, purpose("minding-concerns")),
            add=purpose("report"),
            grants="select, insert, update",
        )
