"""How groups of mentees fare in a plan: rows and charts in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from amir.kit.charts import Bars
from amir.kit.charts.base import written
from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table

from ..fairness import OTHERS, UNKNOWN, Figures
from ..wording import language_name, locale

MOST_BARS = 12
BY = {
    "gender": _("Gender"),
    "origin": _("Origin"),
    "language": _("First language"),
    "place": _("Place"),
    "waiting": _("Waiting time"),
    "tier": _("Priority"),
}
GENDER_NAMES = {
    "f": pgettext_lazy("group of people", "Women"),
    "m": pgettext_lazy("group of people", "Men"),
    "x": pgettext_lazy("group of people", "Another gender"),
}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in words, with the figures that may be shown."""

    figures: Figures
    by_label: str
    label: str


def group_rows(figures: Sequence[Figures]) -> list[GroupRow]:
    """The groups as people read them."""
    return [GroupRow(each, str(BY[each.by]), _label(each.by, each.code)) for each in figures]


def _label(by: str, code: str) -> str:
    if code == OTHERS:
        return gettext("Smaller groups together")
    if code == UNKNOWN:
        return gettext("Not known")
    if by == "gender":
        return str(GENDER_NAMES[code])
    if by == "origin":
        return str(locale().territories.get(code, code))
    if by == "language":
        return language_name(code)
    if by == "waiting":
        first, _dash, last = code.partition("-")
        if last:
            return gettext("{first} to {last} weeks").format(first=first, last=last)
        return gettext("{first} weeks or more").format(first=first)
    if by == "tier":
        return gettext("Priority {number}").format(number=code)
    return code


def charts_of(rows: Sequence[GroupRow]) -> list[tuple[str, Bars | None]]:
    """(kind of group, chart of its shares); no chart where nothing may be shown."""
    found: list[tuple[str, Bars | None]] = []
    for by, title in BY.items():
        shares = [(row.label, row.figures.share) for row in rows if row.figures.by == by]
        known = [(share, label) for label, share in shares if share is not None]
        if not known:
            found.append((str(title), None))
            continue
        chart = Bars(finding=_finding(known), items=shares[:MOST_BARS], unit=" %",
                     value_name=gettext("With a proposal, in %"))  # fmt: skip
        found.append((str(title), chart))
    return found


def _finding(known: Sequence[tuple[float, str]]) -> str:
    low, high = min(known), max(known)
    if low[0] == high[0]:
        return gettext("{share} % have a proposal.").format(share=written(low[0]))
    return gettext("From {low} % ({lowest}) to {high} % ({highest}) have a proposal.").format(
        low=written(low[0]), lowest=low[1], high=written(high[0]), highest=high[1]
    )


class GroupFilter(KitForm):
    """One kind of group."""

    by = forms.ChoiceField(
        label=_("Groups by"), choices=[("", _("All")), *BY.items()], required=False
    )


def _narrow(rows: list[GroupRow], wanted: dict[str, Any]) -> list[GroupRow]:
    return [row for row in rows if not wanted.get("by") or row.figures.by == wanted["by"]]


FAIRNESS = Table(
    key="fairness",
    title=_("Fairness"),
    columns=[
        Column("by", _("Groups by"), "by_label"),
        Column("group", _("Group"), "label", kind="person", width=30),
        Column("people", _("Mentees"), lambda row: _figure(row.figures.people), kind="number"),
        Column("matched", _("With a proposal"), lambda row: _figure(row.figures.matched),
               kind="number"),
        Column("without", _("Without"), lambda row: _figure(row.figures.without), kind="number"),
        Column("share", _("Share in %"), lambda row: _figure(row.figures.share), kind="number"),
    ],
    filters=GroupFilter,
    narrow=_narrow,
    ident=lambda row: f"{row.figures.by}:{row.figures.code}",
    empty=_("There are too few people to show groups of them."),
)  # fmt: skip


def _figure(value: float | None) -> float | str:
    """As a number of the table: a share without needless places."""
    if value is None:
        return gettext("too few to show")
    return int(value) if float(value).is_integer() else value
