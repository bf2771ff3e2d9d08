"""What was told of meetings. A meeting is never changed: who tells it anew tells another one."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import either, locked, organisation_in, own, purpose
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import EVIDENCE, LINK, PROFILE, WORK, tagged

from ..enums import ExpenseKind, ExpenseState, Mode, PlaceKind, Source
from .pairs import LOGGING, OF_PAIR, OfPair, of_pair


class Meeting(OfPair):
    """A meeting that one of the two told. No words: what worries somebody is told elsewhere.

    `client_id` is made where it was told, so that telling it twice is telling it once; `digest`
    is of what was told. `minutes` is None while only a voice note says it. The date is doubtful
    if the clock of the phone was wrong by days. `told_at`: when it was told, by the phone.
    """

    client_id = tagged(LINK, models.UUIDField(unique=True))
    digest = tagged(LINK, models.BinaryField())
    held_on = tagged(EVIDENCE, models.DateField())
    minutes = tagged(EVIDENCE, models.PositiveSmallIntegerField(null=True))
    mode = tagged(EVIDENCE, models.CharField(max_length=10, choices=Mode.choices,
                                             default=Mode.IN_PERSON))  # fmt: skip
    place_kind = tagged(EVIDENCE, models.CharField(max_length=14, choices=PlaceKind.choices,
                                                   blank=True))  # fmt: skip
    theme = tagged(PROFILE, models.CharField(max_length=40, blank=True))
    steps_done = tagged(LINK, ArrayField(models.UUIDField(), default=list))
    next_on = tagged(EVIDENCE, models.DateField(null=True))
    has_concern = tagged(LINK, models.BooleanField(default=False))
    logged_by = tagged(LINK, models.UUIDField())
    source = tagged(LINK, models.CharField(max_length=8, choices=Source.choices))
    told_at = tagged(LINK, models.DateTimeField(null=True))
    is_date_doubtful = tagged(LINK, models.BooleanField(default=False))

    class Meta:
        ordering = ["-held_on", "-created_at", "id"]
        indexes = [models.Index(fields=["match", "-held_on"], name="meetings_meeting_match")]
        constraints = [
            *of_pair("meetings_meeting"),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True) | models.Q(minutes__range=(1, 1440)),
                name="meetings_minutes_of_a_day",
            ),
        ]


class OtherVersion(OfPair):
    """What came under the `client_id` of another meeting: kept, so that a person can decide."""

    client_id = tagged(LINK, models.UUIDField())
    digest = tagged(LINK, models.BinaryField())
    content = tagged(PROFILE, models.JSONField(default=dict))
    sent_by = tagged(LINK, models.UUIDField())
    source = tagged(LINK, models.CharField(max_length=8, choices=Source.choices))
    settled_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            *of_pair("meetings_otherversion", read="false"),
            models.UniqueConstraint(
                fields=["organisation_id", "client_id", "digest"], name="meetings_version_once"
            ),
        ]


class VoiceNote(OfPair):
    """A meeting told by voice, sealed. A coordinator listens and writes down how long it was."""

    meeting = tagged(LINK, models.OneToOneField(Meeting, models.PROTECT, db_constraint=False,
                                                related_name="voice"))  # fmt: skip
    sound = tagged(PROFILE, SealedTextField(area="meetings"))
    kind = tagged(LINK, models.CharField(max_length=40))
    heard_at = tagged(LINK, models.DateTimeField(null=True))
    heard_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        constraints = of_pair("meetings_voicenote", tenant_keys=("meeting",))


class Expense(OfPair):
    """What a mentor paid and wants back. The mentee does not see it."""

    spent_on = tagged(EVIDENCE, models.DateField())
    cents = tagged(WORK, models.PositiveIntegerField())
    currency = tagged(WORK, models.CharField(max_length=3, default="EUR"))
    kind = tagged(WORK, models.CharField(max_length=10, choices=ExpenseKind.choices))
    has_receipt = tagged(EVIDENCE, models.BooleanField(default=False))
    state = tagged(LINK, models.CharField(max_length=8, choices=ExpenseState.choices,
                                          default=ExpenseState.ASKED))  # fmt: skip
    settled_at = tagged(LINK, models.DateTimeField(null=True))
    settled_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-spent_on", "-created_at", "id"]
        constraints = [
            *locked(
                "meetings_expense",
                read=either(organisation_in("people"), own("mentor_person_id")),
                write=organisation_in("people"),
                add=either(
                    organisation_in("people"),
                    f"({own('mentor_person_id')}) and ({OF_PAIR})",
                    purpose(LOGGING),
                ),
                tenant_keys=["match"],
                subject="mentor_person_id",
                grants="select, insert, update",
            ),
            models.CheckConstraint(
                condition=models.Q(cents__gt=0), name="meetings_expense_is_something"
            ),
        ]

    @property
    def amount(self) -> Decimal:
        """In whole units of the currency."""
        return Decimal(self.cents) / 100
