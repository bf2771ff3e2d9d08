"""Alarms: rules by which somebody needs a coordinator. Each is one query; rooms above add theirs.

register(Alarm("goal_overdue", _("Goal overdue"), VIEW, find_overdue_goals,
               says=lambda why: _("{goal} was due on {due}.").format(**why)))
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor

Text = str | Promise
LOOK = _("Look at it")
# Programme (or None) -> setting -> value.
SettingsByProgramme = Mapping[UUID | None, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence: about whom, from which day on, and what the sentence says.

    With `match_id` it is about a pair, with `participant_id` about one person. `route` names the
    page on which it is seen to, `of` what that page is of, `query` what its address ends with.
    """

    since: date
    why: Mapping[str, Any] = field(default_factory=dict)
    match_id: UUID | None = None
    participant_id: UUID | None = None
    route: str = ""
    of: UUID | None = None
    query: str = ""

    @property
    def thing_id(self) -> UUID:
        """The match or the participant."""
        found = self.match_id or self.participant_id
        if found is None:
            raise ValueError("an alarm is about a match or a participant")
        return found

    @property
    def act_url(self) -> str:
        """The address of the page. Not before it is asked for: of thousands a page shows few."""
        return reverse(self.route, args=[self.of] if self.of else []) + self.query


Find = Callable[[Actor, Sequence[UUID], date, SettingsByProgramme], Iterable[Due]]


@dataclass(frozen=True)
class Alarm:
    """A rule. `find(actor, organisation_ids, today, settings)` is one query.

    `says(why)` is the sentence, in the reader's language; dates in `why` come as they are written.
    `reminds`: whom a message may remind ("pair", "person" or ""). Lower `order` stands first.
    """

    key: str
    label: Text
    permission: str
    find: Find
    says: Callable[[Mapping[str, Any]], str] = lambda why: ""
    act_label: Text = LOOK
    reminds: str = ""
    order: int = 50


_alarms: dict[str, Alarm] = {}


def register(alarm: Alarm) -> None:
    """Add a rule; the same key twice replaces it."""
    _alarms[alarm.key] = alarm


def registered() -> list[Alarm]:
    """Every rule, the most urgent first."""
    return sorted(_alarms.values(), key=lambda alarm: (alarm.order, alarm.key))


def named(key: str) -> Alarm:
    """The rule of that key. KeyError: nobody registered it."""
    return _alarms[key]
