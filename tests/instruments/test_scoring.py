"""Figures from answers: turned round where needed, and never a zero for what was skipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from amir.core.yaml_files import read_yaml
from amir.instruments.definition import parse
from amir.instruments.scoring import score
from amir.instruments.shipped import shipped, without_text

GSE = shipped()["gse"]
YSOR = without_text()["ysor"]
IPL = without_text()["ipl12"]
PULSE = shipped()["pulse"]


def test_sum_counts_every_answer() -> None:
    assert score(GSE, {item.key: 3 for item in GSE.items}) == {"total": 30}


def test_reversed_items_are_turned_round() -> None:
    always = {item.key: 5 for item in YSOR.items}
    # Six positive statements count 5, four negative ones 1.
    assert score(YSOR, always) == {"total": pytest.approx((6 * 5 + 4 * 1) / 10)}


def test_skipped_is_missing_and_not_zero() -> None:
    answers: dict[str, int | None] = {item.key: 4 for item in GSE.items}
    answers |= {"g1": None, "g2": None, "g3": None}
    assert score(GSE, answers) == {"total": 40}
    assert score(GSE, {**answers, "g4": None}) == {"total": None}
    assert score(PULSE, {"going": None, "belonging": 1}) == {"going": None, "belonging": 1}


def test_share_runs_from_nothing_to_one() -> None:
    ends = {value: score(IPL, {item.key: value for item in IPL.items}) for value in (1, 3, 5)}
    assert {value: found["total"] for value, found in ends.items()} == {1: 0, 3: 0.5, 5: 1}
    assert ends[5]["linguistic"] == 1


def test_nothing_answered_is_no_figure() -> None:
    assert score(GSE, {}) == {"total": None}


@given(some.lists(some.integers(1, 4), min_size=10, max_size=10))
def test_sum_stays_within_what_is_possible(values: list[int]) -> None:
    answers = {item.key: value for item, value in zip(GSE.items, values, strict=True)}
    assert score(GSE, answers) == {"total": sum(values)}


def test_a_programme_may_count_otherwise() -> None:
    data = dict(read_yaml(
        b"key: two\nversion: 1\nnames: {en: Two}\nsource: us\nlicence: own\nlicence_note: free\n"
        b"answers: {n: [{value: 0, text: {en: a}}, {value: 10, text: {en: b}}]}\n"
        b"items: [{key: a, answers: n, reverse: true, text: {en: A}},"
        b" {key: b, answers: n, text: {en: B}}]\n"
        b"scales: [{key: s, names: {en: S}, items: [a, b], method: mean, may_miss: 1}]\n"
    ))  # fmt: skip
    assert score(parse(data), {"a": 0}) == {"s": 10}
