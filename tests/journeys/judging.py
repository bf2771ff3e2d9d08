"""What a browser says about one page: accessible, light, whole, by itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import axe_playwright_python
from django.conf import settings
from playwright.sync_api import Browser, Route

from tests.browser import RULES
from tests.journeys.tour import Stop, Tour

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
LIGHTEST, LIGHT = 100 * 1024, 200 * 1024
# What the page weighs counts as if nothing of it had been there before: sizes of what comes from
# the cache are those of its first way here.
FACTS = """() => {
  const root = document.documentElement;
  const parts = ["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind));
  const clips = e => ["hidden", "clip"].includes(getComputedStyle(e).overflowX);
  const isCut = e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && clips(e)
    && e.checkVisibility() && !e.matches("input, select, textarea, [class*=unseen]");
  const cut = [...document.body.querySelectorAll("*")].filter(isCut);
  return {
    language: root.lang.slice(0, 2), direction: root.dir || "ltr",
    weight: parts.reduce((sum, part) => sum + part.encodedBodySize, 0),
    isTooWide: root.scrollWidth > root.clientWidth,
    cut: cut.map(e => `${e.localName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`),
  };
}"""
# Rows of a table are alike: the first ones are judged for all of them. And what looks the same, on
# the same ground, has the same contrast: measuring that takes longest, so it is done once a look.
BRIEFLY = """most => {
  document.querySelectorAll("tbody").forEach(
    body => [...body.rows].slice(most).forEach(row => row.remove()));
  const known = new Set(JSON.parse(sessionStorage.getItem("judged") || "[]"));
  const grounds = new Map([[null, ""]]);
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const own = `${style.backgroundColor} ${style.backgroundImage} ${style.opacity}`;
    const below = grounds.get(element.parentElement) || "";
    grounds.set(element, own === "rgba(0, 0, 0, 0) none 1" ? below : `${below}|${own}`);
    const look = [grounds.get(element), style.color, style.fontSize, style.fontWeight,
      style.textShadow, style.position, element.localName, element.className].join(";");
    if (known.has(look)) element.dataset.judged = "";
    known.add(look);
  }
  sessionStorage.setItem("judged", JSON.stringify([...known]));
  axe.configure({rules: [{id: "color-contrast", selector: ":not([data-judged])"}]});
}"""
ROWS = 4


def _language_of_work(path: str) -> str:
    language = path.strip("/").split("/")[-1]
    return language if language in dict(settings.LANGUAGES) else "en"


# Pages that keep to the language of their address, whatever somebody reads elsewhere.
OWN_LANGUAGE: dict[str, Callable[[str], str]] = {"publication": _language_of_work}


def _show_again(stop: Stop, route: Route) -> None:
    told = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": stop.policy}
    route.fulfill(body=stop.html, headers=told)


def stops_in(tour: Tour, language: str) -> list[Stop]:
    """What can be judged in a language: all pages, and answers in the language of the tour."""
    answers = [stop for stop in tour.stops if stop.is_answer and language == "en"]
    # Seen twice, a page shows the same now. A page kept for no network has one language.
    pages = {
        (stop.browser, stop.path): stop for stop in tour.stops
        if not stop.is_answer
        and (stop.route != "meeting_offline" or stop.path.endswith(f"/{language}/"))
    }  # fmt: skip
    return [*pages.values(), *answers]


class Judge:
    """One window, through which the stops of a tour are looked at one after another."""

    def __init__(self, browser: Browser, tour: Tour) -> None:
        """Close it with `close`."""
        self._tour = tour
        # Colours on their way from light to dark are neither.
        self._context = browser.new_context(reduced_motion="reduce")
        self._context.add_init_script(AXE)
        self._page = self._context.new_page()
        self._seen: list[str] = []
        self._page.on("request", lambda request: self._asked(request.url))
        self._page.on("console", lambda said: said.type == "error" and self._say(said.text))
        self._page.on("pageerror", lambda error: self._say(str(error)))

    def close(self) -> None:
        """Nothing stays."""
        self._context.close()

    def open(self, stop: Stop, language: str) -> None:
        """Go there as whoever saw it, in a language."""
        self._context.clear_cookies()
        cookies = {**self._tour.cookies[stop.browser], "language": language}
        self._context.add_cookies(
            [{"name": name, "value": value, "url": self._tour.site}
             for name, value in cookies.items()]
        )  # fmt: skip
        self._seen.clear()
        path = re.sub(r"^/en/", f"/{language}/", stop.path)
        if stop.is_answer:
            self._page.route(self._tour.site + path, partial(_show_again, stop))
        answer = self._page.goto(self._tour.site + path)
        if answer is None or answer.status != stop.status:
            self._say(f"answers {answer and answer.status}, not {stop.status}")
        if stop.is_answer:
            self._page.unroute_all()

    def show(self, scheme: str, size: Mapping[str, int]) -> None:
        """Let the page be light or dark, on a screen of a size."""
        self._page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        self._page.set_viewport_size(size)  # type: ignore[arg-type]

    def faults(self, stop: Stop, language: str, *, briefly: bool = False) -> Iterator[str]:
        """What is wrong with the page as it stands there now."""
        facts: dict[str, Any] = self._page.evaluate(FACTS)
        language = OWN_LANGUAGE.get(stop.route, lambda path: language)(stop.path)
        if facts["language"] != language:
            yield f"says that it is in {facts['language']}"
        if facts["direction"] != ("rtl" if language == "ar" else "ltr"):
            yield f"runs {facts['direction']}"
        if facts["weight"] > (LIGHT if stop.path.startswith("/desk/") else LIGHTEST):
            yield f"weighs {facts['weight']} bytes"
        if facts["isTooWide"]:
            yield "is wider than the screen"
        yield from (f"cut off: {each}" for each in facts["cut"])
        if briefly:
            self._page.evaluate(BRIEFLY, ROWS)
        found = self._page.evaluate(
            "options => axe.run(options).then(result => result.violations)", OPTIONS
        )
        for each in found:
            yield f"{each['id']} {[node['target'] for node in each['nodes'][:3]]}"
        yield from self._seen
        self._seen.clear()

    def _say(self, text: str) -> None:
        # The browser tells an answer of 403 or 404 as an error, too.
        if "responded with a status of" not in text:
            self._seen.append(text)

    def _asked(self, address: str) -> None:
        if not address.startswith((self._tour.site, "data:")):
            self._seen.append(f"asks elsewhere: {address}")
