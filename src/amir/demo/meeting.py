"""What the pairs of a partner do: goals, meetings, a date, a voice note, an expense."""

import wave
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import override

from amir.care import actions as care
from amir.care.enums import CALM
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.meetings import actions as meetings
from amir.meetings.enums import ExpenseKind, Mode, PlaceKind, Source
from amir.meetings.models import Meeting
from amir.mentoring.models import Match
from amir.mentoring.queries import live_matches

from .moments import on_day, person
from .story import brought_on, coordinator_of
from .world import organisation_id

# In turn: the goal of a pair (none: they have none yet), and how many meetings they told.
DID = (("work.cv", 2), ("housing.search", 3), ("", 3), ("finance.account", 1), ("any.language", 0))
# Every so many-th pair still waits for the coordinator's first call.
NOT_SPOKEN = 5
SILENCE = b"\x80" * 8_000  # one second


def meet_group(facts: dict[str, Any], group: dict[str, Any]) -> None:
    """Pairs of a partner choose goals and tell of meetings; nothing if they did already."""
    at = organisation_id(group["partner"])
    with acting_as(coordinator_of(group["partner"])), override("en"):
        of_list = live_matches().filter(organisation_id=at, agreed_on__gte=brought_on(at))
        pairs = list(of_list.order_by("created_at", "id"))
        if Meeting.objects.filter(match__in=pairs).exists():
            return
    coordinator = coordinator_of(group["partner"])
    for number, match in enumerate(pairs):
        goal, times = DID[number % len(DID)]
        _meet(match, goal, times)
        if number % NOT_SPOKEN:
            talk(coordinator, match, ("mentee", "mentor"))
    if pairs:
        _ask_and_speak(pairs[0])


def _meet(match: Match, goal: str, times: int) -> None:
    today = clock.today()
    with acting_as(person(match.mentor_person_id)) as mentor, override("en"):
        steps: tuple[UUID, ...] = ()
        if goal:
            made = meetings.add_goal(mentor, match=match, template=goal)
            steps = (made.steps.earliest("order").pk,)
        for ago in range(times):
            told = meetings.Told(
                today - timedelta(days=7 * ago), 60 - 15 * (ago % 2),
                Mode.IN_PERSON if ago else Mode.PHONE, PlaceKind.LIBRARY if ago else "",
                goal.partition(".")[0], steps if not ago else (),
                today + timedelta(days=7) if not ago else None,
            )  # fmt: skip
            meetings.log_meeting(
                mentor, match=match, told=told, client_id=uuid4(), source=Source.LINK
            )


def talk(coordinator: Actor, match: Match, whom: Iterable[str], *, ago: int = 0) -> None:
    """The coordinator calls, and all is well."""
    calm = {asked.value: answer for asked, answer in CALM.items()}
    with on_day(ago, coordinator):
        for each in whom:
            care.log_contact(
                coordinator, match=match, whom=each, held_on=clock.today(), minutes=15,
                channel="phone", nature="check_in", safety=None if each == "referrer" else calm,
            )  # fmt: skip


def _ask_and_speak(match: Match) -> None:
    """The mentor paid for the bus; the mentee prefers to speak."""
    today = clock.today()
    with acting_as(person(match.mentor_person_id)) as mentor, override("en"):
        meetings.claim_expense(
            mentor, match=match, spent_on=today, cents=300, kind=ExpenseKind.TRAVEL,
            has_receipt=True,
        )  # fmt: skip
    with acting_as(person(match.mentee_person_id)) as mentee, override("en"):
        meetings.log_voice(
            mentee, match=match, sound=_recording(), held_on=today, client_id=uuid4()
        )


def _recording() -> bytes:
    """A second in which nobody says anything."""
    held = BytesIO()
    with wave.open(held, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(len(SILENCE))
        written.writeframes(SILENCE)
    return held.getvalue()
