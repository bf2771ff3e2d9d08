"""Text is tidied for people and folded for comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.core.text import ascii_digits, fold, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Città", "citta"),
        ("Ταυτότητα", "ΤΑΥΤΟΤΗΤΑ"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
        ("عـــربي", "عربى"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("٠٣-٠٤", "03 04"),
        ("M./F.", "m f"),
        ("Nº máx.", "no max"),
    ],
)
def test_fold_makes_spellings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_words_apart() -> None:
    assert fold("family-name_2 / C1+") == "family name 2 c1+"


def test_tidy_removes_only_what_nobody_sees() -> None:
    assert tidy("\u200f\u202a+357 96\u00a0005688\u202c ") == "+357 96 005688"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200cخانه\u200c ها\u200d", "خانه ها"),
        ("Re\u200czé", "Rezé"),
        ("کتاب\u200e\u200cها", "کتاب\u200cها"),
    ],
)
def test_tidy_keeps_joiners_that_spell_a_word(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert fold(text) == fold(expected)


@given(st.text("ab\u200c\u200d\u200e\u0640بی \n"))
def test_tidy_is_stable(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_ascii_digits_leaves_letters_alone() -> None:
    assert ascii_digits("٩٦٠٠٠ ۱۳۷۵ Ⅷ½") == "96000 1375 Ⅷ½"


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
