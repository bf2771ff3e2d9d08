"""What this room puts onto pages of lower rooms."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.guard import ActorRequest
from amir.core.slots import Entry, fill
from amir.kit import navigation
from amir.mentoring.models import Match
from amir.mentoring.queries import matches_of_me, names_of_people

from .queries import goals_visible_to, is_goal_due, last_meeting_days, meetings_held, planned_date
from .rules import MINE, VIEW


def register() -> None:
    """Fill slots and navigation; called once, when the app is ready."""
    fill("me_home", Entry("meetings", MINE, "meetings/slot/me_home.html", of_my_home, 10))
    fill("me_match", Entry("meetings", MINE, "meetings/slot/me_match.html", of_my_match, 10))
    fill("match_page", Entry("meetings", VIEW, "meetings/slot/match.html", of_match, 20))
    group = _("Mentoring")
    navigation.add("desk", _("Meetings"), "meetings", VIEW, "calendar", 55, group=group)
    navigation.add("desk", _("Expenses"), "expenses", VIEW, "report", 58, group=group)


def of_my_home(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """For each of my pairs: write down a meeting, and when we meet next."""
    actor = cast(ActorRequest, request).actor
    mine = list(matches_of_me(actor))
    if not mine:
        return None
    both = {p for each in mine for p in (each.mentee_person_id, each.mentor_person_id)}
    names = names_of_people(actor, both - {actor.account_id})
    return {"pairs": [(each, _other(each, names), _coming(each)) for each in mine]}


def of_my_match(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """From the page of my match to its meetings and goals."""
    match = page.get("match")
    return {"match": match} if isinstance(match, Match) else None


def of_match(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """How often they met, when last, and what they want to reach."""
    match = page.get("match")
    if not isinstance(match, Match):
        return None
    actor = cast(ActorRequest, request).actor
    return {
        "match": match,
        "held": meetings_held(match),
        "days": last_meeting_days([match], clock.today())[match.pk],
        "goals": goals_visible_to(actor).filter(match=match).count(),
        "needs_goal": is_goal_due(match),
    }


def _other(match: Match, names: dict[Any, str]) -> str:
    return names.get(match.mentee_person_id) or names.get(match.mentor_person_id) or ""


def _coming(match: Match) -> Any:
    date = planned_date(match)
    return date if date and date.on >= clock.today() else None
