"""Who may do what here, and the rules of meeting: each of them one small function."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amir.core.actor import Actor
from amir.core.defaults import declare
from amir.core.permissions import Reach, permission
from amir.mentoring.models import Match

from .models.pairs import LOGGING, REMINDING

VIEW = permission("meetings.view", Reach.ORGANISATION, field_sets=("calling",))
CHANGE = permission("meetings.change", Reach.ORGANISATION, field_sets=("calling",))


def _is_mine(actor: Actor, thing: Any) -> bool:
    """One's own pair: no thing at all, or one that names the actor on either side."""
    sides = (getattr(thing, f"{side}_person_id", None) for side in ("mentee", "mentor"))
    return actor.account_id is not None and (thing is None or actor.account_id in sides)


MINE = permission("meetings.mine", Reach.OWN, field_sets=("calling",), check=_is_mine)

GOAL_BY = declare(
    "meetings.goal_by", 3, kind="number", least=1, most=20,
    label=_("A goal by this meeting"), note=_("Until then a pair has at least one goal."),
)  # fmt: skip
REMIND_AFTER = declare(
    "meetings.remind_after", 14, kind="days", least=1, most=365,
    label=_("Remind both after so many days without a meeting"),
)  # fmt: skip
ALARM_AFTER = declare(
    "meetings.alarm_after", 28, kind="days", least=1, most=365,
    label=_("Tell the coordinator after so many days without a meeting"),
)  # fmt: skip
LATE_LOG = declare(
    "meetings.late_log", 60, kind="days", least=0, most=365,
    label=_("Meetings can be told so many days after a match ended"),
    note=_("A phone may have been without network for long."),
)  # fmt: skip


def logging(person_id: UUID | None = None) -> Actor:
    """The platform while somebody tells a meeting by link; once known, they act themselves."""
    return Actor(account_id=person_id, purpose=LOGGING)


def reminding() -> Actor:
    """The platform when it looks for pairs of whom nobody told anything."""
    return Actor(purpose=REMINDING)


def may_log(match: Match, person_id: UUID | None) -> bool:
    """Either side tells of their meetings."""
    return person_id in (match.mentee_person_id, match.mentor_person_id)


def is_in_time(match: Match, today: date, late_days: int) -> bool:
    """While a match lasts, and some time after: what was told offline is not lost."""
    return match.ended_on is None or today <= match.ended_on + timedelta(days=late_days)


def needs_goal(meetings: int, goals: int, by: int) -> bool:
    """A pair that met so often needs a goal."""
    return goals == 0 and meetings >= by


def is_silent(since: date, today: date, days: int) -> bool:
    """Nobody told of a meeting for so many days."""
    return (today - since).days >= days
