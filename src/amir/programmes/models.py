"""Programmes. What a funder and a consortium run; its facts are public."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core import clock
from amir.core.access.locks import Audited, RowPolicy, either, locked, organisation_in, purpose
from amir.core.base import OwnedModel
from amir.core.tags import LINK, WORK, tagged

from .enums import EventKind, PartnerRole
from .wording import Said, said

# Everybody who works in a partner organisation has, through it, an edge to the programme.
SEEN_BY_PARTNERS = "programme_id = any(array(select amir_subjects('programme')))"
SETUP = purpose("setup")
# The database reads programmes here under the reader's own locks: what they may not see is absent.
OF_A_VISIBLE_ONE = "programme_id = any(array(select id from programmes_programme))"


def _part_of_programme(table: str, *, public: bool) -> list[models.BaseConstraint]:
    """Locks of a part of a programme, owned by the organisation that coordinates it.

    `public`: whoever may see the programme sees the part; else its partners only.
    """
    return locked(
        table,
        read=OF_A_VISIBLE_ONE if public else SEEN_BY_PARTNERS,
        write=either(organisation_in("work"), SETUP),
        tenant_keys=["programme"],
    )


class Programme(OwnedModel):
    """A programme. `organisation_id` is the organisation that coordinates it."""

    key = tagged(WORK, models.SlugField(max_length=40, unique=True))
    name = tagged(WORK, models.CharField(max_length=100))
    full_name = tagged(WORK, models.CharField(max_length=300))
    # Language -> text; what is missing is shown in English, marked.
    summaries = tagged(WORK, models.JSONField(default=dict))
    # What the programme works with: a list of language -> text.
    levers = tagged(WORK, models.JSONField(default=list))
    funder = tagged(WORK, models.CharField(max_length=300))
    grant_number = tagged(WORK, models.CharField(max_length=60, blank=True))
    starts_on = tagged(WORK, models.DateField())
    ends_on = tagged(WORK, models.DateField())
    languages = tagged(WORK, ArrayField(models.CharField(max_length=12), default=list))
    areas = tagged(WORK, ArrayField(models.CharField(max_length=30), default=list))
    # Rules of matching where they differ from our defaults (mentoring/programme.yaml).
    rules = tagged(WORK, models.JSONField(default=dict))
    is_public = tagged(WORK, models.BooleanField(default=True))
    # Whether its dates stand on its public page.
    shows_calendar = tagged(WORK, models.BooleanField(default=False))

    class Meta:
        constraints = locked(
            "programmes_programme",
            read=either("is_public", "id = any(array(select amir_subjects('programme')))", SETUP),
            write=either(organisation_in("work"), SETUP),
            grants="select, insert, update",
        )

    @property
    def summary(self) -> Said:
        """The summary in the reader's language."""
        return said(self.summaries)


class FundingText(OwnedModel):
    """The funder's statement and disclaimer in one language; stands on every page and document."""

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="funding_texts"))  # fmt: skip
    language = tagged(WORK, models.CharField(max_length=12))
    statement = tagged(WORK, models.TextField())
    disclaimer = tagged(WORK, models.TextField(blank=True))

    class Meta:
        constraints = [
            *_part_of_programme("programmes_funding", public=True),
            models.UniqueConstraint(fields=["programme", "language"], name="programmes_text_once"),
        ]


class Theme(OwnedModel):
    """What people need in a programme: work, housing, financial literacy."""

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="themes"))  # fmt: skip
    key = tagged(WORK, models.SlugField(max_length=40))
    names = tagged(WORK, models.JSONField(default=dict))
    order = tagged(WORK, models.PositiveSmallIntegerField(default=0))

    class Meta:
        ordering = ["order"]
        constraints = [
            *_part_of_programme("programmes_theme", public=True),
            models.UniqueConstraint(fields=["programme", "key"], name="programmes_theme_once"),
        ]

    @property
    def name(self) -> Said:
        """What the theme is called in the reader's language."""
        return said(self.names)


class SettingChange(OwnedModel):
    """A default that the programme changed (core/defaults.py); the newest of a key counts.

    Whoever takes part is under its rules, also in a programme without a public page: all read it.
    """

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="setting_changes"))  # fmt: skip
    key = tagged(WORK, models.CharField(max_length=80))
    # None: back to the default.
    value = tagged(WORK, models.JSONField(null=True))
    note = tagged(WORK, models.CharField(max_length=300, blank=True))
    changed_by = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["programme", "key"], name="programmes_setting_key")]
        constraints = locked(
            "programmes_settingchange",
            read="true",
            write=either(organisation_in("work"), SETUP),
            tenant_keys=["programme"],
            grants="select, insert",
        )


class Partner(OwnedModel):
    """An organisation in a programme."""

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="partners"))  # fmt: skip
    partner_organisation_id = tagged(LINK, models.UUIDField())
    role = tagged(WORK, models.CharField(max_length=12, choices=PartnerRole.choices))
    name = tagged(WORK, models.CharField(max_length=200))
    country = tagged(WORK, models.CharField(max_length=2))
    order = tagged(WORK, models.PositiveSmallIntegerField(default=0))

    class Meta:
        ordering = ["order"]
        constraints = [
            *_part_of_programme("programmes_partner", public=True),
            models.UniqueConstraint(
                fields=["programme", "partner_organisation_id"], name="programmes_partner_once"
            ),
        ]


class Cohort(OwnedModel):
    """A group of mentors and mentees that a partner accompanies in the same months."""

    programme_id = tagged(LINK, models.UUIDField())
    name = tagged(WORK, models.CharField(max_length=120))
    starts_on = tagged(WORK, models.DateField(null=True))
    ends_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        constraints = locked(
            "programmes_cohort",
            read=either(organisation_in("work"), organisation_in("part")),
            write=either(organisation_in("people"), organisation_in("work"), SETUP),
        )


class Event(OwnedModel):
    """A date of the programme: a partners' meeting, a public event, a deadline."""

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="events"))  # fmt: skip
    kind = tagged(WORK, models.CharField(max_length=12, choices=EventKind.choices))
    title = tagged(WORK, models.CharField(max_length=200))
    place = tagged(WORK, models.CharField(max_length=120, blank=True))
    country = tagged(WORK, models.CharField(max_length=2, blank=True))
    starts_on = tagged(WORK, models.DateField())
    ends_on = tagged(WORK, models.DateField())
    notes = tagged(WORK, models.TextField(blank=True))
    # Stands on the public page of a programme that shows its calendar.
    is_public = tagged(WORK, models.BooleanField(default=False))

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = locked(
            "programmes_event",
            read=either(f"is_public and {OF_A_VISIBLE_ONE}", SEEN_BY_PARTNERS),
            write=either(organisation_in("work"), SETUP),
            tenant_keys=["programme"],
        )


class Decision(OwnedModel):
    """What a meeting of the partners decided."""

    programme_id = tagged(LINK, models.UUIDField())
    event = tagged(LINK, models.ForeignKey(Event, models.PROTECT, db_constraint=False,
                                           related_name="decisions"))  # fmt: skip
    text = tagged(WORK, models.TextField())
    decided_on = tagged(WORK, models.DateField())
    due_on = tagged(WORK, models.DateField(null=True))

    class Meta:
        ordering = ["decided_on", "id"]
        constraints = locked(
            "programmes_decision",
            read=SEEN_BY_PARTNERS,
            write=either(organisation_in("work"), SETUP),
            tenant_keys=["event"],
        )


class Deliverable(OwnedModel):
    """What the programme owes its funder, from each partner or once."""

    programme = tagged(LINK, models.ForeignKey(Programme, models.PROTECT, db_constraint=False,
                                               related_name="deliverables"))  # fmt: skip
    title = tagged(WORK, models.CharField(max_length=200))
    due_on = tagged(WORK, models.DateField(null=True))
    per_partner = tagged(WORK, models.BooleanField(default=True))
    order = tagged(WORK, models.PositiveSmallIntegerField(default=0))

    class Meta:
        ordering = ["order", "id"]
        constraints = _part_of_programme("programmes_deliverable", public=False)


class Tick(models.Model):
    """A partner says that a deliverable is done. Belongs to the partner's organisation."""

    id = tagged(LINK, models.UUIDField(primary_key=True))
    organisation_id = tagged(LINK, models.UUIDField())
    programme_id = tagged(LINK, models.UUIDField())
    deliverable = tagged(LINK, models.ForeignKey(Deliverable, models.PROTECT,
                                                 related_name="ticks"))  # fmt: skip
    done_on = tagged(WORK, models.DateField())
    link = tagged(WORK, models.URLField(blank=True))
    note = tagged(WORK, models.CharField(max_length=300, blank=True))
    ticked_by = tagged(LINK, models.UUIDField())
    created_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "organisation_id"], name="programmes_tick_once"
            ),
            RowPolicy(
                name="programmes_tick_rows",
                read=SEEN_BY_PARTNERS,
                write=either(organisation_in("work"), SETUP),
            ),
            Audited(name="programmes_tick_audit"),
        ]
