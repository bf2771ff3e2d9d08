"""The ladder of labels: reported, promising, good, transferred. Pure.

Each rung asks for all that the rungs below it ask for.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amir.core.defaults import declare

from .enums import Label

LADDER = (Label.REPORTED, Label.PROMISING, Label.GOOD, Label.TRANSFERRED)
DAYS = declare(
    "practices.days_for_promising", 365, kind="days", least=0, most=3650,
    label=_("Age of a promising practice"), note=_("So long it must have run."),
)  # fmt: skip
ASSESSORS = declare(
    "practices.assessors", 2, kind="number", least=1, most=5,
    label=_("People who assess a practice"),
    note=_("So many different people assess it before it is promising."),
)  # fmt: skip
ADOPTERS = declare(
    "practices.adopters", 1, kind="number", least=1, most=10,
    label=_("Adopters of a transferred practice"),
    note=_("So many others must have taken it over."),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the programme asks of labels."""

    days: int = 365
    assessors: int = 2
    adopters: int = 1


@dataclass(frozen=True)
class Known:
    """What is known of a practice, as far as labels ask. `assessors`: different people."""

    is_reported: bool
    started_on: date | None
    ended_on: date | None
    states_goals: bool
    asked_users: bool
    assessors: int
    evaluated_on: date | None
    tells_evaluation: bool
    adopters: int


@dataclass(frozen=True)
class Demand:
    """One thing that a label asks, and whether it is there."""

    label: Label
    text: str | Promise
    is_met: bool


def demands(known: Known, asked: Asked, today: date) -> list[Demand]:
    """Everything that the ladder asks, from the lowest rung on."""
    days = _days_run(known, today)
    promising, good, transferred = Label.PROMISING, Label.GOOD, Label.TRANSFERRED
    return [
        Demand(Label.REPORTED, _("It is reported."), known.is_reported),
        Demand(promising, _("It has run long enough (a year, unless the programme says else)."),
               days is not None and days >= timedelta(days=asked.days)),
        Demand(promising, _("Its goals are stated."), known.states_goals),
        Demand(promising, _("Its users were asked."), known.asked_users),
        Demand(promising, _("Enough different people have assessed it (two by default)."),
               known.assessors >= asked.assessors),
        Demand(good, _("It was evaluated: a text and a day."),
               known.tells_evaluation and known.evaluated_on is not None
               and known.evaluated_on <= today),
        Demand(transferred, _("Somebody else has taken it over, and it is written down how."),
               known.adopters >= asked.adopters),
    ]  # fmt: skip


def highest(found: list[Demand]) -> Label:
    """The highest label whose demands, and those of all below it, are met."""
    reached = Label.NONE
    for label in LADDER:
        if not all(each.is_met for each in found if each.label == label):
            break
        reached = label
    return reached


def next_label(label: str) -> Label | None:
    """The rung above; None at the top."""
    at = LADDER.index(Label(label)) + 1 if label else 0
    return LADDER[at] if at < len(LADDER) else None


def missing_for(label: Label, found: list[Demand]) -> list[Demand]:
    """What a label still asks, with what the rungs below it ask."""
    needed = LADDER[: LADDER.index(label) + 1]
    return [each for each in found if each.label in needed and not each.is_met]


def _days_run(known: Known, today: date) -> timedelta | None:
    """How long it has run until today, or until it ended."""
    if known.started_on is None:
        return None
    return min(today, known.ended_on or today) - known.started_on
