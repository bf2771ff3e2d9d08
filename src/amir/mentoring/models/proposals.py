"""Pairs that a plan proposes, and who was asked about them."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q

from amir.core import clock
from amir.core.access.locks import own
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, PROFILE, SECRET, WORK, tagged
from amir.participants.enums import Side

from ..enums import LIVE, Answer, ProposalState
from .locks import ASKED, of_staff, participant_key
from .plans import Plan


def last_day_of(moment: datetime) -> date:
    """The last whole day before a moment, in the current time zone."""
    return clock.day_of(moment - timedelta(seconds=1))


class Proposal(OwnedModel):
    """A pair that a plan proposes. People decide: coordinator first, then both sides.

    `interpreter_id`: with whose help the two understand each other, if they share no language.
    """

    plan = tagged(LINK, models.ForeignKey(Plan, models.PROTECT, db_constraint=False,
                                          related_name="proposals"))  # fmt: skip
    mentee = tagged(LINK, participant_key("proposals_as_mentee"))
    mentor = tagged(LINK, participant_key("proposals_as_mentor"))
    mentee_person_id = tagged(LINK, models.UUIDField())
    mentor_person_id = tagged(LINK, models.UUIDField())
    points = tagged(WORK, models.IntegerField())
    reasons = tagged(PROFILE, models.JSONField(default=list))
    state = tagged(LINK, models.CharField(max_length=10, choices=ProposalState.choices,
                                          default=ProposalState.PROPOSED))  # fmt: skip
    is_locked = tagged(LINK, models.BooleanField(default=False))
    by_hand = tagged(LINK, models.BooleanField(default=False))
    interpreter_id = tagged(LINK, models.UUIDField(null=True))
    has_minor = tagged(LINK, models.BooleanField(default=False))
    decided_by = tagged(LINK, models.UUIDField(null=True))
    decided_at = tagged(LINK, models.DateTimeField(null=True))
    why = tagged(WORK, models.CharField(max_length=300, blank=True))

    class Meta:
        constraints = [
            *of_staff("mentoring_proposal", "plan", "mentee", "mentor", answered=True,
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
    reminded_at = tagged(EVIDENCE, models.DateTimeField(null=True))

    class Meta:
        constraints = [
            *of_staff("mentoring_asking", "proposal", answered=True, also=own("person_id")),
            models.UniqueConstraint(fields=["proposal", "side"], name="mentoring_asked_once"),
        ]

    @property
    def last_day(self) -> date:
        """The last whole day on which the answer counts."""
        return last_day_of(self.answer_by)
