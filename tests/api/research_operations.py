"""The operations of benchmarks and practices: partner leads and researchers use them."""

from .operation import Operation, listed, public

RESEARCH: dict[str, Operation] = {
    "show_benchmarks": Operation("GET", "/programmes/{key}/benchmarks", but="administrator"),
    "show_quick_check": public("/quick-check"),
    "list_assessments": listed("/assessments", by="partner_lead", elsewhere=403),
    "begin_assessment": Operation(
        "POST",
        "/programmes/{key}/assessments",
        by="partner_lead",
        elsewhere=403,
        sent=lambda side: {"organisation_id": str(side.organisation), "benchmark": "practice"},
    ),
    "answer_assessment": Operation(
        "POST",
        "/assessments/{assessment_id}/answers",
        by="partner_lead",
        elsewhere=403,
        sent=lambda side: {"answers": {"lead": {"value": 100}}},
    ),
    "submit_assessment": Operation(
        "POST", "/assessments/{assessment_id}/submit", by="partner_lead", elsewhere=403
    ),
    "list_practices": listed("/practices", by="partner_lead", but="administrator"),
    "write_practice": Operation(
        "POST",
        "/programmes/{key}/practices",
        by="partner_lead",
        elsewhere=403,
        sent=lambda side: {
            "organisation_id": str(side.organisation),
            "title": "New",
            "country": "SE",
        },
    ),
    "change_practice": Operation(
        "POST",
        "/practices/{practice_id}",
        by="partner_lead",
        elsewhere=403,
        sent=lambda side: {"title": "New"},
    ),
    "step_practice": Operation(
        "POST",
        "/practices/{practice_id}/step",
        by="partner_lead",
        elsewhere=403,
        sent=lambda side: {"step": "report"},
    ),
    "add_transfer": Operation(
        "POST",
        "/practices/{practice_id}/transfers",
        by="partner_lead",
        elsewhere=403,
        sent=lambda side: {
            "adopter": "New",
            "country": "SE",
            "since": "2025-06-03",
            "how": "As it is.",
        },
    ),
    "find_practices": public("/published-practices"),
    "show_practice": public("/published-practices/{published_id}"),
}
