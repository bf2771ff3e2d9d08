"""Instruments that a programme brought, rounds in which people are asked, and their answers.

Nobody who works in an organisation reads answers: they see that somebody was asked, answered, and
whether somebody should call. Figures of groups are worked out by the platform (change.py).
"""

from django.db import models
from django.db.models import Q

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, SECRET, WORK, Tag, tagged
from amir.participants.enums import Side
from amir.participants.models import Participant
from amir.programmes.models import Programme

from .enums import Moment

# The platform's purpose while it plans rounds, takes answers, and works out figures of groups.
MEASURING = "measuring"
ANSWERED = Tag("P", "seeing whether a programme helps", "erased")


class Instrument(OwnedModel):
    """A definition in one version as a programme brought it. Never changed: a new version comes.

    It is about nobody, and whoever takes part is asked with it: everybody reads it.
    """

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="instruments"))  # fmt: skip
    key = tagged(WORK, models.CharField(max_length=40))
    version = tagged(WORK, models.PositiveIntegerField())
    definition = tagged(WORK, models.JSONField())
    brought_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["key", "-version"]
        constraints = [
            *locked(
                "instruments_instrument",
                read="true",
                write=either(organisation_in("work"), purpose("setup")),
                tenant_keys=["programme"],
                grants="select, insert",
            ),
            models.UniqueConstraint(
                fields=["programme", "key", "version"], name="instruments_version_once"
            ),
        ]


class Round(OwnedModel):
    """Somebody is asked with an instrument at a moment, from `due_on` to `closes_on`.

    `brought_id`: the Instrument that a programme brought; None: it is one of ours. `match_id` is
    the match that the moment counts from. `is_low`: the answers ask for a call.
    """

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="rounds"))  # fmt: skip
    person_id = tagged(LINK, models.UUIDField())
    programme_id = tagged(LINK, models.UUIDField(null=True))
    match_id = tagged(LINK, models.UUIDField(null=True))
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    instrument = tagged(LINK, models.CharField(max_length=40))
    version = tagged(LINK, models.PositiveIntegerField())
    brought_id = tagged(LINK, models.UUIDField(null=True))
    moment = tagged(LINK, models.CharField(max_length=10, choices=Moment.choices))
    due_on = tagged(WORK, models.DateField())
    closes_on = tagged(WORK, models.DateField())
    digest = tagged(SECRET, models.BinaryField(null=True, unique=True))
    told_at = tagged(LINK, models.DateTimeField(null=True))
    answered_at = tagged(LINK, models.DateTimeField(null=True))
    is_low = tagged(ANSWERED, models.BooleanField(default=False))

    class Meta:
        ordering = ["due_on", "instrument", "id"]
        indexes = [models.Index(fields=["organisation_id", "due_on"], name="instruments_due")]
        constraints = [
            *locked(
                "instruments_round",
                read=either(organisation_in("people"), own("person_id"), purpose(MEASURING)),
                write=either(organisation_in("people"), purpose(MEASURING, "setup")),
                tenant_keys=["participant"],
                subject="person_id",
            ),
            models.UniqueConstraint(
                fields=["participant", "instrument", "moment", "match_id"],
                condition=~Q(moment="extra"),
                nulls_distinct=False,
                name="instruments_asked_once",
            ),
        ]


class Answer(OwnedModel):
    """The answer to one question. Skipped is kept as skipped: it has no value, never 0."""

    round = tagged(LINK, models.ForeignKey(Round, models.PROTECT, db_constraint=False,
                                           related_name="answers"))  # fmt: skip
    person_id = tagged(LINK, models.UUIDField())
    item = tagged(LINK, models.CharField(max_length=40))
    value = tagged(ANSWERED, models.SmallIntegerField(null=True))
    is_skipped = tagged(ANSWERED, models.BooleanField(default=False))
    answered_at = tagged(LINK, models.DateTimeField())

    class Meta:
        ordering = ["item"]
        constraints = [
            *locked(
                "instruments_answer",
                read=either(own("person_id"), purpose(MEASURING)),
                write=purpose(MEASURING),
                tenant_keys=["round"],
                subject="person_id",
            ),
            models.UniqueConstraint(fields=["round", "item"], name="instruments_answer_once"),
            models.CheckConstraint(
                condition=Q(is_skipped=True, value=None) | Q(is_skipped=False, value__isnull=False),
                name="instruments_skipped_has_no_value",
            ),
        ]
