"""When a pair meets next, and that somebody was reminded."""

from django.db import models
from django.db.models import Q

from amir.core.tags import EVIDENCE, LINK, tagged

from ..enums import DateState, Mode
from .pairs import OfPair, of_pair


class NextDate(OfPair):
    """The next meeting of a pair; its id and `sequence` are those of the invitation.

    Without a time it is the whole day. A pair has one planned date at most.
    """

    on = tagged(EVIDENCE, models.DateField())
    at = tagged(EVIDENCE, models.TimeField(null=True))
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField(default=60))
    mode = tagged(EVIDENCE, models.CharField(max_length=10, choices=Mode.choices,
                                             default=Mode.IN_PERSON))  # fmt: skip
    sequence = tagged(LINK, models.PositiveSmallIntegerField(default=0))
    state = tagged(LINK, models.CharField(max_length=10, choices=DateState.choices,
                                          default=DateState.PLANNED))  # fmt: skip
    set_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-on", "-created_at", "id"]
        constraints = [
            *of_pair("meetings_nextdate"),
            models.UniqueConstraint(
                fields=["match"], condition=Q(state="planned"), name="meetings_one_next_date"
            ),
        ]


class Reminder(OfPair):
    """Both were reminded, because nothing was told since a day for so many days."""

    since = tagged(EVIDENCE, models.DateField())
    after_days = tagged(LINK, models.PositiveSmallIntegerField())

    class Meta:
        constraints = [
            *of_pair("meetings_reminder", read="false", write="false"),
            models.UniqueConstraint(
                fields=["match", "since", "after_days"], name="meetings_reminded_once"
            ),
        ]
