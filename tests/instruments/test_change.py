"""Figures of groups: from five people on, and never one answer more than the look before."""

import pytest

from amir.core.access.acting import acting_as
from amir.instruments.change import Change, group_change
from amir.instruments.enums import Moment
from amir.instruments.queries import definitions_of
from tests.consortium import actor_of

from .conftest import House, reply

pytestmark = pytest.mark.django_db


def answered(house: House, name: str, before: int, after: int) -> None:
    house.take_up(name)
    reply(house.ask(name, "gse", Moment.BASELINE), before)
    reply(house.ask(name, "gse", Moment.END), after)


def change(house: House) -> list[Change]:
    programme = house.consortium.programme
    with acting_as(actor_of(house.consortium.elena)):
        definition, _brought = definitions_of(programme.pk)["gse"]
        return group_change(
            definition, organisation_ids=[house.consortium.casa.pk], programme_id=programme.pk,
            side="mentee",
        )  # fmt: skip


def test_group_change_shows_nothing_of_four(house: House) -> None:
    for at in range(4):
        answered(house, f"Person {at}", 2, 3)
    [found] = change(house)
    assert (found.people, found.before, found.after, found.difference) == (None,) * 4


def test_group_change_is_the_mean_of_five(house: House) -> None:
    for at in range(5):
        answered(house, f"Person {at}", 2, 3)
    [found] = change(house)
    assert (found.moment, found.people, found.before, found.after, found.difference) == (
        Moment.END, 5, 20.0, 30.0, 10.0,
    )  # fmt: skip


def test_group_change_stands_still_until_five_more_have_answered(house: House) -> None:
    for at in range(5):
        answered(house, f"Person {at}", 2, 3)
    first = change(house)
    for at in range(5, 9):
        answered(house, f"Person {at}", 4, 1)
        assert change(house) == first
    answered(house, "Person 9", 4, 1)
    assert [found.people for found in change(house)] == [10]


def test_group_change_counts_only_who_answered_at_both_moments(house: House) -> None:
    for at in range(5):
        answered(house, f"Person {at}", 2, 3)
    house.take_up("Late")
    reply(house.ask("Late", "gse", Moment.END), 4)
    house.take_up("Silent")
    reply(house.ask("Silent", "gse", Moment.BASELINE), None)
    [found] = change(house)
    assert (found.people, found.after) == (5, 30.0)
