"""The pictures of the docs: each page still comes, and its picture is there and light.

`AMIR_SCREENSHOTS=1 ./amir test tests/journeys/test_screenshots.py tests/journeys/test_whole_way.py`
takes them anew.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.pictures import FOLDER, ON_THE_WAY, keep

DESK, PHONE = {"width": 1280, "height": 640}, {"width": 320, "height": 640}


def stay(page: Page) -> None:
    """The page on which somebody lands."""


def newest_plan(page: Page) -> None:
    """From Today to the plan, by its links."""
    page.locator("nav").get_by_role("link", name="Plans").click()
    page.locator("main table tbody a").first.click()


def undecided_pair(page: Page) -> None:
    """From Today to a pair that waits for a decision."""
    page.get_by_role("link", name=re.compile("pairs wait for your decision")).click()
    page.locator("main table tbody a").first.click()


@dataclass(frozen=True)
class Picture:
    """A page of the demo: its file, who sees it, where, and what stands on it."""

    name: str
    person: str
    path: str
    heading: str
    go: Callable[[Page], None] = stay
    size: tuple[int, int] = (DESK["width"], DESK["height"])


ON_A_PHONE = (PHONE["width"], PHONE["height"])
PICTURES = [
    Picture("home", "", "/en/", "AMIR"),
    Picture("today", "Elena Ferri", "/desk/", "Who needs you today"),
    Picture("who-needs-me", "Elena Ferri", "/desk/today/", "Who needs me today"),
    Picture("people", "Elena Ferri", "/desk/participants/", "People"),
    Picture("plan", "Elena Ferri", "/desk/", "Plan 2", newest_plan),
    Picture("pair", "Elena Ferri", "/desk/", " – ", undecided_pair),
    Picture("deliverables", "Ines Carraro", "/desk/programmes/amir/deliverables/", "Deliverables"),
    Picture("who-did-what", "Marta Villa", "/desk/audit/", "Who did what"),
    Picture("mentee", "Yusuf", "/me/", "Hello, Yusuf", size=ON_A_PHONE),
    Picture("mentor", "Amina", "/me/", "Hello, Amina", size=ON_A_PHONE),
    Picture("who-looked", "Yusuf", "/me/seen/", "Who looked at my data", size=ON_A_PHONE),
]


def look_around_as(page: Page, site: str, person: str) -> None:
    """Sign in as somebody of the demo, by the page that lists them."""
    page.goto(f"{site}/demo/")
    card = page.locator("main .card", has=page.get_by_text(person, exact=True)).first
    card.locator("a").click()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_screenshot_shows_a_page_that_comes(demo: str, browser: Browser, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="light", locale="en"
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    if picture.person:
        look_around_as(page, demo, picture.person)
    answer = page.goto(demo + picture.path)
    assert answer is not None
    assert answer.status == 200
    picture.go(page)
    expect(page.locator("h1")).to_contain_text(picture.heading)
    keep(page, picture.name, picture.size)
    context.close()


def test_every_screenshot_is_of_a_page_in_the_list() -> None:
    """Nothing old lies about."""
    names = {picture.name for picture in PICTURES} | ON_THE_WAY.keys()
    assert {file.stem for file in FOLDER.iterdir()} == names
