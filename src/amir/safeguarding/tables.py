"""The table of concerns: days and states only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table

from .enums import ConcernState, Urgency
from .models import Concern
from .rules import is_overdue

STATE_TONES = {
    ConcernState.RECEIVED: "warn",
    ConcernState.IN_HAND: "info",
    ConcernState.CLOSED: "neutral",
}
URGENCY_TONES = {Urgency.NOW: "bad", Urgency.SOON: "warn", Urgency.UNSURE: "neutral"}


def late_said(concern: Any) -> str:
    """ "Too late", for a concern that nobody has looked at in time."""
    is_late = concern.looked_at is None and is_overdue(concern.due_at, clock.now())
    return gettext("Too late") if is_late else ""


class Narrow(KitForm):
    """The filter bar."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *ConcernState.choices], required=False
    )


def narrowed(rows: QuerySet[Concern], wanted: dict[str, str]) -> QuerySet[Concern]:
    """Concerns in a state."""
    return rows.filter(state=wanted["state"]) if wanted.get("state") else rows


CONCERNS = Table(
    key="concerns",
    title=_("Concerns"),
    order="-received",
    columns=[
        Column(
            "received", _("Received"), "created_at", sort="created_at", kind="date",
            link=lambda concern: reverse("concern_detail", args=[concern.pk]),
        ),
        Column(
            "urgency", _("How soon"), lambda concern: concern.get_urgency_display(), kind="tag",
            sort="urgency", tone=lambda concern: URGENCY_TONES[concern.urgency],
        ),
        Column(
            "due", _("To be looked at by"), "due_at", sort="due_at", kind="date",
            note=lambda concern: late_said(concern),
        ),
        Column(
            "state", _("State"), lambda concern: concern.get_state_display(), kind="tag",
            sort="state", tone=lambda concern: STATE_TONES[concern.state],
        ),
    ],
    filters=Narrow,
    narrow=narrowed,
    row_label=lambda concern: str(clock.day_of(concern.created_at)),
    empty=_("Nobody has reported a concern."),
    is_exportable=False,
)  # fmt: skip
