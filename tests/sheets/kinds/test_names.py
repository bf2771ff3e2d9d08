"""Names of people, and text that is kept as it is."""

import pytest

from .columns_of_words import Worded

NAME = Worded("name", ("en",), "Name")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  AMINA   HASSAN ", "Amina Hassan"),
        ("amina HASSAN", "Amina Hassan"),
        ("o'brien-NGUYEN", "O'Brien-Nguyen"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("DE LUCA", "De Luca"),
        ("Jan VAN DER BERG", "Jan van der Berg"),
        ("Mirela SHEHU", "Mirela Shehu"),
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("D'ANGELO", "D'Angelo"),
        ("İREM YILDIZ", "İrem Yıldız"),
        ("ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ", "Γιωργος Παππας"),
        ("HENRY VIII", "Henry VIII"),
        ("JP Smith", "JP Smith"),
        ("García, José", "García, José"),
        ("أمينة حسن", "أمينة حسن"),
        ("李小龙", "李小龙"),
        ("-", None),
    ],
)
def test_name_loses_capitals_and_odd_spaces_only(cell: str, expected: str | None) -> None:
    assert NAME.values(cell) == [expected]


def test_name_in_capitals_is_spelt_as_elsewhere_in_the_column() -> None:
    assert NAME.values("AYDIN", "Aydın", "MCDONALD", "McDonald")[::2] == ["Aydın", "McDonald"]


def test_name_with_a_comma_is_turned_where_the_column_is_written_so() -> None:
    assert NAME.values("García, José", "Hassan, Amina", "Conti, Elena") == [
        "José García",
        "Amina Hassan",
        "Elena Conti",
    ]


def test_name_likeness_tells_names_from_other_words() -> None:
    assert NAME.likeness("Amina Hassan", "Yusuf Ali", "Elena Conti") == 1.0
    assert NAME.likeness("yes", "Syria", "Arabic", "12", "amina@example.org") == 0.0


def test_text_keeps_lines_and_formulas_and_drops_nothing_words() -> None:
    cells = ["12.0", " call  after 6 \n\n no SMS", "=1+1", "-", "none", "1.50"]
    assert Worded("text").values(*cells) == [
        "12",
        "call after 6\n\nno SMS",
        "=1+1",
        None,
        None,
        "1.50",
    ]


def test_text_of_any_length_is_kept_but_a_huge_cell_of_words_is_not_taken_apart() -> None:
    huge = "Arabic, " * 100_000
    assert len(str(Worded("text").values(huge)[0])) == len(huge.strip())
    reading = Worded("languages").readings(huge)[0]
    assert (reading.value, reading.rest, [c.kind for c in reading.complaints]) == (
        None,
        huge,
        ["unreadable"],
    )
