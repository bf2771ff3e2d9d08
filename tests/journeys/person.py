"""Somebody with a browser: does everything by what stands on the page, in their own language."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext, override
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

LONGEST_WAIT = 120_000
# Signs of direction around names; nobody sees them.
UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))


@dataclass
class Person:
    """A person, their language, and how wide their screen is."""

    browser: Browser
    site: str
    language: str
    width: int
    has_script: bool
    taps: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.context: BrowserContext = self.browser.new_context(
            viewport={"width": self.width, "height": 640},
            color_scheme="light",
            locale=self.language,
            java_script_enabled=self.has_script,
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(LONGEST_WAIT)
        self.page.on("response", self._refuse_errors)
        self.errors: list[str] = []

    # --- words ----------------------------------------------------------------------------------
    def said(self, sentence: str, **values: object) -> str:
        """A sentence as the platform says it in this person's language."""
        with override(self.language):
            told = gettext(sentence)
        return told.format(**values) if "{" in told else told % values if values else told

    def reads(self, sentence: str, **values: object) -> None:
        """It stands on the page."""
        expect(self.main).to_contain_text(self.said(sentence, **values), timeout=LONGEST_WAIT)

    def heads(self, sentence: str) -> None:
        """It is what the page is about."""
        expect(self.page.locator("h1")).to_contain_text(self.said(sentence), timeout=LONGEST_WAIT)

    @property
    def main(self) -> Locator:
        """What the page is for."""
        return self.page.locator("main")

    @property
    def words(self) -> str:
        """All that stands there."""
        return self.main.inner_text().translate(UNSEEN)

    # --- going ----------------------------------------------------------------------------------
    def open(self, address: str) -> None:
        """An address that somebody was given."""
        self.page.goto(address if "://" in address else self.site + address)
        self.look()

    def follow(self, link: str | re.Pattern[str], inside: Locator | None = None) -> None:
        """A link by its words, on the page or in its navigation."""
        name = link if isinstance(link, re.Pattern) else self.said(link)
        place = inside or self.page.locator("body")
        self._tap(place.get_by_role("link", name=name).first)

    def press(self, button: str, inside: Locator | None = None, **values: object) -> None:
        """A button by its words; the page that comes fits the screen."""
        name = self.said(button, **values)
        self._tap((inside or self.main).get_by_role("button", name=name).first)

    def unfold(self, summary: str) -> Locator:
        """What is hidden behind a line."""
        line = self.main.locator("summary", has_text=self.said(summary)).first
        held = line.locator("xpath=..")
        if held.get_attribute("open") is None:
            line.click()
        return held

    def look(self) -> None:
        """Every page has a heading, comes in one's language, and needs no sideways scrolling."""
        expect(self.page.locator("h1").first).to_be_visible(timeout=LONGEST_WAIT)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{self.page.url} is {wide} wide on a screen of {self.width}"
        spoken = self.page.locator("html").get_attribute("lang")
        assert spoken == self.language, f"{self.page.url} speaks {spoken}"
        assert not self.errors, self.errors

    # --- filling in -----------------------------------------------------------------------------
    def write(self, label: str, text: str) -> None:
        """Text into a box."""
        self.box(label).fill(text)

    def box(self, label: str) -> Locator:
        """The box with a label."""
        return self.main.get_by_label(self.said(label)).first

    def tick(self, label: str) -> None:
        """A box to tick."""
        self._mark(self.main.get_by_label(self.said(label)).first)

    def choose(self, question: str, answer: str) -> None:
        """One of the answers of a question."""
        self._mark(self.option(question, answer))

    def option(self, question: str, answer: str) -> Locator:
        """An answer of a question."""
        group = self.main.get_by_role("group", name=self.said(question)).first
        return group.get_by_label(self.said(answer), exact=True)

    def date(self, question: str, day: date) -> None:
        """Three boxes."""
        group = self.main.get_by_role("group", name=self.said(question)).first
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(self.said(part)).fill(str(number))

    def _mark(self, box: Locator) -> None:
        box.check()
        self.taps += 1

    def _tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1
        self.look()

    def _refuse_errors(self, response: Response) -> None:
        if response.status >= 500:
            self.errors.append(f"{response.status} {response.url}")

    @contextmanager
    def counting(self, most: int) -> Iterator[None]:
        """What is done here takes at most so many taps."""
        before = self.taps
        yield
        assert self.taps - before <= most, f"{self.taps - before} taps"


@dataclass
class Phone:
    """The messages that came to a number: files in a folder, as the demo writes them."""

    folder: Path
    number: str

    def link(self, path: str) -> str:
        """The newest link to such a page; waits for it."""
        return self._found(rf"(https?://\S*{path}\S*)")

    def digits(self) -> str:
        """The newest code."""
        return self._found(r"\b(\d{6})\b")

    def _found(self, pattern: str) -> str:
        end = time.monotonic() + LONGEST_WAIT / 1000
        while time.monotonic() < end:
            for file in sorted(self.folder.glob("*.txt"), reverse=True):
                _way, address, words = [*file.read_text().split("\n", 2), "", ""][:3]
                found = re.search(pattern, words) if address == self.number else None
                if found:
                    return found[1].rstrip(".،")
            time.sleep(0.1)
        raise AssertionError(f"no message to {self.number} has {pattern}")
