"""How matches end, how people are a year later, and what mentors take with them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import EVIDENCE, LINK, SECRET, Tag, tagged
from amir.mentoring.enums import EndReason
from amir.mentoring.models import Match
from amir.participants.enums import Side
from amir.participants.models import Participant

from .enums import Again, AskedBy, ContactAfter, FollowUpMoment, HowItWas

# The platform's purposes: when a match ends in any way; when somebody checks a certificate.
CLOSING, VERIFYING = "closing", "verifying"
LOOKING_BACK = Tag("P", "learning from how a match went", "erased")
CERTIFIED = Tag("P", "certifying what a mentor did")
STAFF = either(organisation_in("people"), purpose(CLOSING))


class Closure(OwnedModel):
    """The end of a match, part by part. Without it a match may end, but its closing is open.

    `responsible_until`: the day after which the programme answers for nothing between the two.
    """

    match = tagged(LINK, models.OneToOneField(Match, models.PROTECT, db_constraint=False,
                                              related_name="closure"))  # fmt: skip
    is_planned = tagged(EVIDENCE, models.BooleanField(null=True))
    reason = tagged(EVIDENCE, models.CharField(max_length=12, choices=EndReason.choices,
                                               blank=True))  # fmt: skip
    asked_by = tagged(EVIDENCE, models.CharField(max_length=12, choices=AskedBy.choices,
                                                 blank=True))  # fmt: skip
    why = tagged(LOOKING_BACK, models.CharField(max_length=300, blank=True))
    met_on = tagged(EVIDENCE, models.DateField(null=True))
    why_not_met = tagged(LOOKING_BACK, models.CharField(max_length=300, blank=True))
    next_steps = tagged(LOOKING_BACK, models.TextField(blank=True))
    handed_to = tagged(LOOKING_BACK, models.CharField(max_length=200, blank=True))
    contact_after = tagged(EVIDENCE, models.CharField(max_length=12, blank=True,
                                                      choices=ContactAfter.choices))  # fmt: skip
    responsible_until = tagged(EVIDENCE, models.DateField(null=True))
    opened_by = tagged(LINK, models.UUIDField(null=True))
    closed_at = tagged(EVIDENCE, models.DateTimeField(null=True))
    closed_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = locked(
            "closures_closure", read=STAFF, write=STAFF, tenant_keys=["match"],
            grants="select, insert, update",
        )  # fmt: skip


class Interview(OwnedModel):
    """What one side said at the end; or why nobody could talk with them."""

    closure = tagged(LINK, models.ForeignKey(Closure, models.PROTECT, db_constraint=False,
                                             related_name="interviews"))  # fmt: skip
    side = tagged(LINK, models.CharField(max_length=10, choices=Side.choices))
    person_id = tagged(LINK, models.UUIDField())
    held_on = tagged(EVIDENCE, models.DateField(null=True))
    why_not = tagged(LOOKING_BACK, models.CharField(max_length=300, blank=True))
    how_it_was = tagged(LOOKING_BACK, models.CharField(max_length=6, choices=HowItWas.choices,
                                                       blank=True))  # fmt: skip
    said = tagged(LOOKING_BACK, models.TextField(blank=True))
    again = tagged(LOOKING_BACK, models.CharField(max_length=6, choices=Again.choices,
                                                  blank=True))  # fmt: skip
    by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["side"]
        constraints = [
            *locked(
                "closures_interview", read=either(STAFF, own("person_id")), write=STAFF,
                tenant_keys=["closure"], subject="person_id",
            ),
            models.UniqueConstraint(fields=["closure", "side"], name="closures_one_interview"),
        ]  # fmt: skip


class FollowUp(OwnedModel):
    """Somebody is asked, months after the end, how they are. Answers by question; all may lack."""

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="follow_ups"))  # fmt: skip
    person_id = tagged(LINK, models.UUIDField())
    match_id = tagged(LINK, models.UUIDField())
    moment = tagged(LINK, models.CharField(max_length=10, choices=FollowUpMoment.choices))
    due_on = tagged(EVIDENCE, models.DateField())
    closes_on = tagged(EVIDENCE, models.DateField())
    told_at = tagged(LINK, models.DateTimeField(null=True))
    answers = tagged(LOOKING_BACK, models.JSONField(default=dict))
    was_reached = tagged(EVIDENCE, models.BooleanField(null=True))
    done_on = tagged(EVIDENCE, models.DateField(null=True))
    by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["organisation_id", "due_on"], name="closures_due")]
        constraints = [
            *locked(
                "closures_followup", read=either(STAFF, own("person_id")), write=STAFF,
                tenant_keys=["participant"], subject="person_id",
            ),
            models.UniqueConstraint(
                fields=["participant", "match_id", "moment"], name="closures_asked_once"
            ),
        ]  # fmt: skip


class SigningKey(OwnedModel):
    """The key pair with which an organisation signs badges; the private half is sealed."""

    public = tagged(LINK, models.CharField(max_length=80))
    private = tagged(SECRET, SealedTextField(area="certificates"))
    retired_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        ordering = ["created_at"]
        constraints = locked(
            "closures_signingkey",
            # Of a public key everybody may know; the column beside it opens for nobody without
            # the organisation's data key.
            read=either(organisation_in("people"), purpose(VERIFYING)),
            write=organisation_in("people"),
            grants="select, insert, update",
        )


class Certificate(OwnedModel):
    """What a mentor did, in their own name; checked by its code at a public address."""

    participant = tagged(LINK, models.ForeignKey(Participant, models.PROTECT, db_constraint=False,
                                                 related_name="certificates"))  # fmt: skip
    person_id = tagged(LINK, models.UUIDField())
    programme_id = tagged(LINK, models.UUIDField(null=True))
    name = tagged(CERTIFIED, models.CharField(max_length=200))
    language = tagged(LINK, models.CharField(max_length=12))
    starts_on = tagged(EVIDENCE, models.DateField())
    ends_on = tagged(EVIDENCE, models.DateField())
    hours = tagged(EVIDENCE, models.PositiveSmallIntegerField())
    competencies = tagged(EVIDENCE, ArrayField(models.CharField(max_length=20), default=list))
    code = tagged(LINK, models.CharField(max_length=40, unique=True))
    badge = tagged(CERTIFIED, models.JSONField())
    issued_on = tagged(EVIDENCE, models.DateField())
    issued_by = tagged(LINK, models.UUIDField(null=True))
    withdrawn_at = tagged(EVIDENCE, models.DateTimeField(null=True))

    class Meta:
        ordering = ["-issued_on", "id"]
        constraints = locked(
            "closures_certificate",
            read=either(organisation_in("people"), own("person_id"), purpose(VERIFYING)),
            write=organisation_in("people"),
            tenant_keys=["participant"],
            subject="person_id",
            grants="select, insert, update",
        )
