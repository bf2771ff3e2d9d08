"""Tables of the house itself: edges, audit, background work, drafts, saved views, rate counts."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models

from . import clock
from .access.locks import Audited, RowPolicy, SqlCheck, either, organisation_in, own, purpose
from .secrets.models import DataKey
from .tags import LINK, SECRET, WORK, tagged


class AccessEdge(models.Model):
    """Who may see which field set of whom, and when. Read by policies only, written by edges.py."""

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4))
    actor = tagged(LINK, models.UUIDField())
    organisation = tagged(LINK, models.UUIDField(null=True))
    subject = tagged(LINK, models.UUIDField(null=True))
    kind = tagged(LINK, models.CharField(max_length=20))
    field_set = tagged(LINK, models.CharField(max_length=20))
    valid = tagged(LINK, DateTimeRangeField())
    receipt = tagged(LINK, models.UUIDField(null=True))

    class Meta:
        indexes = [
            models.Index(
                fields=["actor"],
                include=["organisation", "subject", "kind", "field_set", "valid"],
                name="core_edge_actor",
            ),
            models.Index(fields=["subject", "kind"], name="core_edge_subject"),
        ]
        constraints = [
            SqlCheck(
                name="core_edge_grant",
                sql="kind <> 'grant' or (receipt is not null and not upper_inf(valid)"
                " and upper(valid) - lower(valid) <= interval '90 days')",
            ),
            SqlCheck(
                name="core_edge_emergency",
                sql="kind <> 'emergency' or (not upper_inf(valid)"
                " and upper(valid) - lower(valid) <= interval '3 hours')",
            ),
            RowPolicy(name="core_edge", read="false", write="false", grants="references"),
            Audited(name="core_edge_audit", subject="subject"),
        ]


class AuditEvent(models.Model):
    """One statement that changed or read rows: who, for what, which rows. Never any content."""

    id = tagged(LINK, models.BigAutoField(primary_key=True))
    at = tagged(LINK, models.DateTimeField())
    organisation_id = tagged(LINK, models.UUIDField(null=True))
    actor_id = tagged(LINK, models.UUIDField(null=True))
    purpose = tagged(LINK, models.CharField(max_length=40))
    request_id = tagged(LINK, models.UUIDField(null=True))
    act = tagged(LINK, models.CharField(max_length=10))
    table_name = tagged(LINK, models.CharField(max_length=63))
    row_ids = tagged(LINK, ArrayField(models.TextField()))
    subjects = tagged(LINK, ArrayField(models.UUIDField()))
    columns = tagged(LINK, ArrayField(models.TextField(), null=True))

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-id"], name="core_audit_organisation"),
            models.Index(fields=["request_id"], name="core_audit_request"),
        ]
        constraints = [
            RowPolicy(
                name="core_audit",
                read=either(
                    organisation_in("audit"),
                    "(select amir_actor()) = any(subjects)",
                    purpose("sealing"),
                ),
                write="false",
                add="true",
                grants="select, insert",
            ),
        ]


class AuditSeal(models.Model):
    """The link of an event in its organisation's hash chain. Append-only."""

    event = tagged(LINK, models.OneToOneField(AuditEvent, models.PROTECT, primary_key=True))
    organisation_id = tagged(LINK, models.UUIDField(null=True))
    position = tagged(LINK, models.BigIntegerField())
    digest = tagged(LINK, models.BinaryField())
    sealed_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "position"],
                name="core_seal_position",
                nulls_distinct=False,
            ),
            RowPolicy(
                name="core_seal",
                read=either(organisation_in("audit"), purpose("sealing")),
                write="false",
                add=purpose("sealing"),
                grants="select, insert",
            ),
        ]


class Work(models.Model):
    """A piece of background work with its progress; can be left and found again."""

    WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4))
    organisation_id = tagged(LINK, models.UUIDField(null=True))
    account_id = tagged(LINK, models.UUIDField(null=True))
    task = tagged(LINK, models.CharField(max_length=100))
    title = tagged(WORK, models.CharField(max_length=200))
    state = tagged(LINK, models.CharField(max_length=10, default=WAITING))
    done = tagged(LINK, models.PositiveIntegerField(default=0))
    total = tagged(LINK, models.PositiveIntegerField(default=0))
    doing = tagged(WORK, models.CharField(max_length=300, blank=True))
    result_url = tagged(LINK, models.CharField(max_length=300, blank=True))
    created_at = tagged(LINK, models.DateTimeField(default=clock.now))
    started_at = tagged(LINK, models.DateTimeField(null=True))
    ended_at = tagged(LINK, models.DateTimeField(null=True))

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "-created_at"], name="core_work_recent")]
        constraints = [
            RowPolicy(
                name="core_work",
                read=either(own("account_id"), organisation_in("work"), "account_id is null"),
                write=either(
                    own("account_id"),
                    "account_id is null and (select amir_purpose()) <> ''",
                ),
            ),
        ]


class Draft(models.Model):
    """What somebody typed and has not sent yet."""

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4))
    account_id = tagged(LINK, models.UUIDField())
    key = tagged(LINK, models.CharField(max_length=200))
    data = tagged(SECRET, models.BinaryField())
    saved_at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "key"], name="core_draft_once"),
            RowPolicy(name="core_draft", read=own("account_id"), write=own("account_id")),
        ]


class SavedView(models.Model):
    """A table as somebody likes to see it: filters, order, name."""

    id = tagged(LINK, models.UUIDField(primary_key=True, default=uuid4))
    account_id = tagged(LINK, models.UUIDField())
    table = tagged(LINK, models.CharField(max_length=100))
    name = tagged(WORK, models.CharField(max_length=80))
    query = tagged(WORK, models.CharField(max_length=1000))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "table", "name"], name="core_view_once"),
            RowPolicy(name="core_view", read=own("account_id"), write=own("account_id")),
        ]


class Submission(models.Model):
    """A form that was sent, so that sending it twice acts once."""

    id = tagged(LINK, models.UUIDField(primary_key=True))
    account_id = tagged(LINK, models.UUIDField(null=True))
    answer = tagged(LINK, models.CharField(max_length=500, blank=True))
    at = tagged(LINK, models.DateTimeField(default=clock.now))

    class Meta:
        constraints = [
            RowPolicy(
                name="core_submission",
                read="account_id is not distinct from (select amir_actor())",
                write="account_id is not distinct from (select amir_actor())",
            ),
        ]


class RateCount(models.Model):
    """How often something was tried within a window. Holds digests; needed before signing in."""

    key = tagged(SECRET, models.BinaryField(primary_key=True))
    window = tagged(LINK, models.DateTimeField())
    count = tagged(LINK, models.PositiveIntegerField(default=0))


__all__ = [
    "AccessEdge",
    "AuditEvent",
    "AuditSeal",
    "DataKey",
    "Draft",
    "RateCount",
    "SavedView",
    "Submission",
    "Work",
]
