"""Tables of this room."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amir.kit.tables import Column, Table
from amir.programmes.wording import country_name

from .codes import GROUPS, code_list
from .enums import MeasureState, StrategyState
from .models import Measure, Standing
from .rules import ATTENDED, lacks_reason

TONES = {
    StrategyState.DRAFT: "neutral", StrategyState.CONSULTATION: "info",
    StrategyState.FINAL: "accent",
    StrategyState.ADOPTED: "good", StrategyState.FOLLOWED: "good", StrategyState.CLOSED: "neutral",
}  # fmt: skip
MEASURE_TONES = {
    MeasureState.PLANNED: "neutral", MeasureState.RUNNING: "info", MeasureState.DONE: "good",
    MeasureState.STOPPED: "bad",
}  # fmt: skip


@dataclass(frozen=True)
class StandingRow:
    """Where a strategy stands, who writes it, and where it can be read."""

    standing: Standing
    partner: str
    address: str

    @property
    def title(self) -> str:
        """Its title, as far as it is published."""
        return self.standing.title or _now("Not published yet")

    @property
    def place(self) -> str:
        """The municipality, or the code of the region."""
        return self.standing.municipality or self.standing.region

    @property
    def country(self) -> str:
        """The country in words."""
        return country_name(self.standing.country) if self.standing.country else ""


STANDINGS = Table(
    key="strategies",
    title=_("Strategies"),
    order="kind",
    columns=[
        Column("title", _("Title"), "title", sort=lambda row: row.title,
               link=lambda row: row.address),
        Column("kind", _("Kind"), lambda row: row.standing.get_kind_display(),
               sort=lambda row: row.standing.kind),
        Column("partner", _("Partner"), "partner", sort=lambda row: row.partner),
        Column("country", _("Country"), "country", sort=lambda row: row.country),
        Column("place", _("Place"), "place", sort=lambda row: row.place),
        Column("state", _("State"), lambda row: row.standing.get_state_display(), kind="tag",
               tone=lambda row: TONES[StrategyState(row.standing.state)],
               sort=lambda row: list(StrategyState).index(StrategyState(row.standing.state))),
        Column("changed_on", _("Since"), lambda row: row.standing.changed_on, kind="date",
               sort=lambda row: row.standing.changed_on),
    ],
    search=["title", "partner", "place", "country"],
    ident=lambda row: str(row.standing.pk),
    empty=_("No strategy has been begun yet."),
)  # fmt: skip


def measures_table(strategy_id: object, title: str) -> Table:
    """The measures of a strategy."""

    def link(row: Measure) -> str:
        return reverse("strategy_measure", args=[strategy_id, row.key])

    return Table(
        key="strategy_measures",
        title=title,
        columns=[
            Column("title", _("Measure"), "title", sort="title", link=link),
            Column("objective", _("Objective"), "objective.title", sort="objective__title"),
            Column("owner", _("Who does it"), "owner", sort="owner"),
            Column("starts_on", _("From"), "starts_on", sort="starts_on", kind="date"),
            Column("ends_on", _("Until"), "ends_on", sort="ends_on", kind="date"),
            Column("budget", _("Money"), "budget", sort="budget", kind="number"),
            Column("currency", _("Currency"), "currency"),
            Column("indicator", _("Measured by"), "indicator", is_hidden_at_first=True),
            Column("for_whom", _("For whom"), for_whom),
            Column("attention", _("Attention"), _attention, kind="tag",
                   tone=lambda row: "bad" if lacks_reason(row) else "good"),
            Column("state", _("State"), lambda row: row.get_state_display(), kind="tag",
                   tone=lambda row: MEASURE_TONES[MeasureState(row.state)], sort="state"),
        ],
        search=["title", "owner", "indicator"],
        empty=_("No measure is written yet."),
    )  # fmt: skip


def for_whom(row: Measure) -> str:
    """The groups of a measure in words."""
    groups = code_list(GROUPS)
    return ", ".join(groups.label_of(each) for each in row.target_groups)


def _attention(row: Measure) -> str:
    return _now("A reason is missing") if lacks_reason(row) else _now("Said")


def attention_of(measure: Measure) -> list[tuple[str, str]]:
    """(group, how the measure attends to it) of each that is asked for."""
    groups = code_list(GROUPS)
    return [(groups.label_of(g), getattr(measure, f"attention_{g}")) for g in ATTENDED]


def label_of_point(point: str) -> str:
    """A point that a measure serves, in words."""
    return code_list(point.split("-")[0]).label_of(point)


def rows_of(standings: Sequence[Standing], partners: dict[object, str], own: set[object],
            key: str) -> list[StandingRow]:  # fmt: skip
    """The standings with names and addresses: one's own lead to the draft, others to what is
    published."""
    found = []
    for each in standings:
        address = ""
        if each.organisation_id in own:
            address = reverse("strategy", args=[each.strategy_id])
        elif each.newest:
            address = reverse("strategy_edition", args=[key, each.newest])
        found.append(StandingRow(each, partners.get(each.organisation_id, ""), address))
    return found
