"""Codes that the heading of a column explains."""

import pytest

from amir.sheets.kinds.explained import legend, spelt_out, without_legend

from .columns_of_words import Worded


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Temi (L = lavoro, C = casa)", {"L": "lavoro", "C": "casa"}),
        ("Rolle: 1=Mentor 2=Mentee", {"1": "Mentor", "2": "Mentee"}),
        ("Téma (P – práce, B – bydlení)", {"P": "práce", "B": "bydlení"}),
        ("Temas (T: trabajo; V: vivienda)", {"T": "trabajo", "V": "vivienda"}),
        ("mattina = M / sera = S", {"M": "mattina", "S": "sera"}),
        ("Sex (m/f)", {}),
        ("man/woman", {}),
        ("Consent (yes/no)", {}),
    ],
)
def test_legend_of_a_heading(header: str, expected: dict[str, str]) -> None:
    assert legend(header) == expected


def test_heading_without_its_legend() -> None:
    assert without_legend("Temi (L = lavoro, C = casa)") == "Temi"
    assert without_legend("Sex (m/f)") == "Sex (m/f)"


def test_codes_are_spelt_out_where_they_stand_alone() -> None:
    codes = {"A": "après-midi", "M": "matin"}
    assert [spelt_out(text, codes) for text in ("M+A", "ma", "lu:m", "à 18h", "lundi M")] == [
        "matin; après-midi",
        "matin; après-midi",
        "lu:matin",
        "à 18h",
        "lundi matin",
    ]


@pytest.mark.parametrize(
    ("kind", "language", "header", "cells", "expected"),
    [
        ("options", "it", "Temi (L = lavoro, C = casa, D = denaro)", ["C+L", "D"],
         [["housing", "work"], ["finance"]]),
        ("role", "de", "Rolle (1 = Mentor, 2 = Mentee)", ["1", "2.0"], ["mentor", "mentee"]),
        ("gender", "es", "Sexo (a = mujer, b = hombre)", ["a", "b"], ["f", "m"]),
        ("agreement", "nl", "Akkoord (1 = ja, 2 = nee)", ["1", "2"], [True, False]),
        ("gender_preference", "pt", "Mesmo sexo (1 = sim, 2 = tanto faz)", ["1", "2"],
         ["same", "none"]),
        ("availability", "es", "Horario (M = mañana, T = tarde)", ["lunes T", "vie:m"],
         [["mon-pm"], ["fri-am"]]),
    ],
)  # fmt: skip
def test_kinds_read_explained_codes(
    kind: str, language: str, header: str, cells: list[str], expected: list[object]
) -> None:
    assert Worded(kind, (language,), header).values(*cells) == expected


def test_what_is_left_over_is_kept_as_written() -> None:
    column = Worded("role", ("de",), "Rolle (1 = Mentor, 2 = Mentee)")
    assert column.readings("1+2")[0].rest == "1+2"


@pytest.mark.parametrize(
    ("language", "cell"),
    [("en", "everything"), ("it", "tutto"), ("pl", "wszystko"), ("tr", "hepsi"), ("ar", "كل شيء")],
)
def test_all_topics_in_one_word(language: str, cell: str) -> None:
    assert Worded("options", (language,)).values(cell) == [["work", "housing", "finance"]]


@pytest.mark.parametrize(
    ("language", "cell"),
    [("en", "n/p"), ("nl", "geen pref"), ("uk", "без різниці"), ("it", "è lo stesso")],
)
def test_no_preference_in_short(language: str, cell: str) -> None:
    assert Worded("gender_preference", (language,)).values(cell) == ["none"]


@pytest.mark.parametrize(
    ("language", "cell"), [("el", "ανάλογα με τη βάρδια"), ("cs", "podle směn")]
)
def test_what_free_times_depend_on_is_no_misspelt_time(language: str, cell: str) -> None:
    [reading] = Worded("availability", (language,)).readings(cell)
    assert (reading.value, [c.kind for c in reading.complaints]) == (None, ["unreadable"])
