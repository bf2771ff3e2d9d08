"""Tables of the desk: closings, follow-ups, certificates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.actor import Actor
from amir.kit.tables import Column, Table
from amir.mentoring.queries import names_of_people

from .models import Closure, FollowUp


@dataclass(frozen=True)
class ClosureRow:
    """A closing with the names of the two."""

    closure: Closure
    mentee: str
    mentor: str


def closure_rows(actor: Actor, closures: Iterable[Closure]) -> list[ClosureRow]:
    """The closings with names; one query more."""
    found = list(closures)
    people = {c.match.mentee_person_id for c in found} | {c.match.mentor_person_id for c in found}
    names = names_of_people(actor, people)
    return [
        ClosureRow(
            closure,
            names.get(closure.match.mentee_person_id, ""),
            names.get(closure.match.mentor_person_id, ""),
        )
        for closure in found
    ]


CLOSURES = Table(
    key="closures",
    title=_("Closings"),
    order="state",
    columns=[
        Column("mentee", _("Mentee"), "mentee", sort=lambda row: row.mentee, kind="person",
               link=lambda row: reverse("closure_page", args=[row.closure.pk])),
        Column("mentor", _("Mentor"), "mentor", sort=lambda row: row.mentor, kind="person"),
        Column("reason", _("Reason"), lambda row: row.closure.get_reason_display(),
               sort=lambda row: row.closure.reason),
        Column("state", _("State"),
               lambda row: _now("Done") if row.closure.closed_at else _now("Open"), kind="tag",
               tone=lambda row: "good" if row.closure.closed_at else "warn",
               sort=lambda row: (row.closure.closed_at is not None, row.mentee)),
        Column("until", _("We answer until"), lambda row: row.closure.responsible_until,
               kind="date"),
    ],
    search=["mentee", "mentor"],
    ident=lambda row: str(row.closure.pk),
    empty=_("No match is being closed."),
)  # fmt: skip


@dataclass(frozen=True)
class FollowUpRow:
    """A follow-up with a name."""

    follow_up: FollowUp
    name: str


def follow_up_rows(actor: Actor, rows: Iterable[FollowUp]) -> list[FollowUpRow]:
    """The follow-ups with names; one query more."""
    found = list(rows)
    names: Mapping[UUID, str] = names_of_people(actor, {row.person_id for row in found})
    return [FollowUpRow(row, names.get(row.person_id, "")) for row in found]


def state_of(row: FollowUp) -> tuple[str, str]:
    """In words, and the tone of the mark."""
    today = clock.today()
    if row.done_on:
        return (_now("Answered"), "good") if row.was_reached else (_now("Not reached"), "neutral")
    if row.closes_on < today:
        return _now("Not answered"), "neutral"
    return (_now("Due"), "warn") if row.due_on <= today else (_now("Planned"), "neutral")


FOLLOW_UPS = Table(
    key="follow_ups",
    title=_("Follow-up"),
    order="due_on",
    columns=[
        Column("name", _("Name"), "name", sort=lambda row: row.name, kind="person",
               link=lambda row: reverse("follow_up_page", args=[row.follow_up.pk])),
        Column("moment", _("When"), lambda row: row.follow_up.get_moment_display(),
               sort=lambda row: row.follow_up.due_on),
        Column("due_on", _("From"), lambda row: row.follow_up.due_on, kind="date",
               sort=lambda row: row.follow_up.due_on),
        Column("closes_on", _("Until"), lambda row: row.follow_up.closes_on, kind="date"),
        Column("state", _("State"), lambda row: state_of(row.follow_up)[0], kind="tag",
               tone=lambda row: state_of(row.follow_up)[1]),
    ],
    search=["name"],
    ident=lambda row: str(row.follow_up.pk),
    empty=_("Nobody's match has ended yet."),
)  # fmt: skip

CERTIFICATES = Table(
    key="certificates",
    title=_("Certificates"),
    order="-issued_on",
    columns=[
        Column("name", _("Name"), "name", sort="name", kind="person",
               link=lambda row: reverse("certificate_page", args=[row.pk])),
        Column("starts_on", _("From"), "starts_on", kind="date"),
        Column("ends_on", _("To"), "ends_on", kind="date"),
        Column("hours", _("Hours"), "hours", kind="number"),
        Column("issued_on", _("Given on"), "issued_on", sort="issued_on", kind="date"),
        Column("state", _("State"),
               lambda row: _now("Withdrawn") if row.withdrawn_at else _now("Holds"), kind="tag",
               tone=lambda row: "bad" if row.withdrawn_at else "good"),
    ],
    search=["name"],
    empty=_("On a mentor's page you give a certificate."),
)  # fmt: skip
