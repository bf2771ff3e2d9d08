"""Dates of birth, years and days of evidence, in the ways people write them."""

from datetime import date, datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from amir.sheets.grid import Cell, Value
from amir.sheets.kinds.base import Column, Context, Kind, Reading
from amir.sheets.kinds.dates import BIRTH, EVIDENCE_DATE, YEAR
from amir.sheets.vocabulary import load_vocabulary

TREE = {
    "answers": {
        "yes": ["yes", "ok"],
        "no": ["no"],
        "nothing": ["unknown"],
        "requested": ["requested"],
        "since": ["since"],
        "ago": ["ago"],
    }
}
_NAMES = "ar bg cs de el en es fi fr hr hu it lt nl pl pt ro ru sv tr uk"
LANGUAGES = _NAMES.split()
VOCABULARY = load_vocabulary({"en": TREE}, names=LANGUAGES)
TODAY = date(2025, 6, 2)


def cell(value: Value) -> Cell:
    return Cell(value.isoformat() if isinstance(value, date) else str(value), value)


def column(*values: Value, header: str = "When", told: dict[str, str] | None = None) -> Column:
    cells = [(f"list!{row}", cell(value)) for row, value in enumerate(values, 2)]
    return Column("list", header, cells, told or {})


def context(language: str = "en") -> Context:
    return Context(VOCABULARY, "IT", (language,), TODAY)


def read_all(kind: Kind, *values: Value, language: str = "en", **answers: str) -> list[Reading]:
    reader = kind.reader(column(*values), context(language), answers)
    return [reader.read(f"list!{row}", cell(value)) for row, value in enumerate(values, 2)]


def read(kind: Kind, value: Value, language: str = "en", **answers: str) -> Reading:
    return read_all(kind, value, language=language, **answers)[0]


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(c.level, c.kind, c.saying.text()) for c in reading.complaints]


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
