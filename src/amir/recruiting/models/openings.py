"""Roles that an organisation looks for people for: what they read and agree to."""

from django.db import models

from amir.core import clock
from amir.core.access.locks import either, locked, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged
from amir.participants.enums import Side

from .locks import STAFF, of_everybody


class Opening(OwnedModel):
    """A role for which an organisation looks for people: a side of a programme. Public."""

    programme_id = tagged(LINK, models.UUIDField(null=True))
    side = tagged(WORK, models.CharField(max_length=10, choices=Side.choices))
    slug = tagged(WORK, models.SlugField(max_length=80, unique=True))
    is_open = tagged(WORK, models.BooleanField(default=False))
    changed_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            *of_everybody("recruiting_opening", grants="select, insert, update"),
            models.UniqueConstraint(
                fields=["organisation_id", "programme_id", "side"],
                nulls_distinct=False,
                name="recruiting_opening_once",
            ),
        ]


def of_opening(name: str) -> "models.ForeignKey[Opening, Opening]":
    return tagged(
        LINK, models.ForeignKey(Opening, models.PROTECT, db_constraint=False, related_name=name)
    )


class RoleDescription(OwnedModel):
    """What a role is, in one language: the newest version counts, older ones stay."""

    opening = of_opening("descriptions")
    language = tagged(WORK, models.CharField(max_length=12))
    version = tagged(WORK, models.PositiveSmallIntegerField())
    # Part (see describing.py) -> text.
    texts = tagged(WORK, models.JSONField(default=dict))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-version"]
        constraints = [
            *of_everybody("recruiting_description", "opening", grants="select, insert"),
            models.UniqueConstraint(
                fields=["opening", "language", "version"], name="recruiting_description_once"
            ),
        ]


class ConsentText(OwnedModel):
    """What applicants agree to, sentence by sentence, in one language of one version."""

    opening = of_opening("consent_texts")
    version = tagged(WORK, models.PositiveSmallIntegerField())
    language = tagged(WORK, models.CharField(max_length=12))
    sentences = tagged(WORK, models.JSONField(default=list))
    is_reviewed = tagged(WORK, models.BooleanField(default=False))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-version", "language"]
        constraints = [
            *of_everybody("recruiting_consenttext", "opening", grants="select, insert, update"),
            models.UniqueConstraint(
                fields=["opening", "version", "language"], name="recruiting_consenttext_once"
            ),
        ]


class Criteria(OwnedModel):
    """A version of the list by which applications of a role are decided."""

    opening = of_opening("criteria")
    version = tagged(WORK, models.PositiveSmallIntegerField())
    # Of mappings key, kind ("must" or "must_not"), label ("" for one of ours).
    items = tagged(WORK, models.JSONField(default=list))
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["-version"]
        constraints = [
            *locked(
                "recruiting_criteria",
                read=STAFF,
                write=either(STAFF, purpose("setup")),
                tenant_keys=["opening"],
                grants="select, insert",
            ),
            models.UniqueConstraint(fields=["opening", "version"], name="recruiting_criteria_once"),
        ]
