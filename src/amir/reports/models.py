"""Reports with sections, versions, translations and comments; editions, which never change."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.programmes.models import SEEN_BY_PARTNERS

from .enums import ReportKind, ReportState, SectionStatus

OWN = either(organisation_in("work"), purpose("setup"))
SHARED = either(organisation_in("work"), SEEN_BY_PARTNERS, purpose("setup"))


class Report(OwnedModel):
    """A report that an organisation writes for a programme. `organisation_id` writes it."""

    programme_id = tagged(LINK, models.UUIDField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=ReportKind.choices))
    # Of a national report.
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    title = tagged(WORK, models.CharField(max_length=200))
    language = tagged(WORK, models.CharField(max_length=12))
    # Into which it is translated.
    languages = tagged(WORK, ArrayField(models.CharField(max_length=12), default=list))
    state = tagged(WORK, models.CharField(max_length=10, choices=ReportState.choices,
                                          default=ReportState.WRITING))  # fmt: skip
    published_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["kind", "country", "created_at", "id"]
        constraints = locked("reports_report", read=OWN, write=OWN)


class ReportStatus(OwnedModel):
    """How far a report is, without a word of it: all that partners see of a draft."""

    report = tagged(LINK, models.ForeignKey(Report, models.CASCADE, db_constraint=False,
                                            related_name="statuses"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=ReportKind.choices))
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    language = tagged(WORK, models.CharField(max_length=12))
    state = tagged(WORK, models.CharField(max_length=10, choices=ReportState.choices))
    sections = tagged(WORK, models.PositiveIntegerField(default=0))
    ready = tagged(WORK, models.PositiveIntegerField(default=0))

    class Meta:
        ordering = ["kind", "country", "id"]
        constraints = [
            *locked("reports_status", read=SHARED, write=OWN, tenant_keys=["report"]),
            models.UniqueConstraint(fields=["report"], name="reports_status_once"),
        ]


class ReportSection(OwnedModel):
    """A section as it is now. `version` counts its texts; who writes says which one they saw."""

    report = tagged(LINK, models.ForeignKey(Report, models.CASCADE, db_constraint=False,
                                            related_name="sections"))  # fmt: skip
    key = tagged(WORK, models.SlugField(max_length=40))
    order = tagged(WORK, models.PositiveIntegerField())
    title = tagged(WORK, models.CharField(max_length=200))
    text = tagged(WORK, models.TextField(blank=True))
    owner_id = tagged(LINK, models.UUIDField(null=True))
    status = tagged(WORK, models.CharField(max_length=8, choices=SectionStatus.choices,
                                           default=SectionStatus.EMPTY))  # fmt: skip
    version = tagged(LINK, models.PositiveIntegerField(default=1))

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            *locked("reports_section", read=OWN, write=OWN, tenant_keys=["report"]),
            models.UniqueConstraint(fields=["report", "key"], name="reports_section_once"),
        ]


class SectionVersion(OwnedModel):
    """A text that a section had. Never changed."""

    section = tagged(LINK, models.ForeignKey(ReportSection, models.CASCADE, db_constraint=False,
                                             related_name="versions"))  # fmt: skip
    number = tagged(LINK, models.PositiveIntegerField())
    title = tagged(WORK, models.CharField(max_length=200))
    text = tagged(WORK, models.TextField(blank=True))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-number"]
        constraints = [
            *locked(
                "reports_version", read=OWN, write=OWN, tenant_keys=["section"],
                grants="select, insert",
            ),
            models.UniqueConstraint(fields=["section", "number"], name="reports_version_once"),
        ]  # fmt: skip


class SectionTranslation(OwnedModel):
    """A section in another language. Outdated: `of_version` is older than the section."""

    section = tagged(LINK, models.ForeignKey(ReportSection, models.CASCADE, db_constraint=False,
                                             related_name="translations"))  # fmt: skip
    language = tagged(WORK, models.CharField(max_length=12))
    title = tagged(WORK, models.CharField(max_length=200))
    text = tagged(WORK, models.TextField(blank=True))
    of_version = tagged(LINK, models.PositiveIntegerField())
    version = tagged(LINK, models.PositiveIntegerField(default=1))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["language"]
        constraints = [
            *locked("reports_translation", read=OWN, write=OWN, tenant_keys=["section"]),
            models.UniqueConstraint(
                fields=["section", "language"], name="reports_translation_once"
            ),
        ]  # fmt: skip


class SectionComment(OwnedModel):
    """What somebody says of a section, until it is settled."""

    section = tagged(LINK, models.ForeignKey(ReportSection, models.CASCADE, db_constraint=False,
                                             related_name="comments"))  # fmt: skip
    text = tagged(WORK, models.TextField())
    given_by = tagged(LINK, models.UUIDField(null=True))
    settled_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = locked("reports_comment", read=OWN, write=OWN, tenant_keys=["section"])


class ReportEdition(OwnedModel):
    """A report as it was published: the whole document in each language. Never changed."""

    report = tagged(LINK, models.ForeignKey(Report, models.PROTECT, db_constraint=False,
                                            related_name="editions"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    number = tagged(LINK, models.PositiveIntegerField())
    kind = tagged(WORK, models.CharField(max_length=12, choices=ReportKind.choices))
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    title = tagged(WORK, models.CharField(max_length=200))
    # language -> document (documents/saved.py); the language of the report first
    documents = tagged(WORK, models.JSONField())
    languages = tagged(WORK, ArrayField(models.CharField(max_length=12)))
    made_on = tagged(WORK, models.DateField())
    made_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-made_on", "-number", "id"]
        indexes = [models.Index(fields=["programme_id"], name="reports_edition_of")]
        constraints = [
            *locked(
                "reports_edition", read=SHARED, write=OWN, tenant_keys=["report"],
                grants="select, insert",
            ),
            models.UniqueConstraint(fields=["report", "number"], name="reports_edition_once"),
        ]  # fmt: skip
