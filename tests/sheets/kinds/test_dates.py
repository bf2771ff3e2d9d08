"""Dates of birth, in the ways people write them."""

from datetime import date, datetime

import pytest

from amir.sheets.grid import Value
from amir.sheets.kinds.dates import BIRTH

from .columns_of_dates import (
    cell,
    column,
    context,
    read,
    read_all,
    said,
)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1988-05-09", "en", "1988-05-09"),
        ("1988/5/9", "en", "1988-05-09"),
        ("9.5.1988", "de", "1988-05-09"),
        ("9. 5. 1988.", "hr", "1988-05-09"),
        ("1988.05.09.", "hu", "1988-05-09"),
        ("88.05.09.", "hu", "1988-05-09"),
        ("9.5.88", "de", "1988-05-09"),
        ("9.5.05", "de", "2005-05-09"),
        ("19880509", "sv", "1988-05-09"),
        ("25061988", "sv", "1988-06-25"),
        ("25 06 1988", "fr", "1988-06-25"),
        ("1988-05-09T00:00:00", "en", "1988-05-09"),
        ("25/06/1988 0:00", "en", "1988-06-25"),
        ("9th May 1988", "en", "1988-05-09"),
        ("May 9, 1988", "en", "1988-05-09"),
        ("Monday 9 May 1988", "en", "1988-05-09"),
        ("9-may-88", "en", "1988-05-09"),
        ("May-88", "en", "1988-05"),
        ("9 V 1988", "pl", "1988-05-09"),
        ("9 maja 1988 r.", "pl", "1988-05-09"),
        ("1er août 1985", "fr", "1985-08-01"),
        ("wrzesień 1990", "pl", "1990-09"),
        ("12 septem 1990", "en", "1990-09-12"),
        ("12 Febuary 1990", "en", "1990-02-12"),
        ("listopad 1990", "hr", "1990-10"),
        ("listopad 1990", "pl", "1990-11"),
        ("9 أيار 1988", "ar", "1988-05-09"),
        ("٢٥/٠٦/١٩٨٨", "ar", "1988-06-25"),
        ("3 كانون الثاني 1990", "ar", "1990-01-03"),
        ("3 جانفي 1990", "ar", "1990-01-03"),
        ("05/1988", "en", "1988-05"),
        ("1988-05", "en", "1988-05"),
        ("00/05/1988", "en", "1988-05"),
        ("00/00/1988", "en", "1988"),
        ("1988", "en", "1988"),
        ("1988.0", "en", "1988"),
        ("'88", "en", "1988"),
        ("about 1988", "en", "1988"),
        ("32272", "en", "1988-05-09"),
        ("12 الجدي 1375", "fa", None),
        ("12 جدی 1375", "fa", "1997-01-01"),
        ("unknown", "en", None),
        ("-", "en", None),
    ],
)
def test_birth_reads_one_cell_alone(text: str, language: str, expected: str | None) -> None:
    assert read(BIRTH, text, language).value == expected


def test_birth_takes_stored_dates_as_they_are() -> None:
    values: list[Value] = [date(1988, 5, 9), datetime(1988, 5, 9), 1988, 32272]
    assert [r.value for r in read_all(BIRTH, *values)] == [
        "1988-05-09",
        "1988-05-09",
        "1988",
        "1988-05-09",
    ]


def test_order_of_one_cell_settles_the_column() -> None:
    days_first = read_all(BIRTH, "03/04/1990", "25/06/1988", "12-11-1979")
    months_first = read_all(BIRTH, "03/04/1990", "06/25/1988")
    assert [r.value for r in days_first] == ["1990-04-03", "1988-06-25", "1979-11-12"]
    assert [r.value for r in months_first] == ["1990-03-04", "1988-06-25"]


def test_order_of_dots_needs_no_evidence() -> None:
    assert read(BIRTH, "03.04.1990").value == "1990-04-03"


def test_short_years_in_front_settle_the_column() -> None:
    values = [r.value for r in read_all(BIRTH, "90/03/12", "05/03/12")]
    assert values == ["1990-03-12", "2005-03-12"]


def test_order_left_open_is_asked_once_for_all_its_cells() -> None:
    values: list[Value] = ["03/04/1990", "05/05/1990", "10/11/1985", date(1990, 3, 4), "1990"]
    reader = BIRTH.reader(column(*values), context(), {})
    readings = [reader.read("", cell(value)) for value in values]
    question = reader.questions[0]
    assert len(reader.questions) == 1
    assert (question.kind, question.table, question.column) == ("date_order", "list", "When")
    assert question.cells == ("list!2", "list!4")
    assert question.ask.text() == (
        "In 03/04/1990, is 3 the day or the month? No date in this column has a day after the 12th."
    )
    assert [(o.value, o.saying.text()) for o in question.options] == [
        ("day first", "3 is the day"),
        ("month first", "3 is the month"),
    ]
    assert [r.waiting for r in readings] == [True, False, True, False, False]
    assert [r.value for r in readings] == [None, "1990-05-05", None, "1990-03-04", "1990"]


def test_order_torn_asks_only_for_what_is_open() -> None:
    reader = BIRTH.reader(column("25/06/1988", "06/25/1988", "03/04/1990"), context(), {})
    assert [q.cells for q in reader.questions] == [("list!4",)]
    assert reader.questions[0].ask.text() == (
        "Some dates of this column have the day first and others the month."
        " In 03/04/1990, is 3 the day or the month?"
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("day first", "1990-04-03"),
        ("Day", "1990-04-03"),
        ("dd/mm", "1990-04-03"),
        ("DD.MM.YYYY", "1990-04-03"),
        ("gg/mm/aaaa", "1990-04-03"),
        ("the 3rd of April", "1990-04-03"),
        ("3 April 1990", "1990-04-03"),
        ("April", "1990-04-03"),
        ("giorno prima", "1990-04-03"),
        ("4 is the month", "1990-04-03"),
        ("European", "1990-04-03"),
        ("month first", "1990-03-04"),
        ("mm/dd", "1990-03-04"),
        ("m/d/y", "1990-03-04"),
        ("March 4th", "1990-03-04"),
        ("mese prima", "1990-03-04"),
        ("3 is the month", "1990-03-04"),
        ("American", "1990-03-04"),
        ("whatever", None),
    ],
)
def test_order_is_understood_from_free_answers(answer: str, expected: str | None) -> None:
    reading = read(BIRTH, "03/04/1990", "it", date_order=answer)
    assert (reading.value, reading.waiting) == (expected, expected is None)


def test_answers_may_carry_the_key_of_their_question() -> None:
    reader = BIRTH.reader(column("03/04/1990"), context(), {"date_order:When": "day first"})
    assert reader.read("", cell("03/04/1990")).value == "1990-04-03"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("30/02/1994", "30/02/1994 does not exist: month 2 of 1994 had 28 days."),
        ("1996-02-30", "1996-02-30 does not exist: month 2 of 1996 had 29 days."),
        ("14/22/1990", "14/22/1990 is no date in any order."),
        ("1990.14.05.", "1990.14.05. has a month 14: is it 1990-05-14?"),
        ("1990-14-32", "1990-14-32 is no date in any order."),
        ("1990-12-45", "1990-12-45 is no date in any order."),
    ],
)
def test_birth_that_never_was_is_an_error(text: str, message: str) -> None:
    reading = read(BIRTH, text)
    assert (reading.value, said(reading)) == (None, [("error", "date_impossible", message)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2052-04-09", ("error", "date_in_future", "A birth date in 2052: is it 1952?")),
        (
            "2952",
            ("error", "date_in_future", "A birth date in 2952 lies in the future: type it again."),
        ),
        (
            "1891",
            ("error", "out_of_range", "A birth year of 1891 would make this person 134 years old."),
        ),
        (
            "2023",
            ("error", "out_of_range", "A birth year of 2023 would make this person 2 years old."),
        ),
    ],
)
def test_birth_outside_a_life_is_an_error(text: str, expected: tuple[str, str, str]) -> None:
    reading = read(BIRTH, text)
    assert (reading.value, said(reading)) == (None, [expected])


def test_birth_on_new_years_day_is_kept_with_a_warning() -> None:
    for value in ("1/1/1990", "1990.01.01.", 32874, date(1990, 1, 1)):
        reading = read(BIRTH, value)
        assert reading.value == "1990-01-01"
        assert [(c.level, c.kind) for c in reading.complaints] == [("warning", "assumed_birthday")]


@pytest.mark.parametrize("text", ["34 years", "34", "before the war", "12 March", "1990 or 1991"])
def test_birth_that_is_no_date_is_kept_as_text(text: str) -> None:
    reading = read(BIRTH, text)
    assert (reading.value, reading.rest) == (None, text)
    assert [(c.level, c.kind) for c in reading.complaints] == [("warning", "unreadable")]


def test_birth_keeps_words_that_say_more() -> None:
    reading = read(BIRTH, "9 May 1988 in Kandahar")
    assert (reading.value, reading.rest) == ("1988-05-09", "9 May 1988 in Kandahar")


def test_years_of_another_calendar_are_asked_about_once() -> None:
    reader = BIRTH.reader(column("1375/02/14", "1375", "1990"), context(), {})
    assert [(q.kind, q.cells) for q in reader.questions] == [("calendar", ("list!2", "list!3"))]
    assert reader.questions[0].ask.text() == (
        "This column has years such as 1375. Are they Solar Hijri, the calendar of Iran and"
        " Afghanistan, so that 1375 is 1996?"
    )
    assert [reader.read("", cell(t)).waiting for t in ("1375", "1990")] == [True, False]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("solar hijri", "1996-05-03"),
        ("1375 = 1996", "1996-05-03"),
        ("yes", "1996-05-03"),
        ("lunar hijri", "1955-10-02"),
        ("1375 is 1955", "1955-10-02"),
    ],
)
def test_calendar_answers_are_understood(answer: str, expected: str) -> None:
    assert read(BIRTH, "1375/02/14", calendar=answer).value == expected


def test_calendar_that_is_a_mistake_leaves_an_error() -> None:
    reading = read(BIRTH, "1375/02/14", calendar="typing error")
    assert [(c.level, c.kind) for c in reading.complaints] == [("error", "out_of_range")]
    assert read(BIRTH, "1375", calendar="what?").waiting


@pytest.mark.parametrize(
    ("texts", "header", "language"),
    [
        (["1375/02/14", "14 اردیبهشت 1370"], "When", "en"),
        (["1375/02/14"], "Birth (shamsi)", "en"),
        (["۱۳۷۵/۰۲/۱۴"], "When", "fa"),
    ],
)
def test_calendar_that_is_certain_is_not_asked(
    texts: list[str], header: str, language: str
) -> None:
    reader = BIRTH.reader(column(*texts, header=header), context(language), {})
    assert list(reader.questions) == []
    assert reader.read("", cell(texts[0])).value == "1996-05-03"


def test_solar_month_and_year_alone_are_read() -> None:
    values = [r.value for r in read_all(BIRTH, "1375", "مهر 1370", "1371/12/30", language="fa")]
    assert values == ["1996", "1991-10", None]
