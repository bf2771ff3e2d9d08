"""Agreed pairs, and how they went on."""

from django.db import models
from django.db.models import Q

from amir.core.access.locks import either
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, tagged

from ..enums import EndReason, MatchState
from ..lifecycle import END, STEPS
from .locks import HELPED, LIVE_AND_MINE, of_staff, participant_key
from .proposals import Proposal


class Match(OwnedModel):
    """An agreed pair.

    `suspended_at`: since when nobody of the pair may meet the other, while a concern is open;
    whatever the state. `reason` is a code for counting, `why_ended` words for colleagues.
    `has_minor`: one of them is under 18, so that no number is shared.
    """

    mentee = tagged(LINK, participant_key("matches_as_mentee"))
    mentor = tagged(LINK, participant_key("matches_as_mentor"))
    mentee_person_id = tagged(LINK, models.UUIDField())
    mentor_person_id = tagged(LINK, models.UUIDField())
    programme_id = tagged(LINK, models.UUIDField(null=True))
    proposal = tagged(LINK, models.ForeignKey(Proposal, models.PROTECT, db_constraint=False,
                                              null=True, related_name="+"))  # fmt: skip
    state = tagged(LINK, models.CharField(max_length=8, choices=MatchState.choices,
                                          default=MatchState.RUNNING))  # fmt: skip
    agreed_on = tagged(EVIDENCE, models.DateField())
    has_minor = tagged(LINK, models.BooleanField(default=False))
    interpreter_id = tagged(LINK, models.UUIDField(null=True))
    suspended_at = tagged(LINK, models.DateTimeField(null=True))
    ended_on = tagged(EVIDENCE, models.DateField(null=True))
    reason = tagged(EVIDENCE, models.CharField(max_length=12, choices=EndReason.choices,
                                               blank=True))  # fmt: skip
    why_ended = tagged(EVIDENCE, models.CharField(max_length=300, blank=True))

    class Meta:
        ordering = ["-agreed_on", "id"]
        constraints = [
            *of_staff("mentoring_match", "mentee", "mentor", "proposal", answered=True,
                      kept=True, also=either(LIVE_AND_MINE, HELPED)),
            models.UniqueConstraint(
                fields=["mentee"], condition=~Q(state="ended"), name="mentoring_one_match"
            ),
        ]  # fmt: skip

    @property
    def is_live(self) -> bool:
        """Whether it is not over: it may be on hold, dormant or about to close."""
        return self.state != MatchState.ENDED


class MatchChange(OwnedModel):
    """A step that a match took, by whom and why; for colleagues."""

    match = tagged(LINK, models.ForeignKey(Match, models.PROTECT, db_constraint=False,
                                           related_name="changes"))  # fmt: skip
    step = tagged(EVIDENCE, models.CharField(max_length=30))
    source = tagged(EVIDENCE, models.CharField(max_length=8))
    target = tagged(EVIDENCE, models.CharField(max_length=8))
    by = tagged(LINK, models.UUIDField(null=True))
    why = tagged(EVIDENCE, models.CharField(max_length=300, blank=True))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = of_staff("mentoring_change", "match", answered=True, kept=True)

    @property
    def said(self) -> str:
        """The step in words."""
        step = {**STEPS, END.name: END}.get(self.step)
        return str(step.label) if step else self.step
