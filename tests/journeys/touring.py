"""A walk through the demo that opens one page of every route, by links and by what people do."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from tests.journeys.page import Values
from tests.journeys.planning import write_a_strategy
from tests.journeys.tour import LONGEST_WAIT, Tour, first, links, route_of
from tests.journeys.touring_evidence import hear_a_group
from tests.journeys.touring_matches import (
    begin_a_match,
    close_a_match,
    help_a_pair,
    write_down_a_meeting,
)
from tests.journeys.touring_reports import write_a_report
from tests.journeys.visitor import Upload, Visitor

# Where each kind of person starts. Names are those of the page that lists who can be looked at.
STARTS = {
    "Marta Villa": ["/desk/", "/desk/organisation/"],
    "Ines Carraro": ["/desk/"],
    "Elena Ferri": [
        "/desk/", "/desk/participants/", "/desk/search/?q=Amina", "/desk/programmes/amir/cohorts/",
        "/desk/work/", "/desk/audit/",
    ],
    "Giulia Moretti": ["/desk/"],
    "Frida Lund": ["/desk/"],
    "Yusuf": ["/me/", "/me/data/", "/ways-in/"],
    "Amina": ["/me/", "/me/evaluation/before/"],
    "visitor": ["/", "/sign-in/", "/sign-in/body/back/", "/concern/", "/demo/", "/nowhere/"],
    "leaves": ["/exit/"],
}  # fmt: skip
DIGITS = re.compile(r"\b(\d{6})\b")
ELENA, GIULIA, INES = "Elena Ferri", "Giulia Moretti", "Ines Carraro"
SHARED_PHONE, PLACE_OF_MAIL = "+39 340 777 0000", "tour@example.org"
# Nobody can tell whether the fourth is a day or a month.
QUESTIONABLE = """Role,First name,Phone,Date of birth,Languages,Topics,Consent on,City
mentee,Rima,+39 340 777 0001,04/05/1990,Arabic,work,03/04/2025,Bologna
mentor,Omar,+39 340 777 0002,06/07/1988,Arabic,wrok,03/04/2025,Bolonia
"""


def follow_links(tour: Tour, name: str) -> None:
    """See the starts of somebody, and every page of a route that nobody saw before."""
    for start in STARTS[name]:
        tour.open(name, start)
    waiting = [path for stop in tour.stops if stop.browser == name for path in links(stop)]
    tried: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        route = route_of(path)
        if not route or route in tour.routes or path in tried:
            continue
        tried.add(path)
        page = tour.visitor(name).get(path)
        if page.status == 200 and route_of(page.path) not in tour.routes:
            waiting += links(tour.see(name, page))


def add_two_people(tour: Tour) -> None:
    """Two applicants with one phone; one of them gets a card."""
    page = tour.visitor(ELENA).get("/desk/participants/")
    for name in ("Samira", "Tariq"):
        page = tour.visitor(ELENA).get("/desk/participants/add/")
        told = {
            "side": "mentee", "preferred_name": name, "phone": SHARED_PHONE,
            "email": f"{name.lower()}.{PLACE_OF_MAIL}",
        }  # fmt: skip
        page = tour.press(ELENA, page, "Continue", told)
        if name == "Samira":
            tour.see(ELENA, page)  # one box is not ticked: with the summary of errors
        form, _text = page.form("Continue")
        agreed = form.ticked("They know that we write this down, and agree")
        page = tour.press(ELENA, page, "Continue", agreed)
        while route_of(page.address) == "participant_add":
            tour.see(ELENA, page)
            page = tour.go_on(ELENA, page)
    tour.see(ELENA, page)
    tour.open(ELENA, first(page, "/decide/"))
    asking = tour.visitor(ELENA).get(first(page, "/desk/people/.*/card/"))
    card = tour.press(ELENA, asking, "Make the card")
    if found := re.search(r"/card/[\w-]+/", card.words):
        tour.open("at the door with a card", found[0])


def stand_at_the_door(tour: Tour) -> None:
    """The digits come; then which of the two on that phone; then a PIN of one's own."""
    door, stays = "at the door", "waits for digits"
    known = tour.letters()
    page = tour.visitor(door).get("/sign-in/")
    page = tour.press(door, page, "Send me the digits", {"contact": SHARED_PHONE})
    # Whoever has signed in sees the page for the digits no more; somebody else stays there.
    asked = tour.visitor(stays).get("/sign-in/")
    told = {"contact": "nobody@example.org"}
    tour.see(stays, tour.press(stays, asked, "Send me the digits", told))
    digits = DIGITS.search(tour.letter(re.escape(SHARED_PHONE.replace(" ", "")), known))
    assert digits
    page = tour.see(door, tour.go_on(door, page, {"code": digits[1]}))
    page = tour.go_on(door, page, page.form("Continue")[0].ticked("Samira"))
    tour.see(door, page)


def invite_a_colleague(tour: Tour) -> None:
    """Somebody new of the staff comes to the door, and needs a second proof first."""
    marta, door, mail = "Marta Villa", "new colleague", f"chiara.{PLACE_OF_MAIL}"
    page = tour.visitor(marta).get("/desk/organisation/")
    page = tour.visitor(marta).get(first(page, "/invite/"))
    told = {"shown_name": "Chiara", "email": mail, "role": "coordinator"}
    tour.press(marta, page, "Invite", told)
    known = tour.letters()
    page = tour.visitor(door).get("/sign-in/")
    page = tour.press(door, page, "Send me the digits", {"contact": mail})
    digits = DIGITS.search(tour.letter(re.escape(mail), known))
    assert digits
    page = tour.see(door, tour.go_on(door, page, {"code": digits[1]}))
    tour.open(door, "/ways-in/app/")
    tour.open(door, "/ways-in/passkey/")
    printed = subprocess.run(
        [sys.executable, "-m", "amir.config.command", "invite", mail],
        env={**os.environ, "AMIR_HOME": str(tour.home)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    tour.open("has an invitation", urlsplit(printed.stdout.strip()).path)


def report_a_concern(tour: Tour) -> None:
    """A mentee tells something; the lead reads it."""
    page = tour.visitor("Yusuf").get("/concern/")
    told: dict[str, Values] = {
        "urgency": {"urgency": "soon"}, "reach": {"reach": "known"},
        "text": {"text": "A made-up example."},
    }  # fmt: skip
    while route_of(page.address) != "concern_sent":
        tour.see("Yusuf", page)
        form = next(form for form in page.forms if "form_id" in form.sent)
        step = form.sent.get("step", [""])[0]
        page = tour.go_on("Yusuf", page, told.get(step))
    tour.see("Yusuf", page)
    page = tour.open(GIULIA, "/desk/concerns/")
    tour.open(GIULIA, first(page, r"/desk/concerns/[\w-]{36}/"))


def support_mentors(tour: Tour) -> None:
    """A mentee suggests something; a coordinator writes a gathering down and reads it all."""
    page = tour.open("Yusuf", "/me/suggest/")
    tour.go_on("Yusuf", page, {"text": "More evenings, please."})
    page = tour.open(ELENA, "/desk/support/add/")
    page = tour.go_on(ELENA, page, {"kind": "group", "title": "A made-up evening"})
    tour.open(ELENA, first(page, r"/desk/support/[\w-]{36}/"))
    tour.open(ELENA, first(page, r"/desk/support/suggestions/[\w-]{36}/"))
    page = tour.visitor(ELENA).get("/desk/participants/?side=mentor")
    page = tour.visitor(ELENA).get(first(page, r"/desk/participants/[\w-]{36}/"))
    tour.open(ELENA, first(page, r"/desk/support/mentors/[\w-]{36}/"))


def open_an_emergency(tour: Tour) -> None:
    """The lead looks past the locks."""
    page = tour.visitor(GIULIA).get("/desk/emergencies/open/")
    told = {"email": f"samira.{PLACE_OF_MAIL}", "reason": "A made-up example that cannot wait."}
    tour.see(GIULIA, tour.press(GIULIA, page, "Open it now", told))
    tour.open(GIULIA, "/desk/emergencies/")


def decide_on_a_pair(tour: Tour) -> None:
    """A coordinator looks at a proposal and asks both sides; one of them reads the question."""
    plan = first(tour.visitor(ELENA).get("/desk/plans/"), r"/desk/plans/[\w-]{36}/")
    page = tour.open(ELENA, f"{plan}?state=proposed")
    pair = tour.open(ELENA, first(page, "/desk/plans/pairs/"))
    tour.open(ELENA, first(pair, "/mentor/"))
    tour.open(ELENA, f"{plan}reject/?pair={pair.path.split('/')[-2]}")
    known = tour.letters()
    tour.see(ELENA, tour.press(ELENA, pair, "Accept and ask both"))
    if found := re.search(r"/answer/[\w-]+/", tour.letter("/answer/", known)):
        tour.open("has a link", found[0])
    person = tour.visitor(ELENA).get(first(pair, r"/desk/participants/[\w-]{36}/"))
    tour.accounts["asked"] = first(person, "/desk/people/.*/card/").split("/")[3]
    page = tour.open("asked", "/me/")
    form, _text = page.form("No, thank you")
    tour.open("asked", form.action)


def paste_a_list(tour: Tour) -> None:
    """A list with a question in it, and an empty one."""
    for cells in (QUESTIONABLE, "Name\n"):
        page = tour.visitor(ELENA).get("/desk/lists/")
        page = tour.press(ELENA, page, "Upload", {"text": cells})
        end = time.monotonic() + LONGEST_WAIT
        while 'id="work"' in page.html and time.monotonic() < end:
            time.sleep(0.2)
            page = tour.visitor(ELENA).get(page.path)
        tour.see(ELENA, page)


APPLICATION: dict[str, Values] = {
    "name": {"name": "Rima"}, "phone": {"phone": "+39 340 777 0009"}, "adult": {"adult": "yes"},
    "languages": {"languages": "ar"}, "place": {"place": "Bologna"}, "themes": {"themes": "work"},
    "time": {"time": "evenings"}, "years": {"years": "3"}, "words": {"words": "An example."},
    "heard": {"heard": "poster"}, "consent": {"agree": "on"},
}  # fmt: skip


def apply_for_a_role(tour: Tour) -> None:
    """A coordinator looks at a role; somebody applies page by page; it is looked into."""
    page = tour.open(ELENA, "/desk/roles/")
    role = tour.open(ELENA, first(page, r"/desk/roles/[\w-]{36}/$"))
    for shape in ("/criteria/", "/text/en/", "/consent/en/"):
        tour.open(ELENA, first(role, shape))
    tour.open("reads a poster", first(role, r"/join/[\w-]+/poster/"))
    page = tour.open("applies", first(role, r"/join/[\w-]+/$"))
    page = tour.press("applies", page, "Apply now")
    while route_of(page.address) == "apply_step":
        tour.see("applies", page)
        step = page.path.split("?")[0].rstrip("/").rsplit("/", 1)[1]
        page = tour.go_on("applies", page, APPLICATION.get(step))
    tour.see("applies", page)
    tour.open(ELENA, "/desk/applications/help/")
    page = tour.open(ELENA, "/desk/applications/")
    page = tour.open(ELENA, first(page, r"/desk/applications/[\w-]{36}/$"))
    for act in ("interview", "decide", "modules"):
        tour.open(ELENA, first(page, f"/{act}/$"))


def write_the_handbook(tour: Tour) -> None:
    """All partners are asked to test the newest edition, and one says how it went."""
    base = "/desk/programmes/amir/handbook/"
    tour.open(INES, f"{base}publish/")
    page = tour.open(INES, f"{base}2/testers/")
    form, _text = page.form("Ask them")
    tour.see(INES, tour.press(INES, page, "Ask them", form.ticked(*form.boxes)))
    tour.open(ELENA, f"{base}2/comment/")


def collect_practices(tour: Tour) -> None:
    """Ines writes a practice down, assesses and publishes it, and brings a list of others."""
    page = tour.open(INES, "/desk/programmes/amir/practices/add/")
    told: dict[str, Values] = {
        "title": "A made-up practice", "summary": "A made-up example.", "how": "Twice a week.",
        "country": "IT", "place": "Bologna", "language": "en",
    }  # fmt: skip
    form, _text = page.form("Save")
    told |= form.ticked("Women", "Housing")
    page = tour.see(INES, tour.press(INES, page, "Save", told))
    tour.open(INES, first(page, "/desk/practices/.*/edit/"))
    tour.see(INES, tour.press(INES, tour.open(INES, page.path), "Report it"))
    tour.open(INES, first(page, "/desk/practices/.*/transfers/add/"))
    tour.open(INES, first(page, "/desk/practices/.*/media/add/"))
    page = tour.see(INES, tour.press(INES, tour.open(INES, page.path), "Publish"))
    begun = tour.press(INES, tour.open(INES, page.path), "Assess it")
    tour.see(INES, begun)
    tour.open(INES, begun.path.replace("answers/", ""))
    tour.open("visitor", first(page, r"^/practices/[\w-]{36}/$"))
    lists = tour.open(INES, "/desk/practices/lists/")
    made_up = Upload("made-up.csv", b"Title,Country,Theme,Summary\nOne,IT,gardening,Made up.\n")
    tour.see(INES, tour.visitor(INES).press(lists, "Bring it", files={"upload": [made_up]}))
    for path in ("/quick-check/", "/practices/?q=made", "/desk/assessments/"):
        tour.open(INES if path.startswith("/desk") else "visitor", path)


def read_publications(tour: Tour) -> None:
    """A visitor reads what was published; Ines looks at it from the desk."""
    page = tour.open("visitor", "/en/programmes/amir/publications/")
    for path in [path for path in links(page) if path.startswith("/publications/")]:
        tour.open("visitor", path)
    desk = tour.open(INES, "/desk/programmes/amir/publications/")
    tour.open(INES, first(desk, "/desk/publications/.*/withdraw/"))


STEPS: tuple[Callable[[Tour], None], ...] = (
    add_two_people, stand_at_the_door, invite_a_colleague, report_a_concern, support_mentors,
    open_an_emergency, decide_on_a_pair, help_a_pair, begin_a_match, paste_a_list, apply_for_a_role,
    write_the_handbook, collect_practices, write_a_strategy, write_down_a_meeting, close_a_match,
    hear_a_group, write_a_report, read_publications,
)  # fmt: skip


def tour_of(site: str, home: Path) -> Tour:
    """Walk through the demo at an address whose files are in `home`."""
    tour = Tour(site, home)
    page = Visitor(site).get("/demo/")
    for card in page.html.split('class="card')[1:]:
        name = re.search(r">\s*([^<>\s][^<>]*?)\s*<", card)
        account = re.search(r"/demo/as/([0-9a-f-]+)/", card)
        if name and account:
            tour.accounts.setdefault(unescape(name[1]), account[1])
    for step in STEPS:
        step(tour)
    for name in STARTS:
        follow_links(tour, name)
    return tour
