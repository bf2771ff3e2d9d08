"""The rules of an organisation, plans by them, and what coordinators did to many pairs at once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, PROFILE, WORK, tagged
from amir.participants.enums import Side

from ..enums import PlanAct, PlanState
from .locks import CHECKING, of_staff, participant_key


class RuleSet(OwnedModel):
    """A version of the rules by which an organisation matches people, in a programme or in none.

    `changes` is what differs from the defaults. A version is never edited: the newest counts, and
    the database lets nobody change or drop one.
    """

    programme_id = tagged(LINK, models.UUIDField(null=True))
    number = tagged(LINK, models.PositiveIntegerField())
    changes = tagged(WORK, models.JSONField(default=dict))
    note = tagged(WORK, models.CharField(max_length=300, blank=True))
    made_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-number"]
        constraints = [
            *locked(
                "mentoring_ruleset",
                read=organisation_in("people"),
                write=either(organisation_in("people"), purpose("setup")),
                grants="select, insert",
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "programme_id", "number"],
                nulls_distinct=False,
                name="mentoring_ruleset_number",
            ),
        ]


class Plan(OwnedModel):
    """A solved matching run: its rules, its figures, the proof, and what would help.

    `rules` are all changes to the defaults that it was solved with; `rule_set` the version they
    came from, unless they were given. `groups` are counts of mentees, to be shown suppressed.
    `today` is what the best plan would be now for those whom this one gives nobody (arriving.py).
    """

    number = tagged(LINK, models.PositiveIntegerField())
    programme_id = tagged(LINK, models.UUIDField(null=True))
    state = tagged(LINK, models.CharField(max_length=10, choices=PlanState.choices,
                                          default=PlanState.WAITING))  # fmt: skip
    as_of = tagged(WORK, models.DateField())
    rules = tagged(WORK, models.JSONField(default=dict))
    rule_set = tagged(LINK, models.ForeignKey(RuleSet, models.PROTECT, db_constraint=False,
                                              null=True, related_name="+"))  # fmt: skip
    groups = tagged(WORK, models.JSONField(default=dict))
    figures = tagged(WORK, models.JSONField(default=dict))
    certificate = tagged(WORK, models.JSONField(default=dict))
    recruits = tagged(WORK, models.JSONField(default=list))
    today = tagged(PROFILE, models.JSONField(default=dict))
    today_at = tagged(LINK, models.DateTimeField(null=True))
    why_failed = tagged(WORK, models.CharField(max_length=400, blank=True))
    made_by = tagged(LINK, models.UUIDField())
    work_id = tagged(LINK, models.UUIDField(null=True))
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["-number"]
        constraints = [
            *of_staff("mentoring_plan", "rule_set", also=purpose(CHECKING)),
            models.UniqueConstraint(
                fields=["organisation_id", "number"], name="mentoring_plan_number"
            ),
        ]


class KeptRun(OwnedModel):
    """The people, pairs and prices of a current plan, in one piece (kept.py); no names."""

    plan = tagged(LINK, models.OneToOneField(Plan, models.PROTECT, db_constraint=False,
                                             related_name="kept"))  # fmt: skip
    content = tagged(PROFILE, models.BinaryField())

    class Meta:
        constraints = of_staff("mentoring_keptrun", "plan")


class Unmatched(OwnedModel):
    """Somebody whom a plan could not match: what blocks, and what would help."""

    plan = tagged(LINK, models.ForeignKey(Plan, models.PROTECT, db_constraint=False,
                                          related_name="unmatched"))  # fmt: skip
    participant = tagged(LINK, participant_key("+"))
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    blockers = tagged(PROFILE, models.JSONField(default=list))
    advice = tagged(PROFILE, models.JSONField(default=list))

    class Meta:
        constraints = of_staff("mentoring_unmatched", "plan", "participant")


class Barred(OwnedModel):
    """A pair that must not be proposed again: rejected by a coordinator or declined by a side.

    `until`: afterwards it may; such pairs only did not answer in time.
    """

    mentee = tagged(LINK, participant_key("+"))
    mentor = tagged(LINK, participant_key("+"))
    by = tagged(LINK, models.UUIDField(null=True))
    why = tagged(WORK, models.CharField(max_length=300, blank=True))
    until = tagged(WORK, models.DateField(null=True))

    class Meta:
        constraints = [
            *of_staff("mentoring_barred", "mentee", "mentor", answered=True),
            models.UniqueConstraint(fields=["mentee", "mentor"], name="mentoring_barred_once"),
        ]


class BulkStep(OwnedModel):
    """One act on many proposals of a plan; it can be taken back for some weeks."""

    plan = tagged(LINK, models.ForeignKey(Plan, models.PROTECT, db_constraint=False,
                                          related_name="steps"))  # fmt: skip
    act = tagged(LINK, models.CharField(max_length=10, choices=PlanAct.choices))
    proposals = tagged(LINK, ArrayField(models.UUIDField()))
    by = tagged(LINK, models.UUIDField())
    undone_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        ordering = ["-created_at"]
        constraints = of_staff("mentoring_step", "plan")
