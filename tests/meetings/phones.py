"""A phone: a browser with a profile on disk, that is killed, loses a store, and is searched."""

import os
import select
import signal
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.browser import CHROMIUM, FLAGS, NARROW

PATIENCE = 60_000
STORES = (Path(__file__).parent / "stores.js").read_text()


@contextmanager
def phone(folder: Path) -> Iterator[BrowserContext]:
    """A browser that keeps its profile in a folder; it may be killed meanwhile."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=CHROMIUM, args=FLAGS, viewport=NARROW,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        context.add_init_script(STORES)
        yield context
        with suppress(BrowserError):  # it was killed
            context.close()


def kill(folder: Path) -> None:
    """Kill -9 every process of the browser with this profile; return when none of them is left.

    The first thread of a process may be gone while another one still writes: a pidfd tells when
    the last is. Whoever was just being started is found the next time round.
    """
    while found := _processes(f"--user-data-dir={folder}".encode()):
        for process in found:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(process, signal.SIGKILL)
        for process in found:
            select.select([process], [], [])
            os.close(process)


def _processes(word: bytes) -> list[int]:
    """Handles of the processes that were started with this word."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if word in (entry / "cmdline").read_bytes():
                found.append(os.pidfd_open(int(entry.name)))
    return found


def tear(folder: Path) -> None:
    """Leave what a kill leaves between the two writes of a record: its header without content.

    Chromium's LevelDB goes on behind it. The start after the next finds a broken log, and
    everything that the site keeps in IndexedDB is thrown away.
    """
    logs = sorted((folder / "Default" / "IndexedDB").glob("*/*.log"))
    with logs[-1].open("ab") as log:
        log.write(struct.pack("<IHB", 0, 800, 1))  # checksum, length, "a whole record"


def wipe(page: Page, store: str) -> None:
    """Throw away what a browser keeps in one store, as Storage.StorageType names it."""
    origin = page.evaluate("location.origin")
    told = {"origin": origin, "storageTypes": store}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", told)


def readable(folder: Path, *words: str) -> list[tuple[str, str]]:
    """In which files of a profile which words stand, in either width of letters."""
    forms = {form: w for w in words for form in (w.encode(), w.encode("utf-16-le"))}
    return [
        (str(file.relative_to(folder)), word)
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
        for form, word in forms.items()
        if form in file.read_bytes()
    ]


def until(page: Page, holds: str) -> None:
    """Wait for what a promise says; the browser's own waiting takes a promise for a yes."""
    end = time.monotonic() + PATIENCE / 1_000
    while not page.evaluate(f"async () => {holds}"):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(50)


def open_link(page: Page, link: str) -> dict[str, str]:
    """Open a personal link with network; what the page knows, once it is ready for none."""
    page.goto(link)
    until(page, "!!(await caches.match('/m/offline/', {ignoreVary: true}))"
                " && !!navigator.serviceWorker.controller")  # fmt: skip
    found: dict[str, str] = page.locator("form[data-outbox]").evaluate("f => ({...f.dataset})")
    return found


def send_all(page: Page) -> None:
    """Until nothing waits any more."""
    until(page, "(await amirOutbox.flush(), (await amirOutbox.waiting()).length === 0)")
