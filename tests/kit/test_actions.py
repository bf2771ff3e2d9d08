"""Saved views belong to the person who saved them."""

from uuid import uuid4

import pytest

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.core.errors import NotAllowed, Refused
from amir.kit import actions
from amir.kit.tables import saved
from tests.kit.conftest import Asking

pytestmark = pytest.mark.django_db


def test_view_is_saved_found_and_marked_when_it_is_shown(ask: Asking, elena: Actor) -> None:
    with acting_as(elena):
        actions.save_view(
            elena, table="people", name="  Free   mentors ", query="city=Wien&sort=name"
        )
        actions.save_view(elena, table="people", name="All", query="")
        found = saved.views(ask("/?city=Wien&sort=name", elena), "people")
    assert [(view.name, view.url, view.is_current) for view in found] == [
        ("All", "?", False),
        ("Free mentors", "?city=Wien&sort=name", True),
    ]


def test_view_of_the_same_name_is_replaced(ask: Asking, elena: Actor) -> None:
    with acting_as(elena):
        actions.save_view(elena, table="people", name="Mine", query="q=a")
        actions.save_view(elena, table="people", name="Mine", query="q=b")
        assert [view.url for view in saved.views(ask("/", elena), "people")] == ["?q=b"]


def test_view_is_forgotten_only_by_its_person(ask: Asking, elena: Actor) -> None:
    with acting_as(elena):
        view = actions.save_view(elena, table="people", name="Mine", query="q=a")
    nour = Actor(account_id=uuid4())
    with acting_as(nour):
        actions.forget_view(nour, view_id=view.pk)
        assert saved.views(ask("/", nour), "people") == []
    with acting_as(elena):
        assert len(saved.views(ask("/", elena), "people")) == 1
        actions.forget_view(elena, view_id=view.pk)
        assert saved.views(ask("/", elena), "people") == []


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        ("  ", "", "Give the view a name."),
        ("x" * 81, "", "This view is too long to keep. Use a shorter name or fewer filters."),
        ("x", "q" * 1001, "This view is too long to keep. Use a shorter name or fewer filters."),
    ],
)
def test_view_that_cannot_be_kept_is_refused_in_words(
    elena: Actor, name: str, query: str, sentence: str
) -> None:
    with acting_as(elena), pytest.raises(Refused) as refusal:
        actions.save_view(elena, table="people", name=name, query=query)
    assert str(refusal.value) == sentence


def test_view_of_a_stranger_is_not_kept() -> None:
    with pytest.raises(NotAllowed):
        actions.save_view(VISITOR, table="people", name="Mine", query="")
