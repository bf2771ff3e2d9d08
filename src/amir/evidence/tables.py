"""Tables of this room: groups of a programme, published quotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.kit.forms import KitForm
from amir.kit.tables import Column, Table

from .enums import Facet, GroupKind, GroupState
from .models import FocusGroup, GroupStatus, PublishedGroup, PublishedQuote

TONES = {
    GroupState.PLANNED: "neutral", GroupState.HELD: "info", GroupState.WRITTEN: "info",
    GroupState.CODED: "accent", GroupState.PUBLISHED: "good", GroupState.CANCELLED: "warn",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A group in the list: its small row, and what the reader may see of it besides."""

    key: str
    status: GroupStatus
    partner: str
    own: FocusGroup | None = None
    published: PublishedGroup | None = None

    @property
    def label(self) -> str:
        """How it is cited."""
        return f"{self.status.country}-FG{self.status.number}"

    @property
    def address(self) -> str:
        """Its page: the draft for its own organisation, else what is published; or ""."""
        if self.own is not None:
            return reverse("evidence_group", args=[self.own.pk])
        if self.published is not None:
            return reverse("evidence_published", args=[self.key, self.label])
        return ""

    @property
    def known(self) -> FocusGroup | PublishedGroup | None:
        """What the facts are from."""
        return self.own or self.published

    def fact(self, name: str) -> Any:
        """A fact, if the reader may see it."""
        return getattr(self.known, name, None) if self.known else None

    def count(self, breakdown: str, part: str) -> Any:
        """How many of a part; None if the reader does not see it."""
        return (self.fact("counts") or {}).get(breakdown, {}).get(part)


class Narrow(KitForm):
    """The filter bar."""

    kind = forms.ChoiceField(label=_("Who"), choices=[("", _("All")), *GroupKind.choices])
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *GroupState.choices])


def narrowed(rows: Sequence[Line], wanted: dict[str, Any]) -> list[Line]:
    """The rows that fit the filter bar."""
    return [
        row for row in rows
        if wanted.get("kind") in ("", None, row.status.kind)
        and wanted.get("state") in ("", None, row.status.state)
    ]  # fmt: skip


def _in_files(name: str, label: Any, breakdown: str, part: str) -> Column:
    return Column(name, label, lambda row: row.count(breakdown, part), kind="number",
                  is_hidden_at_first=True)  # fmt: skip


GROUPS = Table(
    key="focus-groups",
    title=_("Focus groups"),
    order="number",
    columns=[
        Column("number", _("Number"), lambda row: row.label, link=lambda row: row.address,
               sort=lambda row: (row.status.country, row.status.number)),
        Column("kind", _("Who"), lambda row: row.status.get_kind_display(),
               sort=lambda row: row.status.kind),
        Column("state", _("State"), lambda row: row.status.get_state_display(), kind="tag",
               tone=lambda row: TONES[GroupState(row.status.state)]),
        Column("held", _("Held on"), lambda row: row.status.held_on, kind="date",
               sort=lambda row: row.status.held_on),
        Column("people", _("People"), lambda row: row.fact("people"), kind="number"),
        Column("partner", _("Partner"), lambda row: row.partner, kind="person",
               sort=lambda row: row.partner),
        Column("place", _("Town"), lambda row: row.fact("place"), is_hidden_at_first=True),
        Column("language", _("Language"), lambda row: row.fact("language"),
               is_hidden_at_first=True),
        _in_files("women", _("Women"), "gender", "women"),
        _in_files("men", _("Men"), "gender", "men"),
        _in_files("under_18", _("Under 18"), "age", "under_18"),
        _in_files("to_29", _("18 to 29"), "age", "18_29"),
        _in_files("to_44", _("30 to 44"), "age", "30_44"),
        _in_files("to_64", _("45 to 64"), "age", "45_64"),
        _in_files("old", _("65 and older"), "age", "65_up"),
        _in_files("refuge", _("Refugee or protected"), "status", "refuge"),
        _in_files("asking", _("Asks for asylum"), "status", "asking"),
        _in_files("residence", _("Other residence permit"), "status", "residence"),
        _in_files("citizen", _("Citizen of the country or of the Union"), "status", "citizen"),
    ],
    filters=Narrow,
    narrow=narrowed,
    row_label=lambda row: row.label,
    empty=_("No focus group is planned yet."),
)  # fmt: skip


class NarrowQuotes(KitForm):
    """The filter bar of quotes."""

    facet = forms.ChoiceField(label=_("It says"), choices=[("", _("All")), *Facet.choices])


def narrowed_quotes(
    rows: QuerySet[PublishedQuote], wanted: dict[str, Any]
) -> QuerySet[PublishedQuote]:
    """The quotes that fit the filter bar."""
    return rows.filter(facets__contains=[wanted["facet"]]) if wanted.get("facet") else rows


def _of_quote(row: PublishedQuote) -> str:
    """Where the quote stands: on the page of its group. `key`: its programme's, once annotated."""
    key = getattr(row, "key", "")
    if not key:
        return ""
    return f"{reverse('evidence_published', args=[key, row.group_label])}#q{row.number}"


def quotes_table(themes: dict[str, str]) -> Table:
    """Published quotes; `themes` are the names of a programme's themes."""
    return Table(
        key="quotes",
        title=_("Quotes"),
        order="number",
        columns=[
            Column("number", _("Number"), lambda row: row.label, sort="country",
                   link=lambda row: _of_quote(row)),
            Column("text", _("Quote"), "text", note=lambda row: row.translation, width=60),
            Column("themes", _("Themes"),
                   lambda row: ", ".join(themes.get(each, each) for each in row.themes)),
            Column("codes", _("Codes"), lambda row: ", ".join(row.codes)),
            Column("kind", _("Who"), lambda row: row.published.get_kind_display()),
            Column("language", _("Language"), "language", is_hidden_at_first=True),
            Column("translation", _("Translation"), "translation", is_hidden_at_first=True),
        ],
        search=["text", "translation"],
        filters=NarrowQuotes,
        narrow=narrowed_quotes,
        row_label=lambda row: row.label,
        empty=_("No quote is published yet."),
    )  # fmt: skip
