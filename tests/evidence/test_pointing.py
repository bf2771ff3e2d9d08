"""What may tell who somebody is."""

import pytest

from amir.evidence.enums import Found
from amir.evidence.pointing import pointed_out, replaced


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Hello, my name is Rima Haddad and I cook.", Found.NAME, "Rima Haddad"),
        ("Mi chiamo Giulia, vivo qui.", Found.NAME, "Giulia"),
        ("Με λένε Νίκος Παππάς.", Found.NAME, "Νίκος Παππάς"),
        ("اسمي أمينة", Found.NAME, "أمينة"),
        ("Anna Verdi: we waited for months.", Found.NAME, "Anna Verdi"),
        ("Ask Mrs Bianchi there.", Found.NAME, "Bianchi"),
        ("Write to rima.h@example.org please", Found.EMAIL, "rima.h@example.org"),
        ("Call +39 340 123 4567.", Found.PHONE, "+39 340 123 4567"),
        ("Call 051 123 4567 in the morning", Found.PHONE, "051 123 4567"),
    ],
)
def test_likely_names_numbers_and_addresses_are_seen(text: str, kind: Found, words: str) -> None:
    assert [(each.kind, each.words) for each in pointed_out([text], region="IT")] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "We look for work every day.",
        "Moderator: what helps you?",
        "Speaker 2: The rent is 1 200 000 lire.",
        "It was on 12/05/2024 at 10.30.",
        "Focus Group: first part",
        "We were 1,234,567 then.",
    ],
)
def test_plain_talk_is_left_alone(text: str) -> None:
    assert pointed_out([text], region="IT") == []


def test_replaced_everywhere_as_whole_words_and_once() -> None:
    told = ["Anna Verdi: I am Anna.", "Annabel and Anna Verdi."]
    by = {"Anna Verdi": "[name]", "Anna": "[Anna]"}
    assert replaced(told, by) == ["[name]: I am [Anna].", "Annabel and [name]."]
    assert [each.times for each in pointed_out(told)] == [2]
