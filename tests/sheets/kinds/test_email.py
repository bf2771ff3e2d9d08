"""E-mail addresses and what can be wrong with them."""

import pytest

from .columns_of_words import Worded

EMAIL = Worded("email", ("en",), "E-mail")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Amina@Example.org", "amina@example.org"),
        (" mailto:amina@example.org ", "amina@example.org"),
        ("amina@example.org.", "amina@example.org"),
        ("Amina <amina@example.org>", "amina@example.org"),
        ("amina@example.org (work)", "amina@example.org"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("-", None),
        ("none", None),
        ("no", None),
    ],
)
def test_email_is_tidied(cell: str, expected: str | None) -> None:
    assert [(r.value, r.complaints) for r in EMAIL.readings(cell)] == [(expected, ())]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("amina@example,org", "'amina@example,org' has a comma where a dot should be."),
        ("amina,h@example.org", "'amina,h@example.org' has a comma where a dot should be."),
        (
            "amina@example",
            "'amina@example' is not complete: an ending such as .org is missing.",
        ),
        (
            "amina(at)example.org",
            "'amina(at)example.org' is not an e-mail address: type @ in place of (at).",
        ),
        (
            "amina @example.org",
            "'amina @example.org' has a space in it: type the address without spaces.",
        ),
        ("a@b@example.org", "'a@b@example.org' has more than one @: type one address."),
        ("@example.org", "'@example.org' is not complete: something is missing beside the @."),
        (
            "ask my wife",
            "'ask my wife' is not an e-mail address: type the address, or leave it empty.",
        ),
        ("amina@example..org", "'amina@example..org' is not an e-mail address: type it again."),
    ],
)
def test_email_mistakes_are_named(cell: str, sentence: str) -> None:
    assert EMAIL.said(cell) == [("email_invalid", "error", sentence)]


def test_email_of_two_takes_the_first_and_keeps_the_second() -> None:
    reading = EMAIL.readings("amina@example.org; yusuf@example.org")[0]
    assert (reading.value, reading.rest) == ("amina@example.org", "yusuf@example.org")
    assert [(c.kind, c.level) for c in reading.complaints] == [("two_values", "warning")]


def test_email_likeness_counts_at_signs() -> None:
    assert EMAIL.likeness("amina@example.org", "yusuf@example", "no", "-") == 0.5


@pytest.mark.parametrize(
    ("language", "cell"), [("en", "no email"), ("es", "no tengo"), ("it", "non ce l'ha")]
)
def test_email_that_nobody_has_is_no_problem(language: str, cell: str) -> None:
    reading = Worded("email", (language,)).readings(cell)[0]
    assert (reading.value, reading.complaints, reading.rest) == (None, (), cell)


def test_email_with_a_sign_is_never_read_as_nothing() -> None:
    assert [c.kind for c in Worded("email", ("it",)).readings("nessuno@")[0].complaints] == [
        "email_invalid"
    ]
