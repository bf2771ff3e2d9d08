"""The pages of reports: from a new report to its edition."""

from tests.journeys.tour import Tour, first, links

INES = "Ines Carraro"
BASE = "/desk/programmes/amir/reports/"
REPORT, SECTION = r"/desk/reports/[\w-]{36}/", r"/desk/reports/sections/[\w-]{36}/"


def write_a_report(tour: Tour) -> None:
    """Ines begins a report, writes and translates a section, and publishes."""
    tour.open(INES, "/desk/programmes/amir/matrix/")
    tour.open(INES, "/desk/programmes/amir/coverage/")
    page = tour.open(INES, f"{BASE}add/")
    form, _text = page.form("Save")
    told = {"title": "What helps", "language": "en", **form.ticked("Comparative report")}
    page = tour.press(INES, page, "Save", told)
    report = page.path
    section = first(page, f"{SECTION}$")
    _write(tour, section)
    _translate(tour, report)
    for each in dict.fromkeys(links(tour.visitor(INES).get(report))):
        if each.endswith("/settings/"):
            settings = tour.open(INES, each)
            form, _text = settings.form("Save")
            tour.press(INES, settings, "Save", {"order": "1", **form.ticked("Ready")})
    tour.press(INES, tour.visitor(INES).get(report), "Give it to review")
    tour.see(INES, tour.press(INES, tour.open(INES, f"{report}publish/"), "Publish"))
    tour.open(INES, first(tour.open(INES, BASE), rf"{BASE}editions/[\w-]{{36}}/$"))


def _write(tour: Tour, section: str) -> None:
    page = tour.open(INES, section)
    tour.press(INES, page, "Save", {"text": "We listened.\n\n[[partners]]"})
    page = tour.press(INES, tour.open(INES, f"{section}block/partners/"), "Put it in", {})
    page = tour.press(INES, tour.open(INES, f"{section}comments/"), "Comment", {"text": "Longer?"})
    tour.see(INES, tour.press(INES, page, "It is settled.*"))
    tour.open(INES, f"{section}versions/")


def _translate(tour: Tour, report: str) -> None:
    tour.open(INES, f"{report}sections/add/")
    page = tour.open(INES, f"{report}languages/")
    form, _text = page.form("Save")
    page = tour.press(INES, page, "Save", form.ticked("Italiano"))
    address = first(page, f"{SECTION}in/it/$")
    told = {"title": "Sintesi", "text": "Abbiamo ascoltato."}
    tour.press(INES, tour.open(INES, address), "Save", told)
    tour.open(INES, f"{report}preview/")
