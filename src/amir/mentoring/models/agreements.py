"""How a pair begins: first meeting, agreement, who signed it, and whose number is shared."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.tags import EVIDENCE, LINK, PROFILE, SECRET, WORK, tagged
from amir.participants.enums import Side

from ..enums import AgreedPlace, ContactWay, Frequency, SignedHow
from .locks import KEEPING, OF_MY_MATCH, of_staff
from .matches import Match


def _of_match(name: str) -> "models.OneToOneField[Match, Match]":
    return models.OneToOneField(Match, models.PROTECT, db_constraint=False, related_name=name)


class FirstMeeting(OwnedModel):
    """The first meeting of a pair, with a coordinator present; planned, moved, and held."""

    match = tagged(LINK, _of_match("first_meeting"))
    starts_at = tagged(EVIDENCE, models.DateTimeField())
    place_kind = tagged(EVIDENCE, models.CharField(max_length=8, choices=AgreedPlace.choices,
                                                   default=AgreedPlace.OFFICE))  # fmt: skip
    place = tagged(PROFILE, models.CharField(max_length=200, blank=True))
    coordinator_id = tagged(LINK, models.UUIDField())
    held_on = tagged(EVIDENCE, models.DateField(null=True))
    reminded_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        constraints = of_staff("mentoring_firstmeeting", "match", also=OF_MY_MATCH, kept=True)


class Agreement(OwnedModel):
    """What the two of a match agree on. Whoever changes it makes a new version, to be signed anew.

    `sign_by`: the last day to sign. Until `trial_until` either may leave without a reason.
    `home_approved_by`: which coordinator allowed meetings at home.
    """

    match = tagged(LINK, _of_match("agreement"))
    version = tagged(LINK, models.PositiveSmallIntegerField(default=1))
    channel = tagged(EVIDENCE, models.CharField(max_length=8, choices=ContactWay.choices,
                                                default=ContactWay.CALLS))  # fmt: skip
    place_kind = tagged(EVIDENCE, models.CharField(max_length=8, choices=AgreedPlace.choices,
                                                   default=AgreedPlace.PUBLIC))  # fmt: skip
    home_approved_by = tagged(LINK, models.UUIDField(null=True))
    frequency = tagged(EVIDENCE, models.CharField(max_length=12, choices=Frequency.choices,
                                                  default=Frequency.WEEKLY))  # fmt: skip
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    months = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    sign_by = tagged(EVIDENCE, models.DateField())
    signed_on = tagged(EVIDENCE, models.DateField(null=True))
    trial_until = tagged(EVIDENCE, models.DateField())
    planned_end = tagged(EVIDENCE, models.DateField(null=True))
    written_by = tagged(LINK, models.UUIDField(null=True))
    reminded_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        constraints = of_staff(
            "mentoring_agreement", "match", also=OF_MY_MATCH, answered=True, kept=True
        )


class Signature(OwnedModel):
    """One side signed one version of an agreement, with the rules in it; never changed."""

    agreement = tagged(LINK, models.ForeignKey(Agreement, models.PROTECT, db_constraint=False,
                                               related_name="signatures"))  # fmt: skip
    match_id = tagged(LINK, models.UUIDField())
    version = tagged(LINK, models.PositiveSmallIntegerField())
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    person_id = tagged(LINK, models.UUIDField())
    how = tagged(EVIDENCE, models.CharField(max_length=5, choices=SignedHow.choices))
    terms = tagged(EVIDENCE, models.CharField(max_length=20))
    rules = tagged(EVIDENCE, ArrayField(models.CharField(max_length=20), default=list))
    language = tagged(EVIDENCE, models.CharField(max_length=12))
    noted_by = tagged(LINK, models.UUIDField(null=True))
    note = tagged(WORK, models.CharField(max_length=200, blank=True))

    class Meta:
        ordering = ["created_at"]
        constraints = [
            *locked(
                "mentoring_signature",
                read=either(organisation_in("people"), OF_MY_MATCH, purpose("answering", KEEPING)),
                write=either(organisation_in("people"), purpose("answering", "setup")),
                tenant_keys=["agreement"],
                subject="person_id",
                grants="select, insert",
            ),
            models.UniqueConstraint(
                fields=["agreement", "version", "person_id"], name="mentoring_signed_once"
            ),
        ]


class MatchLink(OwnedModel):
    """A link by which one side sees and signs the agreement without signing in."""

    match = tagged(LINK, models.ForeignKey(Match, models.PROTECT, db_constraint=False,
                                           related_name="links"))  # fmt: skip
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    person_id = tagged(LINK, models.UUIDField())
    digest = tagged(SECRET, models.BinaryField(unique=True))
    language = tagged(LINK, models.CharField(max_length=12, default="en"))
    until = tagged(LINK, models.DateTimeField())

    class Meta:
        constraints = of_staff("mentoring_matchlink", "match", also=own("person_id"),
                               answered=True, kept=True)  # fmt: skip


class NumberShare(OwnedModel):
    """Somebody of a match lets the others have their phone number and address, or not any more."""

    match = tagged(LINK, models.ForeignKey(Match, models.PROTECT, db_constraint=False,
                                           related_name="shares"))  # fmt: skip
    person_id = tagged(LINK, models.UUIDField())
    shared_at = tagged(EVIDENCE, models.DateTimeField(null=True))

    class Meta:
        constraints = [
            *of_staff("mentoring_numbershare", "match", also=OF_MY_MATCH, answered=True,
                      kept=True),
            models.UniqueConstraint(fields=["match", "person_id"], name="mentoring_shared_once"),
        ]  # fmt: skip
