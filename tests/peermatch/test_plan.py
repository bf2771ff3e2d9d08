"""Plans are written, read and compared."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from peermatch import PROGRAMME, Certificate, PeermatchError, check, compare, solve
from peermatch.archives import read_npz

from .crowd import crowd

PEOPLE = crowd(9, mentees=10, mentors=8)
PLAN = solve(PEOPLE, PROGRAMME)


def test_plan_and_certificate_survive_their_archives(tmp_path: Path) -> None:
    PLAN.to_npz(tmp_path / "plan.npz")
    PLAN.certificate.to_npz(tmp_path / "proof.npz")
    assert (tmp_path / "plan.npz").read_bytes() == PLAN.to_bytes()
    held, proof = read_npz(tmp_path / "plan.npz"), Certificate.from_npz(tmp_path / "proof.npz")
    assert held["mate"].dtype == np.int32
    assert proof.bound == PLAN.objective
    assert check(PEOPLE, PROGRAMME, held, proof).objective == PLAN.objective


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"price": [1]}, "holds no 'price' and 'bound'"),
        ({"price": [1], "bound": [1, 2]}, "must be one whole number"),
    ],
)
def test_certificate_archive_must_hold_one(
    tmp_path: Path, arrays: dict[str, list[int]], sentence: str
) -> None:
    np.savez(tmp_path / "proof.npz", **arrays)  # type: ignore[arg-type]
    with pytest.raises(PeermatchError, match=sentence):
        Certificate.from_npz(tmp_path / "proof.npz")


def test_compare_tells_who_keeps_moves_gains_and_loses() -> None:
    before = replace(PLAN, mate=np.array([2, 1, -1, 0, -1]), matched=3, score=10, objective=100)
    after = replace(PLAN, mate=np.array([2, 3, 4, -1, -1]), matched=3, score=30, objective=90)
    difference = compare(before, after)
    assert difference.kept == ((0, 2),)
    assert difference.moved == ((1, 1, 3),)
    assert difference.gained == ((2, 4),)
    assert difference.lost == ((3, 0),)
    assert (difference.matched, difference.score, difference.objective) == (0, 20, -10)


def test_compare_needs_the_same_people() -> None:
    with pytest.raises(PeermatchError, match="about 10 and 1 mentees"):
        compare(PLAN, replace(PLAN, mate=np.array([0])))
