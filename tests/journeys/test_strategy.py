"""An officer's way: quick check, strategy of a place, answers from phones, adoption."""

import re
from uuid import uuid4

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from amir.core import clock
from tests.browser import NARROW, WIDE
from tests.journeys.desk import PATIENCE, account_of, press

QUESTIONS = 12
STRATEGIES = "/desk/programmes/amir/strategies/"
SAID = "نحتاج إلى دروس في المساء"


def fill_day(page: Page, name: str) -> None:
    """Today in the three boxes."""
    today = clock.today()
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}_{part}]").fill(str(getattr(today, part)))


def check_quickly(page: Page, site: str) -> None:
    """A newcomer answers the twelve questions and takes the outline away."""
    page.goto(f"{site}/quick-check/")
    questions = page.locator("main form fieldset")
    assert questions.count() == QUESTIONS
    for number in range(QUESTIONS):
        questions.nth(number).get_by_label("In part", exact=True).check()
    press(page, "Show the result")
    with page.expect_download() as taken:
        page.get_by_role("link", name="English (.docx)").click()
    headings = [each.text for each in Document(taken.value.path()).paragraphs if each.text]
    assert len(headings) > QUESTIONS


def share(page: Page, site: str, title: str) -> None:
    """A shared strategy with an objective and a measure, published."""
    page.goto(f"{site}{STRATEGIES}begin-shared/")
    page.locator("[name=title]").fill(title)
    page.get_by_label("English", exact=True).check()
    press(page, "Begin")
    base = page.url
    page.goto(f"{base}add/objective/")
    page.locator("[name=title]").fill("Find work")
    press(page, "Save")
    page.goto(f"{base}add/measure/")
    page.locator("[name=title]").fill("Courses")
    page.get_by_label("Find work").check()
    press(page, "Save")
    page.goto(f"{base}publish/")
    press(page, "Publish")


def adapt(page: Page, site: str, title: str) -> str:
    """The strategy of a place from it; its address."""
    page.goto(f"{site}{STRATEGIES}begin/")
    page.locator("[name=title]").fill(f"Our {title}")
    page.get_by_label(title, exact=True).check()
    press(page, "Begin")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Our {title}")
    return page.url


def answer_on_a_phone(browser: Browser, address: str, *, scripts: bool) -> str:
    """Somebody answers in Arabic, at 320 px; the address of the public page."""
    with browser.new_context(
        locale="ar",
        viewport=NARROW,
        java_script_enabled=scripts,  # type: ignore[arg-type]
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}?language=ar")
        page.locator("main form button").first.click()
        while not page.url.endswith("/send/"):
            assert page.locator("html").get_attribute("dir") == "rtl"
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            box = page.locator("main textarea")
            if box.count():
                box.first.fill(SAID)
            page.locator("main form button.primary").first.click()
        page.locator("main form button.primary").first.click()
        page.wait_for_url("**/thanks/")
        assert context.cookies() == []
    return address


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_officer_goes_from_quick_check_to_an_adopted_strategy(
    demo: str, browser: Browser, scripts: bool
) -> None:
    title = f"Together {uuid4().hex[:6]}"
    with browser.new_context(
        locale="en",
        viewport=WIDE,
        java_script_enabled=scripts,  # type: ignore[arg-type]
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        check_quickly(page, demo)
        page.goto(f"{demo}/demo/as/{account_of(demo, 'Ines Carraro')}/")
        share(page, demo, title)
        base = adapt(page, demo, title)
        page.goto(f"{base}rounds/begin/")
        press(page, "Prepare it")
        press(page, "Open the round")
        held = page.url
        found = re.search(r"/consult/[\w-]+/", page.content())
        assert found
        answer_on_a_phone(browser, demo + found[0], scripts=scripts)
        page.goto(held)
        press(page, "Close the round")
        page.goto(f"{held}contributions/")
        page.get_by_role("link", name=re.compile(SAID[:8])).first.click()
        expect(page.get_by_text(SAID).first).to_be_visible()
        if page.get_by_role("button", name="Take it").count():
            press(page, "Take it")
        page.get_by_role("link", name="Answer it").click()
        page.locator("[name=answer]").fill("Two new courses from autumn.")
        press(page, "Save")
        page.goto(f"{held}publish/")
        page.get_by_label("I have looked at what may be a name").check()
        press(page, "Publish")
        page.goto(f"{demo}{found[0]}answers/")
        expect(page.get_by_text("Two new courses from autumn.")).to_be_visible()
        page.goto(f"{base}measure/courses/edit/")
        page.locator("[name=why_not]").fill("It is for all adults in its first year.")
        press(page, "Save")
        page.goto(f"{base}step/finish/")
        press(page, "The text is final")
        page.goto(f"{base}step/adopt/")
        fill_day(page, "on")
        page.locator("[name=by]").fill("City council")
        press(page, "It was adopted")
        expect(page.get_by_text("City council").first).to_be_visible()
        expect(page.get_by_text("Adopted", exact=True).first).to_be_visible()
