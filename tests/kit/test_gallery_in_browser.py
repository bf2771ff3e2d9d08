"""The gallery in a real browser: no axe violation, nothing cut off, every key and button works."""

import os
import threading
from collections.abc import Iterator
from itertools import product
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, Page

from amir.kit import shells
from amir.kit.gallery import PAGES
from tests.browser import NARROW, RULES, WIDE, chromium

# WCAG 1.4.12: what readers may set must not cut anything off.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"
)


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The test's output is not the place for a log."""


@pytest.fixture
def site(committed_database: str) -> Iterator[str]:
    """The address of the kit's pages, served by threads as in life."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), WSGIServer, _Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; Django would not touch the database beside a loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with chromium() as started:
        yield started
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def look(
    browser: Browser, site: str, *, language: str = "en",
    viewport: dict[str, int] = WIDE, scripted: bool = True,
) -> BrowserContext:  # fmt: skip
    context = browser.new_context(
        viewport=viewport,  # type: ignore[arg-type]
        java_script_enabled=scripted,
        # Colours on their way from light to dark are neither.
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "language", "value": language, "url": site}])
    return context


def violations(page: Page) -> list[str]:
    """What axe finds; its script is already in the page."""
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(r => r.violations)", options)
    return [f"{v['id']} {node['target']} {node['failureSummary']}" for v in found
            for node in v["nodes"]]  # fmt: skip


def is_cut_off(page: Page) -> bool:
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_gallery_has_no_axe_violation_and_nothing_cut_off(
    browser: Browser, site: str, language: str
) -> None:
    bad = {}
    for name in PAGES:
        context = look(browser, site, language=language)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(f"{site}/gallery/{name}/")
        if said:  # the content policy speaks here when something inline was kept out
            bad["console", 0, name] = list(said)
        page.evaluate(Axe().axe_script)
        for theme, viewport in product(("light", "dark"), (NARROW, WIDE)):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            found = violations(page) + (["cut off"] if is_cut_off(page) else [])
            if found:
                bad[theme, viewport["width"], name] = found
        context.close()
    assert bad == {}


def test_gallery_bears_large_text_and_wide_spacing(browser: Browser, site: str) -> None:
    context = look(browser, site, viewport=NARROW)
    page = context.new_page()
    bad = []
    for name in PAGES:
        page.goto(f"{site}/gallery/{name}/")
        page.evaluate(
            "css => { const s = new CSSStyleSheet(); s.replaceSync(css);"
            " document.adoptedStyleSheets = [s]; }",
            SPACING,
        )
        if is_cut_off(page):
            bad.append(f"{name} with wide spacing")
        page.set_viewport_size({"width": 640, "height": 640})
        page.evaluate(
            "() => { const s = new CSSStyleSheet(); s.replaceSync('html { font-size: 200% }');"
            " document.adoptedStyleSheets = [s]; }"
        )
        if is_cut_off(page):
            bad.append(f"{name} with text of 200 %")
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    context.close()
    assert bad == []


def test_targets_are_large_enough_for_fingers(browser: Browser, site: str) -> None:
    script = """least => [...document.querySelectorAll('a, button, summary, input')]
      .filter(e => e.type !== 'hidden' && e.checkVisibility())
      .filter(e => !e.closest('.unseen, .skip, p, td, dd, h2'))
      .map(e => [e.getBoundingClientRect(), e])
      .filter(([box]) => box.width && (box.width < 24 || box.height < least))
      .map(([box, e]) => `${e.tagName} ${e.textContent.trim()} ${box.width}x${box.height}`)"""
    context = look(browser, site, viewport=NARROW)
    page = context.new_page()
    small = {}
    for name, least in (("me", 44), ("forms", 44), ("pieces", 44), ("desk", 24)):
        page.goto(f"{site}/gallery/{name}/")
        if found := page.evaluate(script, least):
            small[name] = found
    context.close()
    assert small == {}


def test_error_summary_takes_the_focus(browser: Browser, site: str) -> None:
    context = look(browser, site)
    page = context.new_page()
    page.goto(f"{site}/gallery/forms/")
    page.get_by_role("button", name="Continue").click()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Fill in: When were you born?").click()
    assert page.evaluate("document.activeElement.id") == "id_born_day"
    context.close()


def test_form_works_without_javascript(browser: Browser, site: str) -> None:
    context = look(browser, site, scripted=False)
    page = context.new_page()
    page.goto(f"{site}/gallery/me/")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Choose an answer: Who should your mentor be?").click()
    page.get_by_label("A woman").check()
    page.get_by_role("button", name="Continue").click()
    assert page.get_by_text("There is a problem").count() == 0
    assert page.get_by_label("A woman").is_checked()
    context.close()


def test_language_switch_keeps_what_was_typed(browser: Browser, site: str) -> None:
    context = look(browser, site)
    page = context.new_page()
    page.goto(f"{site}/gallery/forms/")
    page.get_by_label("Your name").fill("Amina")
    page.get_by_label("Evenings").check()
    page.get_by_text("English", exact=True).first.click()
    page.get_by_role("button", name="العربيّة").click()
    page.wait_for_selector("html[lang=ar]")
    assert page.locator("#id_name").input_value() == "Amina"
    assert page.locator("input[value=eve]").is_checked()
    assert not page.locator("input[value=am]").is_checked()
    context.close()


def test_keys_search_walk_and_choose(browser: Browser, site: str) -> None:
    context = look(browser, site)
    page = context.new_page()
    page.goto(f"{site}/gallery/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("tr.picked").count() == 1
    assert page.locator(".bulk-said").inner_text() == "Chosen: 1"
    page.keyboard.press("/")
    page.keyboard.type("wien")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=wien*")
    assert page.get_by_text("1–20 of 20").count() == 1
    context.close()


def test_shift_three_times_leaves_at_once_and_for_good(browser: Browser, site: str) -> None:
    shells.tell(lambda request: {"leave_url": "/exit/"})
    context = look(browser, site, viewport=NARROW)
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page = context.new_page()
    page.goto("about:blank")
    page.goto(f"{site}/gallery/me/")
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()
    assert page.url == "about:blank"
    context.close()


def test_forced_colours_leave_nothing_blank(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=NARROW, forced_colors="active")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}/gallery/forms/")
    page.get_by_label("Work", exact=True).check()
    colours = page.evaluate(
        "() => [getComputedStyle(document.querySelector('#id_theme_0 + label'), '::after')"
        ".backgroundColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours[0] != colours[1]
    context.close()


def test_progress_follows_the_work_and_stops_asking_when_it_is_done(
    browser: Browser, site: str
) -> None:
    context = look(browser, site)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(f"{site}/counting/0/")
    page.get_by_text("Step 3").wait_for(timeout=15_000)
    page.wait_for_timeout(2500)
    assert [url for url in asked if "counting" in url] == [f"/counting/{n}/" for n in range(4)]
    assert page.locator("progress").get_attribute("value") == "3"
    assert said == []
    context.close()


def test_keyboard_meets_the_skip_link_first_and_is_never_hidden(
    browser: Browser, site: str
) -> None:
    context = look(browser, site, viewport=NARROW)
    page = context.new_page()
    page.goto(f"{site}/gallery/me/")
    seen = []
    for _step in range(40):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => { const e = document.activeElement, r = e.getBoundingClientRect();
                const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
                return [e.textContent.trim() || e.id, e === top || e.contains(top) || !!top
                  && top.contains(e) || (e.labels && [...e.labels].includes(top))]; }"""
            )
        )
        if seen[-1][0] == "":
            break
    assert seen[0] == ["Skip to main content", True]
    assert [text for text, is_seen in seen if not is_seen] == []
    context.close()


def test_print_shows_the_whole_table_without_controls(browser: Browser, site: str) -> None:
    context = look(browser, site, viewport={"width": 680, "height": 960})
    page = context.new_page()
    page.goto(f"{site}/gallery/desk/?size=100")
    page.emulate_media(media="print")
    assert not is_cut_off(page)
    assert [page.locator(s).first.is_visible() for s in (".bar", ".side", ".bulk", ".pick")] == [
        False
    ] * 4
    assert page.locator("tbody tr").count() == 60
    assert page.locator("tbody tr").last.is_visible()
    context.close()


def test_public_page_is_light_and_asks_nobody_else(browser: Browser, site: str) -> None:
    context = look(browser, site, viewport=NARROW)
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto(f"{site}/gallery/home/", wait_until="networkidle")
    assert {url.split("/")[2] for url in sizes} == {site.split("/")[2]}
    # Uncompressed here; the web sends CSS and script in a quarter of it.
    assert sum(sizes.values()) <= 100 * 1024
    assert len(sizes) <= 5
    assert context.cookies() == [c for c in context.cookies() if c.get("name") == "language"]
    context.close()
