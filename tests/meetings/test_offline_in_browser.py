"""What a phone keeps: sent once in the end, never lost, and nowhere to be read.

Each browser is a real one with a profile on disk. `site.py` takes the network away.
"""

import gzip
import re
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import override_settings
from playwright.sync_api import Response, sync_playwright

from amir.core.access.acting import acting_as
from amir.meetings.actions import add_goal
from amir.meetings.models import Step
from tests.browser import CHROMIUM, FLAGS, NARROW

from .conftest import Pair, build, pair_of
from .killing import CANARY, killed_again_and_again, meetings, told_of
from .phones import open_link, phone, readable, send_all, until, wipe
from .site import Site, running_site

FAULTS = (Path(__file__).parent / "faults.js").read_text()
RUNS_A_VISIT = 50


@pytest.fixture
def site(committed_database: str) -> Iterator[Site]:
    with running_site() as found, override_settings(SITE_URL=found.address):
        yield found


@pytest.fixture
def pairs(committed_database: str) -> list[Pair]:
    """Two pairs that share one phone."""
    world = build()
    return [
        pair_of(world),
        pair_of(world, "Hana", "Omar", email="omar@example.org", phone="+393330009999"),
    ]


def test_thousand_runs_lose_nothing_and_double_nothing(
    site: Site, pairs: list[Pair], tmp_path: Path
) -> None:
    links = [pair.link().address for pair in pairs]
    told: dict[UUID, int] = {}
    seconds = 0.0
    with phone(tmp_path / "profile") as context:
        page = context.new_page()
        known = [open_link(page, link) for link in links]
        given = {"tickets": [each["ticket"] for each in known], "key": known[0]["key"],
                 "runs": RUNS_A_VISIT, "canary": CANARY}  # fmt: skip
        begun = time.monotonic()
        for visit in range(1000 // RUNS_A_VISIT):
            # The phone goes from hand to hand, and somebody leaves in a hurry.
            page.goto(links[visit % 2])
            safe = page.evaluate(FAULTS, {**given, "seed": 1 + visit})
            told |= {UUID(key): minutes for key, minutes in safe}
            page.goto(f"{site.address}/exit/")
        page.goto(links[0])
        send_all(page)
        seconds = time.monotonic() - begun
    assert len(told) == 1000
    assert meetings(pairs[0]) == told
    assert readable(tmp_path / "profile", CANARY) == []
    print(f"1,000 runs in {seconds:.0f} s")  # noqa: T201  what the closing note states


def test_killed_browsers_lose_nothing_that_was_said_to_be_safe(
    site: Site, pairs: list[Pair], tmp_path: Path
) -> None:
    killed_again_and_again(site, pairs, tmp_path / "profile", 20)


@pytest.mark.long
def test_thousand_killed_browsers_lose_nothing(
    site: Site, pairs: list[Pair], tmp_path: Path
) -> None:
    killed_again_and_again(site, pairs, tmp_path / "profile", 1000)


@pytest.mark.parametrize(
    ("first", "second"), [("indexeddb", "cache_storage"), ("cache_storage", "indexeddb")]
)
def test_meetings_wait_on_when_a_browser_throws_away_one_store_and_later_the_other(
    site: Site, pairs: list[Pair], tmp_path: Path, first: str, second: str
) -> None:
    link = pairs[0].link().address
    with phone(tmp_path / "profile") as context:
        page = context.new_page()
        known = open_link(page, link)
        context.route("**/m/sealed/", lambda route: route.abort())
        kept = [told_of(known["ticket"], minutes=10 + number) for number in range(3)]
        for told in kept:
            page.evaluate("([key, told]) => amirOutbox.keep(key, told)", [known["key"], told])
        wipe(page, first)
        page.goto(link)
        ids = sorted(told["id"] for told in kept)
        assert _sorted(page.evaluate("heldAtStart")) == {first: [], second: ids}
        until(page, f"(await heldBy()).{first}.length === 3")
        wipe(page, second)
        page.goto(link)
        assert _sorted(page.evaluate("heldAtStart")) == {first: ids, second: []}
        context.unroute("**/m/sealed/")
        send_all(page)
        assert page.evaluate("heldBy()") == {first: [], second: []}
    assert meetings(pairs[0]) == {UUID(told["id"]): told["minutes"] for told in kept}


def _sorted(held: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(keys) for name, keys in held.items()}


def test_meeting_is_told_without_network_and_nobody_reads_it_on_the_phone(
    site: Site, pairs: list[Pair], tmp_path: Path
) -> None:
    pair, folder = pairs[0], tmp_path / "profile"
    with acting_as(pair.amina) as amina:
        add_goal(amina, match=pair.match, template="work.cv")
        step = str(Step.objects.earliest("order").pk)
    link = pair.link().address
    with phone(folder) as context:
        page = context.new_page()
        open_link(page, link)
        # The page was open when the network went: its steps can be ticked.
        site.go_away()
        page.locator("#id_minutes_1").check()
        page.get_by_text("Say more").click()
        page.locator(f"input[value='{step}']").check()
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved on this phone. It is sent when there is network.").wait_for()
        # And the page that the phone keeps, the next day: no name, a symbol.
        page.goto(link)
        page.get_by_role("heading", name="No network").wait_for()
        assert "Yusuf" not in page.content()
        shown = page.locator("[data-outbox-pairs] label").all_inner_texts()
        assert [symbol.strip() for symbol in shown] == ["Heart"]
        page.get_by_role("button", name="Save").click()
        until(page, "(await amirOutbox.waiting()).length === 2")
    pair_ids = (str(pair.match.pk), str(pair.match.mentor_person_id))
    assert readable(folder, step, *pair_ids, "Yusuf", "Amina") == []
    with phone(folder) as context:
        site.come_back()
        page = context.new_page()
        page.goto(link)
        send_all(page)
    assert sorted(meetings(pair).values()) == [45, 60]
    with acting_as(pair.elena):
        assert Step.objects.get(pk=step).done_on is not None


def test_pairs_are_known_without_network_although_a_browser_threw_its_database_away(
    site: Site, pairs: list[Pair], tmp_path: Path
) -> None:
    link = pairs[0].link().address
    with phone(tmp_path / "profile") as context:
        page = context.new_page()
        open_link(page, link)
        wipe(page, "indexeddb")
        site.go_away()
        page.goto(link)
        page.get_by_role("heading", name="No network").wait_for()
        page.locator("form[data-outbox]").wait_for()
        shown = page.locator("[data-outbox-pairs] label").all_inner_texts()
        assert [symbol.strip() for symbol in shown] == ["Heart"]


def test_search_of_a_profile_finds_what_is_kept_in_the_open(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with phone(folder) as context:
        page = context.new_page()
        page.goto(f"{site.address}/m/offline/en/")
        page.evaluate(
            """word => new Promise((done) => {
                const asked = indexedDB.open("open", 1);
                asked.onupgradeneeded = () => asked.result.createObjectStore("words");
                asked.onsuccess = () => {
                    const work = asked.result.transaction("words", "readwrite");
                    work.objectStore("words").put({theme: word}, 1);
                    work.oncomplete = done;
                };
            })""",
            CANARY,
        )
    assert readable(folder, CANARY) != []


def test_meeting_by_link_takes_two_taps_and_few_bytes(
    site: Site, pairs: list[Pair], tmp_path: Path
) -> None:
    link = pairs[0].link().address
    with phone(tmp_path / "profile") as context:
        page = context.new_page()
        weights: dict[str, int] = {}
        page.on("response", lambda response: weights.update({response.url: _weight(response)}))
        begun = time.monotonic()
        page.goto(link)
        page.locator("#id_minutes_1").check()
        page.get_by_role("button", name="Save").click()
        page.get_by_text("45 minutes are written down.").wait_for()
        seconds = time.monotonic() - begun
        assert re.search(r"\?saved=", page.url)
    assert seconds < 20
    first = {url: weight for url, weight in weights.items() if "?saved=" not in url}
    assert sum(first.values()) < 40_000, first
    assert list(meetings(pairs[0]).values()) == [45]


def _weight(response: Response) -> int:
    """What is sent: files of the site go out compressed, pages of somebody do not."""
    body = response.body()
    is_packed = "/static/" in response.url or "content-encoding" in response.headers
    return len(gzip.compress(body) if is_packed else body)


def test_meeting_by_link_works_without_scripts(site: Site, pairs: list[Pair]) -> None:
    link = pairs[0].link().address
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(java_script_enabled=False, viewport=NARROW).new_page()
        page.goto(link)
        page.locator("#id_minutes_0").check()
        page.get_by_role("button", name="Save").click()
        page.get_by_text("30 minutes are written down.").wait_for()
        browser.close()
    assert list(meetings(pairs[0]).values()) == [30]
