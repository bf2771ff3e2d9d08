"""What a pair wants to reach, and the steps to it."""

from django.db import models

from amir.core.tags import EVIDENCE, LINK, PROFILE, tagged

from ..enums import GoalState, Owner
from .pairs import OfPair, of_pair


class Goal(OfPair):
    """A goal of a pair in a theme; `template` names a shipped one, else `title` says it."""

    theme = tagged(PROFILE, models.CharField(max_length=40))
    template = tagged(LINK, models.CharField(max_length=60, blank=True))
    title = tagged(PROFILE, models.CharField(max_length=160, blank=True))
    state = tagged(LINK, models.CharField(max_length=8, choices=GoalState.choices,
                                          default=GoalState.OPEN))  # fmt: skip
    due_on = tagged(EVIDENCE, models.DateField(null=True))
    ended_on = tagged(EVIDENCE, models.DateField(null=True))
    made_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["match", "state"], name="meetings_goal_match")]
        constraints = of_pair("meetings_goal")


class Step(OfPair):
    """One step to a goal: who takes it, until when, and when it was done."""

    goal = tagged(LINK, models.ForeignKey(Goal, models.PROTECT, db_constraint=False,
                                          related_name="steps"))  # fmt: skip
    template = tagged(LINK, models.CharField(max_length=60, blank=True))
    title = tagged(PROFILE, models.CharField(max_length=160, blank=True))
    order = tagged(LINK, models.PositiveSmallIntegerField(default=0))
    owner = tagged(LINK, models.CharField(max_length=12, choices=Owner.choices,
                                          default=Owner.BOTH))  # fmt: skip
    due_on = tagged(EVIDENCE, models.DateField(null=True))
    done_on = tagged(EVIDENCE, models.DateField(null=True))

    class Meta:
        ordering = ["order", "created_at", "id"]
        indexes = [models.Index(fields=["match"], name="meetings_step_match")]
        constraints = of_pair("meetings_step", tenant_keys=("goal",))
