"""The coordinator's walk: from a list of 200 people to explained pairs, with few clicks.

The last click of the walk starts the plan; then both sides are asked and answer by their links.
"""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

LIST = Path(__file__).resolve().parents[3] / "shared/data/sheets/bologna_200"
LONGEST_WAIT = 120_000
MOST_CLICKS, MOST_QUESTIONS, MOST_SECONDS = 12, 3, 300


@dataclass
class Walk:
    """A page on which every click is counted; each click waits until there is what it is for.

    Nobody asks a page of background work how far it is: it goes on by itself.
    """

    page: Page
    told: list[str] = field(default_factory=list)
    questions: int = 0
    start: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.start

    def click(self, what: Locator) -> None:
        """One activation of a link or a button by pointer or Enter."""
        text = what.inner_text().strip()
        what.click()
        self.told.append(text)

    def press(self, button: str | re.Pattern[str]) -> None:
        """Click a button; of several that do the same, the first."""
        self.click(self.page.get_by_role("button", name=button).first)

    def choose(self, file: Path) -> None:
        """The file chooser, one activation."""
        self.page.locator("main input[type=file]").set_input_files(file)
        self.told.append("the file")

    def check(self, label: str | re.Pattern[str]) -> None:
        """Click a box."""
        box = self.page.get_by_label(label)
        box.check()
        self.told.append(box.evaluate("box => box.labels[0].innerText.trim()"))

    def answer(self, label: str) -> None:
        """Answer a question by a click on a box."""
        self.check(label)
        self.questions += 1


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_walk_from_a_list_to_explained_pairs(
    demo: str, newcomer: str, browser: Browser, has_script: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=has_script
    )
    page = context.new_page()
    page.set_default_timeout(LONGEST_WAIT)
    page.goto(f"{demo}/demo/as/{newcomer}/")
    walk = Walk(page)
    walk.click(page.locator("nav").get_by_role("link", name="Lists"))
    walk.choose(next(LIST.glob("*.xlsx")))
    walk.press("Upload")
    for answer in ("Congo - Kinshasa", "6 is the day", "No, skip them"):
        walk.answer(answer)
    walk.press("Continue")
    walk.press(re.compile("Bring in .* people"))
    walk.click(page.get_by_role("link", name=re.compile("sign")))
    walk.check(re.compile("All .* people below"))
    walk.press(re.compile("^Sign$"))
    walk.press("Find pairs")
    expect(page.locator("main")).to_contain_text(
        "105 of 119 mentees have a proposal", timeout=LONGEST_WAIT
    )
    expect(page.locator("main table tbody tr")).to_have_count(25)
    print(f"{len(walk.told)} clicks, {walk.questions} questions, {walk.seconds:.0f} s: {walk.told}")  # noqa: T201
    assert walk.questions <= MOST_QUESTIONS
    assert len(walk.told) <= MOST_CLICKS
    assert walk.seconds <= MOST_SECONDS
    context.close()
