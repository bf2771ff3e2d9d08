"""Passkeys in a real browser, with the virtual authenticator of Chromium; and the pages as such."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from uuid import uuid4
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.people.actions import invite

from .browsers import a_staff_account

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
INVITING = platform("setup", ["people.register", "people.invite"])
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The test's output is not the place for a log."""


@pytest.fixture
def site(committed_database: str) -> Iterator[str]:
    """The address of the site; passkeys need a name, so not 127.0.0.1."""
    server = make_server("localhost", 0, StaticFilesHandler(WSGIHandler()), WSGIServer, _Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def chromium(site: str) -> Iterator[Browser]:
    """A browser that ends before the site does: its event loop stands in the database's way."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def with_authenticator(context: BrowserContext) -> Page:
    """A page whose browser has a device that unlocks by itself."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    return page


def apart(act: Callable[[], str]) -> str:
    """Do something in the database, in a thread without the browser's event loop."""

    def done() -> str:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(done).result()


def link_for_new_staff() -> str:
    """The address of an invitation for somebody new."""

    def make() -> str:
        account = a_staff_account(uuid4())
        with acting_as(INVITING):
            return f"/invitation/{invite(INVITING, account_id=account.pk)}/"

    return apart(make)


def test_passkey_is_made_at_the_first_sign_in_and_is_enough_afterwards(
    chromium: Browser, site: str
) -> None:
    context = chromium.new_context(viewport=NARROW)  # type: ignore[arg-type]
    page = with_authenticator(context)
    page.goto(site + link_for_new_staff())
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Make my passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    page.goto(f"{site}/ways-in/")
    assert page.get_by_role("heading", name="Sign in").count() == 1
    page.goto(f"{site}/sign-in/go-on/?")
    page.goto(f"{site}/ways-in/")
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/desk/")
    page.goto(f"{site}/ways-in/")
    assert page.get_by_role("heading", name="Passkeys and apps").count() == 1
    context.close()


def test_passkey_of_another_device_is_nobodys(chromium: Browser, site: str) -> None:
    context = chromium.new_context()
    page = with_authenticator(context)
    page.goto(f"{site}/sign-in/passkey/")
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_text("It did not work.").wait_for()
    context.close()


def test_without_javascript_the_other_ways_are_shown(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sign-in/passkey/")
    assert page.get_by_role("button", name="Use my passkey").count() == 0
    page.get_by_text("This browser cannot use passkeys now.").wait_for()
    context.close()


def test_pages_of_the_ways_in_have_no_axe_violation(chromium: Browser, site: str) -> None:
    bad = {}
    for (theme, language), viewport in product((("light", "en"), ("dark", "ar")), (NARROW, WIDE)):
        context = chromium.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            color_scheme=theme,  # type: ignore[arg-type]
        )
        context.add_cookies([{"name": "language", "value": language, "url": site}])
        page = context.new_page()
        link = link_for_new_staff()
        for address in ("/sign-in/", "/sign-in/passkey/", link, "/card/none/", "/exit/"):
            page.goto(site + address)
            bad[language, viewport["width"], address] = problems(page)
        page.goto(site + link)
        page.locator("main form button[type=submit]").click()
        for address in ("/sign-in/factor/", "/ways-in/app/", "/ways-in/passkey/"):
            page.goto(site + address)
            bad[language, viewport["width"], address] = problems(page)
        context.close()
    assert {where: found for where, found in bad.items() if found} == {}


def problems(page: Page) -> list[str]:
    """What is wrong with a page for those who cannot see it, or see it small."""
    found = [
        f"{each['id']} {node['target']}"
        for each in Axe().run(page).response["violations"]
        for node in each["nodes"]
    ]
    root = "document.documentElement"
    if page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
        found.append("cut off")
    return found
