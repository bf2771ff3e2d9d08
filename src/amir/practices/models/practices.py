"""Practices as their organisation writes them; partners read them once they are published."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.programmes.models import SEEN_BY_PARTNERS

from ..enums import CostBand, Label, ListState, MediaKind, Phase, PracticeState

WRITTEN = either(organisation_in("work"), purpose("setup"))
# The database reads practices here under the reader's own locks: what they may not see is absent.
OF_A_VISIBLE_ONE = "practice_id in (select id from practices_practice)"


def _text() -> "models.TextField[str, str]":
    return tagged(WORK, models.TextField(blank=True))


def _names() -> "ArrayField[list[str], list[str]]":
    return tagged(WORK, ArrayField(models.CharField(max_length=40), default=list))


def _of_practice(name: str) -> "models.ForeignKey[Practice, Practice]":
    field = models.ForeignKey(
        "practices.Practice", models.PROTECT, db_constraint=False, related_name=name
    )
    return tagged(LINK, field)


class Practice(OwnedModel):
    """A practice. `number` counts within programme and country: IT-P3. Texts: see template.py."""

    programme_id = tagged(LINK, models.UUIDField())
    number = tagged(WORK, models.PositiveIntegerField())
    title = tagged(WORK, models.CharField(max_length=200))
    language = tagged(WORK, models.CharField(max_length=12))
    country = tagged(WORK, models.CharField(max_length=2))
    place = tagged(WORK, models.CharField(max_length=120, blank=True))
    latitude = tagged(WORK, models.FloatField(null=True))
    longitude = tagged(WORK, models.FloatField(null=True))
    themes = _names()
    target_groups = _names()
    phase = tagged(WORK, models.CharField(max_length=10, choices=Phase.choices, blank=True))
    cost_band = tagged(WORK, models.CharField(max_length=10, choices=CostBand.choices, blank=True))
    started_on = tagged(WORK, models.DateField(null=True))
    ended_on = tagged(WORK, models.DateField(null=True))
    evaluated_on = tagged(WORK, models.DateField(null=True))
    seeks_adopter = tagged(WORK, models.BooleanField(default=False))
    summary = _text()
    issue = _text()
    goals = _text()
    how = _text()
    results = _text()
    users = _text()
    evaluation = _text()
    lessons = _text()
    coverage = _text()
    funding = _text()
    responsible = _text()
    state = tagged(WORK, models.CharField(max_length=10, choices=PracticeState.choices,
                                          default=PracticeState.DRAFT))  # fmt: skip
    label = tagged(WORK, models.CharField(max_length=12, choices=Label.choices, blank=True))
    is_invented = tagged(WORK, models.BooleanField(default=False))
    list_id = tagged(LINK, models.UUIDField(null=True))
    written_by = tagged(LINK, models.UUIDField(null=True))
    reported_on = tagged(WORK, models.DateField(null=True))
    published_on = tagged(WORK, models.DateField(null=True))
    published_version = tagged(LINK, models.PositiveIntegerField(null=True))
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["country", "number"]
        indexes = [models.Index(fields=["programme_id", "country"], name="practices_of_country")]
        constraints = [
            *locked(
                "practices_practice",
                read=either(f"state = 'published' and {SEEN_BY_PARTNERS}", WRITTEN),
                write=WRITTEN,
            ),
            models.UniqueConstraint(
                fields=["programme_id", "country", "number"], name="practices_number_once"
            ),
        ]

    @property
    def code(self) -> str:
        """How others cite it: IT-P3."""
        return f"{self.country}-P{self.number}"

    @property
    def is_changed_since(self) -> bool:
        """Whether it was changed after it was published."""
        return self.published_version is not None and self.version > self.published_version


class PracticeStatus(OwnedModel):
    """That a practice exists, and how far it is; no word of it. All partners see it."""

    practice = _of_practice("statuses")
    programme_id = tagged(LINK, models.UUIDField())
    country = tagged(WORK, models.CharField(max_length=2))
    number = tagged(WORK, models.PositiveIntegerField())
    state = tagged(WORK, models.CharField(max_length=10, choices=PracticeState.choices))
    label = tagged(WORK, models.CharField(max_length=12, choices=Label.choices, blank=True))
    themes = _names()

    class Meta:
        ordering = ["country", "number"]
        constraints = [
            *locked("practices_status", read=either(SEEN_BY_PARTNERS, WRITTEN), write=WRITTEN,
                    tenant_keys=["practice"]),
            models.UniqueConstraint(fields=["practice"], name="practices_status_once"),
        ]  # fmt: skip


class Media(OwnedModel):
    """A file or a link that belongs to a practice. `title` says what it shows."""

    practice = _of_practice("media")
    kind = tagged(WORK, models.CharField(max_length=4, choices=MediaKind.choices))
    title = tagged(WORK, models.CharField(max_length=200))
    url = tagged(WORK, models.URLField(max_length=500, blank=True))
    name = tagged(WORK, models.CharField(max_length=200, blank=True))
    content = tagged(WORK, models.BinaryField(null=True))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = locked(
            "practices_media", read=either(WRITTEN, OF_A_VISIBLE_ONE), write=WRITTEN,
            tenant_keys=["practice"],
        )  # fmt: skip

    @property
    def programme_id(self) -> UUID:
        """Whose partners may read it, once its practice is published."""
        return self.practice.programme_id


class Transfer(OwnedModel):
    """Somebody took a practice over: who, where, since when, and what they changed."""

    practice = _of_practice("transfers")
    adopter = tagged(WORK, models.CharField(max_length=200))
    adopter_organisation_id = tagged(LINK, models.UUIDField(null=True))
    country = tagged(WORK, models.CharField(max_length=2))
    place = tagged(WORK, models.CharField(max_length=120, blank=True))
    since = tagged(WORK, models.DateField())
    how = tagged(WORK, models.TextField())
    link = tagged(WORK, models.URLField(max_length=500, blank=True))

    class Meta:
        ordering = ["since", "id"]
        constraints = locked(
            "practices_transfer", read=either(WRITTEN, OF_A_VISIBLE_ONE), write=WRITTEN,
            tenant_keys=["practice"],
        )  # fmt: skip


class PracticeList(OwnedModel):
    """A spreadsheet of practices: what was told about it, and what becomes of its rows."""

    programme_id = tagged(LINK, models.UUIDField())
    name = tagged(WORK, models.CharField(max_length=200))
    content = tagged(WORK, models.BinaryField())
    as_of = tagged(WORK, models.DateField())
    # What people told: fields of columns, answers to questions, rows that stay out.
    told = tagged(WORK, models.JSONField(default=dict))
    # What the engine understood: tables, questions, rows.
    overview = tagged(WORK, models.JSONField(default=dict))
    state = tagged(WORK, models.CharField(max_length=10, choices=ListState.choices,
                                          default=ListState.READ))  # fmt: skip
    brought_by = tagged(LINK, models.UUIDField(null=True))
    brought_in_at = tagged(LINK, models.DateTimeField(null=True))
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = locked("practices_list", read=WRITTEN, write=WRITTEN)
