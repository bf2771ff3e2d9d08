"""A coordinator spoke with somebody of a pair; an alarm was dismissed, or somebody reminded."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, PROFILE, tagged
from amir.mentoring.models import Match

from ..enums import Channel, Nature, Whom

OF_STAFF = organisation_in("people")


class Contact(OwnedModel):
    """A check-in of a coordinator: when, how long, which way, what about, and the safety questions.

    `person_id`: with whom of the pair; None for who sent the mentee. `is_reached` is False for a
    try that nobody answered: it counts for nothing. `safety`: question -> yes or no.
    """

    match = tagged(LINK, models.ForeignKey(Match, models.PROTECT, db_constraint=False,
                                           related_name="contacts"))  # fmt: skip
    person_id = tagged(LINK, models.UUIDField(null=True))
    whom = tagged(LINK, models.CharField(max_length=8, choices=Whom.choices))
    held_on = tagged(EVIDENCE, models.DateField())
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField(default=0))
    channel = tagged(EVIDENCE, models.CharField(max_length=10, choices=Channel.choices))
    nature = tagged(EVIDENCE, models.CharField(max_length=10, choices=Nature.choices))
    is_reached = tagged(EVIDENCE, models.BooleanField(default=True))
    safety = tagged(PROFILE, models.JSONField(default=dict))
    note = tagged(PROFILE, models.CharField(max_length=600, blank=True))
    by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-held_on", "-created_at", "id"]
        indexes = [models.Index(fields=["match", "whom", "held_on"], name="care_contact_match")]
        constraints = locked(
            "care_contact",
            read=either(OF_STAFF, own("person_id")),
            write=OF_STAFF,
            tenant_keys=["match"],
            subject="person_id",
        )


class Answered(OwnedModel):
    """Something was done about one occurrence of an alarm.

    `alarm` is its key, `thing_id` the match or participant it is about, `since` the day from
    which it rang: when it rings anew, nothing has been done about that.
    """

    alarm = tagged(LINK, models.CharField(max_length=40))
    thing_id = tagged(LINK, models.UUIDField())
    since = tagged(EVIDENCE, models.DateField())
    by = tagged(LINK, models.UUIDField())

    class Meta:
        abstract = True


class Dismissal(Answered):
    """Somebody decided that nothing needs to be done for now, and why. It can be taken back.

    On the day `until` the same alarm rings again: nobody is lost by one word.
    """

    reason = tagged(PROFILE, models.CharField(max_length=300))
    until = tagged(EVIDENCE, models.DateField())
    undone_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [models.Index(fields=["thing_id"], name="care_dismissal_thing")]
        constraints = locked("care_dismissal", read=OF_STAFF, write=OF_STAFF)


class Reminder(Answered):
    """People were reminded by a message; `sent` is how many it could be sent to."""

    sent = tagged(EVIDENCE, models.PositiveSmallIntegerField())

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = locked("care_reminder", read=OF_STAFF, write=OF_STAFF)
