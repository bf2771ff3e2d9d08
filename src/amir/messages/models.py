"""What was sent: that something was, when, which way and at what price. Never what, or to whom."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.base import OwnedModel
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import CONTACT, LINK, SECRET, WORK, tagged

from .enums import DeliveryState, Way


class Delivery(OwnedModel):
    """One message to one address.

    `letter` holds the address and the values of the template, sealed, and only until the message
    is sent or given up. `account_id` is whom it is for, if that is known.
    """

    account_id = tagged(LINK, models.UUIDField(null=True, editable=False))
    channel = tagged(LINK, models.CharField(max_length=10, choices=Way.choices))
    template = tagged(LINK, models.CharField(max_length=60))
    language = tagged(LINK, models.CharField(max_length=10))
    to_digest = tagged(SECRET, models.BinaryField())
    calling_code = tagged(LINK, models.CharField(max_length=3, blank=True))
    letter = tagged(CONTACT, SealedTextField(area="messages", null=True))
    state = tagged(LINK, models.CharField(max_length=10, choices=DeliveryState.choices))
    attempts = tagged(LINK, models.PositiveSmallIntegerField(default=0))
    cost_cents = tagged(WORK, models.PositiveIntegerField(default=0))
    sent_at = tagged(LINK, models.DateTimeField(null=True))
    error = tagged(LINK, models.CharField(max_length=60, blank=True))

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-created_at"], name="messages_organisation"),
            models.Index(fields=["account_id", "-created_at"], name="messages_account"),
            models.Index(fields=["to_digest", "-created_at"], name="messages_digest"),
            models.Index(fields=["calling_code", "-created_at"], name="messages_country"),
            models.Index(
                fields=["created_at"], name="messages_queued", condition=models.Q(state="queued")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=DeliveryState.QUEUED) | models.Q(letter__isnull=True),
                name="messages_letter_is_dropped",
            ),
            *locked(
                "messages_delivery",
                read=either(organisation_in("work"), own("account_id"), purpose("sending")),
                write=purpose("sending"),
                grants="select, insert, update",
                subject="account_id",
            ),
        ]
