"""What is public of reports, strategies and consultations: copies of editions, never drafts.

Of a programme without a public page, only its partners read them.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.programmes.models import SEEN_BY_PARTNERS

from .enums import WorkKind


class PublishedWork(OwnedModel):
    """An edition as it was published; its address never changes. Withdrawn, its words are gone.

    `work_id`: the report, strategy or round of which it is an edition.
    """

    programme_id = tagged(LINK, models.UUIDField())
    work_id = tagged(LINK, models.UUIDField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=WorkKind.choices))
    number = tagged(LINK, models.PositiveIntegerField())
    # Whether the programme had a public page when it was published: then everybody reads it.
    is_open = tagged(WORK, models.BooleanField())
    is_newest = tagged(WORK, models.BooleanField(default=True))
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    region = tagged(WORK, models.CharField(max_length=5, blank=True))
    municipality = tagged(WORK, models.CharField(max_length=120, blank=True))
    # The language in which it was written first.
    languages = tagged(WORK, ArrayField(models.CharField(max_length=12)))
    # language -> title; language -> its first sentences; language -> document (documents/saved.py)
    titles = tagged(WORK, models.JSONField())
    summaries = tagged(WORK, models.JSONField(default=dict))
    documents = tagged(WORK, models.JSONField(default=dict))
    organisation_name = tagged(WORK, models.CharField(max_length=200))
    published_on = tagged(WORK, models.DateField())
    withdrawn_on = tagged(WORK, models.DateField(null=True))
    withdrawn_why = tagged(WORK, models.CharField(max_length=300, blank=True))

    class Meta:
        ordering = ["-published_on", "kind", "country", "id"]
        indexes = [
            models.Index(fields=["programme_id", "is_newest"], name="publishing_of_programme")
        ]
        constraints = [
            *locked(
                "publishing_work", read=either("is_open", SEEN_BY_PARTNERS),
                write=either(organisation_in("work"), purpose("setup")),
                grants="select, insert, update",
            ),
            models.UniqueConstraint(fields=["work_id", "number"], name="publishing_number_once"),
        ]  # fmt: skip

    @property
    def language(self) -> str:
        """The language in which it was written first."""
        return self.languages[0]

    @property
    def title(self) -> str:
        """Its title in that language."""
        return str(self.titles[self.language])
