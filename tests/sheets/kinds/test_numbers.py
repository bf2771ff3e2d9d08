"""How many people a mentor can meet."""

from datetime import date

import pytest

from amir.sheets.grid import Cell
from amir.sheets.kinds.base import Column, Context, Reading
from amir.sheets.kinds.numbers import CAPACITY
from amir.sheets.vocabulary import load_vocabulary

TREE = {"answers": {"nothing": ["none"], "no": ["no"]}}
CONTEXT = Context(load_vocabulary({"en": TREE}, names=()), "IT", ("en",), date(2025, 6, 2))


def column(*texts: str) -> Column:
    return Column("list", "How many", [(f"list!{r}", Cell(t, t)) for r, t in enumerate(texts, 2)])


def read(text: str) -> Reading:
    return CAPACITY.reader(column(text), CONTEXT, {}).read("list!2", Cell(text, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", 2),
        ("2.0", 2),
        ("٣", 3),
        ("0", 0),
        ("max 3", 3),
        ("3 or more", 3),
        ("3+", 3),
        ("zwei", 2),
        ("deux personnes", 2),
        ("one", 1),
        ("sis", 6),
        ("п'ять", 5),
        ("zero", 0),
        ("a couple", 2),
        ("un paio", 2),
        ("ein Paar", 2),
        ("para uno", 1),
        ("none", None),
        ("no", None),
    ],
)
def test_capacity_reads_small_numbers(text: str, expected: int | None) -> None:
    reading = read(text)
    assert (reading.value, reading.complaints, reading.rest) == (expected, (), "")


def test_capacity_of_a_range_is_its_lower_end() -> None:
    reading = read("2-3")
    assert (reading.value, reading.rest) == (2, "2-3")
    assert [c.saying.text() for c in reading.complaints] == [
        "'2-3' is a range: 2, the least, is used."
    ]


def test_capacity_keeps_a_long_remark() -> None:
    text = "2, but only until September"
    assert (read(text).value, read(text).rest) == (2, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("20", "Capacity 20: is it 2?"),
        ("150", "Capacity 150: type how many people, from 0 to 10."),
        ("-2", "Capacity -2: type how many people, from 0 to 10."),
    ],
)
def test_capacity_nobody_has_is_an_error(text: str, message: str) -> None:
    reading = read(text)
    assert reading.value is None
    assert [(c.level, c.kind, c.saying.text()) for c in reading.complaints] == [
        ("error", "out_of_range", message)
    ]


def test_capacity_without_number_is_kept_with_a_warning() -> None:
    reading = read("it depends")
    assert (reading.value, reading.rest) == (None, "it depends")
    assert [(c.level, c.kind) for c in reading.complaints] == [("warning", "unreadable")]


def test_capacity_likeness_needs_bare_small_numbers() -> None:
    columns = [
        column("1", "2", "3"),
        column("0", "1"),
        column("2024-05-09", "A1"),
        column("Amina", "Yusuf"),
        column(),
    ]
    assert [CAPACITY.likeness(c, CONTEXT) for c in columns] == [0.9, 0.3, 0.0, 0.0, 0.0]
