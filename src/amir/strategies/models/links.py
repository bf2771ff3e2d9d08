"""What a strategy leans on, who was asked to the table, and how its measures go."""

from django.db import models

from amir.core.access.locks import locked
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged

from ..enums import MeasureState, PartKind, Turnout
from .parts import Measure
from .strategy import OWN, WRITTEN, of_strategy


class Source(OwnedModel):
    """Something outside the platform that a strategy cites: a statistic, a law, a report."""

    strategy = of_strategy("sources")
    number = tagged(LINK, models.PositiveIntegerField())
    title = tagged(WORK, models.CharField(max_length=300))
    address = tagged(WORK, models.URLField(max_length=500, blank=True))

    class Meta:
        ordering = ["number"]
        constraints = [
            *locked("strategies_source", read=OWN, write=WRITTEN, tenant_keys=["strategy"]),
            models.UniqueConstraint(fields=["strategy", "number"], name="strategies_source_once"),
        ]


class Citation(OwnedModel):
    """A part leans on something with a number. `cited_kind` is a kind of citable.py."""

    strategy = of_strategy("citations")
    part_kind = tagged(WORK, models.CharField(max_length=9, choices=PartKind.choices))
    part_key = tagged(WORK, models.SlugField(max_length=40))
    cited_kind = tagged(WORK, models.SlugField(max_length=20))
    cited_id = tagged(LINK, models.UUIDField())
    # As it was when it was cited: "IT-FG2", and its title.
    number = tagged(WORK, models.CharField(max_length=40))
    title = tagged(WORK, models.CharField(max_length=300))
    note = tagged(WORK, models.CharField(max_length=300, blank=True))

    class Meta:
        ordering = ["number", "id"]
        indexes = [models.Index(fields=["cited_kind", "cited_id"], name="strategies_cited")]
        constraints = [
            *locked("strategies_citation", read=OWN, write=WRITTEN, tenant_keys=["strategy"]),
            models.UniqueConstraint(
                fields=["strategy", "part_kind", "part_key", "cited_kind", "cited_id"],
                name="strategies_citation_once",
            ),
        ]


class Involved(OwnedModel):
    """An organisation of the place at the table, by the group of the list to which it belongs."""

    strategy = of_strategy("involved")
    group = tagged(WORK, models.SlugField(max_length=40))
    name = tagged(WORK, models.CharField(max_length=200))
    turnout = tagged(WORK, models.CharField(max_length=8, choices=Turnout.choices))
    note = tagged(WORK, models.CharField(max_length=300, blank=True))

    class Meta:
        ordering = ["group", "name", "id"]
        constraints = locked(
            "strategies_involved", read=OWN, write=WRITTEN, tenant_keys=["strategy"]
        )


class FollowNote(OwnedModel):
    """How a measure stood on a day. Never changed."""

    strategy = of_strategy("follow_notes")
    measure = tagged(LINK, models.ForeignKey(Measure, models.PROTECT, db_constraint=False,
                                             related_name="follow_notes"))  # fmt: skip
    state = tagged(WORK, models.CharField(max_length=8, choices=MeasureState.choices))
    note = tagged(WORK, models.TextField(blank=True))
    noted_on = tagged(WORK, models.DateField())
    noted_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-noted_on", "-created_at"]
        constraints = locked(
            "strategies_follownote", read=OWN, write=WRITTEN, tenant_keys=["strategy", "measure"],
            grants="select, insert",
        )  # fmt: skip
