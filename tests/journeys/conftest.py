"""The product as a newcomer starts it: the demo of the run, new organisations, and a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.journeys.house import House, build_houses, newcomers, state_of
from tests.shared_demo import folder as demo_folder


@pytest.fixture
def newcomer(demo: str) -> str:
    """The account of a coordinator whose organisation is new and has nobody yet."""
    [[elena, _marco]] = newcomers(demo_folder() / "home")
    return elena


# Not for the session: while Playwright's loop runs, no other test of the worker may start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a module."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def houses(demo: str) -> list[House]:
    """Two organisations that know nothing of each other; one pair of them a worker."""
    return build_houses(demo, demo_folder() / "home", 2)


@pytest.fixture
def house(houses: list[House]) -> House:
    """Where it is tried."""
    return houses[0]


@pytest.fixture
def other(houses: list[House]) -> House:
    """Somebody else's."""
    return houses[1]


@pytest.fixture
def unchanged(house: House, other: House) -> Iterator[None]:
    """The test changes nothing of either organisation."""
    for each in (house, other):
        each.wait_for_workers()  # what a test before began may still be going on
    before = state_of(house), state_of(other)
    yield
    assert (state_of(house), state_of(other)) == before
