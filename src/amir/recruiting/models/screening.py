"""How an application is looked into and decided on."""

from django.db import models

from amir.core.base import OwnedModel
from amir.core.tags import CONTACT, EVIDENCE, LINK, PROFILE, WORK, tagged
from amir.participants.models import OF_ONESELF

from ..enums import CheckResult, Heard, InterviewMode, ReferenceOutcome, Ruling
from .locks import APPLIED, of_applicants, of_participant


class Interview(OwnedModel):
    """We have met an applicant."""

    participant = of_participant("interviews")
    held_on = tagged(EVIDENCE, models.DateField())
    mode = tagged(EVIDENCE, models.CharField(max_length=10, choices=InterviewMode.choices))
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    held_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["held_on"]
        constraints = of_applicants("recruiting_interview", "participant", also=OF_ONESELF)


class Reference(OwnedModel):
    """Somebody who knows an applicant and was asked about them."""

    participant = of_participant("references")
    name = tagged(CONTACT, models.CharField(max_length=120))
    contact = tagged(CONTACT, models.CharField(max_length=200, blank=True))
    knows_from = tagged(PROFILE, models.CharField(max_length=120, blank=True))
    requested_on = tagged(EVIDENCE, models.DateField())
    received_on = tagged(EVIDENCE, models.DateField(null=True))
    outcome = tagged(EVIDENCE, models.CharField(max_length=10, blank=True,
                                                choices=ReferenceOutcome.choices))  # fmt: skip
    asked_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["requested_on", "created_at"]
        constraints = of_applicants("recruiting_reference", "participant")


class RecordCheck(OwnedModel):
    """A criminal-record check that a person has seen: no certificate, only what came of it."""

    participant = of_participant("record_checks")
    kind = tagged(EVIDENCE, models.CharField(max_length=100))
    country = tagged(EVIDENCE, models.CharField(max_length=2))
    seen_on = tagged(EVIDENCE, models.DateField())
    result = tagged(EVIDENCE, models.CharField(max_length=10, choices=CheckResult.choices))
    expires_on = tagged(EVIDENCE, models.DateField())
    seen_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-seen_on"]
        constraints = of_applicants("recruiting_recordcheck", "participant", also=OF_ONESELF)


class Referral(OwnedModel):
    """Who sent an applicant to us, and whether we told them that the person arrived."""

    participant = of_participant("referrals")
    heard = tagged(EVIDENCE, models.CharField(max_length=12, choices=Heard.choices))
    referrer = tagged(CONTACT, models.CharField(max_length=200, blank=True))
    contact = tagged(CONTACT, models.CharField(max_length=200, blank=True))
    acknowledged_on = tagged(EVIDENCE, models.DateField(null=True))

    class Meta:
        ordering = ["created_at"]
        constraints = of_applicants("recruiting_referral", "participant", also=OF_ONESELF)


class Verdict(OwnedModel):
    """A decision about an application: by which criterion, by whom, why."""

    participant = of_participant("verdicts")
    ruling = tagged(EVIDENCE, models.CharField(max_length=8, choices=Ruling.choices))
    criteria_version = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    # Criterion -> "yes", "no" or "unsure"; and the one that was decisive.
    answers = tagged(EVIDENCE, models.JSONField(default=dict))
    criterion = tagged(EVIDENCE, models.CharField(max_length=40))
    reason = tagged(EVIDENCE, models.CharField(max_length=12))
    words = tagged(APPLIED, models.CharField(max_length=300, blank=True))
    decided_on = tagged(EVIDENCE, models.DateField())
    decided_by = tagged(LINK, models.UUIDField())
    # A minor is accepted by two: the first of them only agrees.
    is_first_of_two = tagged(EVIDENCE, models.BooleanField(default=False))
    service = tagged(WORK, models.CharField(max_length=200, blank=True))
    service_contact = tagged(WORK, models.CharField(max_length=200, blank=True))
    acknowledged_on = tagged(EVIDENCE, models.DateField(null=True))

    class Meta:
        ordering = ["-created_at"]
        constraints = of_applicants("recruiting_verdict", "participant", also=OF_ONESELF)
