"""From the poster to the place in a plan: roles, applications, screening, training."""

from django.db import models

from amir.core import clock
from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import CONTACT, EVIDENCE, LINK, PROFILE, SPECIAL, WORK, Tag, tagged
from amir.participants.enums import Side
from amir.participants.models import OF_ONESELF, Participant

from .enums import (
    CheckResult,
    Heard,
    Intake,
    InterviewMode,
    ReferenceOutcome,
    Ruling,
    Support,
    TrainingMoment,
)

# What somebody told about themself while they applied; gone with the application.
APPLIED = Tag("P", "choosing who takes part", "erased")
# The platform's purpose while somebody applies, and while it forgets what it need not know.
APPLYING, FORGETTING = "application", "retention"
STAFF = organisation_in("people")
BY_THEMSELF = purpose(APPLYING)


def _public(table: str, *tenant_keys: str, grants: str = "") -> list[models.BaseConstraint]:
    """Locks of what stands on public pages and is written by the organisation's staff."""
    return locked(
        table, read="true", write=either(STAFF, purpose("setup")), tenant_keys=tenant_keys,
        grants=grants,
    )  # fmt: skip


def _of_applicants(
    table: str, *tenant_keys: str, also: str = "false", written_also: str = "false"
) -> list[models.BaseConstraint]:
    """Locks of what is known of applicants: staff, the platform, and `also` the person."""
    platform = purpose(APPLYING, FORGETTING)
    return locked(
        table,
        read=either(STAFF, platform, also),
        write=either(STAFF, platform, written_also),
        tenant_keys=tenant_keys,
    )


def _participant(name: str) -> "models.ForeignKey[Participant, Participant]":
    return tagged(
        LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False, related_name=name)
    )


class Opening(OwnedModel):
    """A role for which an organisation looks for people: a side of a programme. Public."""

    programme_id = tagged(LINK, models.UUIDField(null=True))
    side = tagged(WORK, models.CharField(max_length=10, choices=Side.choices))
    slug = tagged(WORK, models.SlugField(max_length=80, unique=True))
    is_open = tagged(WORK, models.BooleanField(default=False))
    changed_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            *_public("recruiting_opening", grants="select, insert, update"),
            models.UniqueConstraint(
                fields=["organisation_id", "programme_id", "side"],
                nulls_distinct=False,
                name="recruiting_opening_once",
            ),
        ]


def _of_opening(name: str) -> "models.ForeignKey[Opening, Opening]":
    return tagged(
        LINK, models.ForeignKey(Opening, models.PROTECT, db_constraint=False, related_name=name)
    )


class RoleDescription(OwnedModel):
    """What a role is, in one language: the newest version counts, older ones stay."""

    opening = _of_opening("descriptions")
    language = tagged(WORK, models.CharField(max_length=12))
    version = tagged(WORK, models.PositiveSmallIntegerField())
    # Part (see describing.py) -> text.
    texts = tagged(WORK, models.JSONField(default=dict))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-version"]
        constraints = [
            *_public("recruiting_description", "opening", grants="select, insert"),
            models.UniqueConstraint(
                fields=["opening", "language", "version"], name="recruiting_description_once"
            ),
        ]


class ConsentText(OwnedModel):
    """What applicants agree to, sentence by sentence, in one language of one version."""

    opening = _of_opening("consent_texts")
    version = tagged(WORK, models.PositiveSmallIntegerField())
    language = tagged(WORK, models.CharField(max_length=12))
    sentences = tagged(WORK, models.JSONField(default=list))
    is_reviewed = tagged(WORK, models.BooleanField(default=False))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-version", "language"]
        constraints = [
            *_public("recruiting_consenttext", "opening", grants="select, insert, update"),
            models.UniqueConstraint(
                fields=["opening", "version", "language"], name="recruiting_consenttext_once"
            ),
        ]


class Criteria(OwnedModel):
    """A version of the list by which applications of a role are decided."""

    opening = _of_opening("criteria")
    version = tagged(WORK, models.PositiveSmallIntegerField())
    # Of mappings key, kind ("must" or "must_not"), label ("" for one of ours).
    items = tagged(WORK, models.JSONField(default=list))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-version"]
        constraints = [
            *locked(
                "recruiting_criteria",
                read=STAFF,
                write=either(STAFF, purpose("setup")),
                tenant_keys=["opening"],
                grants="select, insert",
            ),
            models.UniqueConstraint(fields=["opening", "version"], name="recruiting_criteria_once"),
        ]


class Enquiry(OwnedModel):
    """An application while it is filled in, and what it said once it was sent.

    Whoever holds its link goes on with it; only the digest of the link's token is kept.
    """

    opening = _of_opening("enquiries")
    token_digest = tagged(LINK, models.BinaryField(max_length=32, unique=True))
    language = tagged(APPLIED, models.CharField(max_length=12))
    channel = tagged(EVIDENCE, models.CharField(max_length=10, choices=Intake.choices))
    helped_by = tagged(LINK, models.UUIDField(null=True))
    # Step -> answer, as JSON.
    answers = tagged(APPLIED, SealedTextField(area="applications", null=True))
    # Kept beside the participant: whoever forgets cannot read participants.
    person_id = tagged(LINK, models.UUIDField(null=True))
    wants_call = tagged(WORK, models.BooleanField(default=False))
    called_at = tagged(LINK, models.DateTimeField(null=True))
    touched_at = tagged(LINK, models.DateTimeField(default=clock.now))
    sent_at = tagged(LINK, models.DateTimeField(null=True))
    participant = tagged(LINK, models.OneToOneField(Participant, models.PROTECT, null=True,
                                                    db_constraint=False,
                                                    related_name="enquiry"))  # fmt: skip

    class Meta:
        ordering = ["-created_at"]
        constraints = _of_applicants("recruiting_enquiry", "opening", "participant")


class VoiceNote(OwnedModel):
    """What somebody said instead of writing it: base64, sealed under a key of its own."""

    enquiry = tagged(LINK, models.ForeignKey(Enquiry, models.PROTECT, db_constraint=False,
                                          related_name="voice_notes"))  # fmt: skip
    content = tagged(SPECIAL, SealedTextField(area="voices"))
    media_type = tagged(LINK, models.CharField(max_length=20))
    size = tagged(LINK, models.PositiveIntegerField())

    class Meta:
        ordering = ["created_at"]
        constraints = _of_applicants("recruiting_voicenote", "enquiry")


class ConsentGiven(OwnedModel):
    """How somebody agreed when they applied: beside the receipt in people."""

    participant = _participant("consents_given")
    version = tagged(EVIDENCE, models.CharField(max_length=20))
    language = tagged(EVIDENCE, models.CharField(max_length=12))
    was_reviewed = tagged(EVIDENCE, models.BooleanField())
    # The host language that stood beside a text which no person had reviewed.
    beside = tagged(EVIDENCE, models.CharField(max_length=12, blank=True))
    explained_by = tagged(CONTACT, models.CharField(max_length=120, blank=True))
    guardian_name = tagged(CONTACT, models.CharField(max_length=120, blank=True))
    guardian_phone = tagged(CONTACT, models.CharField(max_length=20, blank=True))
    given_at = tagged(EVIDENCE, models.DateTimeField(default=clock.now))

    class Meta:
        ordering = ["given_at"]
        constraints = _of_applicants("recruiting_consentgiven", "participant", also=OF_ONESELF)


class Interview(OwnedModel):
    """We have met an applicant."""

    participant = _participant("interviews")
    held_on = tagged(EVIDENCE, models.DateField())
    mode = tagged(EVIDENCE, models.CharField(max_length=10, choices=InterviewMode.choices))
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    held_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["held_on"]
        constraints = _of_applicants("recruiting_interview", "participant", also=OF_ONESELF)


class Reference(OwnedModel):
    """Somebody who knows an applicant and was asked about them."""

    participant = _participant("references")
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
        constraints = _of_applicants("recruiting_reference", "participant")


class RecordCheck(OwnedModel):
    """A criminal-record check that a person has seen: no certificate, only what came of it."""

    participant = _participant("record_checks")
    kind = tagged(EVIDENCE, models.CharField(max_length=100))
    country = tagged(EVIDENCE, models.CharField(max_length=2))
    seen_on = tagged(EVIDENCE, models.DateField())
    result = tagged(EVIDENCE, models.CharField(max_length=10, choices=CheckResult.choices))
    expires_on = tagged(EVIDENCE, models.DateField())
    seen_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-seen_on"]
        constraints = _of_applicants("recruiting_recordcheck", "participant", also=OF_ONESELF)


class Referral(OwnedModel):
    """Who sent an applicant to us, and whether we told them that the person arrived."""

    participant = _participant("referrals")
    heard = tagged(EVIDENCE, models.CharField(max_length=12, choices=Heard.choices))
    referrer = tagged(CONTACT, models.CharField(max_length=200, blank=True))
    contact = tagged(CONTACT, models.CharField(max_length=200, blank=True))
    acknowledged_on = tagged(EVIDENCE, models.DateField(null=True))

    class Meta:
        ordering = ["created_at"]
        constraints = _of_applicants("recruiting_referral", "participant", also=OF_ONESELF)


class Verdict(OwnedModel):
    """A decision about an application: by which criterion, by whom, why."""

    participant = _participant("verdicts")
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
        constraints = _of_applicants("recruiting_verdict", "participant", also=OF_ONESELF)


class ModuleCompletion(OwnedModel):
    """A module of the training, or the orientation, that somebody has been through."""

    participant = _participant("modules")
    module = tagged(EVIDENCE, models.CharField(max_length=60))
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    passed_on = tagged(EVIDENCE, models.DateField())
    source = tagged(EVIDENCE, models.CharField(max_length=120))
    recorded_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["passed_on", "module"]
        constraints = [
            *_of_applicants("recruiting_module", "participant", also=OF_ONESELF),
            models.UniqueConstraint(fields=["participant", "module"], name="recruiting_once"),
        ]


class SelfEvaluation(OwnedModel):
    """What a mentor thinks that they can do, before or after the training."""

    participant = _participant("self_evaluations")
    moment = tagged(EVIDENCE, models.CharField(max_length=6, choices=TrainingMoment.choices))
    # Topic -> 1 (not at all) to 5 (very well).
    marks = tagged(APPLIED, models.JSONField(default=dict))
    answered_on = tagged(EVIDENCE, models.DateField())

    class Meta:
        constraints = [
            *_of_applicants("recruiting_evaluation", "participant", also=OF_ONESELF,
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

    participant = _participant("connections")
    support = tagged(EVIDENCE, models.CharField(max_length=8, choices=Support.choices))
    given_on = tagged(EVIDENCE, models.DateField())
    worth_cents = tagged(EVIDENCE, models.PositiveIntegerField(default=0))
    given_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["-given_on"]
        constraints = _of_applicants("recruiting_connection", "participant", also=OF_ONESELF)


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
