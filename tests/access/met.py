"""What the pairs of an organisation did: goals, meetings, a date, expenses, links, a voice."""

from datetime import timedelta
from uuid import UUID, uuid4

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.meetings import actions as meetings
from amir.meetings.enums import Source
from amir.meetings.models import OtherVersion, VoiceNote
from amir.meetings.rules import logging
from amir.mentoring.models import Match

from .side import Side

SOUND = b"OggS" + bytes(64)


def let_them_meet(side: Side) -> None:
    """A running match with everything that one can have; a meeting of the one that ended."""
    with acting_as(side.actor("coordinator")) as elena:
        match = Match.objects.get(pk=side.ids["match_id"])
        ended = Match.objects.get(pk=side.ids["ended_match"])
        link = meetings.make_link(
            elena, match=match, person_id=side.accounts["mentor"], language="en"
        )
    with acting_as(side.actor("mentor")) as mentor:
        goal = meetings.add_goal(mentor, match=match, title=side.called("Rent"), theme="housing")
        step = meetings.add_step(mentor, goal=goal, title=side.called("Look"))
        expense = meetings.claim_expense(
            mentor, match=match, spent_on=clock.today(), cents=350, kind="travel",
            has_receipt=True,
        )  # fmt: skip
        _tell(match, mentor.account_id, minutes=45)
        voice = meetings.log_voice(
            mentor, match=match, sound=SOUND, held_on=clock.today(), client_id=uuid4()
        )
    with acting_as(logging(side.accounts["former_mentor"])) as former:
        _tell(ended, former.account_id, minutes=30)
    meetings.remind_silent(clock.today() + timedelta(days=30))
    with acting_as(side.actor("coordinator")):
        note = VoiceNote.objects.get(meeting=voice.meeting)
        version = OtherVersion.objects.get(match=match)
    side.ids |= {
        "goal_id": goal.pk,
        "me_step.step_id": step.pk,
        "expense_id": expense.pk,
        "link_id": link.link.pk,
        "note_id": note.pk,
        "version_id": version.pk,
        "meeting_link.token": link.token,
        "meeting_link_voice.token": link.token,
        "meeting_link_symbol.token": link.token,
    }


def _tell(match: Match, person_id: UUID | None, *, minutes: int) -> None:
    """A meeting, and another one under its id."""
    client_id, today = uuid4(), clock.today()
    with acting_as(logging(person_id)) as person:
        for told in (
            meetings.Told(today, minutes, theme="housing", next_on=today + timedelta(days=7)),
            meetings.Told(today, minutes + 1),
        ):
            meetings.log_meeting(
                person, match=match, told=told, client_id=client_id, source=Source.LINK
            )
