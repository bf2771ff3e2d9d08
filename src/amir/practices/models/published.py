"""What is public of practices: copies made when they are published. Everybody reads them.

Their read lock is `true`, which the planner drops, so that the full-text indexes are used.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged

WRITTEN = either(organisation_in("work"), purpose("setup"))
EVERYBODY = "true"


class Words(Func):
    """The words of title, names and texts as they are compared, the title counting most."""

    output_field = SearchVectorField()

    def as_sql(  # type: ignore[override]  # it has no template that could be replaced
        self, compiler: Any, connection: Any, **_extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Three vectors with their weights."""
        parts, held = [], []
        for expression, weight in zip(self.get_source_expressions(), "ABC", strict=True):
            sql, params = compiler.compile(expression)
            parts.append(
                f"setweight(to_tsvector('simple'::regconfig, f_norm({sql}::text)), '{weight}')"
            )
            held += params
        return f"({' || '.join(parts)})", tuple(held)


class PublishedPractice(OwnedModel):
    """A practice as it was when it was published."""

    practice_id = tagged(LINK, models.UUIDField(unique=True))
    programme_id = tagged(LINK, models.UUIDField(db_index=True))
    programme_key = tagged(WORK, models.SlugField(max_length=40))
    programme_name = tagged(WORK, models.CharField(max_length=100))
    organisation_name = tagged(WORK, models.CharField(max_length=200))
    code = tagged(WORK, models.CharField(max_length=12))
    title = tagged(WORK, models.CharField(max_length=200))
    language = tagged(WORK, models.CharField(max_length=12))
    country = tagged(WORK, models.CharField(max_length=2))
    place = tagged(WORK, models.CharField(max_length=120, blank=True))
    latitude = tagged(WORK, models.FloatField(null=True))
    longitude = tagged(WORK, models.FloatField(null=True))
    themes = tagged(WORK, ArrayField(models.CharField(max_length=40), default=list))
    target_groups = tagged(WORK, ArrayField(models.CharField(max_length=40), default=list))
    phase = tagged(WORK, models.CharField(max_length=10, blank=True))
    cost_band = tagged(WORK, models.CharField(max_length=10, blank=True))
    label = tagged(WORK, models.CharField(max_length=12))
    seeks_adopter = tagged(WORK, models.BooleanField(default=False))
    is_invented = tagged(WORK, models.BooleanField(default=False))
    started_on = tagged(WORK, models.DateField(null=True))
    ended_on = tagged(WORK, models.DateField(null=True))
    published_on = tagged(WORK, models.DateField())
    summary = tagged(WORK, models.TextField())
    # Key of the template -> text; links; who adopted it.
    texts = tagged(WORK, models.JSONField(default=dict))
    links = tagged(WORK, models.JSONField(default=list))
    transfers = tagged(WORK, models.JSONField(default=list))
    # For finding: "country:IT", "theme:work", ...; names of places and themes; all texts.
    facets = tagged(WORK, ArrayField(models.CharField(max_length=60), default=list))
    names = tagged(WORK, models.TextField(blank=True))
    body = tagged(WORK, models.TextField(blank=True))
    words = tagged(WORK, models.GeneratedField(
        expression=Words(F("title"), F("names"), F("body")), output_field=SearchVectorField(),
        db_persist=True,
    ))  # fmt: skip

    class Meta:
        ordering = ["-published_on", "id"]
        indexes = [
            GinIndex(fields=["words"], name="practices_words", fastupdate=False),
            GinIndex(fields=["facets"], name="practices_facets", fastupdate=False),
            models.Index(fields=["-published_on", "id"], name="practices_newest"),
        ]
        constraints = locked("practices_published", read=EVERYBODY, write=WRITTEN)


class PublishedFile(OwnedModel):
    """A file of a published practice."""

    published = tagged(
        LINK,
        models.ForeignKey(
            PublishedPractice, models.PROTECT, db_constraint=False, related_name="files"
        ),
    )
    title = tagged(WORK, models.CharField(max_length=200))
    name = tagged(WORK, models.CharField(max_length=200))
    content = tagged(WORK, models.BinaryField())

    class Meta:
        ordering = ["created_at", "id"]
        constraints = locked(
            "practices_pubfile", read=EVERYBODY, write=WRITTEN, tenant_keys=["published"]
        )


class PublishedWord(OwnedModel):
    """A word that stands in published practices: what a mistyped one may have meant."""

    word = tagged(WORK, models.CharField(max_length=60))

    class Meta:
        indexes = [
            GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="practices_word_near"),
            models.Index(OpClass(F("word"), name="varchar_pattern_ops"), name="practices_word_as"),
        ]
        constraints = [
            *locked("practices_word", read=EVERYBODY, write=WRITTEN),
            models.UniqueConstraint(fields=["organisation_id", "word"], name="practices_word_once"),
        ]
