"""The part of the tour that follows matches: helped, begun, met, closed."""

import re
from collections.abc import Iterator
from itertools import islice

from amir.demo.facts import first_year
from tests.journeys.page import Page, Values
from tests.journeys.tour import Tour, first, links

ELENA = "Elena Ferri"
MATCH = re.compile(r"/desk/matches/[\w-]{36}/")
FOLLOW_UP = re.compile(r"/desk/follow-up/[\w-]{36}/")
# Their story is told to an end already.
FIRST_YEAR = {pair[side]["name"] for pair in first_year()["pairs"] for side in ("mentee", "mentor")}
IN_JUNE = {
    "day_day": "1", "day_month": "6", "day_year": "2035", "time": "10:00", "place_kind": "office",
}  # fmt: skip
BOUND = {"bound_on_day": "2", "bound_on_month": "6", "bound_on_year": "2025"}


def help_a_pair(tour: Tour) -> None:
    """A first meeting, an interpreter, a second mentor from here, and one from abroad."""
    ours, lent = (page.path for page in islice(new_matches(tour), 2))
    known = tour.letters()
    page = tour.open(ELENA, f"{ours}first-meeting/")
    form, text = page.form("Set the date and tell both")
    tour.press(ELENA, page, text, {**IN_JUNE, **form.ticked(ELENA)})
    if found := re.search(r"/pair/[\w-]+/", tour.letter("/pair/", known)):
        tour.open("has a link to a match", found[0])
    page = tour.visitor(ELENA).get("/desk/interpreters/")
    page = tour.press(ELENA, page, "Add", {"name": "Rahma", "languages": ["ar", "it"]})
    page = tour.open(ELENA, first(page, r"/desk/interpreters/[\w-]{36}/"))
    tour.press(ELENA, page, "Write it down", BOUND)
    tour.open(ELENA, f"{ours}interpreter/")
    tour.open(ELENA, f"{ours}agreement/")
    page = tour.open(ELENA, f"{ours}helper/")
    mentor = next(v for n, v in page.form("Ask them")[0].boxes.values() if n == "who")
    tour.press(ELENA, page, "Ask them", {"kind": "host", "who": mentor})
    person = tour.visitor(ELENA).get(f"/desk/participants/{mentor}/")
    tour.open(ELENA, f"/desk/guardians/of/{mentor}/")
    tour.accounts["helps"] = first(person, "/desk/people/.*/card/").split("/")[3]
    tour.open("helps", first(tour.open("helps", "/me/"), "/me/helping/"))
    page = tour.visitor(ELENA).get(f"{lent}helper/")
    abroad = next(v for t, (_n, v) in page.form("Ask them")[0].boxes.items() if "KMOP" in t)
    tour.press(ELENA, page, "Ask them", {"kind": "peer", "who": abroad})
    danai = next(name for name in tour.accounts if name.startswith("Danai"))
    tour.open(danai, first(tour.open(danai, "/desk/helpers/"), "/lend/"))


def new_matches(tour: Tour) -> Iterator[Page]:
    """Matches that nothing is told of but a few meetings."""
    page = tour.visitor(ELENA).get("/desk/matches/")
    for path in filter(MATCH.fullmatch, links(page)):
        match = tour.visitor(ELENA).get(path)
        if not FIRST_YEAR & set(match.words.split()):
            yield match


def accounts_of(tour: Tour, match: Page, *, mentee: str, mentor: str) -> Page:
    """Let the tour sign in as the two of a match, under these names; the mentor's page."""
    pair = tour.visitor(ELENA).get(first(match, "/desk/plans/pairs/"))
    people = [path for path in links(pair) if re.fullmatch(r"/desk/participants/[\w-]{36}/", path)]
    pages = [tour.visitor(ELENA).get(path) for path in dict.fromkeys(people)]
    for name, person in zip((mentee, mentor), pages, strict=True):
        tour.accounts[name] = first(person, "/desk/people/.*/card/").split("/")[3]
    return pages[1]


def begin_a_match(tour: Tour) -> None:
    """A mentee whose match has just begun: questions, the agreement, the way out of a trial."""
    accounts_of(tour, next(new_matches(tour)), mentee="has just begun", mentor="as well")
    page = tour.open("has just begun", "/me/")
    tour.open("has just begun", first(page, r"/me/questionnaires/[\w-]{36}/"))
    own = tour.open("has just begun", first(page, r"/me/matches/[\w-]{36}/$"))
    for shape in ("/leave/", "/agreement/"):
        tour.open("has just begun", first(own, shape))


def close_a_match(tour: Tour) -> None:
    """A match of two whom nothing else is told of is closed; what comes afterwards is looked at."""
    match = list(new_matches(tour))[-1]
    mentor = accounts_of(tour, match, mentee="was a mentee", mentor="was a mentor")
    _give_a_certificate(tour, mentor)
    _make_a_link(tour, mentor)
    tour.open(ELENA, first(match, "/state/"))
    page = tour.open(ELENA, first(match, "/close/"))
    page = tour.press(ELENA, page, "Continue", {"reason": "moved", "asked_by": "both"})
    told: dict[str, Values] = {
        "/talk/mentee/": {"why_not": "A made-up example."},
        "/talk/mentor/": {"why_not": "A made-up example."},
        "/meeting/": {"why_not_met": "A made-up example."},
        "/after/": {"next_steps": "Nothing is open.", "contact_after": "none"},
    }
    for shape, values in told.items():
        part = tour.open(ELENA, first(page, shape))
        tour.press(ELENA, part, "Write it down", values)
    page = tour.open(ELENA, page.path)
    tour.press(ELENA, page, "Close the match")
    page = tour.open(ELENA, "/desk/follow-up/")
    paths = filter(FOLLOW_UP.fullmatch, links(page))
    mine = {path: path.replace("/desk/", "/me/") for path in paths}
    theirs = tour.visitor("was a mentee")
    path = next(path for path, own in mine.items() if theirs.get(own).status == 200)
    tour.open(ELENA, path)
    tour.open("was a mentee", mine[path])


def _give_a_certificate(tour: Tour, mentor: Page) -> None:
    page = tour.open(ELENA, first(mentor, "/certificate/"))
    form, _text = page.form("Give it")
    days = {f"{name}_{part}": value for name in ("starts_on", "ends_on")
            for part, value in (("day", "3"), ("month", "6"), ("year", "2025"))}  # fmt: skip
    told = {"hours": "40", **days, **form.ticked("Listening and asking")}
    page = tour.see(ELENA, tour.press(ELENA, page, "Give it", told))
    page = tour.open(ELENA, first(page, r"/desk/certificates/[\w-]{36}/"))
    if found := re.search(r"/verify/[\w-]+/", page.html):
        tour.open("checks a certificate", found[0])
    tour.open("was a mentor", "/me/certificates/")


def _make_a_link(tour: Tour, mentee: Page) -> None:
    page = tour.open(ELENA, first(mentee, "/questionnaires/"))
    sent = tour.press(ELENA, page, "Make a link.*")
    if found := re.search(r"/questionnaire/[\w-]+/", sent.html):
        tour.open("has a questionnaire", found[0])


def found(page: Page, shape: str) -> str:
    """A whole address that is shown once, from its path on."""
    shown = re.search(shape, page.html)
    assert shown, page.words
    return shown[0]


def write_down_a_meeting(tour: Tour) -> None:
    """Amina makes a link for her phone and tells a meeting by it; Elena makes one to hand over."""
    page = tour.visitor("Amina").get("/me/")
    page = tour.visitor("Amina").get(first(page, r"/me/matches/[\w-]{36}/meetings/$"))
    tour.open("Amina", first(page, "/expenses/"))
    page = tour.open("Amina", first(page, "/link/"))
    page = tour.see("Amina", tour.press("Amina", page, "Make my link"))
    link = found(page, r"/m/[\w-]{20,}/")
    page = tour.open("has a personal link", link)
    page = tour.press("has a personal link", page, "Save", {"minutes": "45", "concern": "on"})
    tour.see("has a personal link", page)
    for part in ("voice/", "symbol/"):
        tour.open("has a personal link", link + part)
    for language in ("en", "ar"):
        tour.open("has no network", f"/m/offline/{language}/")
    tour.open("has a personal link", "/m/nothing/")
    page = tour.visitor(ELENA).get("/desk/meetings/")
    tour.open(ELENA, first(page, r"/desk/voice-notes/[\w-]{36}/$"))
    page = tour.visitor(ELENA).get(first(page, r"/desk/matches/[\w-]{36}/meetings/"))
    page = tour.open(ELENA, first(page, "/desk/matches/.*/link/"))
    tour.see(ELENA, tour.press(ELENA, page, "A link for .*"))
