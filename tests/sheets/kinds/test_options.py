"""Topics: known ones, others in their own words, and columns of crosses."""

import pytest

from .columns_of_words import Worded

ENGLISH = Worded("options", ("en",), "Topics")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "Money, bank and bills, Finding a place to live, a doctor near me",
            ["finance", "housing", "other: a doctor near me"],
        ),
        ("work; housing", ["work", "housing"]),
        ("work|housing|driving licence", ["work", "housing", "other: driving licence"]),
        ("housing/work", ["housing", "work"]),
        ("work + school for my children", ["work", "other: school for my children"]),
        ("work and housing", ["work", "housing"]),
        ("work and papers", ["work", "other: papers"]),
        ("work, jobs, Work", ["work"]),
        ("everything", ["work", "housing", "finance"]),
        ("Other: driving licence", ["other: driving licence"]),
        ("driving licence.", ["other: driving licence"]),
        ("none", None),
        ("-", None),
    ],
)
def test_options_are_told_apart_in_order(cell: str, expected: list[str] | None) -> None:
    assert ENGLISH.values(cell) == [expected]


@pytest.mark.parametrize(
    ("language", "cell", "expected"),
    [
        ("it", "Soldi e banca; Casa; patente", ["finance", "housing", "other: patente"]),
        ("de", "Arbeit und Wohnen", ["work", "housing"]),
        ("ar", "السكن، العمل، الأوراق", ["housing", "work", "other: الأوراق"]),
        ("fr", "argent, banque et factures", ["finance"]),
    ],
)
def test_options_are_read_in_the_language_of_the_list(
    language: str, cell: str, expected: list[str]
) -> None:
    assert Worded("options", (language,)).values(cell) == [expected]


def test_options_column_of_one_topic_holds_crosses() -> None:
    values = ENGLISH.values("x", "1", "yes", "0", "no", "-", told={"topic": "work"})
    assert values == [["work"], ["work"], ["work"], None, None, None]


def test_options_cross_under_an_unknown_topic_takes_the_heading() -> None:
    assert Worded("options", ("en",), "Topics [Documents]").values("x", "0") == [
        ["other: Documents"],
        None,
    ]


def test_options_words_beside_a_topic_are_kept() -> None:
    reading = ENGLISH.readings("help with finding a flat")[0]
    assert (reading.value, reading.rest) == (["housing"], "help with finding a flat")


def test_options_of_a_form_keep_their_commas_where_semicolons_part_them() -> None:
    swedish = Worded("options", ("sv",), "Vad behöver du hjälp med?")
    assert swedish.values("Pengar, bank och skatt;Skola, läxor;", "Skola, läxor;", "Bostad;") == [
        ["finance", "other: Skola, läxor"],
        ["other: Skola, läxor"],
        ["housing"],
    ]


def test_options_that_recur_between_semicolons_stay_whole() -> None:
    values = ENGLISH.values("sport, music; work", "housing; sport, music", "sport, music", "a, b")
    assert values == [
        ["other: sport, music", "work"],
        ["housing", "other: sport, music"],
        ["other: sport, music"],
        ["other: a", "other: b"],
    ]


def test_options_between_semicolons_that_name_two_topics_are_taken_apart() -> None:
    assert ENGLISH.values("work, housing;", "work, housing;papers;") == [
        ["work", "housing"],
        ["work", "housing", "other: papers"],
    ]


def test_options_typed_once_leave_what_stands_beside_their_topic() -> None:
    first, _ = ENGLISH.readings("work, driving licence;", "housing;")
    assert (first.value, first.rest) == (["work"], "work, driving licence")
