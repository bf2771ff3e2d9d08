"""Plans, proposals, who was asked, matches, and what people ask of their organisation."""

from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, PROFILE, SECRET, WORK, tagged
from amir.participants.enums import Side
from amir.participants.models import Participant

from .enums import LIVE, Answer, MatchState, PlanAct, PlanState, ProposalState, WishKind

# The platform's purpose when it finds the plans that it checks every week.
CHECKING = "checking-plans"


def _of_staff(
    table: str, *tenant_keys: str, also: str = "false", answered: bool = False
) -> list[models.BaseConstraint]:
    """Locks of what the coordinators write; `answered` rows also change when somebody answers."""
    answering = [purpose("answering")] if answered else []
    return locked(
        table,
        read=either(organisation_in("people"), also, *answering),
        write=either(organisation_in("people"), purpose("setup"), *answering),
        tenant_keys=tenant_keys,
    )


# A pair that nobody asked the two about, or a match that is over, is not theirs to read.
ASKED = (
    "id = any(array(select proposal_id from mentoring_asking"
    " where person_id = (select amir_actor())))"
)
RUNNING = f"state = 'running' and ({either(own('mentee_person_id'), own('mentor_person_id'))})"


def _participant(name: str) -> "models.ForeignKey[Participant, Participant]":
    return models.ForeignKey(Participant, models.PROTECT, db_constraint=False, related_name=name)


def last_day_of(moment: datetime) -> date:
    """The last whole day before a moment, in the current time zone."""
    return timezone.localdate(moment - timedelta(seconds=1))


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
            *_of_staff("mentoring_plan", "rule_set", also=purpose(CHECKING)),
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
        constraints = _of_staff("mentoring_keptrun", "plan")


class Proposal(OwnedModel):
    """A pair that a plan proposes. People decide: coordinator first, then both sides."""

    plan = tagged(LINK, models.ForeignKey(Plan, models.PROTECT, db_constraint=False,
                                          related_name="proposals"))  # fmt: skip
    mentee = tagged(LINK, _participant("proposals_as_mentee"))
    mentor = tagged(LINK, _participant("proposals_as_mentor"))
    mentee_person_id = tagged(LINK, models.UUIDField())
    mentor_person_id = tagged(LINK, models.UUIDField())
    points = tagged(WORK, models.IntegerField())
    reasons = tagged(PROFILE, models.JSONField(default=list))
    state = tagged(LINK, models.CharField(max_length=10, choices=ProposalState.choices,
                                          default=ProposalState.PROPOSED))  # fmt: skip
    is_locked = tagged(LINK, models.BooleanField(default=False))
    by_hand = tagged(LINK, models.BooleanField(default=False))
    decided_by = tagged(LINK, models.UUIDField(null=True))
    decided_at = tagged(LINK, models.DateTimeField(null=True))
    why = tagged(WORK, models.CharField(max_length=300, blank=True))

    class Meta:
        constraints = [
            *_of_staff("mentoring_proposal", "plan", "mentee", "mentor", answered=True,
                       also=ASKED),
            models.UniqueConstraint(
                fields=["plan", "mentee"],
                condition=Q(state__in=[state.value for state in LIVE]),
                name="mentoring_one_live_proposal",
            ),
            models.UniqueConstraint(
                fields=["mentee"], condition=Q(state="asked"), name="mentoring_asked_about_one"
            ),
        ]  # fmt: skip


class Unmatched(OwnedModel):
    """Somebody whom a plan could not match: what blocks, and what would help."""

    plan = tagged(LINK, models.ForeignKey(Plan, models.PROTECT, db_constraint=False,
                                          related_name="unmatched"))  # fmt: skip
    participant = tagged(LINK, _participant("+"))
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    blockers = tagged(PROFILE, models.JSONField(default=list))
    advice = tagged(PROFILE, models.JSONField(default=list))

    class Meta:
        constraints = _of_staff("mentoring_unmatched", "plan", "participant")


class Barred(OwnedModel):
    """A pair that must not be proposed again: rejected by a coordinator or declined by a side."""

    mentee = tagged(LINK, _participant("+"))
    mentor = tagged(LINK, _participant("+"))
    by = tagged(LINK, models.UUIDField(null=True))
    why = tagged(WORK, models.CharField(max_length=300, blank=True))

    class Meta:
        constraints = [
            *_of_staff("mentoring_barred", "mentee", "mentor", answered=True),
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
        constraints = _of_staff("mentoring_step", "plan")


class Asking(OwnedModel):
    """One side of a proposal was asked by a link; the answer has a last moment.

    `shown` is what this side was told of the other: first name, languages, themes, town. It is
    kept here because until both agree, neither may read anything of the other. `is_sent`: by a
    message, or printed to be handed over.
    """

    proposal = tagged(LINK, models.ForeignKey(Proposal, models.PROTECT, db_constraint=False,
                                              related_name="askings"))  # fmt: skip
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    person_id = tagged(LINK, models.UUIDField())
    digest = tagged(SECRET, models.BinaryField(unique=True))
    language = tagged(LINK, models.CharField(max_length=12, default="en"))
    shown = tagged(PROFILE, models.JSONField(default=dict))
    is_sent = tagged(EVIDENCE, models.BooleanField(default=False))
    answer_by = tagged(EVIDENCE, models.DateTimeField())
    answer = tagged(EVIDENCE, models.CharField(max_length=5, choices=Answer.choices, blank=True))
    answered_at = tagged(EVIDENCE, models.DateTimeField(null=True))
    taken_back_at = tagged(EVIDENCE, models.DateTimeField(null=True))

    class Meta:
        constraints = [
            *_of_staff("mentoring_asking", "proposal", answered=True, also=own("person_id")),
            models.UniqueConstraint(fields=["proposal", "side"], name="mentoring_asked_once"),
        ]

    @property
    def last_day(self) -> date:
        """The last whole day on which the answer counts."""
        return last_day_of(self.answer_by)


class Match(OwnedModel):
    """An agreed pair."""

    mentee = tagged(LINK, _participant("matches_as_mentee"))
    mentor = tagged(LINK, _participant("matches_as_mentor"))
    mentee_person_id = tagged(LINK, models.UUIDField())
    mentor_person_id = tagged(LINK, models.UUIDField())
    proposal = tagged(LINK, models.ForeignKey(Proposal, models.PROTECT, db_constraint=False,
                                              null=True, related_name="+"))  # fmt: skip
    state = tagged(LINK, models.CharField(max_length=8, choices=MatchState.choices,
                                          default=MatchState.RUNNING))  # fmt: skip
    agreed_on = tagged(EVIDENCE, models.DateField())
    ended_on = tagged(EVIDENCE, models.DateField(null=True))
    why_ended = tagged(EVIDENCE, models.CharField(max_length=300, blank=True))

    class Meta:
        ordering = ["-agreed_on", "id"]
        constraints = [
            *_of_staff("mentoring_match", "mentee", "mentor", "proposal", answered=True,
                       also=RUNNING),
            models.UniqueConstraint(
                fields=["mentee"], condition=Q(state="running"), name="mentoring_one_match"
            ),
        ]  # fmt: skip


class Wish(OwnedModel):
    """What somebody who takes part asks of their organisation: a call, a correction."""

    person_id = tagged(LINK, models.UUIDField())
    kind = tagged(LINK, models.CharField(max_length=12, choices=WishKind.choices))
    about = tagged(LINK, models.CharField(max_length=40, blank=True))
    text = tagged(PROFILE, models.CharField(max_length=600, blank=True))
    settled_at = tagged(LINK, models.DateTimeField(null=True))
    settled_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["created_at"]
        constraints = locked(
            "mentoring_wish",
            subject="person_id",
            read=either(organisation_in("people"), own("person_id"), purpose("answering")),
            write=organisation_in("people"),
            add=either(own("person_id"), purpose("answering")),
        )
