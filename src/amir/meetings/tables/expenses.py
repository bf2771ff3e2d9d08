"""The table of expenses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.kit.forms import KitForm
from amir.kit.tables import BulkAct, Column, Table
from amir.mentoring.queries import names_of_people

from ..enums import ExpenseKind, ExpenseState
from ..models import Expense
from ..rules import CHANGE

TONES = {ExpenseState.ASKED: "info", ExpenseState.PAID: "good"}


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """An expense in words."""

    id: UUID
    match_id: UUID
    mentor: str
    spent_on: date
    amount: float
    currency: str
    kind: str
    has_receipt: bool
    state: str


def expense_rows(actor: Actor, expenses: Iterable[Expense]) -> list[ExpenseRow]:
    """Expenses with names; two queries, however many."""
    found = list(expenses)
    names = names_of_people(actor, {each.mentor_person_id for each in found})
    return [
        ExpenseRow(
            each.pk, each.match_id, names.get(each.mentor_person_id, ""), each.spent_on,
            each.cents / 100, each.currency, str(ExpenseKind(each.kind).label), each.has_receipt,
            each.state,
        )
        for each in found
    ]  # fmt: skip


class ExpenseFilter(KitForm):
    """Those to be settled, or all."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *ExpenseState.choices], required=False
    )


EXPENSES = Table(
    key="expenses",
    title=_("Expenses"),
    columns=[
        Column(
            "mentor", _("Mentor"), "mentor", sort=lambda row: row.mentor, kind="person",
            link=lambda row: reverse("match_meetings", kwargs={"match_id": row.match_id}),
        ),
        Column("spent_on", _("Day"), "spent_on", sort=lambda row: row.spent_on, kind="date"),
        Column("amount", _("Amount"), "amount", sort=lambda row: row.amount, kind="number"),
        Column("currency", _("Currency"), "currency"),
        Column("kind", _("What for"), "kind", sort=lambda row: row.kind),
        Column("has_receipt", _("Receipt"), "has_receipt", kind="tick"),
        Column(
            "state", _("State"), lambda row: ExpenseState(row.state).label,
            sort=lambda row: row.state, kind="tag",
            tone=lambda row: TONES.get(row.state, "neutral"),
        ),
    ],
    order="-spent_on",
    search=["mentor"],
    filters=ExpenseFilter,
    narrow=lambda rows, wanted: [
        row for row in rows if not wanted.get("state") or row.state == wanted["state"]
    ],
    acts=[
        BulkAct("paid", _("Mark as paid"), icon="check", permission=CHANGE),
        BulkAct("refused", _("Mark as not paid"), icon="close", permission=CHANGE),
    ],
    ident=lambda row: str(row.id),
    empty=_("Mentors ask here for what they paid."),
)  # fmt: skip
