"""The benchmark is fair: the same people every time, answers judged, limits kept."""

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from benchmarks.matching.bench import Bench
from benchmarks.matching.field import FIELD, OURS, Contestant
from benchmarks.matching.generator import generate
from benchmarks.matching.judge import Broken, judge
from benchmarks.matching.people import people
from benchmarks.matching.prepare import task_of
from benchmarks.matching.probes_pairs import count
from benchmarks.matching.probes_people import part
from benchmarks.matching.process import run_module
from benchmarks.matching.race import race
from benchmarks.matching.store import Row, Store, fingerprint
from benchmarks.matching.task import Task
from peermatch import PROGRAMME, YARDSTICK, Instance, check, solve
from peermatch.blocking import blocking_pairs

HERE = [contestant for contestant in FIELD if not contestant.lock]


@pytest.fixture
def crowd() -> Instance:
    return Instance.from_mapping(generate(200, 1))


@pytest.fixture
def task(crowd: Instance) -> Task:
    return task_of(crowd)


def test_generator_makes_the_same_people_every_time() -> None:
    one, other = generate(150, 4), generate(150, 4)
    for name, array in one.items():
        np.testing.assert_array_equal(array, other[name])


def test_generator_makes_people_who_can_be_matched() -> None:
    crowd = Instance.from_mapping(people("", 150, 4))
    for rules in (YARDSTICK, PROGRAMME):
        plan = solve(crowd, rules)
        assert check(crowd, rules, plan).matched > 15


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """What everybody who needs no environment of their own does with 200 mentees."""
    folder = tmp_path_factory.mktemp("race")
    bench = Bench("", Store(folder / "rows.json"), 2, 5.0, work=folder / "work")
    return race(bench, 200, 1, [contestant.name for contestant in HERE])


@pytest.mark.parametrize("contestant", HERE, ids=[contestant.name for contestant in HERE])
def test_contestants_give_the_answer_they_promise(
    contestant: Contestant, rows: dict[str, Row], crowd: Instance
) -> None:
    row, best = rows[contestant.name], solve(crowd, YARDSTICK)
    assert not row["trouble"]
    assert len(row["runs"]) == (20 if contestant.name == OURS else 2)
    assert set(row["versions"]) == set(contestant.packages)
    assert (row["objective"] == best.objective) == contestant.exact
    assert row["objective"] <= best.objective


def test_judge_counts_what_the_plan_counts(crowd: Instance, task: Task) -> None:
    plan = solve(crowd, YARDSTICK)
    found = judge(task, plan.mate.astype(np.int64))
    assert (found.matched, found.by_tier, found.objective, found.load_cost) == (
        plan.matched, plan.by_tier, plan.objective, plan.load_cost,
    )  # fmt: skip
    assert found.net == plan.score + plan.wait - plan.load_cost
    assert found.blocking == len(blocking_pairs(crowd, YARDSTICK, plan))


def test_judge_refuses_a_pair_that_is_not_allowed(crowd: Instance, task: Task) -> None:
    mate = np.full(crowd.mentees, -1, np.int64)
    lonely = int(np.setdiff1d(np.arange(crowd.mentees), task.mentee)[0])
    mate[lonely] = 0
    with pytest.raises(Broken, match="1 pairs are not allowed"):
        judge(task, mate)


def test_judge_refuses_a_mentor_with_too_many(crowd: Instance, task: Task) -> None:
    popular = int(np.bincount(task.mentor).argmax())
    mate = np.full(crowd.mentees, -1, np.int64)
    mate[task.mentee[task.mentor == popular]] = popular
    with pytest.raises(Broken, match="more mentees than places"):
        judge(task, mate)


def test_pairs_are_counted_without_being_listed(crowd: Instance, task: Task) -> None:
    assert count(crowd) == len(task.mentee)


def test_part_keeps_who_is_asked_for_and_their_exclusions(crowd: Instance) -> None:
    mentees, mentors = np.arange(0, 200, 2), np.arange(1, crowd.mentors, 2)
    some = part(crowd, mentees, mentors)
    np.testing.assert_array_equal(some.e_b1, crowd.e_b1[mentees])
    np.testing.assert_array_equal(some.r_serve, crowd.r_serve[mentors])
    kept = {(2 * i, 2 * j + 1) for i, j in some.excl.tolist()}
    odd_and_even = {(i, j) for i, j in crowd.excl.tolist() if i % 2 == 0 and j % 2 == 1}
    assert kept == odd_and_even
    assert kept


SLEEP = ["-n1", "-r1", "import time; time.sleep(60)"]


def test_children_are_ended_after_their_time() -> None:
    assert run_module(sys.executable, "timeit", SLEEP, seconds=0.2).trouble == "more than 0.2 s"


def test_children_are_ended_when_they_take_too_much_memory() -> None:
    greedy = ["-n1", "-r1", "-s", "held = b'x' * 300_000_000", *SLEEP[2:]]
    ended = run_module(sys.executable, "timeit", greedy, gigabytes=0.2)
    assert ended.trouble == "more than 0.2 GB"
    assert ended.peak_mb > 200


def test_children_that_fail_tell_their_last_line() -> None:
    wrong = ["-n1", "-r1", "raise SystemError('no luck')"]
    assert run_module(sys.executable, "timeit", wrong).trouble == "failed: SystemError: no luck"


def test_children_may_print_more_than_a_pipe_holds() -> None:
    loud = ["-n1", "-r1", "print('x' * 1_000_000)"]
    assert not run_module(sys.executable, "timeit", loud).trouble


def test_rows_are_measured_once_until_something_changes(tmp_path: Path) -> None:
    file, asked = tmp_path / "docs" / "rows.json", []

    def measure() -> Row:
        asked.append(1)
        return {"cpu": len(asked)}

    stores = Store(file, "old"), Store(file, "new")
    given = [(0, "a"), (0, "a"), (0, "b"), (1, "b"), (1, "b")]
    assert [stores[nth].row("one", of, measure)["cpu"] for nth, of in given] == [1, 1, 2, 3, 3]
    stores[1].row("other", "a", measure)
    day = json.loads(file.read_text())["one"]["day"]
    assert stores[0].held() == {
        "one": {"cpu": 3, "of": "b", "on": "new", "day": day},
        "other": {"cpu": 4, "of": "a", "on": "new", "day": day},
    }
    assert stores[0].days() == [day]
    assert date.fromisoformat(day) <= datetime.now(UTC).date()
    assert [path.name for path in file.parent.iterdir()] == ["rows.json"]


def test_rows_of_failures_are_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "rows.json")
    for trouble, kept in (("failed: no luck", 0), ("more than 8 GB", 1)):
        store.row("one", "a", lambda said=trouble: {"trouble": said})  # type: ignore[misc]
        assert len(store.held()) == kept


def test_fingerprint_tells_content_and_facts_apart(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    prints = {fingerprint([one]), fingerprint([other]), fingerprint([one], 5)}
    assert len(prints) == 3
    assert fingerprint([one], 5) in prints


def test_race_proves_ours(rows: dict[str, Row]) -> None:
    assert rows[OURS]["proof"]["gap"] == 0
    assert rows[OURS]["proof"]["objective"] == rows[OURS]["objective"]


def test_race_keeps_rows_and_clears_up(tmp_path: Path) -> None:
    bench = Bench("", Store(tmp_path / "rows"), 1, 1.0, work=tmp_path / "work")
    rows = race(bench, 120, 3, ["scipy sparse"])
    assert not list((tmp_path / "work").iterdir())
    # Nothing runs again: there is no place left where it could.
    assert race(replace(bench, work=Path("/dev/null")), 120, 3, ["scipy sparse"]) == rows


@pytest.mark.long
def test_everybody_takes_part_in_an_environment_of_their_own(tmp_path: Path) -> None:
    bench = Bench("", Store(tmp_path / "rows"), 1, 1.0, work=tmp_path / "work")
    rows = race(bench, 150, 2, [contestant.name for contestant in FIELD])
    for contestant in FIELD:
        row = rows[contestant.name]
        assert not row["trouble"]
        assert row["objective"] <= rows[OURS]["objective"]
        if contestant.exact:
            assert row["objective"] == rows[OURS]["objective"]
        assert set(row["versions"]) == set(contestant.packages)
