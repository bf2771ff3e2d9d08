"""Tables of the desk: what is asked, when, and how groups changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.kit.tables import Column, Table
from amir.participants.enums import Side
from amir.programmes.models import Programme
from amir.programmes.wording import said

from .change import Change
from .definition import Definition
from .enums import Licence, Moment
from .models import Round
from .queries import definitions_in, definitions_of


@dataclass(frozen=True)
class InstrumentRow:
    """An instrument of a programme."""

    programme: Programme
    definition: Definition
    brought_id: UUID | None

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return str(said(self.definition.names))


def instrument_rows(programme: Programme) -> list[InstrumentRow]:
    """What a programme can ask with; two queries."""
    found = definitions_of(programme.pk)
    return [InstrumentRow(programme, *held) for held in found.values()]


INSTRUMENTS = Table(
    key="instruments",
    title=_("Questionnaires"),
    order="name",
    columns=[
        Column("name", _("Questionnaire"), "name", sort=lambda row: row.name.casefold(),
               link=lambda row: reverse(
                   "instrument_page", args=[row.programme.key, row.definition.key])),
        Column("key", _("Short name"), lambda row: row.definition.key),
        Column("version", _("Version"), lambda row: row.definition.version, kind="number"),
        Column("items", _("Questions"), lambda row: len(row.definition.items), kind="number"),
        Column("languages", _("Languages"), lambda row: ", ".join(row.definition.languages)),
        Column("licence", _("Licence"), lambda row: Licence(row.definition.licence).label),
    ],
    ident=lambda row: row.definition.key,
)  # fmt: skip


def state_of(asked: Round) -> tuple[str, str]:
    """In words, and the tone of the mark."""
    today = clock.today()
    if asked.answered_at and asked.is_low:
        return _now("Answered: please call"), "warn"
    if asked.answered_at:
        return _now("Answered"), "good"
    if asked.closes_on < today:
        return _now("Not answered"), "neutral"
    if asked.due_on <= today:
        return _now("Open"), "info"
    return _now("Planned"), "neutral"


@dataclass(frozen=True)
class RoundRow:
    """A round with the name of what is asked."""

    asked: Round
    name: str


def round_rows(rounds: Iterable[Round]) -> list[RoundRow]:
    """The rounds with names; one query more at most."""
    found = list(rounds)
    definitions = definitions_in(found)
    return [
        RoundRow(row, str(said(definitions[row.instrument, row.version, row.brought_id].names)))
        for row in found
    ]


ROUNDS = Table(
    key="rounds",
    title=_("Questionnaires"),
    order="due_on",
    columns=[
        Column("due_on", _("From"), lambda row: row.asked.due_on, kind="date",
               sort=lambda row: row.asked.due_on),
        Column("closes_on", _("Until"), lambda row: row.asked.closes_on, kind="date",
               sort=lambda row: row.asked.closes_on),
        Column("instrument", _("Questionnaire"), "name", sort=lambda row: row.name.casefold()),
        Column("moment", _("When"), lambda row: row.asked.get_moment_display()),
        Column("state", _("State"), lambda row: state_of(row.asked)[0], kind="tag",
               tone=lambda row: state_of(row.asked)[1]),
    ],
    ident=lambda row: str(row.asked.pk),
    empty=_("Questions are planned when a match begins."),
)  # fmt: skip


@dataclass(frozen=True)
class ChangeRow:
    """A line of the table of groups."""

    side: str
    change: Change


def change_rows(found: Iterable[tuple[str, Change]]) -> list[ChangeRow]:
    """The lines of the table."""
    return [ChangeRow(side, change) for side, change in found]


def _count(people: int | None) -> str:
    return _now("too few") if people is None else str(people)


def _figure(value: float | None) -> str:
    return _now("too few") if value is None else number_format(value, decimal_pos=1)


CHANGES = Table(
    key="instrument_changes",
    title=_("How the group changed"),
    order="",
    columns=[
        Column("side", _("Who"), lambda row: Side(row.side).label),
        Column("scale", _("Figure"), lambda row: str(said(row.change.scale))),
        Column("moment", _("Compared with the beginning"),
               lambda row: Moment(row.change.moment).label),
        Column("people", _("People"), lambda row: _count(row.change.people)),
        Column("before", _("Mean before"), lambda row: _figure(row.change.before)),
        Column("after", _("Mean after"), lambda row: _figure(row.change.after)),
        Column("difference", _("Change"), lambda row: _figure(row.change.difference)),
    ],
    ident=lambda row: f"{row.side}-{row.change.moment}",
    empty=_("Nobody has answered at two moments yet."),
)  # fmt: skip
