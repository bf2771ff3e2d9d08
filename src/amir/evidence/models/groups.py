"""Guides, focus groups and their texts."""

from django.db import models

from amir.core.access.locks import locked, organisation_in, own
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged

from ..enums import ConsentBasis, GroupKind, GroupMode, GroupState, TextKind
from .locking import ISSUED, OWN, SHARED

LONGEST_TEXT = 2_000_000  # letters of all paragraphs of a text


class Guide(OwnedModel):
    """What a moderator asks, in one language and version. Once published it never changes."""

    programme_id = tagged(LINK, models.UUIDField())
    key = tagged(WORK, models.SlugField(max_length=60))
    language = tagged(WORK, models.CharField(max_length=12))
    version = tagged(LINK, models.PositiveIntegerField(default=1))
    title = tagged(WORK, models.CharField(max_length=200))
    text = tagged(WORK, models.TextField())
    published_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["key", "language", "-version"]
        constraints = [
            *locked("evidence_guide", read=ISSUED, write=OWN),
            models.UniqueConstraint(
                fields=["organisation_id", "programme_id", "key", "language", "version"],
                name="evidence_guide_once",
            ),
        ]


class FocusGroup(OwnedModel):
    """A focus group. People are numbers in it; who they were is written down nowhere."""

    programme_id = tagged(LINK, models.UUIDField())
    # Of a partner, maybe: so no foreign key.
    guide_id = tagged(LINK, models.UUIDField(null=True))
    number = tagged(LINK, models.PositiveIntegerField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=GroupKind.choices))
    country = tagged(WORK, models.CharField(max_length=2))
    place = tagged(WORK, models.CharField(max_length=120))
    language = tagged(WORK, models.CharField(max_length=12))
    mode = tagged(WORK, models.CharField(max_length=9, choices=GroupMode.choices,
                                         default=GroupMode.IN_PERSON))  # fmt: skip
    has_interpreter = tagged(WORK, models.BooleanField(default=False))
    planned_on = tagged(WORK, models.DateField(null=True))
    recruitment = tagged(WORK, models.TextField(blank=True))
    moderator_id = tagged(LINK, models.UUIDField(null=True))
    note_taker_id = tagged(LINK, models.UUIDField(null=True))
    held_on = tagged(WORK, models.DateField(null=True))
    minutes = tagged(WORK, models.PositiveSmallIntegerField(null=True))
    invited = tagged(WORK, models.PositiveSmallIntegerField(null=True))
    people = tagged(WORK, models.PositiveSmallIntegerField(null=True))
    # breakdown -> part -> how many; see enums.BREAKDOWNS
    counts = tagged(WORK, models.JSONField(default=dict))
    consent_basis = tagged(WORK, models.CharField(max_length=8, choices=ConsentBasis.choices,
                                                  blank=True))  # fmt: skip
    was_recorded = tagged(WORK, models.BooleanField(default=False))
    recording_deleted_on = tagged(WORK, models.DateField(null=True))
    notes = tagged(WORK, models.TextField(blank=True))
    summary = tagged(WORK, models.TextField(blank=True))
    summary_translation = tagged(WORK, models.TextField(blank=True))
    # The number of the newest excerpt.
    last_excerpt = tagged(LINK, models.PositiveIntegerField(default=0))
    state = tagged(WORK, models.CharField(max_length=10, choices=GroupState.choices,
                                          default=GroupState.PLANNED))  # fmt: skip
    published_on = tagged(WORK, models.DateField(null=True))
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["country", "number"]
        constraints = [
            *locked("evidence_focusgroup", read=OWN, write=OWN),
            models.UniqueConstraint(
                fields=["programme_id", "country", "number"], name="evidence_group_number"
            ),
        ]

    @property
    def label(self) -> str:
        """How the group is cited: "IT-FG2"."""
        return f"{self.country}-FG{self.number}"


class GroupStatus(OwnedModel):
    """That there is a group, of which kind and how far: all that partners see of a draft."""

    group = tagged(LINK, models.ForeignKey(FocusGroup, models.CASCADE, db_constraint=False,
                                           related_name="status_rows"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    country = tagged(WORK, models.CharField(max_length=2))
    number = tagged(LINK, models.PositiveIntegerField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=GroupKind.choices))
    state = tagged(WORK, models.CharField(max_length=10, choices=GroupState.choices))
    held_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["country", "number"]
        constraints = [
            *locked("evidence_groupstatus", read=SHARED, write=OWN, tenant_keys=["group"]),
            models.UniqueConstraint(fields=["group"], name="evidence_groupstatus_once"),
        ]


class Transcript(OwnedModel):
    """A text of a group: a transcript or notes, in paragraphs."""

    group = tagged(LINK, models.ForeignKey(FocusGroup, models.PROTECT, db_constraint=False,
                                           related_name="transcripts"))  # fmt: skip
    kind = tagged(WORK, models.CharField(max_length=10, choices=TextKind.choices))
    language = tagged(WORK, models.CharField(max_length=12))
    translation_language = tagged(WORK, models.CharField(max_length=12, blank=True))
    paragraphs = tagged(WORK, models.PositiveIntegerField())
    added_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = locked("evidence_transcript", read=OWN, write=OWN, tenant_keys=["group"])


class Passage(OwnedModel):
    """A paragraph of a text, with its translation beside it."""

    transcript = tagged(LINK, models.ForeignKey(Transcript, models.CASCADE, db_constraint=False,
                                                related_name="passages"))  # fmt: skip
    order = tagged(LINK, models.PositiveIntegerField())
    text = tagged(WORK, models.TextField())
    translation = tagged(WORK, models.TextField(blank=True))

    class Meta:
        ordering = ["order"]
        constraints = [
            *locked("evidence_passage", read=OWN, write=OWN, tenant_keys=["transcript"]),
            models.UniqueConstraint(
                fields=["transcript", "order"], name="evidence_passage_once"
            ),
        ]  # fmt: skip


class Incoming(OwnedModel):
    """A text in which something looks like a name, until whoever brought it has decided.

    Encrypted, and read by nobody else; it cannot be opened after some weeks.
    """

    group = tagged(LINK, models.ForeignKey(FocusGroup, models.CASCADE, db_constraint=False,
                                           related_name="incoming"))  # fmt: skip
    kind = tagged(WORK, models.CharField(max_length=10, choices=TextKind.choices))
    language = tagged(WORK, models.CharField(max_length=12))
    sealed = tagged(WORK, models.TextField())
    brought_by = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["created_at", "id"]
        constraints = locked(
            "evidence_incoming",
            read=own("brought_by"),
            write=own("brought_by"),
            add=f"{own('brought_by')} and {organisation_in('work')}",
            tenant_keys=["group"],
        )
