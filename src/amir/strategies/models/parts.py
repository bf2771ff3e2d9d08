"""What a strategy is made of: sections, objectives, measures; and how each came about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import locked
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged

from ..enums import Choice, MeasureState, PartKind
from .strategy import OWN, WRITTEN, of_strategy


class Part(OwnedModel):
    """What all parts have. `key` is the same in the template and in what places make of it."""

    key = tagged(WORK, models.SlugField(max_length=40))
    title = tagged(WORK, models.CharField(max_length=200))
    text = tagged(WORK, models.TextField(blank=True))
    order = tagged(WORK, models.PositiveIntegerField(default=0))
    # Counts up with each change: who saved over an older one is told.
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        abstract = True


def _locks(table: str, *keys: str) -> list[models.BaseConstraint]:
    return [
        *locked(table, read=OWN, write=WRITTEN, tenant_keys=["strategy", *keys]),
        models.UniqueConstraint(fields=["strategy", "key"], name=f"{table}_once"),
    ]


class StrategySection(Part):
    """A section: diagnosis, vision, governance."""

    strategy = of_strategy("sections")

    class Meta:
        ordering = ["order", "key"]
        constraints = _locks("strategies_section")


class Objective(Part):
    """What is to be reached, for one theme of the programme."""

    strategy = of_strategy("objectives")
    theme = tagged(WORK, models.SlugField(max_length=40, blank=True))

    class Meta:
        ordering = ["order", "key"]
        constraints = _locks("strategies_objective")


class Measure(Part):
    """What somebody does for an objective, until when, with what money, and for whom."""

    strategy = of_strategy("measures")
    objective = tagged(LINK, models.ForeignKey(Objective, models.PROTECT, db_constraint=False,
                                               related_name="measures"))  # fmt: skip
    # An office or an organisation, never a person.
    owner = tagged(WORK, models.CharField(max_length=200, blank=True))
    starts_on = tagged(WORK, models.DateField(null=True))
    ends_on = tagged(WORK, models.DateField(null=True))
    budget = tagged(WORK, models.DecimalField(max_digits=14, decimal_places=2, null=True))
    currency = tagged(WORK, models.CharField(max_length=3, default="EUR"))
    indicator = tagged(WORK, models.CharField(max_length=300, blank=True))
    target_groups = tagged(WORK, ArrayField(models.SlugField(max_length=40), default=list))
    # How the measure attends to each; where one is empty, `why_not` says why.
    attention_women = tagged(WORK, models.CharField(max_length=600, blank=True))
    attention_children = tagged(WORK, models.CharField(max_length=600, blank=True))
    attention_minorities = tagged(WORK, models.CharField(max_length=600, blank=True))
    why_not = tagged(WORK, models.CharField(max_length=600, blank=True))
    # Points of the code lists that it serves, as "oecd-1".
    serves = tagged(WORK, ArrayField(models.CharField(max_length=40), default=list))
    # The measure of the region's strategy under which it stands, by its key.
    regional_key = tagged(WORK, models.SlugField(max_length=40, blank=True))
    state = tagged(WORK, models.CharField(max_length=8, choices=MeasureState.choices,
                                          default=MeasureState.PLANNED))  # fmt: skip

    class Meta:
        ordering = ["order", "key"]
        constraints = _locks("strategies_measure", "objective")


class PartVersion(OwnedModel):
    """A part as somebody saved it. Never changed."""

    strategy = of_strategy("part_versions")
    kind = tagged(WORK, models.CharField(max_length=9, choices=PartKind.choices))
    key = tagged(WORK, models.SlugField(max_length=40))
    number = tagged(LINK, models.PositiveIntegerField())
    title = tagged(WORK, models.CharField(max_length=200))
    text = tagged(WORK, models.TextField(blank=True))
    saved_at = tagged(LINK, models.DateTimeField())
    saved_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-saved_at", "-number"]
        indexes = [models.Index(fields=["strategy", "kind", "key"], name="strategies_versions_of")]
        constraints = locked(
            "strategies_partversion", read=OWN, write=WRITTEN, tenant_keys=["strategy"],
            grants="select, insert",
        )  # fmt: skip


class Reconciled(OwnedModel):
    """Up to which edition of the template a part was looked at, and what was done with it."""

    strategy = of_strategy("reconciled")
    # "kind:key", as content.py names parts.
    part = tagged(WORK, models.CharField(max_length=60))
    edition = tagged(LINK, models.UUIDField())
    choice = tagged(WORK, models.CharField(max_length=5, choices=Choice.choices))
    decided_on = tagged(WORK, models.DateField())
    decided_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["part"]
        constraints = [
            *locked("strategies_reconciled", read=OWN, write=WRITTEN, tenant_keys=["strategy"]),
            models.UniqueConstraint(fields=["strategy", "part"], name="strategies_reconciled_once"),
        ]
