"""How it went out for the first pairs of Bologna: well, early, silently, or not over yet."""

from datetime import timedelta
from typing import Any

from amir.closures import actions as closures
from amir.closures.models import Closure
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.instruments.enums import Moment
from amir.mentoring.models import Match
from amir.participants.models import Participant
from amir.safeguarding import actions as safeguarding
from amir.safeguarding.enums import ConcernState

from .facts import cast, first_year
from .first_pairs import first_matches, sides_of
from .moments import on_day, person
from .story import coordinator_of
from .world import actor_for, organisation_id
from .year import answer_rounds

GLAD = 3
LEAD = "safeguarding_lead"


def end_or_pause(facts: dict[str, Any]) -> None:
    """Closings, a certificate, a pair nobody hears of, a concern; nothing if they are told."""
    told = first_year()
    elena = coordinator_of(told["partner"])
    found = first_matches(elena)
    with acting_as(elena):
        if Closure.objects.filter(match__in=found.values()).exists():
            return
    for key, ending in told["endings"].items():
        _close(elena, found[key], ending)
    with on_day(told["dormant"]["days"], elena):
        closures.move_match(
            elena, match=found["dormant"], step="mark_dormant", why=told["dormant"]["why"]
        )
    _worry(found["concern"], told["concern"])


def _close(elena: Actor, match: Match, ending: dict[str, Any]) -> None:
    """Part by part, as far as the story goes."""
    first, *last = ending["days"]
    with on_day(first, elena):
        closure = closures.begin_closure(
            elena, match=match, is_planned=ending["reason"] == "planned",
            reason=ending["reason"], asked_by=ending["asked_by"], why=ending["why"],
        )  # fmt: skip
        for side, talk in ending["talks"].items():
            _interview(elena, closure, side, talk)
    for day in last:
        with on_day(day, elena):
            _finish(elena, closure, ending, first - day)
        for person_id in sides_of(match).values():
            answer_rounds(match, person_id, {Moment.END: GLAD}, is_measured="met" in ending)
        if "certificate" in ending:
            _certify(elena, match, day - 1, ending["certificate"])


def _interview(elena: Actor, closure: Closure, side: str, talk: dict[str, str]) -> None:
    if why_not := talk.get("why_not"):
        closures.record_interview(elena, closure=closure, side=side, why_not=why_not)
        return
    closures.record_interview(
        elena, closure=closure, side=side, held_on=clock.today(), how_it_was=talk["how"],
        said=talk["said"], again=talk["again"],
    )  # fmt: skip


def _finish(elena: Actor, closure: Closure, ending: dict[str, Any], lasted: int) -> None:
    why_not = ending.get("why_not_met", "")
    closures.record_meeting(
        elena, closure=closure, why_not_met=why_not,
        met_on=None if why_not else clock.today() - timedelta(days=lasted - 2),
    )  # fmt: skip
    closures.agree_on_after(
        elena, closure=closure, next_steps=ending["next_steps"],
        contact_after=ending["contact"], handed_to=ending.get("handed_to", ""),
        responsible_until=clock.today() + timedelta(days=30),
    )  # fmt: skip
    closures.finish_closure(elena, closure=closure)


def _certify(elena: Actor, match: Match, ago: int, paper: dict[str, Any]) -> None:
    """The mentor gets what they can show."""
    with on_day(ago, elena):
        mentor = Participant.objects.get(pk=match.mentor_id)
        closures.issue_certificate(
            elena, participant=mentor, starts_on=match.agreed_on,
            ends_on=clock.today() - timedelta(days=1), **paper,
        )  # fmt: skip


def _worry(match: Match, told: dict[str, Any]) -> None:
    """The mentor reports; the lead reads it and begins to act. The pair pauses meanwhile."""
    partner = first_year()["partner"]
    with on_day(told["told"], person(match.mentor_person_id)) as mentor:
        concern = safeguarding.report_concern(
            mentor, organisation_id=organisation_id(partner), text=told["text"],
            urgency=told["urgency"], subject_person_id=match.mentee_person_id,
        )  # fmt: skip
    name = next(one["name"] for one in cast()["staff"] if one["role"] == LEAD)
    with on_day(told["looked"], actor_for(name, partner)) as lead:
        safeguarding.read_concern(lead, concern=concern)
        safeguarding.add_entry(lead, concern=concern, text=told["done"], state=ConcernState.IN_HAND)
