"""How groups fare: counted once, small groups hidden, nothing to be had by subtraction."""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from amir.core.actor import Actor
from amir.mentoring.fairness import KINDS, OTHERS, Figures, figures_of
from amir.mentoring.models import Plan
from amir.mentoring.tables import charts_of, group_rows

from .conftest import World

SignIn = Callable[[Actor], Client]


def groups(*rows: list[Any], minors: bool = False) -> dict[str, Any]:
    return {"has_minors": minors, "rows": list(rows)}


def shown(found: list[Figures]) -> list[tuple[str, int | None, int | None, int | None]]:
    return [(each.code, each.people, each.matched, each.without) for each in found]


def crowded(world: World) -> Plan:
    """Twelve women of whom all find a mentor, and nine men of whom three do."""
    for number in range(15):
        world.take_up(f"Mentor {number}", "mentor", gender="f")
    for number in range(12):
        world.take_up(f"Woman {number}", "mentee", gender="f", origin="SO")
    for number in range(9):
        more = {} if number < 3 else {"languages": {"am": "native"}}
        world.take_up(f"Man {number}", "mentee", gender="m", origin=("SO", "ET", "ER")[number % 3],
                      **more)  # fmt: skip
    return world.plan()


@pytest.mark.django_db
def test_plan_counts_its_mentees_by_group(world: World) -> None:
    plan = crowded(world)
    rows = {(by, code): figures for by, code, *figures in plan.groups["rows"]}
    assert plan.groups["has_minors"] is False
    assert {row[0] for row in rows} == set(KINDS)
    assert rows["gender", "f"] == [12, 12]
    assert rows["gender", "m"] == [9, 3]
    assert rows["origin", "ET"] == [3, 1]
    assert rows["language", "am"] == [6, 0]
    assert rows["place", "Modena"] == [21, 15]
    assert rows["waiting", "0-12"] == [21, 15]
    assert rows["tier", "0"] == [21, 15]
    assert (plan.figures["ready"], plan.figures["matched"]) == (21, 15)


@pytest.mark.django_db
def test_page_hides_small_groups_and_files_hold_the_same(world: World, browser: SignIn) -> None:
    plan = crowded(world)
    client = browser(world.elena)
    address = reverse("plan_fairness", args=[plan.pk])
    page = client.get(address)
    assert page.status_code == 200
    # Three men with a proposal are too few: nobody's gender can be told from what is shown.
    answer = client.get(address, {"export": "csv", "by": "gender"})
    table = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    hidden = "too few to show"
    assert table[1:] == [
        ["Gender", "Women", "12", hidden, hidden, hidden],
        ["Gender", "Men", "9", hidden, hidden, hidden],
    ]
    body = client.get(f"/api/v1/plans/{plan.pk}/fairness").json()
    assert [row for row in body if row["by"] == "gender"] == [
        {"by": "gender", "code": "f", "label": "Women", "people": 12, "matched": None,
         "without": None, "share": None},
        {"by": "gender", "code": "m", "label": "Men", "people": 9, "matched": None,
         "without": None, "share": None},
    ]  # fmt: skip


def test_small_groups_stand_together_and_the_rest_last() -> None:
    found = figures_of(groups(["origin", "SO", 40, 30], ["origin", "ET", 4, 2],
                              ["origin", "", 20, 10], ["origin", "ER", 12, 6],
                              ["origin", "SY", 9, 8], ["origin", "YE", 4, 3]))  # fmt: skip
    assert [each.code for each in found] == ["SO", "ER", "SY", "", OTHERS]
    assert sum(each.people or 0 for each in found) == 89


def test_minors_raise_the_threshold() -> None:
    rows = (["gender", "f", 30, 23], ["gender", "m", 40, 33])
    assert shown(figures_of(groups(*rows))) == [("m", 40, 33, 7), ("f", 30, 23, 7)]
    assert [each.matched for each in figures_of(groups(*rows, minors=True))] == [None, None]


def test_kind_that_needs_hidden_totals_is_not_shown() -> None:
    """The totals stand on the plan's page: what hides behind them would be found there."""
    assert figures_of(groups(["gender", "f", 30, 27])) == []
    assert figures_of({}) == []


def test_groups_are_told_in_the_readers_language() -> None:
    found = figures_of(groups(
        ["gender", "x", 10, 5], ["origin", "SO", 20, 10], ["origin", "ET", 3, 2],
        ["origin", "ER", 4, 3], ["language", "so", 30, 20], ["language", "", 10, 5],
        ["waiting", "0-12", 10, 5], ["waiting", "52-", 10, 5], ["tier", "2", 10, 5],
        ["place", "*", 10, 5],
    ))  # fmt: skip
    assert [row.label for row in group_rows(found)] == [
        "Another gender", "Somalia", "Smaller groups together", "Somali", "Not known", "Not known",
        "0 to 12 weeks", "52 weeks or more", "Priority 2",
    ]  # fmt: skip
    with translation.override("it"):
        assert [row.label for row in group_rows(found)][1] == "Somalia"


def test_charts_say_their_finding() -> None:
    given = groups(["gender", "f", 30, 15], ["gender", "m", 40, 30], ["tier", "0", 70, 45])
    charts = dict(charts_of(group_rows(figures_of(given))))
    gender, tier = charts["Gender"], charts["Priority"]
    assert gender is not None
    assert tier is not None
    assert gender.finding == "From 50 % (Women) to 75 % (Men) have a proposal."
    assert tier.finding == "64.3 % have a proposal."
    assert charts["Origin"] is None


@pytest.mark.parametrize("seed", range(60))
def test_nothing_small_can_be_had_by_subtraction(seed: int) -> None:
    """Every small count has another value that fits all that is shown, the plan's totals too."""
    random = Random(seed)  # noqa: S311  no secret
    sizes = {code: random.randint(1, most) for code, most in (("f", 15), ("m", 15), ("x", 8))}
    truth = [(size, random.randint(0, size)) for size in sizes.values()]
    found = figures_of(
        groups(*(["gender", code, *each] for code, each in zip(sizes, truth, strict=True)))
    )
    known = {each.code: each for each in found}
    fits = list(worlds([known.get(code) for code in sizes], truth))
    assert tuple(truth) in fits
    for at, (size, hit) in enumerate(truth):
        sizes_seen = {world[at][0] for world in fits}
        hits_seen = {world[at][1] for world in fits}
        rests_seen = {world[at][0] - world[at][1] for world in fits}
        for value, seen in ((size, sizes_seen), (hit, hits_seen), (size - hit, rests_seen)):
            assert not 0 < value < 5 or len(seen) > 1, (truth, found)


def worlds(
    shown: list[Figures | None], truth: list[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Everything that three groups can be, for somebody who knows the figures and the totals."""
    size, hits = (sum(each) for each in zip(*truth, strict=True))
    first, second, third = ([pair for pair in pairs_up_to(size) if agrees(known, *pair)]
                            for known in shown)  # fmt: skip
    last = set(third)
    for one, two in product(first, second):
        rest = (size - one[0] - two[0], hits - one[1] - two[1])
        if rest in last:
            yield one, two, rest


def pairs_up_to(most: int) -> list[tuple[int, int]]:
    return [(size, hit) for size in range(most + 1) for hit in range(size + 1)]


def agrees(shown: Figures | None, size: int, hit: int) -> bool:
    if shown is None:
        return True
    without = shown.without in (None, size - hit)
    return shown.people in (None, size) and shown.matched in (None, hit) and without
