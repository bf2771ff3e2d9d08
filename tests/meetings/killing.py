"""Browsers that are killed while they seal, keep and send, and what arrived."""

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connections
from playwright.sync_api import Page

from amir.core.access.acting import acting_as
from amir.meetings.models import Meeting, OtherVersion

from .conftest import Pair
from .phones import kill, open_link, phone, readable, send_all, tear
from .site import Site

CANARY = "canary-theme-qzwx"
EVENING = 25  # kills, until which more waits than anybody's phone ever holds


def meetings(pair: Pair) -> dict[UUID, int]:
    """What arrived: client id -> minutes. Nothing came twice and different."""
    with acting_as(pair.elena):
        assert not OtherVersion.objects.exists()
        rows = list(Meeting.objects.values_list("client_id", "minutes"))
    found = dict(rows)
    assert len(found) == len(rows)
    return {key: minutes or 0 for key, minutes in found.items()}


def killed_again_and_again(site: Site, pairs: list[Pair], folder: Path, kills: int) -> None:
    """Browsers killed while they seal, keep and send; what they said is safe must arrive."""
    pair, chance = pairs[0], random.Random(7)  # noqa: S311  nothing secret
    link = pair.link().address
    safe: dict[UUID, int] = {}
    issued: set[UUID] = set()
    lost: Counter[str] = Counter()
    with phone(folder) as context:
        known = open_link(context.new_page(), link)
    mark = folder / "of-this-test"
    mark.touch()
    for number in range(kills):
        if number % EVENING == EVENING - 1:
            all_is_sent(site, folder, link)
        site.go_away() if number % 2 else site.come_back()
        unsent = safe.keys() - meetings(pair).keys()
        with phone(folder) as context:
            page = context.new_page()
            page.goto(link)  # without network: the page that was kept
            if number % 2:
                lost += lost_by_one(page, unsent, f"start {number}")
            for _meeting in range(3):
                told = told_of(known["ticket"], minutes=1 + number % 1440)
                issued.add(UUID(told["id"]))
                page.evaluate("([key, told]) => amirOutbox.keep(key, told)", [known["key"], told])
                safe[UUID(told["id"])] = told["minutes"]
            last = [told_of(known["ticket"], minutes=7) for _each in range(3)]
            issued |= {UUID(each["id"]) for each in last}
            page.evaluate(
                "([key, last]) => { amirOutbox.flush(); last.forEach((told) => amirOutbox.keep(key,"
                " told)); }",
                [known["key"], last],
            )
            time.sleep(chance.random() / 20)
            kill(folder)
        if number % 7 == 3:
            tear(folder)
    site.go_away()
    unsent = safe.keys() - meetings(pair).keys()
    with phone(folder) as context:
        page = context.new_page()
        page.goto(link)
        assert mark.exists(), "somebody cleaned up the profile meanwhile"
        lost += lost_by_one(page, unsent, "the last start")
    all_is_sent(site, folder, link)
    arrived = meetings(pair)
    assert safe.items() <= arrived.items()
    assert arrived.keys() <= issued
    assert readable(folder, CANARY) == []
    print(f"{kills} kills, {len(safe)} meetings safe; starts with less: {dict(lost)}")  # noqa: T201


def all_is_sent(site: Site, folder: Path, link: str) -> None:
    """An evening at home: nobody kills the browser until it has sent all that waited.

    As for rate limits, an hour has passed: a phone that is killed all the time sends too much.
    """
    with connections[settings.AMIR_ASIDE].cursor() as cursor:
        cursor.execute("update core_ratecount set count = 0")
    site.come_back()
    with phone(folder) as context:
        page = context.new_page()
        page.goto(link)
        send_all(page)


def lost_by_one(page: Page, wanted: set[UUID], when: str) -> Counter[str]:
    """Which stores had not all that waits when this page began. What both lost is a failure."""
    held = page.evaluate("heldAtStart")
    missing = {name: wanted - {UUID(key) for key in keys} for name, keys in held.items()}
    gone = wanted - {UUID(key) for key in page.evaluate("amirOutbox.waiting()")}
    counts = {name: f"{len(keys)} kept, {len(missing[name])} lost" for name, keys in held.items()}
    assert not gone, f"{when}: {len(gone)} of {len(wanted)} neither sent nor waiting: {counts}"
    return Counter(name for name, lost in missing.items() if lost)


def told_of(ticket: str, *, minutes: int) -> dict[str, Any]:
    return {
        "id": str(uuid4()), "ago": 0, "minutes": minutes, "mode": "phone", "place_kind": "",
        "theme": CANARY, "steps": [], "concern": False, "next": None, "ticket": ticket,
    }  # fmt: skip
