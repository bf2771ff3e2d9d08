"""What other rules would change for today's people: solved for real, nothing of it stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amir.core.actor import Actor
from amir.participants.models import Participant

from .progress import Tell
from .queries import names_of_participants
from .records import CONSIDERED, Gathered, gather
from .rule_books import RuleBook
from .rules import programme_rules
from .solving import mates

MOST_SHOWN = 20
# Mentees times mentors. Both plans for so many pairs take a second; more go into the background.
MOST_PAIRS_AT_ONCE = 500_000
STEPS = 3

Mates = Mapping[str, str]  # participant id of a mentee -> of a mentor


@dataclass(frozen=True, slots=True)
class Difference:
    """A mentee whose mentor is another one under the other rules; participant ids or empty."""

    mentee: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Two plans for the same people. `shown` are the first of the `differing` mentees."""

    before: int
    after: int
    differing: int
    shown: tuple[Difference, ...]

    @property
    def more(self) -> int:
        """How many more are matched; fewer if negative."""
        return self.after - self.before

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        shown = [[each.mentee, each.before, each.after] for each in self.shown]
        return {"before": self.before, "after": self.after, "differing": self.differing,
                "shown": shown}  # fmt: skip

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What `as_data` made."""
        shown = tuple(Difference(*each) for each in data["shown"])
        return cls(data["before"], data["after"], data["differing"], shown)


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference by name."""

    mentee: str
    before: str
    after: str

    @property
    def said(self) -> str:
        """What changes for the mentee."""
        if self.before and self.after:
            return _("{after} instead of {before}").format(after=self.after, before=self.before)
        if self.after:
            return _("{after}, until now nobody").format(after=self.after)
        return _("nobody, until now {before}").format(before=self.before)


def preview(
    actor: Actor,
    book: RuleBook,
    changes: Mapping[str, Any],
    *,
    organisation_id: UUID,
    programme_id: UUID | None,
    on: date,
    tell: Tell = lambda done, total, doing: None,
) -> Outcome:
    """Both plans for everybody who is there now: by the current rules and by the changed ones.

    Raises `RulesRefused`, or `PeermatchError` if a plan cannot be proven.
    """
    ours = programme_rules(changes=book.with_changes())
    other = programme_rules(changes=book.with_changes(changes))
    tell(0, STEPS, _("Reading the records"))
    gathered = gather(actor, organisation_id, programme_id, on)
    tell(1, STEPS, _("Looking for the best plan"))
    before = mates(gathered, ours, on.year)
    tell(2, STEPS, _("Looking for the best plan by the other rules"))
    after = before if other == ours else mates(gathered, other, on.year)
    return _outcome(gathered, before, after)


def _outcome(gathered: Gathered, before: Mates, after: Mates) -> Outcome:
    differing = sorted(_differences(gathered, before, after), key=_weight)
    return Outcome(len(before), len(after), len(differing), tuple(differing[:MOST_SHOWN]))


def _differences(gathered: Gathered, before: Mates, after: Mates) -> Iterator[Difference]:
    for person in gathered.roster.mentees:
        had, has = before.get(person.at, ""), after.get(person.at, "")
        if had != has:
            yield Difference(person.at, had, has)


def _weight(difference: Difference) -> int:
    """Whoever loses a mentor comes first, then whoever gains one."""
    return 0 if not difference.after else 1 if not difference.before else 2


def is_small(organisation_id: UUID, programme_id: UUID | None) -> bool:
    """Whether two plans for these people are made while somebody waits; two queries."""
    rows = Participant.objects.filter(organisation_id=organisation_id, state__in=CONSIDERED)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    mentees, mentors = (rows.filter(side=side).count() for side in ("mentee", "mentor"))
    return mentees * mentors <= MOST_PAIRS_AT_ONCE


def difference_rows(actor: Actor, outcome: Outcome) -> list[DifferenceRow]:
    """The differences shown, by name; two queries."""
    ids = {i for each in outcome.shown for i in (each.mentee, each.before, each.after) if i}
    names = names_of_participants(actor, ids)

    def name(ident: str) -> str:
        return (names.get(ident) or _("somebody")) if ident else ""

    return [
        DifferenceRow(name(each.mentee), name(each.before), name(each.after))
        for each in outcome.shown
    ]


def headline(outcome: Outcome) -> str:
    """How many more are matched, and how many pairs differ."""
    more, pairs = outcome.more, outcome.differing
    if not pairs:
        return _("Nobody gets another mentor")
    if more > 0:
        matched = ngettext("{count} more matched", "{count} more matched", more)
    elif more < 0:
        matched = ngettext("{count} fewer matched", "{count} fewer matched", -more)
    else:
        matched = _("As many matched as now")
    differ = ngettext("{count} pair differs", "{count} pairs differ", pairs).format(count=pairs)
    return _("{matched}, {differ}").format(matched=matched.format(count=abs(more)), differ=differ)
