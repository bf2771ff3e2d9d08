"""Days of evidence, and what dates of all kinds have in common."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from amir.sheets.kinds.dates import BIRTH, EVIDENCE_DATE, YEAR

from .columns_of_dates import LANGUAGES, column, context, read, read_all, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45769", "2025-04-22"),
        ("21/06/2024", "2024-06-21"),
        ("21/06/2024 ok", "2024-06-21"),
        ("21.06.24", "2024-06-21"),
        ("no", None),
        ("unknown", None),
    ],
)
def test_evidence_reads_days(text: str, expected: str | None) -> None:
    reading = read(EVIDENCE_DATE, text)
    assert (reading.value, reading.rest, said(reading)) == (expected, "", [])


@pytest.mark.parametrize(
    ("text", "level", "kind", "message"),
    [
        (
            "requested",
            "error",
            "unreadable",
            "'requested' is no date: the check was asked for and is not there yet.",
        ),
        (
            "requested on 21/06/2024",
            "error",
            "unreadable",
            "'requested on 21/06/2024' is no date: the check was asked for and is not there yet.",
        ),
        ("yes", "warning", "unreadable", "'yes' gives no date: type the day of the document."),
        ("seen", "warning", "unreadable", "'seen' is no date: type the day of the document."),
        ("2024", "warning", "unreadable", "'2024' gives no day: type the whole date."),
        (
            "2025-12-31",
            "error",
            "date_in_future",
            "'2025-12-31' lies in the future: type the day on which it was issued.",
        ),
        (
            "1924-12-31",
            "error",
            "out_of_range",
            "'1924-12-31' is too long ago: type the date again.",
        ),
        (
            "31/04/2024",
            "error",
            "date_impossible",
            "31/04/2024 does not exist: month 4 of 2024 had 30 days.",
        ),
    ],
)
def test_evidence_says_what_is_missing(text: str, level: str, kind: str, message: str) -> None:
    reading = read(EVIDENCE_DATE, text)
    assert (reading.value, said(reading)) == (None, [(level, kind, message)])
    assert reading.rest == (text if level == "warning" else "")


def test_evidence_waits_for_the_order() -> None:
    assert read(EVIDENCE_DATE, "03/04/24").waiting
    assert read(EVIDENCE_DATE, "03/04/24", date_order="day first").value == "2024-04-03"


def test_likeness_tells_births_arrivals_and_evidence_apart() -> None:
    births = column("1988-05-09", "25/06/1979", "1990", date(1975, 3, 4))
    arrivals = column("2015", "2022", "Sept 2019", "since 2010")
    checks = column("2024-05-09", "45769", date(2025, 1, 3))
    stamps = column("2025/03/07 2:40:28", "2025/03/08 12:10:00")
    numbers = column("45769", "45770", "10115")
    table = [
        [round(kind.likeness(c, context()), 1) for kind in (BIRTH, YEAR, EVIDENCE_DATE)]
        for c in (births, arrivals, checks, stamps, numbers, column())
    ]
    assert table == [
        [1.0, 0.2, 0.0],
        [0.1, 0.9, 0.0],
        [0.0, 0.5, 1.0],
        [0.0, 0.5, 0.0],
        [0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0],
    ]


days = st.dates(date(1930, 1, 2), date(2015, 12, 31))


@given(
    days, st.sampled_from(LANGUAGES), st.sampled_from(["long", "d MMMM y", "y. MMMM d.", "d MMM y"])
)
def test_every_date_with_a_month_name_reads_back(day: date, language: str, form: str) -> None:
    text = format_date(day, form, locale=language)
    assert read(BIRTH, text, language).value == day.isoformat()


@given(days, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y.%m.%d.", "%Y/%m/%d", "%Y%m%d"]))
def test_every_date_whose_form_tells_the_order_reads_back(day: date, form: str) -> None:
    assert read(BIRTH, day.strftime(form)).value == day.isoformat()


@given(st.lists(days, min_size=1, max_size=8), st.sampled_from("/- "), st.booleans())
def test_every_column_reads_back_once_its_order_is_answered(
    column_days: list[date], mark: str, day_first: bool
) -> None:
    form = mark.join(["%d", "%m", "%Y"] if day_first else ["%m", "%d", "%Y"])
    answer = "day first" if day_first else "month first"
    readings = read_all(BIRTH, *(d.strftime(form) for d in column_days), date_order=answer)
    assert [r.value for r in readings] == [d.isoformat() for d in column_days]


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("es", "21-sep-1988", "1988-09-21"),
        ("en", "3-okt-90", "1990-10-03"),
        ("ar", "12/Jun/1990", "1990-06-12"),
        ("pl", "5.dic.1988", "1988-12-05"),
        ("es", "5-lis-1988", None),  # October in Croatian, November in Polish
    ],
)
def test_short_month_between_two_numbers_may_be_of_another_language(
    language: str, written: str, expected: str | None
) -> None:
    assert read(BIRTH, written, language).value == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("841203", "1984-12-03"), ("031284", "1984-12-03"), ("051203", None), ("841303", None)],
)
def test_six_digits_are_a_date_where_one_end_only_can_be_the_day(
    written: str, expected: str | None
) -> None:
    assert read(BIRTH, written, "fi").value == expected


def test_six_digits_alone_do_not_look_like_dates() -> None:
    assert BIRTH.likeness(column("841203", "770509", "910417"), context("ro")) == 0.0
