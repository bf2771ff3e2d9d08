"""Organisations and memberships."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amir.core import clock
from amir.core.access.locks import (
    Audited,
    RowPolicy,
    either,
    locked,
    organisation_in,
    own,
    purpose,
)
from amir.core.base import OwnedModel
from amir.core.secrets.sealed import SealedTextField
from amir.core.tags import EVIDENCE, LINK, SPECIAL, WORK, tagged
from amir.people.models import NOTIFYING

from .enums import Kind, Verdict


class Organisation(models.Model):
    """A data controller. Its name is public: it stands on the pages of its programmes."""

    id = tagged(LINK, models.UUIDField(primary_key=True))
    name = tagged(WORK, models.CharField(max_length=200))
    kind = tagged(WORK, models.CharField(max_length=10, choices=Kind.choices, default=Kind.NGO))
    country = tagged(WORK, models.CharField(max_length=2))
    place = tagged(WORK, models.CharField(max_length=120, blank=True))
    language = tagged(WORK, models.CharField(max_length=12, default="en"))
    help_text = tagged(WORK, models.CharField(max_length=300, blank=True))
    help_phone = tagged(WORK, models.CharField(max_length=30, blank=True))
    help_mail = tagged(WORK, models.CharField(max_length=254, blank=True))
    takes_minors = tagged(WORK, models.BooleanField(default=False))
    created_at = tagged(LINK, models.DateTimeField(default=clock.now))
    # Itself: permissions are asked of it, and its audit is filed under it, as of any other row.
    organisation_id = tagged(
        LINK,
        models.GeneratedField(
            expression=models.F("id"),  # type: ignore[arg-type]  # stubs know no F here
            output_field=models.UUIDField(),
            db_persist=True,
        ),
    )

    class Meta:
        constraints = [
            RowPolicy(
                name="organisations_organisation_rows",
                read="true",
                write=either("id = any(array(select amir_orgs('staff')))", purpose("setup")),
                grants="select, insert, update",
            ),
            Audited(name="organisations_organisation_audit"),
        ]


class Membership(OwnedModel):
    """A person works in an organisation in a role. `shown_name` is how colleagues and participants
    see them."""

    account_id = tagged(LINK, models.UUIDField())
    role = tagged(WORK, models.CharField(max_length=30))
    shown_name = tagged(WORK, models.CharField(max_length=120))
    since = tagged(LINK, models.DateTimeField(default=clock.now))
    until = tagged(LINK, models.DateTimeField(null=True))
    programmes = tagged(LINK, ArrayField(models.UUIDField(), default=list))

    class Meta:
        constraints = [
            *locked(
                "organisations_membership",
                subject="account_id",
                read=either(
                    own("account_id"),
                    organisation_in("staff"),
                    organisation_in("work"),
                    organisation_in("part"),
                    purpose(NOTIFYING),
                ),
                write=either(organisation_in("staff"), purpose("setup")),
                grants="select, insert, update",
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "account_id", "role"],
                condition=models.Q(until__isnull=True),
                name="organisations_membership_once",
            ),
        ]
        indexes = [models.Index(fields=["account_id"], name="organisations_member_account")]


class Emergency(OwnedModel):
    """Somebody looked past the locks at one person, for a reason, for at most three hours."""

    account_id = tagged(LINK, models.UUIDField())
    subject_id = tagged(LINK, models.UUIDField())
    reason = tagged(SPECIAL, SealedTextField(area="emergency"))
    until = tagged(LINK, models.DateTimeField())
    told_id = tagged(LINK, models.UUIDField())
    closed_at = tagged(LINK, models.DateTimeField(null=True))
    review_by = tagged(LINK, models.DateTimeField())
    reviewed_at = tagged(LINK, models.DateTimeField(null=True))
    reviewed_by = tagged(LINK, models.UUIDField(null=True))
    verdict = tagged(EVIDENCE, models.CharField(max_length=12, choices=Verdict.choices, blank=True))
    remark = tagged(SPECIAL, SealedTextField(area="emergency", null=True))

    class Meta:
        constraints = locked(
            "organisations_emergency",
            subject="subject_id",
            read=either(own("account_id"), own("told_id"), organisation_in("concerns")),
            # Whoever looked may end it early but, being also asked in the action, not review it.
            write=either(own("account_id"), own("told_id"), organisation_in("concerns")),
            grants="select, insert, update",
        )
