"""Each person sees the entries that their roles permit, and where they are."""

from collections.abc import Iterator

import pytest

from amir.core.actor import Actor
from amir.kit import navigation
from tests.kit.conftest import Asking


@pytest.fixture(autouse=True)
def entries() -> Iterator[None]:
    """Three entries instead of those of the rooms."""
    held = dict(navigation._entries)
    navigation._entries.clear()
    navigation.add("desk", "Diary", "diary", "people.see", order=2)
    navigation.add("desk", "Gallery", "kit:gallery", order=1, count=lambda request: 3)
    navigation.add("desk", "Gone", "room:that_is_off", order=3)
    navigation.add("me", "Mine", "kit:gallery")
    yield
    navigation._entries.clear()
    navigation._entries.update(held)


def test_navigation_shows_what_the_actor_may_in_order(ask: Asking, elena: Actor) -> None:
    seen = [(e.label, e.url, e.count) for e in navigation.shown("desk", ask("/", elena))]
    assert seen == [("Gallery", "/gallery/", 3), ("Diary", "/diary/", 0)]


def test_navigation_shows_a_stranger_only_what_is_for_all(ask: Asking) -> None:
    assert [e.label for e in navigation.shown("desk", ask("/"))] == ["Gallery"]


def test_navigation_marks_the_nearest_entry(ask: Asking, elena: Actor) -> None:
    marked = [e.label for e in navigation.shown("desk", ask("/diary/3/", elena)) if e.is_current]
    assert marked == ["Diary"]


def test_navigation_marks_the_entry_that_a_page_belongs_to(ask: Asking, elena: Actor) -> None:
    navigation.belongs("desk", "/leaves/", "diary")
    marked = [e.label for e in navigation.shown("desk", ask("/leaves/3/", elena)) if e.is_current]
    navigation._parts["desk"].pop("/leaves/")
    assert marked == ["Diary"]


def test_navigation_marks_home_on_its_own_page_only() -> None:
    urls = {"home": "/desk/", "lists": "/desk/lists/"}
    paths = ["/desk/", "/desk/lists/3/", "/desk/other/"]
    marked = [navigation._current("me", path, urls) for path in paths]
    assert marked == ["/desk/", "/desk/lists/", ""]


def test_navigation_replaces_an_entry_that_is_added_twice(ask: Asking) -> None:
    navigation.add("me", "My page", "kit:gallery")
    assert [e.label for e in navigation.shown("me", ask("/"))] == ["My page"]
