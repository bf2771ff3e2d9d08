"""The tables of the walk: lists, and the rows of one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.kit.tables import BulkAct, Column, Table
from amir.participants.enums import ListState, RowAct
from amir.participants.enums import Side as ParticipantSide

from ..models import ListedRow, PeopleList
from .packing import said
from .wording import changes_said, place_said

_STATES = {
    ListState.READING: "info",
    ListState.READ: "accent",
    ListState.BROUGHT_IN: "good",
    ListState.UNDONE: "neutral",
    ListState.REFUSED: "bad",
}
_ACTS = {RowAct.CREATE: "good", RowAct.UPDATE: "info", RowAct.SKIP: "warn", RowAct.SAME: "neutral"}


def _address(people_list: PeopleList) -> str:
    return reverse("list_detail", kwargs={"list_id": people_list.pk})


def _state(people_list: PeopleList) -> str:
    return str(people_list.get_state_display())


LISTS = Table(
    key="lists",
    title=_("Lists"),
    order="-when",
    columns=[
        Column("name", _("List"), "name", sort="name", link=_address, width=40),
        Column("state", _("State"), _state, sort="state", kind="tag",
               tone=lambda each: _STATES[ListState(each.state)]),
        Column("people", _("New or changed"), "changing", kind="number"),
        Column("when", _("Brought on"), "created_at", sort="created_at", kind="date"),
    ],
    search=["name"],
    empty=_("A list of mentors and mentees is the quickest way to begin."),
)  # fmt: skip


def _person(row: ListedRow) -> dict[str, Any]:
    return dict(row.facts.get("person", {}))


def _why(row: ListedRow) -> str:
    if row.act == RowAct.UPDATE:
        return changes_said(row.facts.get("changes", ()))
    return said(row.why)


def _side(row: ListedRow) -> str:
    side = row.facts.get("side", "")
    return str(ParticipantSide(side).label) if side in ParticipantSide.values else ""


class RowFilter(forms.Form):
    """Which rows are shown."""

    act = forms.ChoiceField(label=_("What happens"), choices=[("", _("All")), *RowAct.choices])
    side = forms.ChoiceField(label=_("Side"), choices=[("", _("Both")), *ParticipantSide.choices])


def _narrow(rows: QuerySet[ListedRow], told: dict[str, Any]) -> QuerySet[ListedRow]:
    if told.get("act"):
        rows = rows.filter(act=told["act"])
    if told.get("side"):
        rows = rows.filter(facts__side=told["side"])
    return rows


ROWS = Table(
    key="rows",
    title=_("Everybody of this list"),
    order="place",
    columns=[
        Column("name", _("Name"), lambda r: _person(r).get("full_name", ""), kind="person"),
        Column("side", _("Side"), _side),
        Column("act", _("What happens"), lambda r: r.get_act_display(), sort="act", kind="tag",
               tone=lambda r: _ACTS[RowAct(r.act)]),
        Column("why", _("Why, or what changes"), _why, width=50),
        Column("place", _("Row"), lambda r: place_said(r.source), sort="position", width=30),
    ],
    search=["facts__person__full_name", "source"],
    filters=RowFilter,
    narrow=_narrow,
    acts=[
        BulkAct("leave_out", _("Leave out"), icon="close"),
        BulkAct("take_in", _("Take in again"), icon="undo"),
        BulkAct("as_new", _("Add as somebody new"), icon="person"),
    ],
    row_label=lambda r: _person(r).get("full_name", "") or r.source,
    empty=_("Nobody was found in this list."),
)  # fmt: skip
