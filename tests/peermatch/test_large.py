"""The path for many people gives plans as good as the one for few, and proves them."""

import sys
from typing import Any

import numpy as np
import pytest

from benchmarks.matching.generator import generate
from peermatch import (
    PROGRAMME,
    YARDSTICK,
    Instance,
    Options,
    OptionsError,
    Rules,
    check,
    solve,
)
from peermatch.large import (
    Round,
    known,
    levels,
    rounds,
    solve_large,
)
from peermatch.large.columns import Listed
from peermatch.large.rounds import own
from peermatch.pairs import feasible_pairs

from .crowd import crowd, tied_crowd
from .test_solve import Counting

CHANGED: list[dict[str, Any]] = [
    {"hard": {"place": False}},
    {"hard": {"place": {"remote": False}}},
    {"hard": {"place": {"remote": False, "on": False}},
     "score": {"place": {"near": [5, 70, 3, 60], "remote": 99}}},
    {"hard": {"language": {"level": "a2"}, "slot": {"unknown": False},
              "settled": {"unknown": False}},
     "score": {"place": {"near": [5, 70, 3, 60], "remote": 99}, "slots": [9, 5, 5, 30]}},
    {"hard": {"language": False, "gender": False, "slot": False, "theme": False,
              "settled": False, "ready": False}},
    {"hard": {"language": {"level": "c1"}}, "score": {"age": {"offsets": [-1, 3]}, "slots": [7]}},
]  # fmt: skip
RULES = [YARDSTICK, PROGRAMME, *(Rules.from_mapping(change) for change in CHANGED)]


def some_crowd(seed: int) -> Instance:
    """Crowds of several sizes; every fourth is full of ties."""
    sizes = ((None, None), (30, 20), (60, 25))
    if seed % 4 == 0:
        return tied_crowd(seed)
    mentees, mentors = sizes[seed % 4 - 1]
    return crowd(seed, mentees=mentees, mentors=mentors)


def some_options(people: Instance, rules: Rules, seed: int) -> Options:
    """For every third crowd: a locked and a forbidden pair, kept pairs, a place held back."""
    allowed = feasible_pairs(people, rules)
    pairs = list(zip(allowed.mentee.tolist(), allowed.mentor.tolist(), strict=True))
    if seed % 3 or len(pairs) < 4:
        return Options()
    reserved = [(j, 1) for j in range(people.mentors) if j != pairs[0][1]][:1]
    return Options(locked=pairs[:1], forbidden=pairs[1:2], stay=pairs[-5:], reserve=reserved)


def as_good(people: Instance, rules: Rules, options: Options, seed: int = 0) -> bool:
    """Whether both paths agree to the unit; the certificate has to convince `check`."""
    small = solve(people, rules, options=options)
    large = solve_large(people, rules, options=options, seed=seed)
    verdict = check(people, rules, large)
    assert verdict.points == tuple(large.points.tolist())
    return large.objective == small.objective == verdict.objective


def differing(seeds: range) -> list[int]:
    """The crowds on which the two paths differ."""
    found = []
    for seed in seeds:
        people, rules = some_crowd(seed), RULES[seed // 4 % len(RULES)]
        if not as_good(people, rules, some_options(people, rules, seed), seed % 2):
            found.append(seed)
    return found


@pytest.fixture(params=[True, False], ids=["pairs listed", "no pairs listed"])
def pairs_listed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small territories list all their pairs; large ones must do without."""
    if not request.param:
        monkeypatch.setattr(rounds, "all_pairs", lambda *given: None)


@pytest.mark.usefixtures("pairs_listed")
def test_both_paths_agree_on_sixty_crowds() -> None:
    assert differing(range(60)) == []


@pytest.mark.long
@pytest.mark.usefixtures("pairs_listed")
def test_both_paths_agree_on_five_hundred_crowds() -> None:
    assert differing(range(1000, 1500)) == []


def test_priorities_are_settled_as_well_one_search_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seeds = range(20)
    monkeypatch.setattr(levels, "_grow", lambda *given: 0)  # nothing by searches from all at once
    assert differing(seeds) == []


def one_town(**changes: Any) -> Instance:
    """A generated crowd whose people all live in one place."""
    people = Instance.from_mapping(generate(150, 3))
    here = {"e_loc": [0] * people.mentees, "r_loc": [0] * people.mentors,
            "r_serve": [[0]] * people.mentors}  # fmt: skip
    return people.replace(**here, **changes)


N, M = 150, 90
ALL = np.full(N, 2**40 - 1, np.uint64)
SHAPES: dict[str, Instance] = {
    "one town": one_town(),
    "no remote": Instance.from_mapping(generate(N, 4)).replace(e_remote=[0] * N),
    "all remote": Instance.from_mapping(generate(N, 5)).replace(
        e_remote=[1] * N, r_remote=[1] * M, e_radius=[-1] * N
    ),
    "one mentor for many": one_town(r_cap=[140] + [0] * (M - 1), r_load=[0] * M,
                                    r_ready=[1] * M, r_slots=[2**21 - 1] * M),
    "forty languages each": one_town(**{f"{side}_{level}": ALL[: (N, M)[side == "r"]]
                                        for side in "er" for level in ("b1", "b2", "c1")}),
    "no place free": one_town(r_cap=[0] * M, r_load=[0] * M),
    "one class": one_town(e_tier=[0] * N),
    "eight classes": one_town(e_tier=[i % 8 for i in range(N)]),
    "plenty of places": one_town(r_cap=[9] * M, r_ready=[1] * M),
    "no mentors": crowd(1, mentees=5, mentors=0),
    "no mentees": crowd(1, mentees=0, mentors=5),
    "nobody": crowd(1, mentees=0, mentors=0),
    "many places": crowd(11, mentees=200, mentors=150),
}  # fmt: skip


@pytest.mark.usefixtures("pairs_listed")
@pytest.mark.parametrize("rules", [YARDSTICK, PROGRAMME], ids=lambda rules: rules.name)
@pytest.mark.parametrize("shape", SHAPES)
def test_both_paths_agree_whatever_the_shape(shape: str, rules: Rules) -> None:
    assert as_good(SHAPES[shape], rules, Options())


@pytest.mark.usefixtures("pairs_listed")
def test_large_path_keeps_pairs_that_exist() -> None:
    people = one_town()
    before = solve_large(people, YARDSTICK, seed=1)
    pairs = tuple((i, j) for i, j in enumerate(before.mate.tolist()) if j >= 0)
    after = solve_large(people, YARDSTICK, options=Options(stay=pairs, stay_bonus=1000))
    assert after.mate.tolist() == before.mate.tolist()
    assert after.stay == 1000 * after.matched


def test_large_path_refuses_impossible_locks() -> None:
    people = tied_crowd(5).replace(r_ready=[0] * tied_crowd(5).mentors)
    with pytest.raises(OptionsError, match="locked to mentor 1: the rule 'ready' forbids it"):
        solve_large(people, YARDSTICK, options=Options(locked=((0, 1),)))


@pytest.mark.usefixtures("pairs_listed")
def test_large_path_streams_answers() -> None:
    people = Instance.from_mapping(generate(300, 1))
    told: list[Round] = []
    stages: list[str] = []
    plan = solve_large(people, YARDSTICK, rounds=told.append,
                       progress=lambda stage, share: stages.append(stage))  # fmt: skip
    assert plan.to_bytes() == solve_large(people, YARDSTICK).to_bytes()
    first, second, last = told[0], told[1], told[-1]
    assert [(first.number, first.gap), (second.number, second.gap)] == [(0, -1), (1, -1)]
    for answer in (first, second, last):
        assert int((answer.mate >= 0).sum()) == plan.matched
    assert last.gap == 0
    assert last.mate.tolist() == plan.mate[last.mentees].tolist()
    assert stages[0] == "pairs"
    assert stages[-1] == "done"


def test_large_path_stops_when_a_listener_raises() -> None:
    def stop(told: Round) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve_large(one_town(), YARDSTICK, rounds=stop)


def test_seed_decides_only_between_equal_plans_of_the_large_path() -> None:
    people = tied_crowd(5)
    plans = [solve_large(people, YARDSTICK, seed=seed) for seed in range(8)]
    assert len({plan.objective for plan in plans}) == 1
    assert len({plan.to_bytes() for plan in plans}) > 1


def test_solve_takes_the_large_path_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    people = Instance.from_mapping(generate(120, 6))
    few = solve(people, YARDSTICK)
    monkeypatch.setattr(sys.modules["peermatch.solve"], "LARGE", people.mentees)
    told: list[Round] = []
    many = solve(people, YARDSTICK, rounds=told.append)
    assert told
    assert many.objective == few.objective


def test_the_large_path_is_told_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    people = Instance.from_mapping(generate(120, 6))
    pair = next((i, j) for i, j in enumerate(solve(people, YARDSTICK).mate.tolist()) if j >= 0)
    options, stages = Options(forbidden=(pair,)), list[str]()
    monkeypatch.setattr(sys.modules["peermatch.solve"], "LARGE", 1)
    with Counting(1) as executor:
        plan = solve(people, YARDSTICK, options=options, executor=executor, seed=3,
                     progress=lambda stage, _: stages.append(stage))  # fmt: skip
    assert executor.given > 0
    assert {"plan", "done"} <= set(stages)
    assert plan.to_bytes() == solve_large(people, YARDSTICK, options=options, seed=3).to_bytes()
    assert (plan.seed, plan.options) == (3, options)


def test_a_short_first_look_costs_nothing_but_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_FIRST_LOOK", 1)
    monkeypatch.setattr(rounds, "all_pairs", lambda *given: None)
    assert as_good(one_town(), YARDSTICK, Options())


@pytest.mark.parametrize(("name", "most"), [("MOST", 10), ("_SPACE", 100)])
def test_too_many_pairs_are_not_listed(
    name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[bool] = []

    def all_pairs(t: Any, blocks: Any, group: Any, given: int) -> Listed | None:
        pairs = known.all_pairs(t, blocks, group, min(given, known.MOST))
        listed.append(pairs is not None)
        return pairs

    monkeypatch.setattr(rounds, "all_pairs", all_pairs)
    assert as_good(one_town(), YARDSTICK, Options())
    monkeypatch.setattr(known, name, most)
    assert as_good(one_town(), YARDSTICK, Options())
    assert listed == [True, False]


def test_a_territory_takes_arrays_that_cannot_be_written_to() -> None:
    fixed = np.arange(3)
    fixed.setflags(write=False)
    held = own(Listed(fixed, fixed, fixed))
    assert all(array.flags.writeable for array in held)
