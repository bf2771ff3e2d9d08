"""The part of the tour in which a place writes its strategy, and people are asked about it."""

import re
from urllib.parse import urlsplit

from amir.core import clock
from tests.journeys.page import Page, Values
from tests.journeys.tour import Tour, first, links

INES = "Ines Carraro"
STRATEGIES = "/desk/programmes/amir/strategies/"


def _day(name: str) -> Values:
    today = clock.today()
    return {f"{name}_{part}": str(getattr(today, part)) for part in ("year", "month", "day")}


def write_a_strategy(tour: Tour) -> None:
    """A shared strategy in two editions; a place adapts it and looks at what changed."""
    page = tour.open(INES, f"{STRATEGIES}begin-shared/")
    shared = tour.press(INES, page, "Begin", {"title": "A shared strategy", "language": "en"})
    _write(tour, shared, "add/objective/", {"title": "Find work", "text": "For all."})
    _write(tour, shared, "add/measure/", {"title": "Courses", "objective": "find-work"})
    _write(tour, shared, "publish/", {}, "Publish")
    page = tour.open(INES, f"{STRATEGIES}begin/")
    form, _text = page.form("Begin")
    local = tour.press(
        INES, page, "Begin", {"title": "Our place", **form.ticked("A shared strategy")}
    )
    _write(tour, shared, "section/vision/edit/", {"title": "Vision", "text": "A home for all."})
    _write(tour, shared, "publish/", {}, "Publish")
    tour.open(INES, f"{local.path}template/")
    tour.open(INES, f"{local.path}template/section/vision/")
    _write(tour, local, "objective/find-work/source/", {"title": "A survey"}, "Cite it")
    page = tour.see(INES, tour.visitor(INES).get(local.path))
    tour.open(INES, first(page, "/evidence/source/"))
    _write(tour, local, "partners/add/", {"name": "Chamber", "group": "employers",
                                          "turnout": "came"}, "Write it down")  # fmt: skip
    for path in ("measures/", "measures/courses/", "measures/courses/follow/", "plan/", "chain/",
                 "coverage/", "partners/", "section/vision/history/",
                 "objective/find-work/cite/", "step/finish/"):  # fmt: skip
        tour.open(INES, local.path + path)
    _ask_people(tour, local)
    page = tour.visitor(INES).get(local.path)
    tour.open(INES, first(page, f"{STRATEGIES}editions/"))


def _ask_people(tour: Tour, local: Page) -> None:
    """A round: answered from a phone, a workshop, paper, answers."""
    page = tour.open(INES, f"{local.path}rounds/begin/")
    held = tour.press(INES, page, "Prepare it", {"title": "What do you think?"})
    held = tour.see(INES, tour.press(INES, held, "Open the round"))
    found = re.search(r"/consult/[\w-]+/", held.html)
    assert found
    page = tour.open("has been asked", found[0])
    page = tour.press("has been asked", page, "Answer now")
    tour.see("has been asked", page)
    while "/a/" in page.path and not page.path.endswith("/send/"):
        said = {} if 'type="radio"' in page.html else {"answer": "More courses"}
        page = tour.go_on("has been asked", page, said)
    tour.see("has been asked", page)
    tour.see("has been asked", tour.press("has been asked", page, "Send"))
    tour.open("has been asked", f"{found[0]}answers/")
    # Somebody else stays on a question.
    page = tour.visitor("is being asked").get(found[0])
    tour.see("is being asked", tour.press("is being asked", page, "Answer now"))
    for path in ("edit/", "workshop/", "publish/"):
        tour.open(INES, held.path + path)
    page = tour.open(INES, f"{held.path}type/")
    tour.press(INES, page, "Save", {"q_change": "A bus"})
    page = tour.open(INES, f"{held.path}contributions/")
    paths = [urlsplit(path).path for path in links(page)]
    said_path = next(path for path in paths if path.startswith("/desk/contributions/"))
    tour.open(INES, said_path)
    tour.open(INES, f"{said_path}answer/")


def _write(tour: Tour, strategy: Page, path: str, values: Values, button: str = "Save") -> None:
    page = tour.open(INES, strategy.path + path)
    tour.press(INES, page, button, values)
