"""What partners read: copies, made when a group is published and gone when it is taken back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import locked
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged

from ..enums import GroupKind, GroupMode
from .groups import FocusGroup
from .locking import OWN, SHARED


class PublishedGroup(OwnedModel):
    """The facts of a group. Small numbers of people are left out."""

    group = tagged(LINK, models.ForeignKey(FocusGroup, models.PROTECT, db_constraint=False,
                                           related_name="copies"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    number = tagged(LINK, models.PositiveIntegerField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=GroupKind.choices))
    country = tagged(WORK, models.CharField(max_length=2))
    place = tagged(WORK, models.CharField(max_length=120))
    language = tagged(WORK, models.CharField(max_length=12))
    mode = tagged(WORK, models.CharField(max_length=9, choices=GroupMode.choices))
    held_on = tagged(WORK, models.DateField())
    people = tagged(WORK, models.PositiveSmallIntegerField())
    # breakdown -> part -> how many; None: fewer than the programme shows
    counts = tagged(WORK, models.JSONField(default=dict))
    summary = tagged(WORK, models.TextField(blank=True))
    summary_translation = tagged(WORK, models.TextField(blank=True))
    # What was said: a list of {code, theme, facet}.
    said = tagged(WORK, models.JSONField(default=list))
    published_on = tagged(WORK, models.DateField())

    class Meta:
        ordering = ["country", "number"]
        constraints = [
            *locked("evidence_publishedgroup", read=SHARED, write=OWN, tenant_keys=["group"]),
            models.UniqueConstraint(fields=["group"], name="evidence_publishedgroup_once"),
        ]

    @property
    def label(self) -> str:
        """How the group is cited: "IT-FG2"."""
        return f"{self.country}-FG{self.number}"

    @property
    def themes(self) -> set[str]:
        """Keys of the programme's themes that the group spoke of."""
        return {each["theme"] for each in self.said if each["theme"]}


class PublishedQuote(OwnedModel):
    """An approved excerpt. It leads to its group's number, never to a person."""

    published = tagged(LINK, models.ForeignKey(PublishedGroup, models.CASCADE, db_constraint=False,
                                               related_name="quotes"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    country = tagged(WORK, models.CharField(max_length=2))
    group_number = tagged(LINK, models.PositiveIntegerField())
    number = tagged(LINK, models.PositiveIntegerField())
    text = tagged(WORK, models.TextField())
    language = tagged(WORK, models.CharField(max_length=12))
    translation = tagged(WORK, models.TextField(blank=True))
    codes = tagged(WORK, ArrayField(models.CharField(max_length=120), default=list))
    themes = tagged(WORK, ArrayField(models.CharField(max_length=40), default=list))
    facets = tagged(WORK, ArrayField(models.CharField(max_length=8), default=list))

    class Meta:
        ordering = ["country", "group_number", "number"]
        constraints = locked(
            "evidence_publishedquote", read=SHARED, write=OWN, tenant_keys=["published"]
        )

    @property
    def label(self) -> str:
        """How the quote is cited: "IT-FG2-Q7"."""
        return f"{self.country}-FG{self.group_number}-Q{self.number}"

    @property
    def group_label(self) -> str:
        """How its group is cited."""
        return f"{self.country}-FG{self.group_number}"
