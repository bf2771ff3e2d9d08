"""Array forms, plain forms and the witness of `check` say the same of every pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermatch import CRITERIA, HARD, PROGRAMME, YARDSTICK, Rules
from peermatch.block import Block
from peermatch.pairs import feasible_pairs
from peermatch.people import mentee_record, mentor_record
from peermatch.witness import Witness

from .crowd import crowd
from .literal import allowed_pairs

STRICT = Rules.from_mapping(
    {
        "hard": {
            "slot": {"unknown": False}, "settled": {"years": 5, "unknown": False},
            "language": {"level": "b2"}, "place": {"kilometres": [0, 15, 30], "remote": False},
        },
        "score": {
            "place": {"near": [90, 50, 10], "remote": 5}, "age": {"offsets": [-1, 2]},
            "language": {"a2": 7},
        },
    }
)  # fmt: skip
LOOSE = Rules.from_mapping(
    {
        "hard": {
            "ready": False, "language": {"on": False, "level": "a2"}, "gender": False,
            "slot": False, "place": False,
        },
        "score": {"place": {"remote": 11}, "language": {"a2": 7}},
    }
)  # fmt: skip
RULES = {"programme": PROGRAMME, "yardstick": YARDSTICK, "strict": STRICT, "loose": LOOSE}
seeds = st.integers(0, 10**9)


@pytest.mark.parametrize("name", HARD)
@settings(max_examples=25, deadline=None)
@given(seed=seeds, which=st.sampled_from(sorted(RULES)))
def test_forms_of_each_hard_rule_agree(name: str, seed: int, which: str) -> None:
    people, rules = crowd(seed, mentees=4, mentors=4), RULES[which]
    i, j = np.indices((4, 4))
    by_array = np.broadcast_to(HARD[name].allows(Block(people, rules, i, j)), (4, 4))
    one = [mentee_record(people, k) for k in range(4)]
    other = [mentor_record(people, k) for k in range(4)]
    plain = [[HARD[name].allows_pair(rules, a, b) for b in other] for a in one]
    assert by_array.tolist() == plain


@pytest.mark.parametrize("name", CRITERIA)
@settings(max_examples=25, deadline=None)
@given(seed=seeds, which=st.sampled_from(sorted(RULES)))
def test_forms_of_each_criterion_agree(name: str, seed: int, which: str) -> None:
    people, rules = crowd(seed, mentees=4, mentors=4), RULES[which]
    i, j = np.arange(4)[:, None], np.arange(4)[None, :]
    by_array = np.broadcast_to(CRITERIA[name].points(Block(people, rules, i, j)), (4, 4))
    one = [mentee_record(people, k) for k in range(4)]
    other = [mentor_record(people, k) for k in range(4)]
    plain = [[CRITERIA[name].points_of_pair(rules, a, b).points for b in other] for a in one]
    assert by_array.tolist() == plain


@settings(max_examples=100, deadline=None)
@given(seed=seeds, which=st.sampled_from(sorted(RULES)))
def test_forms_of_the_whole_agree(seed: int, which: str) -> None:
    people, rules = crowd(seed), RULES[which]
    literal = allowed_pairs(people, rules)
    fast = feasible_pairs(people, rules)
    found = zip(fast.mentee.tolist(), fast.mentor.tolist(), fast.points.tolist(), strict=True)
    assert [((i, j), p) for i, j, p in found] == sorted(literal.items())
    witness = Witness(people, rules)
    seen = {
        (i, int(j)): int(points)
        for i in range(people.mentees)
        for j, points in zip(*witness.allowed(i), strict=True)
    }
    assert seen == literal


@pytest.mark.parametrize("which", sorted(RULES))
def test_forms_do_not_depend_on_blocks(which: str, monkeypatch: pytest.MonkeyPatch) -> None:
    people, rules = crowd(5, mentees=60, mentors=40), RULES[which]
    whole = feasible_pairs(people, rules)
    monkeypatch.setattr("peermatch.pairs._SMALL", 0)
    for cells, listed in ((1, 1), (50, 70), (50, 1 << 16), (1 << 20, 1 << 16)):
        monkeypatch.setattr("peermatch.pairs._CELLS", cells)
        monkeypatch.setattr("peermatch.pairs._LISTED", listed)
        cut = feasible_pairs(people, rules)
        assert cut.mentee.tolist() == whole.mentee.tolist()
        assert cut.mentor.tolist() == whole.mentor.tolist()
        assert cut.points.tolist() == whole.points.tolist()


@pytest.mark.parametrize("which", sorted(RULES))
@pytest.mark.parametrize("name", CRITERIA)
def test_every_criterion_moves_some_score(name: str, which: str) -> None:
    people = crowd(1, mentees=60, mentors=40)
    block = Block(people, RULES[which], np.arange(60)[:, None], np.arange(40)[None, :])
    points = CRITERIA[name].points(block)
    assert int(points.min()) < int(points.max())
