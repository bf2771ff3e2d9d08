"""Roles and the wish for the same gender."""

import pytest

from .columns_of_words import Worded

ROLE = Worded("role", ("en",), "Role")
WISH = Worded("gender_preference", ("en",), "Same gender?")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Mentor", "mentor"), ("MENTEES ", "mentee"), ("have a mentor", "mentee"),
     ("be a mentor", "mentor"), ("?", None), ("Mentora", "mentor"), ("مستفيدة", "mentee")],
)  # fmt: skip
def test_role_is_found_in_words(cell: str, expected: str | None) -> None:
    assert Worded("role", ("en", "es", "ar")).values(cell) == [expected]


def test_role_both_and_neither_are_errors() -> None:
    assert [ROLE.said(cell) for cell in ("be a mentor, have a mentor", "plumber")] == [
        [
            (
                "role_both",
                "error",
                "'be a mentor, have a mentor': is this person a mentor, a mentee, or two rows?",
            )
        ],
        [
            (
                "role_missing",
                "error",
                "'plumber' says neither mentor nor mentee: type one of the two.",
            )
        ],
    ]


def test_role_word_that_returns_is_asked_about_once() -> None:
    cells = ["Blue", "Mentor", "Blue", "Red"]
    assert [(q.kind, q.key, q.cells) for q in ROLE.questions(*cells)] == [
        ("role", "blue", ("list.csv!2", "list.csv!4"))
    ]
    answered = ROLE.values(*cells, answers={"role:blue": "a mentee"})
    assert answered == ["mentee", "mentor", "mentee", None]


def test_role_with_a_second_ending_for_women() -> None:
    assert Worded("role", ("pt",)).values("ter um/a mentor/a") == ["mentee"]
    assert Worded("role", ("de",)).values("Mentor:in", "Mentor(in)") == ["mentor", "mentor"]


def test_words_that_return_are_one_question_and_one_answer() -> None:
    cells = ["Blue", "Green", "Blue", "Green", "Mentor"]
    [asked] = ROLE.questions(*cells)
    assert asked.ask.text() == (
        "What do 'Blue', 'Green' mean in the column 'Role'? Type word = meaning for each."
    )
    expected = ["mentor", "mentee", "mentor", "mentee", "mentor"]
    for answer in ("Blue = mentor, Green = mentee", "mentor: blue; mentee: green"):
        assert ROLE.values(*cells, answers={"role:blue, green": answer}) == expected
    wishes = ["perhaps", "never", "perhaps", "never"]
    answers = {"value": "perhaps = none; never = none"}
    assert WISH.values(*wishes, answers=answers) == ["none"] * 4


def test_role_column_of_yes_and_no_is_told_by_its_heading() -> None:
    assert ROLE.values("yes", "no", "-", told={"role": "mentor"}) == ["mentor", "mentee", None]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("yes", "same"),
        ("N", "none"),
        ("I don't mind", "none"),
        ("a woman", "same"),
        ("only with women please", "same"),
        ("men or women", "none"),
        ("no preference", "none"),
        ("-", None),
    ],
)
def test_gender_preference_is_same_or_none(cell: str, expected: str | None) -> None:
    assert WISH.values(cell) == [expected]


def test_gender_preference_unknown_words_are_kept() -> None:
    reading = WISH.readings("depends")[0]
    assert (reading.value, reading.rest, len(reading.complaints)) == (None, "depends", 1)


def test_choice_follows_the_words_it_is_told() -> None:
    column = Worded("choice")
    assert column.values("mentor", told={"words": "roles"}) == ["mentor"]
    assert column.values("yes", told={"words": "gender_preference"}) == ["same"]


@pytest.mark.parametrize(
    ("language", "cell", "expected"),
    [
        ("pt", "Quero ter uma mentora ou um mentor", "mentee"),
        ("en", "I am looking for a woman mentor", "mentee"),
        ("de", "Ich suche eine Patin", "mentee"),
        ("de", "Ich möchte Mentorin oder Mentor werden", "mentor"),
        ("pl", "Chcę zostać mentorem", "mentor"),
        ("sv", "Jag söker en kvinnlig mentor", "mentee"),
        ("sv", "en mentor", "mentor"),
        ("it", "Essere mentore o mentora", "mentor"),
    ],
)
def test_role_of_who_looks_for_a_mentor(language: str, cell: str, expected: str) -> None:
    assert Worded("choice", (language,)).values(cell, told={"words": "roles"}) == [expected]
