"""The handbook of a programme: sections by language, editions, what partners say of them."""

from django.db import models

from amir.core.access.locks import either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.programmes.models import SEEN_BY_PARTNERS, Programme

from .enums import Works

SETUP = purpose("setup")
WRITTEN = either(organisation_in("work"), SETUP)


def _programme(name: str) -> "models.ForeignKey[Programme, Programme]":
    return models.ForeignKey(Programme, models.PROTECT, db_constraint=False, related_name=name)


class Section(OwnedModel):
    """A section as the programme writes it in one language; without one, ours stands there."""

    programme = tagged(LINK, _programme("handbook_sections"))
    key = tagged(WORK, models.SlugField(max_length=40))
    language = tagged(WORK, models.CharField(max_length=12))
    title = tagged(WORK, models.CharField(max_length=200))
    text = tagged(WORK, models.TextField())
    changed_at = tagged(LINK, models.DateTimeField())

    class Meta:
        ordering = ["key", "language"]
        constraints = [
            *locked(
                "handbook_section", read=SEEN_BY_PARTNERS, write=WRITTEN,
                tenant_keys=["programme"],
            ),
            models.UniqueConstraint(
                fields=["programme", "key", "language"], name="handbook_section_once"
            ),
        ]  # fmt: skip


class Edition(OwnedModel):
    """The handbook as it was on one day: sections by language, settings. Never changed."""

    programme = tagged(LINK, _programme("handbook_editions"))
    number = tagged(LINK, models.PositiveIntegerField())
    # language -> list of {key, title, text}
    sections = tagged(WORK, models.JSONField())
    # key of a setting -> value
    settings = tagged(WORK, models.JSONField())
    note = tagged(WORK, models.CharField(max_length=600, blank=True))
    made_on = tagged(WORK, models.DateField())
    made_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-number"]
        constraints = [
            *locked(
                "handbook_edition", read=SEEN_BY_PARTNERS, write=WRITTEN,
                tenant_keys=["programme"], grants="select, insert",
            ),
            models.UniqueConstraint(
                fields=["programme", "number"], name="handbook_edition_number"
            ),
        ]  # fmt: skip


class Tester(OwnedModel):
    """A partner that was asked to test an edition."""

    edition = tagged(LINK, models.ForeignKey(Edition, models.PROTECT, db_constraint=False,
                                             related_name="testers"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    partner_organisation_id = tagged(LINK, models.UUIDField())
    asked_on = tagged(WORK, models.DateField())

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            *locked(
                "handbook_tester", read=SEEN_BY_PARTNERS, write=WRITTEN, tenant_keys=["edition"],
            ),
            models.UniqueConstraint(
                fields=["edition", "partner_organisation_id"], name="handbook_tester_once"
            ),
        ]  # fmt: skip


class Comment(OwnedModel):
    """What a partner says of a section after testing it. Belongs to the partner."""

    edition_id = tagged(LINK, models.UUIDField())
    programme_id = tagged(LINK, models.UUIDField())
    section = tagged(WORK, models.SlugField(max_length=40))
    works = tagged(WORK, models.CharField(max_length=6, choices=Works.choices))
    text = tagged(WORK, models.TextField(blank=True))
    given_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["edition_id"], name="handbook_comment_of")]
        constraints = locked(
            "handbook_comment", read=SEEN_BY_PARTNERS, write=WRITTEN,
            grants="select, insert",
        )  # fmt: skip
