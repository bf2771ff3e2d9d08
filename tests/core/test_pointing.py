"""What may tell who somebody is."""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.core.pointing import Found, pointed_out, replaced

MEGABYTE = 1_000_000
# Seconds of the processor, many times what it takes; with the square of the length it were hours.
PATIENCE = 30


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Hello, my name is Rima Haddad and I cook.", Found.NAME, "Rima Haddad"),
        ("Mi chiamo Giulia, vivo qui.", Found.NAME, "Giulia"),
        ("Sono Giulia e vivo qui.", Found.NAME, "Giulia"),
        ("Με λένε Νίκος Παππάς.", Found.NAME, "Νίκος Παππάς"),
        ("Ο κύριος Παππάς το είπε.", Found.NAME, "Παππάς"),
        ("اسمي أمينة", Found.NAME, "أمينة"),
        ("أنا اسمي أمينة الخطيب وأنا من حلب", Found.NAME, "أمينة الخطيب"),
        ("قال السيد يوسف في المكتب", Found.NAME, "يوسف"),
        ("Me llamo Lucía Pérez y trabajo aquí.", Found.NAME, "Lucía Pérez"),
        ("Je m’appelle Aïcha.", Found.NAME, "Aïcha"),
        ("Ich heiße Łukasz und wohne hier.", Found.NAME, "Łukasz"),
        ("Ik heet Sanne de Vries.", Found.NAME, "Sanne"),
        ("Chamo-me Inês.", Found.NAME, "Inês"),
        ("Jag heter Åsa.", Found.NAME, "Åsa"),
        ("Nazywam się Świętosława Żak.", Found.NAME, "Świętosława Żak"),
        ("Mă numesc Ștefan.", Found.NAME, "Ștefan"),
        ("Меня зовут Оксана.", Found.NAME, "Оксана"),
        ("Anna Verdi: we waited for months.", Found.NAME, "Anna Verdi"),
        ("Ask Mrs Bianchi there.", Found.NAME, "Bianchi"),
        ("Chiedi alla sig.ra Bianchi.", Found.NAME, "Bianchi"),
        ("Write to rima.h@example.org please", Found.EMAIL, "rima.h@example.org"),
        ("Mail....................................................rima@example.org", Found.EMAIL,
         "rima@example.org"),
        ("Call +39 340 123 4567.", Found.PHONE, "+39 340 123 4567"),
        ("Call 051 123 4567 in the morning", Found.PHONE, "051 123 4567"),
        ("tel.051 123 4567", Found.PHONE, "051 123 4567"),
        ("رقمي ٠٥١١٢٣٤٥٦٧٨", Found.PHONE, "٠٥١١٢٣٤٥٦٧٨"),
    ],
)  # fmt: skip
def test_likely_names_numbers_and_addresses_are_seen(text: str, kind: Found, words: str) -> None:
    assert [(each.kind, each.words) for each in pointed_out([text], region="IT")] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "We look for work every day.",
        "Moderator: what helps you?",
        "Speaker 2: The rent is 1 200 000 lire.",
        "It was on 12/05/2024 at 10.30.",
        "It was on 2024-05-12 10:30.",
        "From 2019-2023, and 2019 2020 2021.",
        "Focus Group: first part",
        "We were 1,234,567 then.",
        "It took 20 to 30 days in 2025",
        "my name is on the list",
        "Qui ci sono Comuni piccoli.",
        "The European Union and the Red Cross pay.",
    ],
)
def test_plain_talk_is_left_alone(text: str) -> None:
    assert pointed_out([text], region="IT") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("More courses in the evening.", []),
        ("Write to amina@mail.example", [(Found.EMAIL, "amina@mail.example")]),
        ("Call 051 12 34 567 at noon", [(Found.PHONE, "051 12 34 567")]),
        ("رقمي ٠٥١١٢٣٤٥٦٧٨", [(Found.PHONE, "٠٥١١٢٣٤٥٦٧٨")]),
        ("My name is Amina", [(Found.NAME, "Amina")]),
        ("my name is amina and I cook", [(Found.NAME, "amina")]),
        ("ask mr rossi about it", [(Found.NAME, "rossi")]),
        ("اسمي أمينة", [(Found.NAME, "أمينة")]),
        ("I asked Amina Rossi about it", [(Found.NAME, "Amina Rossi")]),
        ("Yesterday Amina Rossi came", [(Found.NAME, "Amina Rossi")]),
        ("Μίλησα με την Άννα Παππά εκεί", [(Found.NAME, "Άννα Παππά")]),
        ("It came. Then Amina went home", []),
        ("PLEASE GIVE US MORE COURSES AND BUSES", []),
        ("It took 20 to 30 days in 2025", []),
    ],
)
def test_short_public_texts_are_looked_at_closely(
    text: str, found: list[tuple[Found, str]]
) -> None:
    assert [(each.kind, each.words) for each in pointed_out([text], closely=True)] == found


def test_replaced_everywhere_as_whole_words_and_once() -> None:
    told = ["Anna Verdi: I am Anna.", "Annabel and Anna Verdi.", "(+39) +39 340 1 and a+39 340 1"]
    by = {"Anna Verdi": "[name]", "Anna": "[Anna]", "+39 340 1": "[phone]"}
    assert replaced(told, by) == [
        "[name]: I am [Anna].", "Annabel and [name].", "(+39) [phone] and a+39 340 1",
    ]  # fmt: skip
    assert [each.times for each in pointed_out(told[:2])] == [2]


@given(
    st.lists(st.text("Aa b+.@", max_size=30), max_size=4),
    st.dictionaries(
        st.text("Aa b+.@", min_size=1, max_size=5).filter(lambda words: re.search(r"\w", words)),
        st.just("#"),
        max_size=4,
    ),
)
def test_replaced_as_one_pattern_of_all_words_would(told: list[str], by: dict[str, str]) -> None:
    longest_first = sorted(by, key=len, reverse=True)
    one = "|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in longest_first)
    expected = [re.sub(one, "#", text) for text in told] if by else told
    assert replaced(told, by) == expected


def _talk(size: int) -> str:
    """Talk with a new name, number and address in every second sentence, the same each time."""
    chance = random.Random(6)  # noqa: S311  no secret
    told: list[str] = []
    length = 0
    while length < size:
        name = "".join(chance.choices("abcdefgh", k=7)).title()
        told.append(
            f"My name is {name} Verdi, call {chance.randrange(10**9, 10**10)} or write to "
            f"{name}@example.org. We waited for the permit and nobody told us why. "
        )
        length += len(told[-1])
    return "".join(told)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_talk(MEGABYTE), id="talk"),
        *(
            pytest.param(piece * (MEGABYTE // 10), id=repr(piece))
            for piece in ("a", "A ", "1 ", "1", "a.", "a@", "@a.", "Mr ", "my name is ", "+(", "١ ",
                          "1.1a", "Aa-", "( ", "sono ", " ")
        ),
    ],
)  # fmt: skip
def test_the_time_grows_with_the_length_only(text: str) -> None:
    began = time.process_time()
    found = pointed_out([text], region="IT", closely=True)
    replaced([text], {each.words: "[…]" for each in found})
    assert time.process_time() - began < PATIENCE
