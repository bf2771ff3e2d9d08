"""What this room shows on the page of a programme."""

from typing import Any

from django.http import HttpRequest

from amir.core.slots import Entry, fill
from amir.programmes.models import Programme
from amir.programmes.rules import VIEW

from .models import ReportEdition


def of_programme(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """The way to the reports, and the newest edition."""
    programme = page.get("programme")
    if not isinstance(programme, Programme):
        return None
    rows = ReportEdition.objects.filter(programme_id=programme.pk).defer("documents")
    return {"programme": programme, "newest": rows.first()}


def fill_slots() -> None:
    """Called once at start-up."""
    entry = Entry("reports", VIEW, "reports/slot/programme.html", of_programme, 30)
    fill("programme_page", entry)
