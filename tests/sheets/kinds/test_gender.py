"""Gender in words, and in letters whose meaning the column shows."""

import pytest

from .columns_of_words import Worded


@pytest.mark.parametrize(
    ("language", "cells", "expected"),
    [
        ("en", ["M", "F", "X"], ["m", "f", "x"]),
        ("es", ["M", "H"], ["f", "m"]),
        ("es", ["F", "M"], ["f", "m"]),
        ("hu", ["F", "N"], ["m", "f"]),
        ("hu", ["F", "M"], ["f", "m"]),
        ("it", ["D", "U"], ["f", "m"]),
        ("de", ["w", "m", "d"], ["f", "m", "x"]),
        ("pl", ["K", "M"], ["f", "m"]),
        ("sv", ["K", "M"], ["f", "m"]),
        ("el", ["Θ", "Α"], ["f", "m"]),
        ("fr", ["H", "F"], ["m", "f"]),
        ("xx", ["W", "M"], ["f", "m"]),
    ],
)
def test_gender_letters_mean_what_the_whole_column_says(
    language: str, cells: list[str], expected: list[str]
) -> None:
    assert Worded("gender", (language,)).values(*cells) == expected


def test_gender_words_are_read_in_any_form() -> None:
    cells = ["A woman", "male", "Non-binary", "she/her", "woman (mother of two)", "donna"]
    assert Worded("gender").values(*cells) == ["f", "m", "x", "f", "f", "f"]


def test_gender_not_told_is_no_problem() -> None:
    readings = Worded("gender").readings("prefer not to say", "-")
    assert [(r.value, r.complaints) for r in readings] == [(None, ()), (None, ())]


def test_gender_question_mark_is_named() -> None:
    assert Worded("gender").said("?") == [
        (
            "unknown_value",
            "warning",
            "'?' is no gender: type woman, man or other, or leave it empty.",
        )
    ]


def test_gender_digits_are_asked_about_once_and_wait() -> None:
    column = Worded("gender", ("en",), "sex")
    asked = column.questions("1", "2", "1")
    assert [(q.kind, q.column, q.cells, q.ask.text()) for q in asked] == [
        ("value", "sex", (), "What do the codes 1, 2 in 'sex' mean?")
    ]
    assert [reading.waiting for reading in column.readings("1", "2")] == [True, True]


@pytest.mark.parametrize(
    "answer",
    ["1 = man, 2 = woman", "man, woman", "1 is male and 2 female", "woman is 2, man is 1",
     "2=F", "1: homme; 2: femme", "1=M 2=F", "1 uomo 2 donna"],
)  # fmt: skip
def test_gender_answer_about_digits_is_free_text(answer: str) -> None:
    column = Worded("gender", ("en",), "sex")
    assert column.values("1", "2", answers={"value": answer}) == ["m", "f"]
    assert column.questions("1", "2", answers={"value": answer}) == []


@pytest.mark.parametrize(
    "header", ["sex (1=M, 2=F)", "Sex 1 man 2 woman", "Gender: 1-male/2-female"]
)
def test_gender_header_explains_its_digits(header: str) -> None:
    column = Worded("gender", ("en",), header)
    assert (column.values("1", "2"), column.questions("1", "2")) == (["m", "f"], [])


def test_gender_code_left_out_of_the_answer_is_no_gender() -> None:
    readings = Worded("gender").readings("1", "2", "9", answers={"value": "1 man, 2 woman"})
    assert [(r.value, len(r.complaints)) for r in readings] == [("m", 0), ("f", 0), (None, 1)]


@pytest.mark.parametrize(
    ("languages", "header", "cells", "expected"),
    [
        (("fr",), "Sexe", ["F", "H", "M.", "Mme"], ["f", "m", "m", "f"]),
        (("fr", "nl"), "Sexe / Geslacht", ["F", "H", "V", "M"], ["f", "m", "f", "m"]),
        (("pt",), "M/F", ["M"], ["m"]),
        (("es",), "H/M", ["M"], ["f"]),
        (("hu",), "Neme (F/N)", ["F"], ["m"]),
        (("bg",), "Пол", ["M", "Ж", "М"], ["m", "f", "m"]),  # the first one is Latin
        (("el",), "Φύλο", ["A", "Γ", "Α"], ["m", "f", "m"]),
        (("tr",), "K/E", ["К", "Е", "K"], ["f", "m", "f"]),
        (("fr",), "Sexe (1=H, 2=F)", ["1", "2"], ["m", "f"]),
    ],
)  # fmt: skip
def test_gender_letters_are_read_by_the_set_of_the_list(
    languages: tuple[str, ...], header: str, cells: list[str], expected: list[str]
) -> None:
    assert Worded("gender", languages, header).values(*cells) == expected
