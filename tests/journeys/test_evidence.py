"""A researcher's way from the guide to a published national report, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.evidence.models import PublishedQuote
from tests.browser import NARROW, WIDE, chromium
from tests.consortium import Consortium, actor_of, also, build, signed_in
from tests.meetings.site import running_site

PATIENCE = 60_000
TALK = "Anna Verdi: We look for work.\nThe rent is far too high for us.\nNobody answers."


@pytest.fixture
def consortium(committed_database: str) -> Consortium:
    """Casa with a researcher, committed."""
    world = build()
    also(world.elena, world.casa, "researcher", "Elena")
    return world


class Desk:
    """A browser at the desk of somebody."""

    def __init__(self, browser: Browser, site: str, cookie: str, scripts: bool) -> None:
        size = WIDE if scripts else NARROW
        self.context = browser.new_context(java_script_enabled=scripts, viewport=size)
        self.context.add_cookies([{"name": "amir", "value": cookie, "url": site}])
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.site = site
        self.base = f"{site}/desk/programmes/amir/evidence/"

    def open(self, path: str = "") -> None:
        """A page of evidence."""
        self.page.goto(f"{self.base}{path}")

    def write(self, **fields: str) -> None:
        """Fill fields by name."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']").first.fill(value)

    def tick(self, label: str) -> None:
        """Choose an answer."""
        self.page.get_by_label(label, exact=True).check(force=True)

    def press(self, button: str) -> None:
        """Press a button of the page."""
        self.page.locator("main").get_by_role("button", name=button).first.click()
        self.page.wait_for_load_state()

    def follow(self, link: str) -> None:
        """Follow a link of the page."""
        self.page.locator("main").get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()


def prepare(desk: Desk) -> None:
    """A guide and a codebook, both published."""
    desk.open("guides/add/")
    desk.write(title="First guide", text="What do you need?\nWhat helps?")
    desk.page.locator("select[name='language']").select_option("en")
    desk.press("Save")
    desk.follow("First guide")
    desk.press("Publish")
    desk.open("codebooks/add/")
    desk.write(name="First codes")
    desk.press("Save")
    desk.follow("Add a code")
    desk.write(name="High rent", definition="Rent is hard to pay")
    desk.tick("Barrier")
    desk.tick("Housing")
    desk.press("Save")
    desk.press("Publish")


def hold(desk: Desk) -> None:
    """A group that is planned and held, with a text from which a name was taken out."""
    day = clock.today() - timedelta(days=1)
    desk.open("groups/add/")
    desk.tick("Third-country nationals")
    desk.write(place="Bologna")
    desk.page.locator("select[name='language']").select_option("en")
    desk.press("Save")
    desk.follow("How it went")
    desk.write(held_on_day=str(day.day), held_on_month=str(day.month), held_on_year=str(day.year),
               people="9", gender_women="5", gender_men="4")  # fmt: skip
    desk.tick("Signed by each of them")
    desk.press("Save")
    desk.follow("Bring a text")
    desk.tick("Transcript")
    desk.page.locator("select[name='language']").select_option("en")
    desk.write(text=TALK)
    desk.press("Save")
    expect(desk.page.locator("main")).to_contain_text("Anna Verdi")
    desk.press("Keep the text")


def mark(desk: Desk, scripts: bool) -> None:
    """The same words: with the keyboard, or by the number of the paragraph and words."""
    desk.follow("Transcript, English")
    if scripts:
        desk.page.locator("[data-paragraph='2']").focus()
        desk.page.keyboard.press("ArrowRight")
        for _ in range(3):
            desk.page.keyboard.press("Shift+ArrowRight")
        desk.page.keyboard.press("Enter")
        expect(desk.page.locator("[name='from_letter']")).to_have_value("3")
    else:
        desk.follow("Begin an excerpt in paragraph 2")
        desk.write(starts_with=" rent", ends_with="far")
    desk.press("Mark it and give codes")
    desk.tick("High rent")
    desk.press("Keep my codes")


def publish(desk: Desk) -> None:
    """The quote is approved, the summary written, the group published."""
    desk.follow("Q1")
    desk.follow("Use it as a quote")
    desk.press("Approve the quote")
    desk.open()
    desk.follow("IT-FG1")
    desk.follow("Summary")
    desk.write(summary="They look for work and for a flat.")
    desk.press("Save")
    for step in ("It is written down", "It is coded", "Publish to the partners"):
        desk.press(step)
    expect(desk.page.locator("main")).to_contain_text("As partners see it")


def tell(desk: Desk) -> None:
    """A national report that shows the quote, published."""
    desk.open("../reports/add/")
    desk.tick("National report")
    desk.write(title="Homes in Italy")
    desk.tick("English")
    desk.page.locator("select[name='country']").select_option("IT")
    desk.press("Save")
    report = desk.page.url
    desk.follow("Barriers")
    section = desk.page.url
    desk.write(text="What people told us about rent.")
    desk.press("Save")
    desk.page.goto(f"{section}block/quotes/")
    desk.press("Put it in")
    for link in sections(desk, report):
        desk.page.goto(f"{desk.site}{link}settings/")
        desk.tick("Ready")
        desk.press("Save")
    desk.page.goto(report)
    desk.press("Give it to review")
    desk.page.goto(f"{report}publish/")
    desk.press("Publish")


def sections(desk: Desk, report: str) -> list[str]:
    """Where the sections of a report are written."""
    desk.page.goto(report)
    links = desk.page.locator("main a[href^='/desk/reports/sections/']").all()
    found = [link.get_attribute("href") or "" for link in links]
    return list(dict.fromkeys(each for each in found if not each.endswith("settings/")))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_researcher_goes_from_the_guide_to_a_published_national_report(
    consortium: Consortium, scripts: bool
) -> None:
    # While a browser runs, the database cannot be asked from here.
    elena, kostas = (
        signed_in(who).cookies["amir"].value for who in (consortium.elena, consortium.kostas)
    )
    with running_site() as site, chromium() as browser:
        desk = Desk(browser, site.address, elena, scripts)
        prepare(desk)
        hold(desk)
        mark(desk, scripts)
        publish(desk)
        partner = Desk(browser, site.address, kostas, scripts)
        partner.open("quotes/")
        partner.follow("IT-FG1-Q1")
        words = partner.page.locator("main")
        expect(words).to_contain_text("High rent")
        expect(words).not_to_contain_text("Anna")
        tell(desk)
        partner.open("../reports/")
        partner.follow("Homes in Italy")
        expect(words).to_contain_text("rent is far")
        expect(words).to_contain_text("IT-FG1-Q1")
    with acting_as(actor_of(consortium.kostas)):
        [quote] = PublishedQuote.objects.all()
    assert quote.text.strip() == "rent is far"
    assert (quote.codes, quote.themes, quote.facets) == (["High rent"], ["housing"], ["barrier"])
