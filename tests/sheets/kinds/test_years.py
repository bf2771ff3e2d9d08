"""Years, in the ways people write them."""

from datetime import date

import pytest

from amir.sheets.grid import Value
from amir.sheets.kinds.dates import YEAR

from .columns_of_dates import cell, column, context, read, said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022", 2022),
        (2022, 2022),
        ("2017.", 2017),
        ("Sept 2022", 2022),
        ("since 2019", 2019),
        ("2008 óta", 2008),
        ("05/2021", 2021),
        ("03/04/2020", 2020),
        ("'19", 2019),
        ("44562", 2022),
        (date(2020, 3, 4), 2020),
        ("unknown", None),
    ],
)
def test_year_reads_years_and_needs_no_order(value: Value, expected: int | None) -> None:
    reader = YEAR.reader(column(value), context("hu"), {})
    assert list(reader.questions) == []
    reading = reader.read("list!2", cell(value))
    assert (reading.value, said(reading)) == (expected, [])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3 years ago", "en"),
        ("da 3 anni", "it"),
        ("seit 3 Jahren", "de"),
        ("6 mesi fa", "it"),
        ("3 ago", "en"),
    ],
)
def test_year_counted_from_today_is_kept_with_a_warning(text: str, language: str) -> None:
    reading = read(YEAR, text, language)
    assert (reading.value, reading.rest) == (None, text)
    assert said(reading) == [
        ("warning", "relative_date", f"'{text}' counts from a day that the list does not give.")
    ]


def test_year_counts_from_the_day_on_which_the_row_was_written() -> None:
    told = {"list!2": "2025-03-11T10:00"}
    reader = YEAR.reader(column("2 years ago", "4 months ago", told=told), context(), {})
    assert reader.read("list!2", cell("2 years ago")).value == 2023
    assert reader.read("list!2", cell("4 months ago")).value == 2024
    assert reader.read("list!3", cell("2 years ago")).value is None


@pytest.mark.parametrize("text", ["when I was 12", "born here", "19", "2018/2019"])
def test_year_that_is_none_is_kept_with_a_warning(text: str) -> None:
    reading = read(YEAR, text)
    assert (reading.rest, said(reading)) == (
        text,
        [("warning", "unreadable", f"'{text}' is not a year.")],
    )


def test_year_nobody_can_have_arrived_in_is_an_error() -> None:
    kinds = [[(c.level, c.kind) for c in read(YEAR, t).complaints] for t in ("2031", "1815")]
    assert kinds == [[("error", "date_in_future")], [("error", "out_of_range")]]


def test_year_waits_for_the_calendar() -> None:
    assert read(YEAR, "1398").waiting
    assert read(YEAR, "1398", calendar="solar").value == 2019
