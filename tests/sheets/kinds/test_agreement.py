"""Consent and training: yes, no or a day, with caution."""

from datetime import date

import pytest

from amir.sheets.grid import Cell, Value
from amir.sheets.kinds.agreement import AGREEMENT
from amir.sheets.kinds.base import Column, Context, Reading
from amir.sheets.vocabulary import load_vocabulary

TREE = {
    "answers": {
        "yes": ["yes", "x", "✓", "1", "signed", "true", "agreed"],
        "no": ["no", "not yet", "0", "false", "in progress"],
        "nothing": ["n a"],
        "requested": ["requested"],
    }
}
CONTEXT = Context(
    load_vocabulary({"en": TREE}, names=("it", "de")), "IT", ("en",), date(2025, 6, 2)
)


def cell(value: Value) -> Cell:
    return Cell(value.isoformat() if isinstance(value, date) else str(value), value)


def column(*values: Value) -> Column:
    return Column("list", "Consent", [(f"list!{r}", cell(v)) for r, v in enumerate(values, 2)])


def read(value: Value, **answers: str) -> Reading:
    return AGREEMENT.reader(column(value), CONTEXT, answers).read("list!2", cell(value))


@pytest.mark.parametrize(
    ("value", "expected", "rest"),
    [
        ("YES", True, ""),
        ("x", True, ""),
        ("yes ✓", True, ""),
        (1, True, ""),
        (True, True, ""),
        (False, False, ""),
        ("no", False, ""),
        ("not yet", False, ""),
        ("In progress", False, ""),
        ("requested", False, ""),
        ("n/a", None, ""),
        ("yes, signed", True, ""),
        ("signed at the office", True, "signed at the office"),
        ("not signed", False, ""),
        ("non agreed", False, ""),
        ("2024-12-17", "2024-12-17", ""),
        (date(2024, 12, 17), "2024-12-17", ""),
        ("45769", "2025-04-22", ""),
        ("Yes 17/12/2024", "2024-12-17", ""),
        ("signed on 17.12.2024", "2024-12-17", ""),
        ("no, since 17/12/2024", False, "no, since 17/12/2024"),
        ("2023", True, "2023"),
        ("December 2024", True, "December 2024"),
    ],
)
def test_agreement_reads_answers_and_days(value: Value, expected: object, rest: str) -> None:
    reading = read(value)
    assert (reading.value, reading.rest, reading.complaints) == (expected, rest, ())


def test_agreement_on_a_day_to_come_is_not_yet() -> None:
    reading = read("15/09/2025")
    assert (reading.value, reading.rest) == (False, "15/09/2025")
    assert [c.saying.text() for c in reading.complaints] == [
        "'15/09/2025' lies in the future: it counts as not yet."
    ]


def test_agreement_nobody_can_understand_is_kept_with_a_warning() -> None:
    reading = read("perhaps")
    assert (reading.value, reading.rest) == (None, "perhaps")
    assert [(c.level, c.kind) for c in reading.complaints] == [("warning", "unknown_value")]


def test_agreement_on_a_day_that_never_was_is_an_error() -> None:
    assert [c.kind for c in read("31/02/2024").complaints] == ["date_impossible"]


def test_agreement_asks_for_the_order_of_its_dates() -> None:
    reader = AGREEMENT.reader(column("yes", "03/04/2024"), CONTEXT, {})
    assert [(q.kind, q.cells) for q in reader.questions] == [("date_order", ("list!3",))]
    assert reader.read("list!3", cell("03/04/2024")).waiting
    assert read("03/04/2024", date_order="day first").value == "2024-04-03"


def test_agreement_likeness_is_highest_where_answers_and_days_mix() -> None:
    columns = [
        column("yes", "2024-12-17"),
        column("yes", "no"),
        column("2024-12-17"),
        column("Amina"),
        column(),
    ]
    assert [AGREEMENT.likeness(c, CONTEXT) for c in columns] == [0.9, 0.7, 0.4, 0.0, 0.0]
