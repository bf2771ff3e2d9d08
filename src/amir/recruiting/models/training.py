"""Training, orientation, and what helps to stay reachable."""

from django.db import models

from amir.core import clock
from amir.core.access.locks import either, locked, purpose
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, WORK, tagged
from amir.participants.models import OF_ONESELF

from ..enums import Support, TrainingMoment
from .locks import APPLIED, FORGETTING, STAFF, of_applicants, of_participant


class ModuleCompletion(OwnedModel):
    """A module of the training, or the orientation, that somebody has been through."""

    participant = of_participant("modules")
    module = tagged(EVIDENCE, models.CharField(max_length=60))
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    passed_on = tagged(EVIDENCE, models.DateField())
    source = tagged(EVIDENCE, models.CharField(max_length=120))
    recorded_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["passed_on", "module"]
        constraints = [
            *of_applicants("recruiting_module", "participant", also=OF_ONESELF),
            models.UniqueConstraint(fields=["participant", "module"], name="recruiting_once"),
        ]


class SelfEvaluation(OwnedModel):
    """What a mentor thinks that they can do, before or after the training."""

    participant = of_participant("self_evaluations")
    moment = tagged(EVIDENCE, models.CharField(max_length=6, choices=TrainingMoment.choices))
    # Topic -> 1 (not at all) to 5 (very well).
    marks = tagged(APPLIED, models.JSONField(default=dict))
    answered_on = tagged(EVIDENCE, models.DateField())

    class Meta:
        constraints = [
            *of_applicants("recruiting_evaluation", "participant", also=OF_ONESELF,
                            written_also=OF_ONESELF),
            models.UniqueConstraint(
                fields=["participant", "moment"], name="recruiting_evaluation_once"
            ),
        ]  # fmt: skip


class Stakeholder(OwnedModel):
    """An office or association that was told of the programme: which, when, whom there."""

    programme_id = tagged(LINK, models.UUIDField(null=True))
    office = tagged(WORK, models.CharField(max_length=200))
    contact = tagged(WORK, models.CharField(max_length=200, blank=True))
    informed_on = tagged(WORK, models.DateField())
    informed_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-informed_on"]
        constraints = locked("recruiting_stakeholder", read=STAFF, write=STAFF)


class Connection(OwnedModel):
    """What somebody was given to stay reachable: a data package, a phone."""

    participant = of_participant("connections")
    support = tagged(EVIDENCE, models.CharField(max_length=8, choices=Support.choices))
    given_on = tagged(EVIDENCE, models.DateField())
    worth_cents = tagged(EVIDENCE, models.PositiveIntegerField(default=0))
    given_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-given_on"]
        constraints = of_applicants("recruiting_connection", "participant", also=OF_ONESELF)


class LongAway(OwnedModel):
    """Somebody who has not been here for long was warned that we will forget them."""

    person_id = tagged(LINK, models.UUIDField(unique=True))
    warned_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        constraints = locked(
            "recruiting_longaway",
            subject="person_id",
            read=either(STAFF, purpose(FORGETTING)),
            write=purpose(FORGETTING),
        )
