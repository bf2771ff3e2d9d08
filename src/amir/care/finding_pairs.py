"""The alarms about what pairs do: no meeting, no goal, a goal whose day is over, a low answer."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils.translation import gettext_lazy

from amir.core import clock
from amir.core.actor import Actor
from amir.instruments.models import Round
from amir.instruments.queries import low_pulses
from amir.meetings.queries import goalless_matches, overdue_goals, silent_matches
from amir.mentoring.rules import VIEW_MATCHES

from .alarms import Alarm, Due, SettingsByProgramme, register
from .finding import live_matches, person_due, since_day
from .models import Contact
from .rules import LOG


def find_silent(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Running pairs of which nobody told a meeting for too long."""
    for match, since in silent_matches(live_matches(organisation_ids), today):
        yield _pair(match.pk, since, "match_meetings")


def find_goalless(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Running pairs that met often enough to have a goal, and have none."""
    for match in goalless_matches(live_matches(organisation_ids)):
        yield _pair(match.pk, match.agreed_on, "match_goals")


def find_overdue_goals(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """Pairs with an open goal whose day is over; of several the oldest."""
    oldest: dict[UUID, date] = {}
    for goal in overdue_goals(live_matches(organisation_ids), today):
        if goal.due_on:
            oldest.setdefault(goal.match_id, goal.due_on)
    for match_id, due_on in oldest.items():
        yield _pair(match_id, due_on, "match_goals")


def find_low_pulses(
    actor: Actor, organisation_ids: Sequence[UUID], today: date, by: SettingsByProgramme
) -> Iterator[Due]:
    """People whose last answers ask for a call, until somebody has spoken with them."""
    later = Round.objects.filter(
        participant=OuterRef("participant"), answered_at__gt=OuterRef("answered_at")
    )
    spoken = Contact.objects.filter(
        match_id=OuterRef("match_id"), whom=OuterRef("participant__side"), is_reached=True
    )
    last = spoken.values("match_id").annotate(last=Max("held_on")).values("last")
    rows = low_pulses(organisation_ids).filter(~Exists(later)).annotate(spoken=Subquery(last))
    for participant_id, answered_at, spoken_on in rows.values_list(
        "participant_id", "answered_at", "spoken"
    ):
        assert answered_at is not None  # noqa: S101  a low pulse was answered
        since = clock.day_of(answered_at)
        if spoken_on is None or spoken_on < since:
            yield person_due(participant_id, since)


def _pair(match_id: UUID, since: date, route: str) -> Due:
    return Due(since, {"day": since}, match_id, route=route, of=match_id)


def register_pair_alarms() -> None:
    """Called once at start-up."""
    for order, key, label, permission, find, says, reminds in (
        (12, "low_pulse", gettext_lazy("Low answers"), LOG, find_low_pulses,
         gettext_lazy("A questionnaire of {day} asks for a call."), ""),
        (22, "silent", gettext_lazy("No meeting for long"), VIEW_MATCHES, find_silent,
         gettext_lazy("Nobody has told of a meeting since {day}."), "pair"),
        (27, "goal_overdue", gettext_lazy("A goal is overdue"), VIEW_MATCHES, find_overdue_goals,
         gettext_lazy("Its day was {day}."), "pair"),
        (28, "goalless", gettext_lazy("No goal yet"), VIEW_MATCHES, find_goalless,
         gettext_lazy("A pair since {day}. They have met often enough to choose one."), ""),
    ):  # fmt: skip
        register(Alarm(key, label, permission, find, since_day(says), reminds=reminds, order=order))
