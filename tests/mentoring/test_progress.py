"""How far a plan is, in words that anybody understands."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from amir.mentoring.progress import EVERY, FOUND, READ, STEPS, Looking, Writing


def round_of(territory: int, matched: int, gap: int) -> Any:
    """What the matching library tells of one part of the people."""
    mate = np.where(np.arange(10) < matched, 0, -1)
    return SimpleNamespace(territory=territory, number=0, mentees=mate, mate=mate, gap=gap)


def test_rounds_are_told_with_the_proven_gap_of_all_parts() -> None:
    said: list[tuple[int, int, str]] = []
    looking = Looking(lambda *words: said.append(words))
    looking.stage("pairs", 0.0)
    looking.stage("plan", 0.5)
    for each in (round_of(0, 4, -1), round_of(1, 2, 7), round_of(0, 5, 3), round_of(1, 2, 0)):
        looking.round(each)
    looking.stage("done", 1.0)
    half = READ + round((FOUND - READ) / 2)
    assert said == [
        (READ, STEPS, "Finding out who fits whom"),
        (half, STEPS, "Looking for the best plan"),
        (half, STEPS, "With a mentor: 4. Looking for better pairs."),
        (half, STEPS, "With a mentor: 6. Looking for better pairs."),
        (half, STEPS, "With a mentor: 7. At most 10 points from the best plan."),
        (half, STEPS, "With a mentor: 7. At most 3 points from the best plan."),
        (FOUND, STEPS, "Checking the plan"),
    ]


def test_rows_are_told_now_and_then() -> None:
    said: list[int] = []
    writing = Writing(lambda done, total, doing: said.append(done), expected=2 * EVERY)
    assert sum(1 for _ in writing.rows(range(2 * EVERY + 1))) == 2 * EVERY + 1
    assert said == [80, 99]
