"""Columns in which a few dates stand in another order than the rest, and first days of years."""

from datetime import date

from amir.sheets.grid import Cell
from amir.sheets.kinds.base import Column, Context, Kind, Reader
from amir.sheets.kinds.dates import BIRTH, EVIDENCE_DATE
from amir.sheets.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary({"en": {"answers": {"no": ["no"]}}}, names=())


def reader(kind: Kind, *texts: str, language: str = "en") -> Reader:
    cells = [(f"list!{row}", Cell(text, text)) for row, text in enumerate(texts, 2)]
    context = Context(VOCABULARY, None, (language,), date(2025, 6, 2))
    return kind.reader(Column("list", "Born", cells), context, {})


def read(given: Reader, text: str) -> tuple[object, list[tuple[str, str]]]:
    reading = given.read("list!2", Cell(text, text))
    return reading.value, [(c.level, c.kind) for c in reading.complaints]


def test_one_date_in_another_order_is_read_with_a_warning() -> None:
    born = reader(BIRTH, *(f"{day}/05/1994" for day in range(14, 20)), "01/13/1990", "03/04/1985")
    assert read(born, "15/05/1994") == ("1994-05-15", [])
    assert read(born, "01/13/1990") == ("1990-01-13", [("warning", "date_order")])
    assert read(born, "03/04/1985") == ("1985-04-03", [])
    assert list(born.questions) == []


def test_of_two_orders_alike_the_month_first_is_odd_and_the_rest_is_asked() -> None:
    born = reader(BIRTH, "14/05/1994", "01/13/1990", "03/04/1985")
    assert read(born, "14/05/1994") == ("1994-05-14", [])
    assert read(born, "01/13/1990") == ("1990-01-13", [("warning", "date_order")])
    assert [question.kind for question in born.questions] == ["date_order"]


def test_odd_order_is_told_of_evidence_too() -> None:
    seen = reader(EVIDENCE_DATE, "01/20/2024", "02/21/2024", "23/01/2024")
    assert read(seen, "23/01/2024") == ("2024-01-23", [("warning", "date_order")])
    assert read(seen, "01/20/2024") == ("2024-01-20", [])


def test_slash_and_then_another_mark_has_the_day_first() -> None:
    born = reader(BIRTH, "5/3 1990", "4/2-85")
    assert [read(born, "5/3 1990"), read(born, "4/2-85")] == [
        ("1990-03-05", []),
        ("1985-02-04", []),
    ]


def test_decade_is_no_year() -> None:
    assert read(reader(BIRTH, "1990s"), "1990s") == (None, [("warning", "unreadable")])


def test_first_day_of_a_year_counts_in_its_own_calendar() -> None:
    born = reader(BIRTH, "1354/01/01", "1360/10/11", language="fa")
    assert read(born, "1354/01/01") == ("1975-03-21", [("warning", "assumed_birthday")])
    assert read(born, "1360/10/11") == ("1982-01-01", [])
    said = born.read("list!2", Cell("1354/01/01", "1354/01/01")).complaints[0].saying.text()
    assert said == (
        "The first day of the Solar Hijri year is often written when the day is not known:"
        " keep the year only?"
    )
