"""The operations of reports and of coverage."""

from typing import Any

from .operation import Operation


def _by_carla(path: str, sent: Any = lambda side: {}, method: str = "POST") -> Operation:
    """Whoever writes reports may; a funder and whoever works elsewhere may not."""
    return Operation(method, path, by="programme_coordinator", elsewhere=403, sent=sent)


REPORTS = {
    "show_coverage": Operation("GET", "/programmes/{key}/coverage", but="administrator"),
    "list_reports": _by_carla("/programmes/{key}/reports", method="GET"),
    "create_report": _by_carla(
        "/programmes/{key}/reports",
        lambda side: {
            "organisation_id": str(side.organisation),
            "kind": "national",
            "title": "New",
            "language": "en",
            "country": "IT",
        },
    ),
    "show_report_sections": _by_carla("/reports/{report_id}/sections", method="GET"),
    "write_report_section": _by_carla(
        "/report-sections/{section_id}",
        lambda side: {"title": "New", "text": "New.", "version": 2},
    ),
    "comment_on_report_section": _by_carla(
        "/report-sections/{section_id}/comments", lambda side: {"text": "New."}
    ),
    "take_report_step": _by_carla("/reports/{report_id}/steps", lambda side: {"step": "submit"}),
    "list_report_editions": Operation(
        "GET", "/programmes/{key}/report-editions", but="administrator"
    ),
}
