"""Every operation of the API once: where, what is sent, who may, who may not."""

from django.core.files.uploadedfile import SimpleUploadedFile

from .afterwards_operations import AFTERWARDS
from .evidence_operations import EVIDENCE
from .mentoring_operations import MENTORING
from .operation import Operation, listed, public
from .planning_operations import PLANNING
from .report_operations import REPORTS
from .research_operations import RESEARCH
from .shown_operations import PUBLICATIONS

LIST = b"Role,First name,Languages,Topics\nmentee,Somebody,Arabic,work\n"

APPLICATION = {
    "name": "Somebody", "phone": "+39051222333", "adult": "yes", "consent": {"agree": True},
}  # fmt: skip
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
    **MENTORING,
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
    **AFTERWARDS,
    **RESEARCH,
    **PUBLICATIONS,
    **PLANNING,
    **EVIDENCE,
    **REPORTS,
}
