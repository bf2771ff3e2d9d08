"""Pages of the demo as they were seen over plain HTTP, and who can see them again."""

import re
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.journeys.page import Page, Values
from tests.journeys.visitor import Visitor

# What answers with a file, leads elsewhere, or ends something: no link to it is followed.
NOT_FOLLOWED = re.compile(
    r"^/(demo/as|exit|health|api|static|media)/|\.(csv|xlsx|ics|json|txt|svg)$"
    r"|/(download|workbook|file|sound|cite)/|^/issuers/|^/quick-check/outline/|^/benchmarks/schema"
    r"|^/desk/(roles|consultations)/[^/]+/(poster|report)/|/feed\.xml(\?|$)"
    r"|[?&](export|print|page|sort|next)="
)
LINK = re.compile(r'<a\s[^>]*?href="([^"#]+)"')
LONGEST_WAIT = 120.0


def route_of(address: str) -> str:
    """The route of an address; "" if it is none of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@dataclass(frozen=True)
class Stop:
    """One page: which browser saw it, where, and what came. What was refused has no route.

    An answer came when a form was sent: whoever asks for its path again gets another page.
    """

    route: str
    browser: str
    path: str
    status: int
    html: str
    policy: str
    is_answer: bool


@dataclass
class Tour:
    """All pages that were seen, and the cookies of the browsers that saw them."""

    site: str
    home: Path
    stops: list[Stop] = field(default_factory=list)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    _answer: Page | None = None

    @classmethod
    def told(cls, kept: dict[str, Any]) -> Self:
        """The tour that `kept` wrote down."""
        stops = [Stop(**stop) for stop in kept.pop("stops")]
        return cls(**{**kept, "home": Path(kept["home"])}, stops=stops)

    def kept(self) -> dict[str, Any]:
        """What another process needs to look at the same pages."""
        return {
            "site": self.site, "home": str(self.home), "cookies": self.cookies,
            "stops": [asdict(stop) for stop in self.stops],
        }  # fmt: skip

    @property
    def routes(self) -> set[str]:
        """Every route that was seen."""
        return {stop.route for stop in self.stops}

    def visitor(self, name: str) -> Visitor:
        """The browser of somebody of the demo; any other name is somebody not signed in."""
        if name not in self.visitors:
            account = self.accounts.get(name)
            self.visitors[name] = (
                Visitor.signed_in(self.site, account) if account else Visitor(self.site)
            )
        return self.visitors[name]

    def see(self, name: str, page: Page) -> Page:
        """Keep a page, and the cookies with which it can be seen again."""
        policy = page.headers.get("Content-Security-Policy", "")
        route = route_of(page.address) if page.status == 200 else ""
        is_answer = page is self._answer
        self.stops.append(Stop(route, name, page.path, page.status, page.html, policy, is_answer))
        self.cookies[name] = {one.name: one.value or "" for one in self.visitor(name).cookies}
        return page

    def open(self, name: str, path: str) -> Page:
        """Go somewhere and keep what comes."""
        return self.see(name, self.visitor(name).get(path))

    def press(self, name: str, page: Page, button: str, values: Values | None = None) -> Page:
        """Send a form and go where it leads, without keeping that page."""
        sent = self.visitor(name).send(page, button, values)
        if sent.status == 200:
            self._answer = sent
            return sent
        return self.visitor(name).get(urljoin(sent.address, sent.headers["Location"]))

    def go_on(self, name: str, page: Page, values: Values | None = None) -> Page:
        """Send the form that asks something on this page, by its first button."""
        form = next(form for form in page.forms if form.method == "post" and not form.action)
        return self.press(name, page, re.escape(next(iter(form.buttons))), values)

    def letter(self, about: str, known: set[Path]) -> str:
        """What a message says that came after those that are known."""
        end = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < end:
            for file in set((self.home / "mail").glob("*.txt")) - known:
                if re.search(about, text := file.read_text()):
                    return text
            time.sleep(0.1)
        raise AssertionError(f"no message about {about}")

    def letters(self) -> set[Path]:
        """The messages so far."""
        return set((self.home / "mail").glob("*.txt"))


def links(page: Page | Stop) -> Iterable[str]:
    """Paths of our own that a page leads to."""
    for href in LINK.findall(page.html):
        parts = urlsplit(urljoin(page.path, unescape(href)))
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if not parts.scheme and not NOT_FOLLOWED.search(path):
            yield path


def first(page: Page, shape: str) -> str:
    """The first link of a page whose path looks so. LookupError without one."""
    for path in links(page):
        if re.search(shape, path):
            return path
    raise LookupError(f"{page.path} has no link like {shape}: {page.words[:300]}")
