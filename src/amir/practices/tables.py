"""Tables of this room."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.kit.tables import Column, Table
from amir.programmes.wording import country_name

from .enums import Label, PracticeListState, PracticeState, TargetGroup
from .template import FIELDS

STATE_TONES = {"draft": "neutral", "reported": "info", "published": "good"}
LABEL_TONES = {"": "neutral", "reported": "neutral", "promising": "info", "good": "good",
               "transferred": "accent"}  # fmt: skip


class PracticesFilter(forms.Form):
    """State, label and country."""

    state = forms.MultipleChoiceField(label=_("State"), choices=PracticeState.choices)
    label = forms.MultipleChoiceField(
        label=_("Label"), choices=[each for each in Label.choices if each[0]]
    )
    country = forms.CharField(label=_("Country, as two letters"), max_length=2)


def _narrow(rows: Any, told: dict[str, Any]) -> Any:
    if told.get("state"):
        rows = rows.filter(state__in=told["state"])
    if told.get("label"):
        rows = rows.filter(label__in=told["label"])
    if told.get("country"):
        rows = rows.filter(country=told["country"].upper())
    return rows


def practices_table(themes: dict[str, str]) -> Table:
    """Practices of several programmes; `themes` are the names of all their themes."""
    groups = dict(TargetGroup.choices)
    return Table(
        key="practices",
        title=_("Practices"),
        order="code",
        columns=[
            Column("code", _("Number"), "code", sort="country",
                   link=lambda row: reverse("practice_page", args=[row.pk])),
            Column("title", _("Title"), "title", sort="title"),
            Column("country", _("Country"), lambda row: country_name(row.country), sort="country"),
            Column("place", _("Town or area"), "place", sort="place"),
            Column("themes", _("Themes"),
                   lambda row: ", ".join(themes.get(each, each) for each in row.themes)),
            Column("label", _("Label"), lambda row: row.get_label_display(), sort="label",
                   kind="tag", tone=lambda row: LABEL_TONES[row.label]),
            Column("state", _("State"), lambda row: row.get_state_display(), sort="state",
                   kind="tag", tone=lambda row: STATE_TONES[row.state]),
            Column("groups", _("For whom"), is_hidden_at_first=True,
                   value=lambda row: ", ".join(
                       str(groups.get(each, each)) for each in row.target_groups)),
            Column("phase", _("Phase"), lambda row: row.get_phase_display(),
                   is_hidden_at_first=True),
            Column("cost", _("Cost"), lambda row: row.get_cost_band_display(),
                   is_hidden_at_first=True),
            Column("started", _("Since"), "started_on", kind="date", is_hidden_at_first=True),
            Column("ended", _("Until"), "ended_on", kind="date", is_hidden_at_first=True),
            *(Column(field.key, field.label, field.key, is_hidden_at_first=True)
              for field in FIELDS),
        ],
        search=["title", "place", "summary"],
        filters=PracticesFilter,
        narrow=_narrow,
        empty=_("Write the first practice down, or bring a list."),
    )  # fmt: skip


LISTS = Table(
    key="practice-lists",
    title=_("Lists of practices"),
    columns=[
        Column("name", _("File"), "name", link=lambda row: reverse(
            "practice_list", args=[row.pk])),
        Column("state", _("State"), lambda row: PracticeListState(row.state).label),
        Column("rows", _("Practices"), lambda row: len(row.overview.get("rows", [])),
               kind="number"),
        Column("when", _("Brought on"), lambda row: clock.day_of(row.created_at), kind="date"),
    ],
)  # fmt: skip
