"""Rounds about a strategy, workshops, what people say, and what was answered.

Nobody is asked who they are: a contribution has a language and a channel, and no person.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core import clock
from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.strategies.models import Strategy

from .enums import ContributionChannel, ContributionState, RoundState
from .questions import in_words

# The platform's purpose while somebody answers without an account.
CONTRIBUTING = "consultation"
OWN = organisation_in("work")


class Round(OwnedModel):
    """A round of asking. Public as soon as it opens: its text and questions are for everybody."""

    strategy = tagged(LINK, models.ForeignKey(Strategy, models.PROTECT, db_constraint=False,
                                              related_name="rounds"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    # The word in the public address.
    slug = tagged(LINK, models.SlugField(max_length=40, unique=True))
    title = tagged(WORK, models.CharField(max_length=200))
    language = tagged(WORK, models.CharField(max_length=12))
    intro = tagged(WORK, models.TextField(blank=True))
    languages = tagged(WORK, ArrayField(models.CharField(max_length=12), default=list))
    # [{key, kind: text|choice, names: {language: words}, options: {key: {language: words}}}]
    questions = tagged(WORK, models.JSONField(default=list))
    # What people are asked about, as it was when the round opened: [{kind, title, text}].
    shown = tagged(WORK, models.JSONField(default=list))
    opens_on = tagged(WORK, models.DateField())
    closes_on = tagged(WORK, models.DateField())
    state = tagged(WORK, models.CharField(max_length=8, choices=RoundState.choices,
                                          default=RoundState.DRAFT))  # fmt: skip

    class Meta:
        ordering = ["-opens_on", "title"]
        constraints = locked(
            "consultations_round", read=either(OWN, "state <> 'draft'"), write=OWN,
            tenant_keys=["strategy"],
        )  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Whether people can answer today."""
        today = clock.today()
        return self.state == RoundState.OPEN and self.opens_on <= today <= self.closes_on


def _round(name: str) -> "models.ForeignKey[Round, Round]":
    return tagged(
        LINK, models.ForeignKey(Round, models.PROTECT, db_constraint=False, related_name=name)
    )


class Workshop(OwnedModel):
    """A meeting in which people were asked. Numbers only."""

    round = _round("workshops")
    title = tagged(WORK, models.CharField(max_length=200))
    place = tagged(WORK, models.CharField(max_length=120, blank=True))
    held_on = tagged(WORK, models.DateField())
    invited = tagged(WORK, models.PositiveIntegerField(default=0))
    came = tagged(WORK, models.PositiveIntegerField(default=0))
    # How many were paid for their time or their way.
    paid = tagged(WORK, models.PositiveIntegerField(default=0))
    note = tagged(WORK, models.TextField(blank=True))

    class Meta:
        ordering = ["held_on", "id"]
        constraints = locked("consultations_workshop", read=OWN, write=OWN, tenant_keys=["round"])


class Contribution(OwnedModel):
    """What somebody said, by whatever way, and what the organisation answers."""

    round = _round("contributions")
    workshop = tagged(LINK, models.ForeignKey(Workshop, models.PROTECT, null=True,
                                              db_constraint=False,
                                              related_name="contributions"))  # fmt: skip
    channel = tagged(WORK, models.CharField(max_length=8, choices=ContributionChannel.choices))
    language = tagged(WORK, models.CharField(max_length=12))
    # Question -> answer: words, or the key of an option.
    answers = tagged(WORK, models.JSONField(default=dict))
    state = tagged(WORK, models.CharField(max_length=7, choices=ContributionState.choices))
    # Why it waits to be looked at: "fast", "links", "trap".
    doubts = tagged(WORK, ArrayField(models.CharField(max_length=8), default=list))
    # Of the link with which it is being filled in; empty once it is sent.
    token_digest = tagged(LINK, models.BinaryField(max_length=32, null=True, unique=True))
    sent_at = tagged(LINK, models.DateTimeField(null=True))
    code = tagged(WORK, models.CharField(max_length=60, blank=True))
    # "You said", as it is published; "we did".
    said = tagged(WORK, models.TextField(blank=True))
    answer_text = tagged(WORK, models.TextField(blank=True))
    answered_on = tagged(WORK, models.DateField(null=True))
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["sent_at", "id"]
        indexes = [models.Index(fields=["round", "state"], name="consultations_by_state")]
        constraints = locked(
            "consultations_contribution",
            read=either(OWN, purpose(CONTRIBUTING)),
            write=either(OWN, purpose(CONTRIBUTING)),
            tenant_keys=["round", "workshop"],
        )

    @property
    def text(self) -> str:
        """All that was said, in one text and in its own language."""
        return in_words(self.round.questions, self.answers, self.language)


class PublishedAnswer(OwnedModel):
    """You said, we did: for everybody. `count`: how many said it."""

    round = _round("published_answers")
    code = tagged(WORK, models.CharField(max_length=60, blank=True))
    said = tagged(WORK, models.TextField())
    did = tagged(WORK, models.TextField())
    count = tagged(WORK, models.PositiveIntegerField(default=1))
    order = tagged(WORK, models.PositiveIntegerField(default=0))

    class Meta:
        ordering = ["order", "id"]
        constraints = locked(
            "consultations_publishedanswer", read="true", write=OWN, tenant_keys=["round"]
        )
