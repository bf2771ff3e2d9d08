"""Operations on plans, pairs, matches, and those who help them."""

from typing import Any

from amir.core import clock

from .operation import Operation, listed


def _pairs(path: str, **more: Any) -> Operation:
    return Operation(
        "POST", path, sent=lambda side: {"proposals": [str(side.ids["proposal_id"])], **more}
    )


MENTORING = {
    "list_plans": listed("/plans"),
    "start_plan": Operation(
        "POST", "/plans", ok=202, sent=lambda side: {"organisation_id": str(side.organisation)}
    ),
    "show_plan": Operation("GET", "/plans/{plan_id}"),
    "list_proposals": Operation("GET", "/plans/{plan_id}/proposals"),
    "list_unmatched": Operation("GET", "/plans/{plan_id}/unmatched"),
    "show_fairness": Operation("GET", "/plans/{plan_id}/fairness"),
    "list_rules": listed("/rules"),
    "show_rules": Operation("GET", "/rules/{rule_set_id}"),
    "save_rules": Operation(
        "POST",
        "/rules",
        ok=201,
        sent=lambda side: {
            "organisation_id": str(side.organisation),
            "changes": {"reach_km": 10},
            "based_on": 1,
        },
    ),
    "preview_rules": Operation(
        "POST",
        "/rules/preview",
        only_looks=True,
        sent=lambda side: {
            "organisation_id": str(side.organisation),
            "changes": {"reach_km": 10},
        },
    ),
    "accept_proposals": _pairs("/plans/{plan_id}/accept"),
    "reject_proposals": _pairs("/plans/{plan_id}/reject", why="Not now."),
    "lock_proposals": _pairs("/plans/{plan_id}/lock"),
    "unlock_proposals": _pairs("/plans/{plan_id}/unlock"),
    "list_matches": listed("/matches"),
    "show_match": Operation("GET", "/matches/{match_id}"),
    "end_match": Operation("POST", "/matches/{match_id}/end", sent=lambda side: {"why": "Moved."}),
    "list_meetings": listed("/meetings"),
    "log_meeting": Operation(
        "POST",
        "/me/matches/{match_id}/meetings",
        by="mentor",
        denied=404,
        sent=lambda side: {"held_on": clock.today().isoformat(), "minutes": 45},
    ),
    "set_next_date": Operation(
        "POST", "/matches/{match_id}/next-date", sent=lambda side: {"on": clock.today().isoformat()}
    ),
    "list_expenses": listed("/expenses"),
    "settle_expense": Operation(
        "POST", "/expenses/{expense_id}/settle", sent=lambda side: {"state": "paid"}
    ),
    "list_goals": Operation("GET", "/matches/{match_id}/goals"),
    "add_goal": Operation(
        "POST", "/matches/{match_id}/goals", sent=lambda side: {"template": "work.cv"}
    ),
    "end_goal": Operation("POST", "/goals/{goal_id}/state", sent=lambda side: {"state": "reached"}),
    "list_alarms": listed("/today"),
    "dismiss_alarm": Operation(
        "POST", "/today/{alarm}/{thing_id}/dismiss", sent=lambda side: {"reason": "We met."}
    ),
    "list_contacts": listed("/contacts"),
    "log_contact": Operation(
        "POST",
        "/matches/{match_id}/contacts",
        sent=lambda side: {
            "whom": "mentor",
            "held_on": str(clock.today()),
            "minutes": 10,
            "channel": "phone",
            "safety": {"safe": True, "money": False, "limits": False},
        },
    ),
    "take_match_step": Operation(
        "POST", "/matches/{match_id}/steps", sent=lambda side: {"step": "hold"}
    ),
    "show_agreement": Operation("GET", "/matches/{match_id}/agreement"),
    "write_agreement": Operation(
        "POST",
        "/matches/{match_id}/agreement",
        sent=lambda side: {
            "frequency": "weekly",
            "minutes": 90,
            "months": 8,
            "place_kind": "public",
            "channel": "mail",
        },
    ),
    "note_signature": Operation(
        "POST",
        "/matches/{match_id}/signatures",
        sent=lambda side: {"side": "mentee", "accepts_every_rule": True},
    ),
    "plan_first_meeting": Operation(
        "POST",
        "/matches/{match_id}/first-meeting",
        sent=lambda side: {"starts_at": "2035-06-03T10:00:00", "place_kind": "office"},
    ),
    "note_first_meeting": Operation(
        "POST",
        "/matches/{match_id}/first-meeting/held",
        sent=lambda side: {"held_on": clock.today().isoformat()},
    ),
    "list_my_matches": listed("/me/matches", by="mentee", denied=200),
    "show_my_agreement": Operation(
        "GET", "/me/matches/{match_id}/agreement", by="mentee", but="asked", denied=404
    ),
    "sign_agreement": Operation(
        "POST",
        "/me/matches/{match_id}/sign",
        by="mentee",
        but="asked",
        denied=404,
        sent=lambda side: {"accepts_every_rule": True},
    ),
    "share_number": Operation(
        "POST",
        "/me/matches/{match_id}/number",
        by="mentee",
        but="asked",
        denied=404,
        ok=204,
        sent=lambda side: {"share": True},
    ),
    "leave_match": Operation(
        "POST", "/me/matches/{match_id}/leave", by="mentee", but="asked", denied=404, ok=204
    ),
    "list_helpers": listed("/helpers"),
    "ask_helper": Operation(
        "POST",
        "/matches/{bare_match}/helpers",
        ok=201,
        sent=lambda side: {"kind": "host", "mentor_id": str(side.ids["spare"])},
    ),
    "lend_helper": Operation(
        "POST",
        "/helpers/{lending}/lend",
        ok=204,
        sent=lambda side: {"mentor_id": str(side.ids["spare"])},
    ),
    "end_helper": Operation("POST", "/helpers/{helper_id}/end", ok=204),
    "list_my_helping": listed("/me/helping", by="former_mentor", denied=200),
    "answer_helper": Operation(
        "POST",
        "/me/helping/{helper_id}/answer",
        by="former_mentor",
        but="mentee",
        denied=404,
        ok=204,
        sent=lambda side: {"answer": "yes", "accepts_every_rule": True},
    ),
    "list_interpreters": listed("/interpreters"),
    "add_interpreter": Operation(
        "POST",
        "/interpreters",
        ok=201,
        sent=lambda side: {
            "organisation_id": str(side.organisation),
            "name": "New",
            "languages": ["so", "en"],
        },
    ),
    "bind_interpreter": Operation(
        "POST",
        "/interpreters/{interpreter_id}/bind",
        ok=204,
        sent=lambda side: {"bound_on": "2025-06-03"},
    ),
    "book_interpreter": Operation(
        "POST",
        "/matches/{match_id}/bookings",
        ok=204,
        sent=lambda side: {
            "interpreter_id": str(side.ids["interpreter_id"]),
            "minutes": 60,
            "mode": "phone",
            "starts_at": "2035-06-03T10:00:00",
        },
    ),
    "cancel_booking": Operation("POST", "/bookings/{booking_id}/cancel", ok=204),
    "list_guardians": Operation("GET", "/participants/{participant_id}/guardians"),
    "add_guardian": Operation(
        "POST",
        "/participants/{participant_id}/guardians",
        ok=201,
        sent=lambda side: {"name": "New", "relation": "parent", "phone": "+393331234567"},
    ),
    "end_guardian": Operation("POST", "/guardians/{guardian_id}/end", ok=204),
    "approve_pair": Operation("POST", "/proposals/{young_pair}/approve", ok=204),
}
