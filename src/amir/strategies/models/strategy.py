"""A strategy, what partners may know of it, and its editions."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.programmes.models import SEEN_BY_PARTNERS

from ..enums import StrategyKind, StrategyState

OWN = organisation_in("work")
WRITTEN = either(OWN, purpose("setup"))


class Strategy(OwnedModel):
    """A strategy of an organisation: the programme's template, or a place's own.

    `parent_id`: the strategy of the region under which a municipality's stands; it may belong to
    another organisation. `template_id`: the shared strategy that it was adapted from.
    """

    programme_id = tagged(LINK, models.UUIDField())
    kind = tagged(WORK, models.CharField(max_length=6, choices=StrategyKind.choices))
    title = tagged(WORK, models.CharField(max_length=200))
    language = tagged(WORK, models.CharField(max_length=12))
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    # NUTS 3 of the municipality, or the NUTS region whose strategy it is.
    region = tagged(WORK, models.CharField(max_length=5, blank=True))
    municipality = tagged(WORK, models.CharField(max_length=120, blank=True))
    parent_id = tagged(LINK, models.UUIDField(null=True))
    template_id = tagged(LINK, models.UUIDField(null=True))
    state = tagged(WORK, models.CharField(max_length=12, choices=StrategyState.choices,
                                          default=StrategyState.DRAFT))  # fmt: skip
    adopted_on = tagged(WORK, models.DateField(null=True))
    adopted_by = tagged(WORK, models.CharField(max_length=200, blank=True))

    class Meta:
        ordering = ["kind", "country", "title"]
        indexes = [models.Index(fields=["programme_id"], name="strategies_of_programme")]
        constraints = locked("strategies_strategy", read=OWN, write=WRITTEN)


class Standing(OwnedModel):
    """What all partners of the programme may know of a strategy: where it stands, no texts.

    The title is empty until an edition is published.
    """

    strategy_id = tagged(LINK, models.UUIDField(unique=True))
    programme_id = tagged(LINK, models.UUIDField())
    kind = tagged(WORK, models.CharField(max_length=6, choices=StrategyKind.choices))
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    region = tagged(WORK, models.CharField(max_length=5, blank=True))
    municipality = tagged(WORK, models.CharField(max_length=120, blank=True))
    state = tagged(WORK, models.CharField(max_length=12, choices=StrategyState.choices))
    title = tagged(WORK, models.CharField(max_length=200, blank=True))
    newest = tagged(LINK, models.UUIDField(null=True))
    changed_on = tagged(WORK, models.DateField())

    class Meta:
        ordering = ["kind", "country", "municipality", "id"]
        constraints = locked("strategies_standing", read=SEEN_BY_PARTNERS, write=WRITTEN)


class Edition(OwnedModel):
    """A strategy as it was on one day, for all partners. Never changed."""

    strategy = tagged(LINK, models.ForeignKey(Strategy, models.PROTECT, db_constraint=False,
                                              related_name="editions"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    number = tagged(LINK, models.PositiveIntegerField())
    title = tagged(WORK, models.CharField(max_length=200))
    language = tagged(WORK, models.CharField(max_length=12))
    state = tagged(WORK, models.CharField(max_length=12, choices=StrategyState.choices))
    # See content.py: the strategy's facts and its parts in order.
    content = tagged(WORK, models.JSONField())
    note = tagged(WORK, models.CharField(max_length=600, blank=True))
    made_on = tagged(WORK, models.DateField())
    made_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-number"]
        constraints = [
            *locked(
                "strategies_edition", read=SEEN_BY_PARTNERS, write=WRITTEN,
                tenant_keys=["strategy"], grants="select, insert",
            ),
            models.UniqueConstraint(fields=["strategy", "number"], name="strategies_edition_once"),
        ]  # fmt: skip


def of_strategy(name: str) -> "models.ForeignKey[Strategy, Strategy]":
    """The strategy that a row belongs to."""
    return tagged(
        LINK, models.ForeignKey(Strategy, models.PROTECT, db_constraint=False, related_name=name)
    )
