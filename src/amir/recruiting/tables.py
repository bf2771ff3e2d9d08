"""The table of applications, and that of offices that were told of a programme."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amir.core.i18n import own_name_of
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table
from amir.participants.enums import Side

from .enums import Ruling
from .models import Enquiry, Verdict

STAGES = {
    "begun": _("Not finished yet"),
    "call": _("Wants a call"),
    "sent": _("Waits for a decision"),
    "agreed": _("One of two has agreed"),
    Ruling.ACCEPT: _("Accepted"),
    Ruling.WAIT: _("Waiting list"),
    Ruling.ROUTE: _("Passed on to a service"),
    Ruling.REFUSE: _("Not accepted"),
}
TONES = {
    "begun": "neutral", "call": "bad", "sent": "warn", "agreed": "warn", Ruling.ACCEPT: "good",
    Ruling.WAIT: "info", Ruling.ROUTE: "info", Ruling.REFUSE: "neutral",
}  # fmt: skip


class Narrow(KitForm):
    """The filter bar."""

    side = forms.ChoiceField(label=_("Side"), choices=[("", _("All")), *Side.choices])
    stage = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *STAGES.items()])


def narrowed(rows: QuerySet[Enquiry], wanted: dict[str, Any]) -> QuerySet[Enquiry]:
    """The rows that fit the filter bar."""
    if wanted.get("side"):
        rows = rows.filter(opening__side=wanted["side"])
    if stage := wanted.get("stage"):
        rows = rows.filter(pk__in=[row.pk for row in rows if stage_of(row) == stage])
    return rows


def verdict_of(row: Enquiry) -> Verdict | None:
    """The newest decision on a row, from what was fetched with it."""
    held: list[Verdict] = list(row.participant.verdicts.all()) if row.participant else []
    return max(held, key=lambda verdict: verdict.created_at, default=None)


def stage_of(row: Enquiry) -> str:
    """How far an application has come."""
    if row.sent_at is None:
        return "call" if row.wants_call and row.called_at is None else "begun"
    verdict = verdict_of(row)
    if verdict is None:
        return "sent"
    return "agreed" if verdict.is_first_of_two else verdict.ruling


def name_of(row: Enquiry) -> str:
    """How whoever has sent it is called."""
    return row.participant.person.calling.preferred_name if row.participant else _now("No name yet")


def link_of(row: Enquiry) -> str:
    """The page of the application, once it was sent."""
    return reverse("application", args=[row.participant_id]) if row.participant_id else ""


APPLICATIONS = Table(
    key="applications",
    title=_("Applications"),
    order="-begun",
    columns=[
        Column("name", _("Name"), name_of, kind="person", link=link_of),
        Column("side", _("Side"), lambda row: row.opening.get_side_display(), kind="tag",
               sort="opening__side"),
        Column("stage", _("State"), lambda row: STAGES[stage_of(row)], kind="tag",
               tone=lambda row: TONES[stage_of(row)]),
        Column("language", _("Language"), lambda row: own_name_of(row.language or "en"),
               sort="language"),
        Column("channel", _("How"), lambda row: row.get_channel_display(), sort="channel"),
        Column("begun", _("Begun"), "created_at", sort="created_at", kind="date"),
        Column("sent", _("Sent"), "sent_at", sort="sent_at", kind="date"),
    ],
    filters=Narrow,
    narrow=narrowed,
    row_label=name_of,
    empty=_("Nobody has applied yet. Open a role and share its link."),
)  # fmt: skip
STAKEHOLDERS = Table(
    key="stakeholders",
    title=_("Offices that know of us"),
    order="-informed",
    columns=[
        Column("office", _("Office"), "office", sort="office"),
        Column("contact", _("Our contact there"), "contact"),
        Column("informed", _("Told on"), "informed_on", sort="informed_on", kind="date"),
    ],
    row_label=lambda row: row.office,
    empty=_("Write down whom you have told of the programme."),
)
