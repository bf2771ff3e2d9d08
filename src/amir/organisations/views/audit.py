"""Who did what: the audit in words, for administrators."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amir.core.guard import guarded
from amir.core.models import AuditEvent
from amir.kit.fields import Day
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table

from ..queries import audit_visible_to, names_of_colleagues
from ..rules import VIEW_AUDIT
from .organisation import actor_of

ACTS = {
    "insert": _("added"),
    "update": _("changed"),
    "delete": _("removed"),
    "read": _("read"),
}
TONES = {"delete": "bad", "update": "info", "read": "neutral", "insert": "good"}
# What the platform does by itself.
PURPOSES = {
    "setup": _("setting up"),
    "sign-in": _("signing in"),
    "sending": _("sending messages"),
    "application": _("applications"),
    "sealing": _("sealing the audit"),
}


# The house's own tables; those of higher rooms are called by their models.
THINGS = {
    "core_accessedge": _("access"),
    "core_datakey": _("keys"),
    "people_person": _("person"),
    "people_calling": _("name"),
    "people_identity": _("identity"),
    "people_contact": _("contact"),
    "people_profile": _("profile"),
    "people_sensitive": _("sensitive details"),
    "people_consentreceipt": _("consent"),
    "organisations_organisation": _("organisation"),
    "organisations_membership": _("role"),
    "organisations_emergency": _("emergency"),
}


class AuditFilter(KitForm):
    """By act, by person, by days."""

    act = forms.ChoiceField(label=_("Act"), choices=[("", _("all")), *ACTS.items()])
    who = forms.ChoiceField(label=_("Who"))
    since = Day(label=_("From"))
    until = Day(label=_("To"))


def narrow(rows: QuerySet[AuditEvent], asked: dict[str, Any]) -> QuerySet[AuditEvent]:
    """The rows that the filter leaves."""
    if asked.get("act"):
        rows = rows.filter(act=asked["act"])
    if asked.get("who"):
        rows = rows.filter(actor_id=asked["who"])
    if asked.get("since"):
        rows = rows.filter(at__gte=_midnight(asked["since"]))
    if asked.get("until"):
        rows = rows.filter(at__lte=timezone.make_aware(datetime.combine(asked["until"], time.max)))
    return rows


def thing(event: AuditEvent) -> str:
    """The table in words."""
    if event.table_name in THINGS:
        return str(THINGS[event.table_name])
    for model in apps.get_models():
        if model._meta.db_table == event.table_name:
            return str(model._meta.verbose_name)
    return event.table_name


def table_of(names: dict[UUID, str]) -> Table:
    """The audit as a table. `names`: accounts of colleagues."""

    def who(event: AuditEvent) -> str:
        if event.actor_id is None:
            return str(PURPOSES.get(event.purpose, event.purpose) or _("a visitor"))
        return names.get(event.actor_id, str(_("a participant")))

    class Filter(AuditFilter):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.fields["who"].choices = [  # type: ignore[attr-defined]
                ("", _("all")),
                *((str(account), name) for account, name in names.items()),
            ]

    return Table(
        key="audit",
        title=_("Who did what"),
        order="-at",
        columns=[
            Column("at", _("When"), sort="id", kind="date"),
            Column("who", _("Who"), who, kind="person"),
            Column("act", _("Act"), lambda event: ACTS.get(event.act, event.act), kind="tag",
                   tone=lambda event: TONES.get(event.act, "neutral")),
            Column("table_name", _("What"), thing),
            Column("rows", _("Rows"), lambda event: len(event.row_ids), kind="number"),
            Column("people", _("People"), lambda event: len(event.subjects), kind="number"),
            Column("columns", _("Fields"), lambda event: event.columns or [],
                   is_hidden_at_first=True),
        ],
        filters=Filter,
        narrow=narrow,
        empty=_("Nothing happened in these days."),
    )  # fmt: skip


@guarded(VIEW_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """Every act and every reading in the actor's organisation; no content, no participant."""
    actor = actor_of(request)
    shown = table_of(names_of_colleagues(actor)).show(request, audit_visible_to(actor))
    return shown.download or render(request, "organisations/audit.html", {"table": shown})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
