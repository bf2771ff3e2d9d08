"""What keeps mentors going: groups, training, exchange, how they are; and what people suggest."""

from django.db import models
from django.db.models import Q

from amir.core.access.locks import either, locked, purpose, subject_in
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, PROFILE, WORK, tagged
from amir.participants.models import Participant

from ..enums import GatheringKind, Wellness
from .contacts import OF_STAFF

# The platform's purpose when it keeps a suggestion that says nothing of who made it.
SUGGESTING = "suggesting"
OF_ONESELF = subject_in("*", "participant_id")


class Gathering(OwnedModel):
    """A mentor group, a training, an exchange, an event with people of the place, a review.

    `hosts`: how many people of the place came, counted only.
    """

    programme_id = tagged(LINK, models.UUIDField(null=True))
    kind = tagged(LINK, models.CharField(max_length=10, choices=GatheringKind.choices))
    title = tagged(WORK, models.CharField(max_length=160))
    held_on = tagged(EVIDENCE, models.DateField())
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField(default=0))
    hosts = tagged(EVIDENCE, models.PositiveSmallIntegerField(default=0))
    outcome = tagged(WORK, models.CharField(max_length=600, blank=True))
    by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-held_on", "-created_at", "id"]
        constraints = locked("care_gathering", read=OF_STAFF, write=OF_STAFF)


class Attendance(OwnedModel):
    """Somebody came."""

    gathering = tagged(LINK, models.ForeignKey(Gathering, models.PROTECT, db_constraint=False,
                                               related_name="attendances"))  # fmt: skip
    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="+"))  # fmt: skip

    class Meta:
        constraints = [
            *locked(
                "care_attendance",
                read=either(OF_STAFF, OF_ONESELF),
                write=OF_STAFF,
                tenant_keys=["gathering", "participant"],
            ),
            models.UniqueConstraint(fields=["gathering", "participant"], name="care_attended_once"),
        ]


class Wellbeing(OwnedModel):
    """How a mentor is, as they told a coordinator."""

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="+"))  # fmt: skip
    asked_on = tagged(EVIDENCE, models.DateField())
    state = tagged(PROFILE, models.CharField(max_length=6, choices=Wellness.choices, blank=True))
    note = tagged(PROFILE, models.CharField(max_length=600, blank=True))
    by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-asked_on", "-created_at", "id"]
        constraints = [
            *locked(
                "care_wellbeing",
                read=either(OF_STAFF, OF_ONESELF),
                write=OF_STAFF,
                tenant_keys=["participant"],
            ),
            models.CheckConstraint(
                condition=Q(state__in=["", *Wellness.values]), name="care_wellbeing_known"
            ),
        ]


class Suggestion(OwnedModel):
    """What somebody who takes part would do better. Nobody can tell who; the day alone is kept."""

    text = tagged(PROFILE, models.CharField(max_length=600))
    made_on = tagged(EVIDENCE, models.DateField())
    answer = tagged(WORK, models.CharField(max_length=600, blank=True))
    answered_on = tagged(EVIDENCE, models.DateField(null=True))

    class Meta:
        ordering = ["-made_on", "id"]
        constraints = locked(
            "care_suggestion", read=OF_STAFF, write=OF_STAFF, add=purpose(SUGGESTING)
        )
