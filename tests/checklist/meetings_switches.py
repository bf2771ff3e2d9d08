"""How the rules about goals, meetings and reminders are switched off."""

from tests.checklist.switches import Switch

SWITCHES = {
    "m20": Switch("amir.meetings.rules:needs_goal", lambda *a, **k: False),
    "m21": Switch(
        "amir.meetings.rules:may_log", lambda match, person: person == match.mentor_person_id
    ),
    "m22": Switch("amir.meetings.rules:is_silent", lambda *a, **k: False),
}
