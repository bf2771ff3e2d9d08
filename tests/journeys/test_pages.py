"""Every page of the demo, as those who see it see it: accessible, light, whole, by itself."""

import json
from itertools import product

import pytest
from playwright.sync_api import Browser

from amir.core.routes import routes
from amir.launcher.locks import locked
from tests.browser import NARROW, WIDE
from tests.journeys.judging import Judge, stops_in
from tests.journeys.plain import faults
from tests.journeys.tour import Tour
from tests.journeys.touring import STARTS, tour_of
from tests.shared_demo import folder

# Routes that can be asked for and show no page of their own.
NO_PAGES = {
    "start": "leads to the home page in one's language",
    "sign_in_go_on": "leads to the next step at the door",
    "demo_as": "leads to the home page of whoever was chosen",
    "organisation_own": "leads to the page of one's organisation",
    "programmes_list": "leads to the only programme that the demo tells",
    "work_progress": "leads to what came of the work; while it runs, a part of pages judged here",
    "list_progress": "a part of the page of a list that is being read",
    "set_language": "leads back; pages use kit:language",
    "openid_connect_login": "leads to the sign-in of one's own body",
    "openid_connect_callback": "leads to the next step at the door",
    "calendar_feed": "a file for calendars",
    "list_template": "a file: an empty list",
    "list_left_out": "a file: rows that were left out",
    "plan_workbook": "a file: the plan as a workbook",
    "instrument_file": "a file: a questionnaire to fill in",
    "certificate_file": "a file: a certificate",
    "me_certificate_file": "a file: one's own certificate, or badge",
    "role_poster": "a file: the poster of a role",
    "evidence_project_file": "a file: focus groups for other programs",
    "evidence_book_file": "a file: a codebook for other programs",
    "report_file": "a file: a report as it is today",
    "report_edition_file": "a file: an edition of a report",
    "publication_file": "a file: what was published",
    "publication_cite": "a file: how to cite it",
    "publications_feed": "a file: what is new",
    "practices_feed": "a file: what is new",
    "handbook_file": "a file: an edition of the handbook",
    "strategy_file": "a file: a strategy as it is being written",
    "strategy_edition_file": "a file: an edition of a strategy",
    "consultation_report": "a file: the report of a round",
    "consultation_poster": "a file: the poster of a round",
    "benchmark_file": "a file: a set of questions to make one's own",
    "benchmark_schema": "a file for machines: how a set of questions looks",
    "quick_check_outline": "a file: the outline of a strategy",
    "practice_media": "a file that belongs to a practice",
    "practice_public_file": "a file that belongs to a published practice",
    "practice_template": "a file: an empty list of practices",
    "issuer": "a word for machines that check badges",
    "me_download": "a file: all that is stored about somebody",
    "application_voice": "a file: what somebody said",
    "voice_sound": "a file: what somebody said",
    "meeting_worker": "a script",
    "health": "a word for machines",
    "robots": "a file for machines",
}
# Pages that are judged in other tests.
ELSEWHERE = {
    "kit:gallery": "tests/kit/test_gallery_in_browser.py",
    "kit:gallery_page": "tests/kit/test_gallery_in_browser.py",
}


@pytest.fixture(scope="module")
def tour(demo: str) -> Tour:
    """All pages; the first of the run's workers who needs them walks for all."""
    kept = folder() / "tour.json"
    with locked(folder() / "touring"):
        if not kept.exists():
            kept.write_text(json.dumps(tour_of(demo, folder() / "home").kept()))
    return Tour.told(json.loads(kept.read_text()))


def test_tour_sees_every_route_that_shows_a_page(tour: Tour) -> None:
    shown = {
        route.name for route in routes()
        if (route.guard is None or "GET" in route.guard.methods)
        and not route.name.startswith("api:")
    }  # fmt: skip
    seen = tour.routes - {""}
    assert seen == shown - NO_PAGES.keys() - ELSEWHERE.keys()
    assert NO_PAGES.keys() | ELSEWHERE.keys() <= shown
    assert STARTS.keys() <= {stop.browser for stop in tour.stops}


def test_pages_work_without_scripts_and_hold_nothing_inline(tour: Tour) -> None:
    wrong = {
        (stop.route, stop.browser): found
        for stop in tour.stops
        if (found := faults(stop.html, stop.path))
    }
    assert not wrong, "\n".join(f"{where}: {found}" for where, found in wrong.items())


def test_pages_forbid_whatever_is_inline_or_from_elsewhere(tour: Tour) -> None:
    for stop in tour.stops:
        told = dict(part.strip().split(" ", 1) for part in stop.policy.split(";"))
        assert told["default-src"] == "'none'", stop.route
        assert told["script-src"] == told["style-src"] == told["connect-src"] == "'self'"
        assert "unsafe" not in stop.policy


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("en", "light", WIDE), ("ar", "dark", NARROW)],
    ids=["English by day on a desk", "Arabic by night on a phone"],
)
def test_pages_are_accessible_light_and_whole(
    tour: Tour, browser: Browser, language: str, scheme: str, size: dict[str, int]
) -> None:
    judge = Judge(browser, tour)
    judge.show(scheme, size)
    wrong = {}
    for stop in stops_in(tour, language):
        judge.open(stop, language)
        if found := list(judge.faults(stop, language, briefly=True)):
            wrong[stop.route, stop.browser, stop.path] = found
    judge.close()
    assert not wrong, "\n".join(f"{where}: {found}" for where, found in wrong.items())


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "it", "ar"])
def test_pages_are_so_in_every_language_light_and_size(
    tour: Tour, browser: Browser, language: str
) -> None:
    judge = Judge(browser, tour)
    wrong = {}
    for stop in stops_in(tour, language):
        judge.open(stop, language)
        for scheme, size in product(("light", "dark"), (WIDE, NARROW)):
            judge.show(scheme, size)
            if found := list(judge.faults(stop, language)):
                wrong[stop.route, stop.path, scheme, size["width"]] = found
    judge.close()
    assert not wrong, "\n".join(f"{where}: {found}" for where, found in wrong.items())
