"""Somebody under 18: who answers for them, and the two colleagues who approve a pair."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import CONTACT, EVIDENCE, IDENTITY, LINK, tagged

from ..enums import Relation
from .locks import of_staff, participant_key
from .proposals import Proposal


class Guardian(OwnedModel):
    """Who answers for somebody under 18, by what right, until when, and what they agreed to."""

    participant = tagged(LINK, participant_key("guardians"))
    name = tagged(IDENTITY, models.CharField(max_length=200))
    relation = tagged(IDENTITY, models.CharField(max_length=10, choices=Relation.choices))
    authority = tagged(EVIDENCE, models.CharField(max_length=200, blank=True))
    phone = tagged(CONTACT, models.CharField(max_length=20, blank=True))
    email = tagged(CONTACT, models.CharField(max_length=254, blank=True))
    valid_until = tagged(EVIDENCE, models.DateField(null=True))
    consented_on = tagged(EVIDENCE, models.DateField(null=True))
    withdrawn_on = tagged(EVIDENCE, models.DateField(null=True))
    noted_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["created_at"]
        constraints = of_staff("mentoring_guardian", "participant", answered=True)


class Approval(OwnedModel):
    """A colleague approves that a minor is asked about a pair; two different ones are needed."""

    proposal = tagged(LINK, models.ForeignKey(Proposal, models.PROTECT, db_constraint=False,
                                              related_name="approvals"))  # fmt: skip
    by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["created_at"]
        constraints = [
            *locked(
                "mentoring_approval",
                read=either(organisation_in("people"), purpose("answering")),
                write=either(organisation_in("people"), purpose("setup")),
                tenant_keys=["proposal"],
            ),
            models.UniqueConstraint(fields=["proposal", "by"], name="mentoring_approved_once"),
        ]
