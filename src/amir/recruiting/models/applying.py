"""What somebody tells while they apply, and what they agree to."""

from django.db import models

from amir.core import clock
from amir.core.base import OwnedModel
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import CONTACT, EVIDENCE, LINK, SPECIAL, WORK, tagged
from amir.participants.models import OF_ONESELF, Participant

from ..enums import Intake
from .locks import APPLIED, of_applicants, of_participant
from .openings import of_opening


class Enquiry(OwnedModel):
    """An application while it is filled in, and what it said once it was sent.

    Whoever holds its link goes on with it; only the digest of the link's token is kept.
    """

    opening = of_opening("enquiries")
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
        constraints = of_applicants("recruiting_enquiry", "opening", "participant")


class VoiceNote(OwnedModel):
    """What somebody said instead of writing it: base64, sealed under a key of its own."""

    enquiry = tagged(LINK, models.ForeignKey(Enquiry, models.PROTECT, db_constraint=False,
                                          related_name="voice_notes"))  # fmt: skip
    content = tagged(SPECIAL, SealedTextField(area="voices"))
    media_type = tagged(LINK, models.CharField(max_length=20))
    size = tagged(LINK, models.PositiveIntegerField())

    class Meta:
        ordering = ["created_at"]
        constraints = of_applicants("recruiting_voicenote", "enquiry")


class ConsentGiven(OwnedModel):
    """How somebody agreed when they applied: beside the receipt in people."""

    participant = of_participant("consents_given")
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
        constraints = of_applicants("recruiting_consentgiven", "participant", also=OF_ONESELF)
