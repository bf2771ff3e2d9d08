"""Operations on questionnaires, closings, certificates and the handbook."""

from .operation import Operation, listed, public

AFTERWARDS = {
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
}
