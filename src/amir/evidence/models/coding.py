"""Codebooks, excerpts, and what coders said of them."""

from django.db import models

from amir.core.access.locks import locked
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged

from ..enums import Facet
from .groups import FocusGroup, Transcript
from .locking import ISSUED, OWN


class Codebook(OwnedModel):
    """A version of the codes of a programme. Once published its codes never change."""

    programme_id = tagged(LINK, models.UUIDField())
    name = tagged(WORK, models.CharField(max_length=120))
    version = tagged(LINK, models.PositiveIntegerField(default=1))
    note = tagged(WORK, models.CharField(max_length=600, blank=True))
    published_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            *locked("evidence_codebook", read=ISSUED, write=OWN),
            models.UniqueConstraint(
                fields=["organisation_id", "programme_id", "name", "version"],
                name="evidence_codebook_once",
            ),
        ]


class Code(OwnedModel):
    """A code: what it means, when it is given and when not, and under which other it stands."""

    codebook = tagged(LINK, models.ForeignKey(Codebook, models.CASCADE, db_constraint=False,
                                              related_name="codes"))  # fmt: skip
    parent = tagged(LINK, models.ForeignKey("self", models.PROTECT, null=True,
                                            db_constraint=False, related_name="below"))  # fmt: skip
    programme_id = tagged(LINK, models.UUIDField())
    name = tagged(WORK, models.CharField(max_length=120))
    definition = tagged(WORK, models.TextField(blank=True))
    include = tagged(WORK, models.TextField(blank=True))
    exclude = tagged(WORK, models.TextField(blank=True))
    # A theme of the programme; without one, that of the code above.
    theme = tagged(WORK, models.SlugField(max_length=40, blank=True))
    facet = tagged(WORK, models.CharField(max_length=8, choices=Facet.choices,
                                          default=Facet.OTHER))  # fmt: skip
    order = tagged(WORK, models.PositiveIntegerField(default=0))
    published_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["order", "name", "id"]
        constraints = [
            *locked(
                "evidence_code", read=ISSUED, write=OWN, tenant_keys=["codebook", "parent"]
            ),
            models.UniqueConstraint(fields=["codebook", "name"], name="evidence_code_once"),
        ]  # fmt: skip


class Excerpt(OwnedModel):
    """A piece of a text. Positions count letters within the first and the last paragraph."""

    programme_id = tagged(LINK, models.UUIDField())
    group = tagged(LINK, models.ForeignKey(FocusGroup, models.PROTECT, db_constraint=False,
                                           related_name="excerpts"))  # fmt: skip
    transcript = tagged(LINK, models.ForeignKey(Transcript, models.PROTECT, db_constraint=False,
                                                related_name="excerpts"))  # fmt: skip
    number = tagged(LINK, models.PositiveIntegerField())
    from_paragraph = tagged(LINK, models.PositiveIntegerField())
    from_letter = tagged(LINK, models.PositiveIntegerField())
    to_paragraph = tagged(LINK, models.PositiveIntegerField())
    to_letter = tagged(LINK, models.PositiveIntegerField())
    text = tagged(WORK, models.TextField())
    translation = tagged(WORK, models.TextField(blank=True))
    made_by = tagged(LINK, models.UUIDField(null=True))
    # As a quote that partners may read.
    approved_on = tagged(WORK, models.DateField(null=True))
    approved_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["number"]
        constraints = [
            *locked("evidence_excerpt", read=OWN, write=OWN, tenant_keys=["group", "transcript"]),
            models.UniqueConstraint(fields=["group", "number"], name="evidence_excerpt_number"),
        ]


class Judgement(OwnedModel):
    """A coder has looked at an excerpt with a codebook in hand; maybe no code fits."""

    excerpt = tagged(LINK, models.ForeignKey(Excerpt, models.CASCADE, db_constraint=False,
                                             related_name="judgements"))  # fmt: skip
    codebook_id = tagged(LINK, models.UUIDField())
    coder_id = tagged(LINK, models.UUIDField())
    judged_at = tagged(LINK, models.DateTimeField())

    class Meta:
        ordering = ["judged_at", "id"]
        constraints = [
            *locked("evidence_judgement", read=OWN, write=OWN, tenant_keys=["excerpt"]),
            models.UniqueConstraint(
                fields=["excerpt", "codebook_id", "coder_id"], name="evidence_judgement_once"
            ),
        ]


class Coding(OwnedModel):
    """A code that a coder gave to an excerpt."""

    judgement = tagged(LINK, models.ForeignKey(Judgement, models.CASCADE, db_constraint=False,
                                               related_name="codings"))  # fmt: skip
    # Of a partner's codebook, maybe: so no foreign key.
    code_id = tagged(LINK, models.UUIDField())

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            *locked("evidence_coding", read=OWN, write=OWN, tenant_keys=["judgement"]),
            models.UniqueConstraint(fields=["judgement", "code_id"], name="evidence_coding_once"),
        ]


class Memo(OwnedModel):
    """What a coder thinks while coding: of a group, or of one of its excerpts."""

    group = tagged(LINK, models.ForeignKey(FocusGroup, models.CASCADE, db_constraint=False,
                                           related_name="memos"))  # fmt: skip
    excerpt = tagged(LINK, models.ForeignKey(Excerpt, models.CASCADE, null=True,
                                             db_constraint=False,
                                             related_name="memos"))  # fmt: skip
    text = tagged(WORK, models.TextField())
    written_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["created_at", "id"]
        constraints = locked("evidence_memo", read=OWN, write=OWN, tenant_keys=["group", "excerpt"])
