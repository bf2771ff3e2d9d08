"""Valid forms for meetings, goals, dates and expenses, and for the operations of the API."""

from datetime import date, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.core import clock
from amir.meetings.sealing import as_text
from tests.meetings.envelopes import envelope_of, ticket_of

from .met import SOUND
from .payload import Payload, Sent, on, same
from .side import Side

MEETING = "meetings_meeting"


def _meeting(side: Side) -> dict[str, object]:
    return {"client_id": str(uuid4()), "ago": "0", "minutes": "45", "mode": "phone"}


def _voice(side: Side) -> dict[str, object]:
    sound = SimpleUploadedFile("voice.ogg", SOUND)
    return {"client_id": str(uuid4()), "ago": "0", "sound": sound}


def _sealed(side: Side) -> dict[str, object]:
    told = {
        "id": str(uuid4()), "at": int(clock.now().timestamp() * 1000), "ago": 0, "minutes": 45,
        "ticket": ticket_of(side.ids["match_id"], side.accounts["mentor"]),
    }  # fmt: skip
    return {"envelope": as_text(envelope_of(told))}


def _soon() -> date:
    return clock.today() + timedelta(days=30)


def _row(name: str, **more: object) -> Sent:
    return lambda side: {"row": str(side.ids[name]), **more}


MEETINGS = {
    "meeting_sealed": Payload(_sealed, "visitor", MEETING, is_json=True),
    "meeting_link": Payload(_meeting, "visitor", MEETING),
    "meeting_link_voice": Payload(_voice, "visitor", "meetings_voicenote"),
    "meeting_link_symbol": Payload(same(symbol="moon"), "visitor", "meetings_personallink"),
    "me_meeting_log": Payload(_meeting, "mentee", MEETING),
    "me_meeting_voice": Payload(_voice, "mentor", "meetings_voicenote"),
    "me_meeting_link": Payload(by="mentee", wrote="meetings_personallink"),
    "me_next_date": Payload(
        lambda s: {**on("on", _soon()), "minutes": "60", "mode": "phone"}, "mentee",
        "meetings_nextdate",
    ),
    "me_date_cancel": Payload(by="mentor", wrote="meetings_nextdate"),
    "me_expenses": Payload(
        lambda s: {"amount": "2.50", "kind": "food", **on("spent_on", clock.today())}, "mentor",
        "meetings_expense",
    ),
    "me_goal_add": Payload(same(template="work.cv"), "mentee", "meetings_goal"),
    "me_goal": Payload(same(state="reached"), "mentor", "meetings_goal"),
    "me_step": Payload(same(done="yes"), "mentee", "meetings_step"),
    "expenses": Payload(_row("expense_id", act="paid"), wrote="meetings_expense"),
    "match_goal_add": Payload(same(template="work.cv"), wrote="meetings_goal"),
    "match_link_make": Payload(same(side="mentee"), wrote="meetings_personallink"),
    "link_revoke": Payload(wrote="meetings_personallink"),
    "version_settle": Payload(same(take="later"), wrote=MEETING),
    "voice_note": Payload(same(minutes=50), wrote=MEETING),
    "api:log_meeting": Payload(
        lambda s: {"held_on": clock.today().isoformat(), "minutes": 45}, "mentee", MEETING,
        is_json=True,
    ),
    "api:set_next_date": Payload(
        lambda s: {"on": _soon().isoformat()}, wrote="meetings_nextdate", is_json=True
    ),
    "api:settle_expense": Payload(same(state="paid"), wrote="meetings_expense", is_json=True),
    "api:add_goal": Payload(same(template="work.cv"), wrote="meetings_goal", is_json=True),
    "api:end_goal": Payload(same(state="reached"), wrote="meetings_goal", is_json=True),
}  # fmt: skip
