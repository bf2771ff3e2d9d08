"""Somebody of the demo at their desk, in a real browser."""

import re

from playwright.sync_api import Page

from tests.journeys.visitor import Visitor

PATIENCE = 60_000


def account_of(site: str, name: str) -> str:
    """The account of somebody whom the page of the demo lists."""
    cards = Visitor(site).get("/demo/").html.split('class="card')[1:]
    card = next(c for c in cards if re.search(rf">\s*{name}\s*<", c))
    found = re.search(r"/demo/as/([0-9a-f-]+)/", card)
    assert found
    return found[1]


def press(page: Page, name: str) -> None:
    """Press a button by its whole name, and wait for the page to which it leads."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()
