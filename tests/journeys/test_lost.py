"""The line breaks while somebody types or sends: what was typed is there again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import demo_folder
from tests.journeys.house import newcomers

FORM = "/desk/participants/add/"
NAME = "Rima al-Masri 😀"
PATIENCE = 30_000


@pytest.fixture(scope="module")
def account(demo: str) -> str:
    """A coordinator."""
    [[elena, _marco]] = newcomers(demo_folder() / "home")
    return elena


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of the coordinator's own."""
    with browser.new_context(locale="en") as context:
        context.set_default_timeout(PATIENCE)
        yield context


@pytest.fixture
def page(demo: str, context: BrowserContext, account: str) -> Page:
    """Where the coordinator is at first."""
    page = context.new_page()
    page.goto(f"{demo}/demo/as/{account}/")
    return page


def lose_the_line(context: BrowserContext, page: Page) -> None:
    """Press the button of the form without a line."""
    context.set_offline(True)
    page.locator("#form button.primary").first.click()
    page.wait_for_url("chrome-error://**")
    context.set_offline(False)


def test_form_that_could_not_be_sent_is_filled_in_once_more(
    demo: str, context: BrowserContext
) -> None:
    page = context.new_page()
    contact = page.get_by_label("Phone number or e-mail")
    page.goto(f"{demo}/sign-in/")
    contact.fill("rima@example.org")
    lose_the_line(context, page)
    page.goto(f"{demo}/en/")
    page.goto(f"{demo}/sign-in/")
    expect(contact).to_have_value("rima@example.org")
    page.goto(f"{demo}/sign-in/")
    expect(contact).to_have_value("")


def test_form_that_was_answered_is_empty_the_next_time(demo: str, context: BrowserContext) -> None:
    page = context.new_page()
    contact = page.get_by_label("Phone number or e-mail")
    page.goto(f"{demo}/sign-in/")
    contact.fill("no contact at all")
    page.locator("#form button.primary").first.click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(contact).to_have_value("no contact at all")
    page.goto(f"{demo}/sign-in/")
    expect(contact).to_have_value("")


def test_draft_says_that_there_is_no_line_and_is_kept_when_it_is_back(
    demo: str, context: BrowserContext, page: Page
) -> None:
    page.goto(demo + FORM)
    context.set_offline(True)
    page.get_by_label("Full name").fill(NAME)
    page.get_by_label("Mentor").check()
    said = page.locator(".draft-said")
    expect(said).to_have_text("Not saved yet. There is no connection.", timeout=PATIENCE)
    context.set_offline(False)
    expect(said).to_have_text("Saved", timeout=PATIENCE)
    other = context.new_page()
    other.goto(demo + FORM)
    expect(other.get_by_label("Full name")).to_have_value(NAME)
    expect(other.get_by_label("Mentor")).to_be_checked()
    other.get_by_label("Full name").fill("")
    other.get_by_role("button", name="Save and finish later").click()
    expect(other.get_by_text("Your answers are kept. You can go on later.")).to_be_visible()
    other.goto(demo + FORM)
    expect(other.get_by_label("Full name")).to_have_value("")


def test_report_of_a_concern_stays_in_no_browser(
    demo: str, context: BrowserContext, page: Page
) -> None:
    page.goto(f"{demo}/concern/")
    page.locator("main a[href^='/concern/']").first.click()
    address = page.url
    page.get_by_label("Soon").check()
    lose_the_line(context, page)
    page.goto(address)
    expect(page.get_by_label("Soon")).not_to_be_checked()
    assert page.evaluate("sessionStorage.length") == 0
