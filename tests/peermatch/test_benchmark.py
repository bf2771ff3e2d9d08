"""The benchmark's people are the same every time, and its contestants judge fairly."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.matching.__main__ import judge
from benchmarks.matching.contestants import CONTESTANTS, read_task, write_task
from benchmarks.matching.generator import generate
from peermatch import PROGRAMME, YARDSTICK, Instance, check, solve


def test_generator_makes_the_same_people_every_time() -> None:
    one, other = generate(150, 4), generate(150, 4)
    for name, array in one.items():
        np.testing.assert_array_equal(array, other[name])


def test_generator_makes_people_who_can_be_matched() -> None:
    people = Instance.from_mapping(generate(150, 4))
    for rules in (YARDSTICK, PROGRAMME):
        plan = solve(people, rules)
        assert check(people, rules, plan).matched > 15


@pytest.mark.parametrize("name", CONTESTANTS)
def test_contestants_are_judged(name: str, tmp_path: Path) -> None:
    people = write_task(tmp_path / "task", 200, 1)
    mate = CONTESTANTS[name](read_task(tmp_path / "task", name)).tolist()
    verdict = judge(people, solve(people, YARDSTICK), mate)
    assert verdict.endswith("fewer" if name == "greedy" else "proven optimal")
