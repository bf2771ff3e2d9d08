"""The path for many people gives plans as good as the one for few, and proves them."""

import runpy
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.matching.generator import generate
from peermatch import (
    PROGRAMME,
    YARDSTICK,
    Instance,
    NotProven,
    Options,
    OptionsError,
    Rules,
    check,
    solve,
)
from peermatch.large import (
    Round,
    compiled,
    known,
    levels,
    practice,
    prefetching,
    rounds,
    solve_large,
    territories,
    warm,
)
from peermatch.large.columns import Listed
from peermatch.large.rounds import own
from peermatch.pairs import feasible_pairs

from .compiled import compiled_process, solve_there
from .crowd import crowd, tied_crowd

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


def test_large_path_is_the_same_in_other_processes() -> None:
    people = crowd(8, mentees=60, mentors=40)
    alone = solve_large(people, PROGRAMME)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        told: list[Round] = []
        for rounds_told in (None, told.append):
            other = solve_large(people, PROGRAMME, executor=executor, rounds=rounds_told)
            assert other.to_bytes() == alone.to_bytes()
            assert other.certificate.price.tolist() == alone.certificate.price.tolist()
    assert [(answer.number, answer.gap) for answer in told[:2]] == [(0, -1), (1, -1)]
    assert told[-1].gap == 0
    assert told[-1].mate.tolist() == alone.mate[told[-1].mentees].tolist()


def test_large_path_is_the_same_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    people = Instance.from_mapping(generate(400, 2))
    with compiled_process() as executor:
        for most in (0, known.MOST):
            monkeypatch.setattr(rounds.solve_territory, "__defaults__", (most,))
            plan = solve_large(people, YARDSTICK)
            there = executor.submit(
                solve_there, dict(people.to_mapping()), YARDSTICK.to_mapping(), most
            )
            assert there.result() == (plan.to_bytes(), plan.certificate.price.tolist(), True)


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


def test_large_path_asks_for_nothing_more_when_a_listener_raises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(territories, "_BUNDLE", 1)
    people = Instance.from_mapping(generate(300, 1))
    every: list[Round] = []
    solve_large(people, YARDSTICK, rounds=every.append)
    assert len({answer.territory for answer in every}) > 1
    told: list[Round] = []

    def stop(answer: Round) -> None:
        told.append(answer)
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as executor, pytest.raises(KeyboardInterrupt):
        solve_large(people, YARDSTICK, executor=executor, rounds=stop)
    assert [(answer.territory, answer.number) for answer in told] == [(0, 0)]


def test_seed_decides_only_between_equal_plans_of_the_large_path() -> None:
    people = tied_crowd(5)
    plans = [solve_large(people, YARDSTICK, seed=seed) for seed in range(8)]
    assert len({plan.objective for plan in plans}) == 1
    assert len({plan.to_bytes() for plan in plans}) > 1


def test_solve_takes_the_large_path_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    people = Instance.from_mapping(generate(120, 6))
    few = solve(people, YARDSTICK)
    monkeypatch.setattr(sys.modules["peermatch.solve"], "LARGE", 100)
    told: list[Round] = []
    many = solve(people, YARDSTICK, rounds=told.append)
    assert told
    assert many.objective == few.objective


def test_small_instances_never_import_numba() -> None:
    script = (
        "import sys, peermatch\n"
        "assert not {'numba', 'ortools'} & set(sys.modules)\n"
        "people = peermatch.Instance(loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0],"
        " e_b1=[1], e_slots=[1], r_loc=[0], r_b1=[1], r_slots=[1], r_ready=[1], r_cap=[1])\n"
        "assert peermatch.solve(people).matched == 1\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_warm_makes_all_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warm(tmp_path)
    with pytest.raises(SystemExit) as ending:
        runpy.run_path(practice.__file__, run_name="__main__")
    assert ending.value.code == 0
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(NotProven, match="could not be made"):
        warm(tmp_path)


def test_kernels_are_compiled_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "PLAIN", False)
    for decorate in (compiled.compiled, compiled.inlined, compiled.making):
        assert decorate(one_more)(2) == 3


def test_memory_is_asked_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    numba = pytest.importorskip("numba")
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 0)
    ask = prefetching._compiled()

    @numba.njit  # type: ignore[untyped-decorator]
    def last(row: Any, table: Any) -> int:
        ask(row, 1)
        ask(table, np.int32(10**6))  # nobody is there
        return int(row[1] + table[1, 1])

    assert last(np.arange(2), np.arange(4).reshape(2, 2)) == 4
    prefetching._nothing(np.arange(2), 1)


def test_code_of_other_sources_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled._kept() == compiled.KEPT
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert compiled._kept() == tmp_path / compiled.KEPT.name
    monkeypatch.setattr(compiled, "KEPT", tmp_path / compiled.KEPT.name)
    for name in (compiled.KEPT.name, "peermatch-older", "of somebody else"):
        (tmp_path / name / "code").mkdir(parents=True)
    compiled.forget_older_code()
    assert {path.name for path in tmp_path.iterdir()} == {compiled.KEPT.name, "of somebody else"}


def one_more(number: int) -> int:
    return number + 1


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


@pytest.mark.long
def test_large_path_is_the_same_with_dask() -> None:
    distributed = pytest.importorskip("distributed", reason="group 'bench' is not installed")
    people = crowd(8, mentees=60, mentors=40)
    alone = solve_large(people, PROGRAMME)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        other = solve_large(people, PROGRAMME, executor=client.get_executor())
    assert other.to_bytes() == alone.to_bytes()
