"""A coordinator sees who is late and publishes the comparative report."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import WIDE
from tests.journeys.desk import PATIENCE, account_of, press

PROGRAMME = "/desk/programmes/amir/"


def see_who_is_late(page: Page, site: str) -> None:
    """The table of the partners, and one deliverable that somebody still owes."""
    page.goto(f"{site}{PROGRAMME}coverage/")
    late = page.locator("main .card", has=page.get_by_role("heading", name="Who is late"))
    expect(late).to_contain_text("Maracana")
    late.get_by_role("link", name="National report").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("National report")


def write(page: Page, site: str, title: str) -> str:
    """The report with a live table in its first section, every section ready; its address."""
    page.goto(f"{site}{PROGRAMME}reports/add/")
    page.get_by_label("Comparative report", exact=True).check()
    page.locator("[name=title]").fill(title)
    page.get_by_label("English", exact=True).check()
    press(page, "Save")
    report = page.url
    links = page.locator("main a[href^='/desk/reports/sections/']")
    found = list(dict.fromkeys(a.get_attribute("href") for a in links.all()))
    sections = [address for address in found if address and not address.endswith("settings/")]
    page.goto(f"{site}{sections[0]}")
    page.locator("[name=text]").fill("What groups in all countries told us.")
    press(page, "Save")
    page.goto(f"{site}{sections[0]}block/matrix/")
    press(page, "Put it in")
    for section in sections:
        page.goto(f"{site}{section}settings/")
        page.get_by_label("Ready", exact=True).check()
        press(page, "Save")
    return report


def figures(text: str) -> list[str]:
    """Every number with the number of its source, as they stand in a text."""
    return re.findall(r"\d+\s?\[\d+\]", text)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_coordinator_sees_who_is_late_and_publishes_the_comparative_report(
    demo: str, browser: Browser, scripts: bool
) -> None:
    title = f"Eight countries {uuid4().hex[:6]}"
    with browser.new_context(
        locale="en",
        viewport=WIDE,  # type: ignore[arg-type]
        java_script_enabled=scripts,
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{demo}/demo/as/{account_of(demo, 'Ines Carraro')}/")
        see_who_is_late(page, demo)
        report = write(page, demo, title)
        page.goto(f"{report}preview/")
        draft = figures(page.locator("main").inner_text())
        assert len(draft) >= 100
        page.goto(report)
        press(page, "Give it to review")
        page.goto(f"{report}publish/")
        press(page, "Publish")
    with browser.new_context(locale="en") as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{demo}/en/programmes/amir/publications/")
        page.get_by_role("link", name=title).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert figures(page.locator("main").inner_text())
