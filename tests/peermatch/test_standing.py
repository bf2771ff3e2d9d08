"""A plan that stands is, after every change, as good as a new one, and proven."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermatch import (
    PROGRAMME,
    YARDSTICK,
    Instance,
    InstanceError,
    Options,
    OptionsError,
    Rules,
    check,
    solve,
)
from peermatch.standing import Standing, Update

from .crowd import crowd, tied_crowd
from .test_solve import _some_options

ANYWHERE = Rules.from_mapping({"hard": {"place": False, "ready": False}})
RULES = (YARDSTICK, PROGRAMME, ANYWHERE)
KINDS = ("come", "offer", "go", "withdraw", "change", "alter", "busy")


def values(side: str, source: Instance, who: int, places: int) -> dict[str, Any]:
    """Somebody of another crowd, who lives where these people live."""
    row = {k: a[who].tolist() for k, a in source.to_mapping().items() if k[:2] == f"{side}_"}
    row[f"{side}_loc"] = min(row[f"{side}_loc"], places - 1)
    if side == "r":
        row["r_serve"] = [min(place, places - 1) for place in row["r_serve"]]
    return row


class Story:
    """Changes one after the other, each held against a new plan."""

    def __init__(self, people: Instance, rules: Rules, options: Options) -> None:
        self.rules, self.places = rules, len(people.loc_x)
        self.standing = Standing(people, rules, solve(people, rules, options=options))
        self.source = crowd(99, mentees=20, mentors=20)
        self.told: Counter[str] = Counter()

    def happens(self, kind: str, luck: np.random.Generator) -> None:
        before = self._mentors()
        try:
            update = self._change(kind, luck)
        except OptionsError:  # a lock would break: nothing happens
            self.told["fault"] += 1
            update = Update(-1, ())
        after = self._mentors()
        everybody = sorted(before.keys() | after.keys())
        moved = [(i, before.get(i, -1), after.get(i, -1)) for i in everybody]
        assert list(update.moved) == [row for row in moved if row[1] != row[2]]
        self.holds()

    def holds(self) -> None:
        plan, people = self.standing.plan(), self.standing.instance()
        check(people, self.rules, plan)
        cold = solve(people, self.rules, options=plan.options)
        assert (plan.objective, plan.by_tier) == (cold.objective, cold.by_tier)

    def _mentors(self) -> dict[int, int]:
        return {i: self.standing.mentor_of(i) for i in self.standing.mentees.tolist()}

    def _change(self, kind: str, luck: np.random.Generator) -> Update:
        standing = self.standing
        mentees, mentors = standing.mentees.tolist(), standing.mentors.tolist()
        who = int(luck.integers(20))
        mentee = values("e", self.source, who, self.places)
        mentor = values("r", self.source, who, self.places)
        if kind in ("go", "change") and not mentees:
            kind = "come"
        if kind in ("withdraw", "alter", "busy") and not mentors:
            kind = "offer"
        self.told[kind] += 1
        some, others = mentors[: int(luck.integers(2))], mentees[: int(luck.integers(2))]
        if kind == "come":
            return standing.insert(mentee, excluded=some)
        if kind == "offer":
            return standing.insert(mentor, conflicts=others, reserve=int(luck.integers(2)))
        if kind == "go":
            return standing.remove(mentee=int(luck.choice(mentees)))
        if kind == "withdraw":
            return standing.remove(mentor=int(luck.choice(mentors)))
        if kind == "change":
            return standing.change(mentee, mentee=int(luck.choice(mentees)), conflicts=some)
        if kind == "alter":
            return standing.change(
                mentor, mentor=int(luck.choice(mentors)), excluded=others, reserve=1
            )
        places = {"r_cap": int(luck.integers(4)), "r_load": 0, "r_ready": int(luck.integers(4)) > 0}
        return standing.change(places, mentor=int(luck.choice(mentors)))


def told(people: Instance, rules: Rules, seed: int, kinds: list[str]) -> Counter[str]:
    story = Story(people, rules, _some_options(people, rules, seed))
    luck = np.random.Generator(np.random.PCG64(seed))
    story.holds()
    for kind in kinds:
        story.happens(kind, luck)
    return story.told


@given(seed=st.integers(0, 10**6), kinds=st.lists(st.sampled_from(KINDS), max_size=8))
def test_mixed_changes_equal_a_new_plan(seed: int, kinds: list[str]) -> None:
    people = tied_crowd(seed) if seed % 3 == 0 else crowd(seed)
    told(people, RULES[seed % 2], seed, kinds)


@pytest.mark.parametrize("rules", RULES, ids=["yardstick", "programme", "anywhere"])
def test_many_changes_to_a_larger_crowd_equal_a_new_plan(rules: Rules) -> None:
    luck = np.random.Generator(np.random.PCG64(4))
    kinds = luck.choice(KINDS, 60).tolist()
    happened = told(crowd(6, mentees=60, mentors=40), rules, 6, kinds)
    assert set(KINDS) <= set(happened)
    assert not happened["fault"]


@pytest.mark.long
def test_a_thousand_changes_equal_a_new_plan() -> None:
    luck = np.random.Generator(np.random.PCG64(5))
    kinds = luck.choice(KINDS, 1000).tolist()
    told(crowd(7, mentees=300, mentors=200), PROGRAMME, 6, kinds)


def one_town(**changes: Any) -> Instance:
    """Yusuf and Leyla look for a mentor; Amina has one place, and speaks with both."""
    people = {
        "loc_country": [0], "loc_x": [0.0], "loc_y": [0.0], "e_loc": [0, 0], "e_b1": [1, 1],
        "e_slots": [1, 1], "e_wait": [9, 5], "r_loc": [0], "r_b1": [1], "r_slots": [1],
        "r_ready": [1], "r_cap": [1],
    }  # fmt: skip
    return Instance(**{**people, **changes})


def standing_town(options: Options | None = None, **changes: Any) -> Standing:
    people = one_town(**changes)
    return Standing(people, YARDSTICK, solve(people, YARDSTICK, options=options or Options()))


def test_who_leaves_makes_room_and_who_comes_takes_it() -> None:
    standing = standing_town()
    assert (standing.mentor_of(0), standing.mentor_of(1)) == (0, -1)
    assert standing.remove(mentee=0) == Update(0, ((0, 0, -1), (1, -1, 0)))
    came = standing.insert({"e_loc": 0, "e_b1": 1, "e_slots": 1, "e_tier": 2})
    assert came == Update(2, ((1, 0, -1), (2, -1, 0)))
    assert standing.insert({"r_loc": 0, "r_b1": 1, "r_slots": 1, "r_ready": 1, "r_cap": 1}) == (
        Update(1, ((1, -1, 1),))
    )
    assert standing.remove(mentor=0) == Update(0, ((1, 1, -1), (2, 0, 1)))
    assert (standing.mentees.tolist(), standing.mentors.tolist()) == ([1, 2], [1])
    assert standing.plan().mate.tolist() == [-1, 0]


def test_a_change_of_nothing_moves_nobody() -> None:
    for seed in range(20):
        people = crowd(seed)
        standing = Standing(people, PROGRAMME, solve(people, PROGRAMME))
        for i in range(people.mentees):
            assert standing.change({}, mentee=i).moved == ()


def test_a_newcomer_is_as_in_an_instance() -> None:
    standing = standing_town()
    standing.insert(
        {"e_loc": 0, "e_b1": 2, "e_slots": 1, "e_need1": 1, "e_need2": 2, "e_wait": np.int16(3)}
    )
    standing.insert({"r_loc": 0, "r_b1": 2, "r_slots": 1, "r_ready": 1, "r_cap": 1})
    expected = one_town(
        e_loc=[0] * 3, e_b1=[1, 1, 2], e_slots=[1] * 3, e_need1=[0, 0, 1], e_need2=[0, 0, 2],
        e_wait=[9, 5, 3], r_loc=[0, 0], r_b1=[1, 2], r_slots=[1, 1], r_ready=[1, 1],
        r_cap=[1, 1],
    )  # fmt: skip
    arrays = standing.instance().to_mapping()
    for name, array in expected.to_mapping().items():
        np.testing.assert_array_equal(array, arrays[name])


def test_a_mentor_may_serve_more_places_than_any_before() -> None:
    standing = standing_town(loc_country=[0] * 3, loc_x=[0.0, 90.0, 500.0], loc_y=[0.0] * 3,
                             e_loc=[0, 2])  # fmt: skip
    standing.change({"r_serve": [1, 2]}, mentor=0)
    assert standing.instance().r_serve.tolist() == [[1, 2]]
    assert standing.plan().mate.tolist() == [-1, 0]


def test_locks_go_when_either_side_leaves() -> None:
    locked = Options(locked=((1, 0),))
    assert standing_town(locked).mentor_of(1) == 0
    assert standing_town(locked).remove(mentee=1) == Update(1, ((0, -1, 0), (1, 0, -1)))
    assert standing_town(locked).remove(mentor=0) == Update(0, ((1, 0, -1),))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"r_slots": 2}, "slot"),
        ({"r_ready": 0}, "ready"),
        ({"r_cap": 2, "r_load": 2}, "capacity"),
    ],
)
def test_a_change_that_breaks_a_lock_changes_nothing(change: dict[str, int], rule: str) -> None:
    standing = standing_town(Options(locked=((1, 0),), reserve=((0, 0),)))
    before = standing.plan()
    with pytest.raises(OptionsError, match=f"locked to mentor 0: the rule '{rule}' forbids it"):
        standing.change(change, mentor=0, excluded=[0])
    for field in ("excluded", "conflicts"):
        with pytest.raises(OptionsError, match="forbids it"):
            standing.change({}, mentee=1, **{field: [0]})
    assert standing.plan().to_bytes() == before.to_bytes()
    assert standing.instance().excl.tolist() == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"e_loc": 0, "e_b1": 1}, "The array 'e_slots' is missing"),
        ({"e_loc": 0, "e_b1": 1, "e_slots": 1, "r_cap": 1}, "'r_cap' is not a known array"),
        ({"e_loc": 1, "e_b1": 1, "e_slots": 1}, "'e_loc' points at municipality 1; there are 1"),
        ({"e_loc": 0, "e_b1": 1, "e_slots": 1.5}, "'e_slots' must hold whole numbers"),
        ({"e_loc": 0, "e_b1": 1, "e_slots": 1, "e_tier": 9}, "'e_tier' holds 9; allowed is 0 to 7"),
        (
            {"r_loc": 0, "r_b1": 1, "r_slots": 1, "r_ready": 1, "r_cap": 1, "r_load": 2},
            "The mentor has more running pairs than places",
        ),
    ],
)
def test_a_newcomer_who_cannot_be_read_changes_nothing(
    values: dict[str, Any], sentence: str
) -> None:
    standing = standing_town()
    with pytest.raises(InstanceError, match=sentence):
        standing.insert(values)
    assert (standing.mentees.tolist(), standing.mentors.tolist()) == ([0, 1], [0])


def test_changes_name_people_who_are_here() -> None:
    standing = standing_town()
    standing.remove(mentor=0)
    for fault in ({"mentee": 2}, {"mentee": -1}, {"mentor": 0}):
        with pytest.raises(OptionsError, match="There is no ment"):
            standing.remove(**fault)
    for fault in ({}, {"mentee": 0, "mentor": 0}):
        with pytest.raises(OptionsError, match="Name one mentee, or one mentor"):
            standing.remove(**fault)
    with pytest.raises(OptionsError, match="There is no mentor 0"):
        standing.change({}, mentee=0, excluded=[0])
    mentor = {"r_loc": 0, "r_b1": 1, "r_slots": 1, "r_ready": 1, "r_cap": 1}
    with pytest.raises(OptionsError, match="'reserve' holds a negative number"):
        standing.insert(mentor, reserve=-1)
    assert standing.mentors.tolist() == []
