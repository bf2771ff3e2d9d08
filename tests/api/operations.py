"""Every operation of the API once: where, what is sent, who may, who may not."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from amir.core import clock

from .evidence_operations import EVIDENCE
from .operation import Operation, listed, public
from .planning_operations import PLANNING
from .report_operations import REPORTS
from .research_operations import RESEARCH
from .shown_operations import PUBLICATIONS

LIST = b"Role,First name,Languages,Topics\nmentee,Somebody,Arabic,work\n"

APPLICATION = {
    "name": "Somebody", "phone": "+39051222333", "adult": "yes", "consent": {"agree": True},
}  # fmt: skip


def _pairs(path: str, **more: Any) -> Operation:
    return Operation(
        "POST", path, sent=lambda side: {"proposals": [str(side.ids["proposal_id"])], **more}
    )


OPERATIONS = {
    "list_organisations": public("/organisations"),
    "list_colleagues": listed("/colleagues"),
    "list_programmes": public("/programmes"),
    "show_programme": public("/programmes/open"),
    "list_deliverables": Operation("GET", "/programmes/{key}/deliverables", but="administrator"),
    "tick_deliverable": Operation(
        "POST",
        "/programmes/{key}/deliverables/{deliverable_id}/tick",
        by="partner_lead",
        ok=204,
        sent=lambda side: {"organisation_id": str(side.organisation), "done_on": "2025-06-03"},
    ),
    "list_participants": listed("/participants"),
    "show_participant": Operation("GET", "/participants/{participant_id}"),
    "take_step": Operation(
        "POST", "/participants/{participant_id}/steps", sent=lambda side: {"step": "accept"}
    ),
    "record_evidence": Operation(
        "POST",
        "/participants/{participant_id}/evidence",
        sent=lambda side: {"kind": "trained", "dated_on": "2025-06-03", "source": "Folder"},
    ),
    "list_roles": public("/roles"),
    "apply": Operation(
        "POST",
        "/roles/{slug}/applications",
        by="nobody",
        is_public=True,
        ok=201,
        denied=201,
        elsewhere=201,
        sent=lambda side: {"answers": APPLICATION},
    ),
    "list_applications": listed("/applications"),
    "show_application": Operation("GET", "/applications/{applicant_id}"),
    "decide_application": Operation(
        "POST",
        "/applications/{applicant_id}/decisions",
        ok=201,
        sent=lambda side: {
            "ruling": "wait",
            "answers": {},
            "criterion": "time",
            "reason": "full",
        },
    ),
    "record_interview": Operation(
        "POST",
        "/applications/{applicant_id}/interviews",
        ok=201,
        sent=lambda side: {"held_on": "2025-06-04", "mode": "face", "minutes": 30},
    ),
    "record_check": Operation(
        "POST",
        "/applications/{applicant_id}/checks",
        ok=201,
        sent=lambda side: {
            "kind": "Check",
            "country": "IT",
            "seen_on": "2025-06-04",
            "result": "clear",
        },
    ),
    "record_modules": Operation(
        "POST",
        "/applications/{applicant_id}/modules",
        ok=201,
        sent=lambda side: {
            "modules": ["trauma"],
            "minutes": 30,
            "passed_on": "2025-06-04",
            "source": "List",
        },
    ),
    "list_lists": listed("/lists"),
    "bring_list": Operation(
        "POST",
        "/lists",
        ok=202,
        is_form=True,
        sent=lambda side: {
            "organisation_id": str(side.organisation),
            "upload": SimpleUploadedFile("people.csv", LIST),
        },
    ),
    "show_list": Operation("GET", "/lists/{list_id}"),
    "answer_list": Operation(
        "POST", "/lists/{list_id}/answers", ok=202, sent=lambda side: {"answers": {}}
    ),
    "bring_list_in": Operation("POST", "/lists/{list_id}/bring-in", ok=202),
    "report_concern": Operation(
        "POST",
        "/organisations/{organisation_id}/concerns",
        by="nobody",
        is_public=True,
        ok=204,
        denied=204,
        elsewhere=204,
        sent=lambda side: {"text": "I worry.", "urgency": "soon"},
    ),
    "list_concerns": listed("/concerns", by="lead", but="coordinator", elsewhere=403),
    "show_concern": Operation(
        "GET", "/concerns/{concern_id}", by="lead", but="coordinator", elsewhere=403
    ),
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
    "list_my_questions": listed("/me/questions", by="asked", denied=200),
    "answer_question": Operation(
        "POST",
        "/me/questions/{asking_id}/answer",
        by="asked",
        but="mentee",
        denied=404,
        sent=lambda side: {"answer": "yes"},
    ),
    "show_my_data": listed("/me/data", by="mentee", denied=200),
    "list_work": listed("/work", but="mentee"),
    "show_work": Operation("GET", "/work/{work_id}", but="administrator", denied=404),
    "show_instruments": Operation("GET", "/programmes/{key}/questionnaires", but="administrator"),
    "list_rounds": Operation("GET", "/participants/{mentee_id}/questionnaires"),
    "open_round": Operation(
        "POST",
        "/participants/{participant_id}/questionnaires",
        sent=lambda side: {"instrument": "pulse"},
    ),
    "list_my_rounds": listed("/me/questionnaires", by="mentee", denied=200),
    "answer_question_of_round": Operation(
        "POST",
        "/me/questionnaires/{round_id}/answers",
        by="mentee",
        but="asked",
        denied=404,
        sent=lambda side: {"item": "g2", "value": 3},
    ),
    "move_match": Operation(
        "POST",
        "/matches/{match_id}/state",
        ok=204,
        sent=lambda side: {"step": "hold", "why": "Exams."},
    ),
    "begin_closure": Operation(
        "POST",
        "/matches/{match_id}/closing",
        sent=lambda side: {"is_planned": False, "reason": "moved", "asked_by": "mentor"},
    ),
    "list_closures": listed("/closings"),
    "show_closure": Operation("GET", "/closings/{closure_id}"),
    "record_closing_interview": Operation(
        "POST",
        "/closings/{closure_id}/talk",
        ok=204,
        sent=lambda side: {"side": "mentee", "why_not": "No phone."},
    ),
    "record_closing_meeting": Operation(
        "POST",
        "/closings/{closure_id}/meeting",
        ok=204,
        sent=lambda side: {"met_on": None, "why_not_met": "Too far away."},
    ),
    "agree_on_after": Operation(
        "POST",
        "/closings/{closure_id}/after",
        ok=204,
        sent=lambda side: {
            "next_steps": "None.",
            "contact_after": "none",
            "responsible_until": "2030-01-01",
        },
    ),
    "finish_closure": Operation("POST", "/closings/{closure_id}/finish", ok=204),
    "list_follow_ups": listed("/follow-ups"),
    "record_follow_up": Operation(
        "POST",
        "/follow-ups/{follow_up_id}",
        ok=204,
        sent=lambda side: {"was_reached": True, "answers": {"job": "no"}},
    ),
    "list_my_follow_ups": listed("/me/follow-ups", by="mentee", denied=200),
    "answer_follow_up": Operation(
        "POST",
        "/me/follow-ups/{follow_up_id}/answer",
        by="mentee",
        but="asked",
        denied=404,
        ok=204,
        sent=lambda side: {"question": "account", "said": "yes"},
    ),
    "list_certificates": listed("/certificates"),
    "issue_certificate": Operation(
        "POST",
        "/participants/{mentor_id}/certificates",
        sent=lambda side: {
            "name": "New",
            "language": "en",
            "starts_on": "2025-06-03",
            "ends_on": "2025-06-03",
            "hours": 3,
            "competencies": ["listening"],
        },
    ),
    "list_my_certificates": listed("/me/certificates", by="mentor", denied=200),
    "verify_certificate": public("/verify/{code}"),
    "list_editions": Operation("GET", "/programmes/{key}/handbook", but="administrator"),
    "publish_edition": Operation(
        "POST",
        "/programmes/{key}/handbook",
        by="programme_coordinator",
        elsewhere=403,
        sent=lambda side: {"note": "New."},
    ),
    "comment_on_edition": Operation(
        "POST",
        "/programmes/{key}/handbook/{number}/comments",
        by="partner_lead",
        sent=lambda side: {
            "organisation_id": str(side.organisation),
            "section": "purpose",
            "works": "yes",
        },
    ),
    **RESEARCH,
    **PUBLICATIONS,
    **PLANNING,
    **EVIDENCE,
    **REPORTS,
}
