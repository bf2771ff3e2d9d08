"""Every page of the demo, as those who see it see it: accessible, light, whole, by itself.

Each kind of person follows every link from where they start; of each route one page is judged,
in English at 1280 pixels by day and in Arabic at 320 by night.
"""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page, Response

from amir.core.routes import routes
from tests.browser import NARROW, RULES, WIDE
from tests.journeys.conftest import demo_folder

LIGHTEST, LIGHT = 100_000, 200_000
# Where each kind of person starts. Names are those of the page that lists who can be looked at.
STARTS = {
    "visitor": ["/en/", "/sign-in/", "/concern/", "/demo/"],
    "Yusuf": ["/me/", "/sign-in/ways/"],
    "Amina": ["/me/"],
    "Elena Ferri": ["/desk/", "/desk/search/?q=Amina"],
    "Giulia Moretti": ["/desk/"],
    "Marta Villa": ["/desk/"],
    "Ines Carraro": ["/desk/"],
}
# Pages that no link leads to in the demo, or that are no pages.
ELSEWHERE = {
    "answer": "by a link that is sent; judged in tests/mentoring",
    "card_sign_in": "by a printed card; judged in tests/people",
}
NOT_PAGES = (
    "/health/", ".csv", ".xlsx", ".ics", ".json", ".txt", "download", "workbook", "export=",
)  # fmt: skip


def name_of(address: str) -> str:
    """The route of an address; "" if it is none of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def links_on(page: Page, site: str) -> Iterator[str]:
    """Addresses of our own that this page leads to."""
    for href in page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"):
        address = urljoin(page.url, href)
        if address.startswith(site) and not urlsplit(address).fragment:
            yield address


def is_page(address: str) -> bool:
    """Whether an address gives a page that a person reads."""
    parts = urlsplit(address)
    tail = f"{parts.path}?{parts.query}"
    leaves = ("/demo/as/", "/sign-out", "/exit", "/leave", "/language")
    return not any(word in tail for word in (*NOT_PAGES, *leaves)) and "print" not in parts.query


def crawl(page: Page, site: str, starts: list[str]) -> dict[str, str]:
    """Route -> one address of it, for every page that can be reached by links."""
    found: dict[str, str] = {}
    waiting = [site + start for start in starts]
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if not name or name in found or not is_page(address):
            continue
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            continue
        found[name] = address
        waiting.extend(links_on(page, site))
    return found


def sign_in(context: BrowserContext, site: str, person: str) -> Page:
    """A page of somebody of the demo."""
    page = context.new_page()
    if person != "visitor":
        page.goto(f"{site}/demo/")
        card = page.locator("main .card", has=page.get_by_text(person, exact=True)).first
        page.goto(urljoin(site, card.locator("a").get_attribute("href") or ""))
    return page


def is_mine(route: str) -> bool:
    """Whether this test judges a route: whoever comes first of all persons and workers does."""
    claims = demo_folder() / "judged"
    claims.mkdir(exist_ok=True)
    try:
        (claims / route.replace(":", ".")).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def judge(context: BrowserContext, address: str, language: str, wrong: list[str]) -> None:
    """Open a page anew and write down what is wrong with it."""
    page = context.new_page()
    answers: list[Response] = []
    problems: list[str] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: problems.append(str(e)))
    page.goto(address)
    name = name_of(address)
    if problems:
        wrong.append(f"{name}: console says {problems}")
    foreign = [a.url for a in answers if not a.url.startswith(("data:", "http://127.0.0.1"))]
    if foreign:
        wrong.append(f"{name}: asks elsewhere: {foreign}")
    weight = sum(len(a.body()) for a in answers if a.status == 200)
    limit = LIGHT if "/desk/" in address else LIGHTEST
    sent = sum(int(a.headers.get("content-length", 0)) for a in answers)
    if min(weight, sent or weight) > limit:
        wrong.append(f"{name}: weighs {weight} bytes")
    policy = answers[0].headers.get("content-security-policy", "")
    if "unsafe" in policy or "script-src 'self'" not in policy:
        wrong.append(f"{name}: content policy {policy!r}")
    shown = page.locator("html")
    if (shown.get_attribute("lang") or "")[:2] != language:
        wrong.append(f"{name}: says it is in {shown.get_attribute('lang')}")
    if (shown.get_attribute("dir") == "rtl") != (language == "ar"):
        wrong.append(f"{name}: runs the wrong way")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append(f"{name}: is wider than the screen")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    for violation in found.response["violations"]:
        targets = [node["target"] for node in violation["nodes"][:3]]
        wrong.append(f"{name}: {violation['id']} {targets}")
    page.close()


# Minutes of browser work: not in every run until it is quick and steady enough.
@pytest.mark.long
@pytest.mark.parametrize("person", STARTS)
def test_pages_are_accessible_light_and_whole(demo: str, browser: Browser, person: str) -> None:
    wide = browser.new_context(viewport=WIDE, color_scheme="light", locale="en")
    pages = crawl(sign_in(wide, demo, person), demo, STARTS[person])
    assert pages
    mine = [address for route, address in pages.items() if is_mine(route)]
    wrong: list[str] = []
    for address in mine:
        judge(wide, address, "en", wrong)
    narrow = browser.new_context(viewport=NARROW, color_scheme="dark", locale="ar")
    narrow.add_cookies([{"name": "language", "value": "ar", "url": demo}])
    sign_in(narrow, demo, person)
    for address in mine:
        judge(narrow, address.replace("/en/", "/ar/"), "ar", wrong)
    wide.close()
    narrow.close()
    print(f"{person}: {len(mine)} of {len(pages)} pages: {', '.join(sorted(pages))}")  # noqa: T201
    assert wrong == []


def test_every_route_that_is_a_page_has_a_kind_of_person_who_reaches_it() -> None:
    """The list of exceptions names routes that exist."""
    assert set(ELSEWHERE) <= {route.name for route in routes()}
