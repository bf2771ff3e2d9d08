"""What the first pairs of Bologna did since: goals, meetings, talks with Elena, questionnaires."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from amir.care import actions as care
from amir.care.models import Contact
from amir.care.queries import suggestions_visible_to
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.instruments import actions as instruments
from amir.instruments.enums import FROM_MATCH, Moment
from amir.instruments.models import Round
from amir.instruments.queries import definition_of
from amir.meetings import actions as meetings
from amir.meetings.enums import Mode, PlaceKind, Source
from amir.meetings.models import Step
from amir.mentoring.models import Match
from amir.participants.models import Participant

from .facts import first_year
from .first_pairs import first_matches, pair_of, sides_of
from .meeting import talk
from .moments import days_ago, on_day, person
from .story import coordinator_of
from .world import organisation_id

# In turn: how long, how and where they met, who told of it, and how.
MET = (
    (60, Mode.IN_PERSON, PlaceKind.LIBRARY, "mentor", Source.LINK),
    (90, Mode.IN_PERSON, PlaceKind.OFFICE, "mentee", Source.LINK),
    (30, Mode.PHONE, "", "mentor", Source.PAGE),
    (75, Mode.IN_PERSON, PlaceKind.CAFE, "mentor", Source.SMS),
)


def live_on(facts: dict[str, Any]) -> None:
    """The months after the agreement; nothing if they are told."""
    elena = coordinator_of(first_year()["partner"])
    found = first_matches(elena)
    with acting_as(elena):
        if Contact.objects.filter(match__in=found.values()).exists():
            return
    for key, match in found.items():
        pair = pair_of(key)
        _meet(match, pair)
        _talk(elena, match, pair)
        for side, person_id in sides_of(match).items():
            faces = dict(zip(FROM_MATCH, pair["says"][side], strict=False))
            answer_rounds(match, person_id, faces, is_measured=pair.get("measured", False))
    _support(elena, found)


def _meet(match: Match, pair: dict[str, Any]) -> None:
    """Goals first; then meetings, and at every second one a step is done."""
    began = first_year()["paired"] - 1
    people = {side: person(key) for side, key in sides_of(match).items()}
    with on_day(began - 3, people["mentor"]) as mentor:
        goals = [meetings.add_goal(mentor, match=match, template=goal) for goal in pair["goals"]]
        steps = list(Step.objects.filter(goal__in=goals).order_by("goal__created_at", "order"))
    days = range(began - 8, pair["meets"]["until"] - 1, -pair["meets"]["every"])
    for number, ago in enumerate(days):
        minutes, mode, place, side, source = MET[number % len(MET)]
        with on_day(ago, people[side]) as teller:
            done = (steps[number // 2].pk,) if number % 2 and number // 2 < len(steps) else ()
            told = meetings.Told(
                clock.today(), minutes, mode, place, pair["mentee"]["themes"][0], done
            )
            meetings.log_meeting(teller, match=match, told=told, client_id=uuid4(), source=source)


def _talk(elena: Actor, match: Match, pair: dict[str, Any]) -> None:
    """Elena calls both, and now and then whoever sent the mentee."""
    for after in pair["talks"]:
        talk(elena, match, _whom(pair, after), ago=first_year()["paired"] - 1 - after)


def _whom(pair: dict[str, Any], after: int) -> Iterator[str]:
    yield from ("mentee", "mentor")
    if pair["mentee"].get("referrer") and after in pair["talks"][3::3]:
        yield "referrer"


def answer_rounds(
    match: Match, person_id: UUID, faces: Mapping[Moment, int], *, is_measured: bool
) -> None:
    """One face at each moment; whoever is measured answers the long questions as well."""
    with acting_as(person(person_id)) as asked:
        rounds = list(Round.objects.filter(match_id=match.pk, moment__in=faces, answered_at=None))
    for each in rounds:
        is_short = each.instrument == "pulse"
        if not (is_short or is_measured):
            continue
        with on_day((clock.today() - each.due_on).days - 1, asked):
            for number, item in enumerate(definition_of(each).items):
                value = faces[Moment(each.moment)] if is_short else 2 + number % 3
                instruments.answer(asked, asked=each, item=item.key, value=value)


def _support(elena: Actor, found: dict[str, Match]) -> None:
    """Gatherings of mentors, how they are, and what somebody suggested."""
    told = first_year()
    mentors = [match.mentor_id for match in found.values()]
    for gathering in told["support"]:
        about = {name: value for name, value in gathering.items() if name != "ago"}
        with on_day(gathering["ago"], elena):
            care.record_gathering(
                elena, organisation_id=organisation_id(told["partner"]), held_on=clock.today(),
                participants=mentors[: 3 + gathering["minutes"] // 60], **about,
            )  # fmt: skip
    for key, state in told["wellbeing"].items():
        with on_day(25, elena):
            mentor = Participant.objects.get(pk=found[key].mentor_id)
            care.note_wellbeing(elena, participant=mentor, state=state)
    _suggest(elena, found["yusuf"])


def _suggest(elena: Actor, match: Match) -> None:
    told = first_year()["suggestion"]
    with on_day(told["ago"], person(match.mentee_person_id)) as yusuf:
        care.suggest(yusuf, text=told["text"])
    with on_day(told["ago"] - 2, elena):
        for suggestion in suggestions_visible_to(elena).filter(made_on=days_ago(told["ago"])):
            care.answer_suggestion(elena, suggestion=suggestion, answer=told["answer"])
