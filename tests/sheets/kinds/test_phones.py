"""Phone numbers as people dictate them, read to E.164."""

from datetime import date

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amir.sheets.grid import Cell
from amir.sheets.kinds.base import Column, Context, Reading
from amir.sheets.kinds.phones import PHONE, e164
from amir.sheets.vocabulary import load_vocabulary

TREE = {
    "headings": {"phone": ["tel", "phone"]},
    "answers": {"nothing": ["none"], "no": ["no"]},
}
VOCABULARY = load_vocabulary({"en": TREE}, names=())


LOST = (
    "A spreadsheet turned this number into 3,6E+10 and its last digits are gone:"
    " type the number again, as text."
)


def context(country: str | None) -> Context:
    return Context(VOCABULARY, country, ("en",), date(2025, 6, 2))


def column(*texts: str) -> Column:
    cells = [(f"list!{row}", Cell(text, text)) for row, text in enumerate(texts, 2)]
    return Column("list", "Phone", cells)


def read(text: str, country: str | None) -> Reading:
    return PHONE.reader(column(text), context(country), {}).read("list!2", Cell(text, text))


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(c.level, c.kind, c.saying.text()) for c in reading.complaints]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("+351 912 000 001", "PT", "+351912000001"),
        ("00351912000001", "PT", "+351912000001"),
        ("912 000 001", "PT", "+351912000001"),
        ("351912000001", "PT", "+351912000001"),
        ("+44 (0) 7400 000001", "GB", "+447400000001"),
        ("7400000001", "GB", "+447400000001"),
        ("0171/1200001", "DE", "+491711200001"),
        ("(0171) 120-0001", "DE", "+491711200001"),
        ("02 1234 5678", "IT", "+390212345678"),
        ("2 1234 5678", "IT", "+390212345678"),
        ("+39 (0) 347 1200001", "IT", "+393471200001"),
        ("٠٩١٢٠٠٠٠٠١", "SY", "+963912000001"),
        ("\u202a+30 691 000 0001\u202c", "GR", "+306910000001"),
        ("tel: 6910000001", "GR", "+306910000001"),
        ("6910000001.0", "GR", "+306910000001"),
        ("4.47400000001E+11", "GB", "+447400000001"),
        ("none", "GR", None),
        ("no", "GR", None),
    ],
)
def test_phone_reads_what_can_be_dialled(text: str, country: str, expected: str | None) -> None:
    assert read(text, country).value == expected


def test_phone_keeps_the_words_beside_a_number() -> None:
    reading = read("+93 70 120 0001 (her brother)", "DE")
    assert (reading.value, reading.rest, said(reading)) == ("+93701200001", "her brother", [])


@pytest.mark.parametrize("joint", [" / ", ", ", " ", " - ", "; "])
def test_phone_takes_the_first_of_two_numbers_and_keeps_the_second(joint: str) -> None:
    reading = read(f"01712000001{joint}01752000002", "DE")
    assert (reading.value, reading.rest) == ("+491712000001", "01752000002")
    assert said(reading) == [
        (
            "warning",
            "two_values",
            "Two phone numbers: the first is used, '01752000002' is kept beside it.",
        )
    ]


def test_phone_written_twice_is_one_number() -> None:
    reading = read("912000001 / +351912000001", "PT")
    assert (reading.value, reading.rest, said(reading)) == ("+351912000001", "", [])


@pytest.mark.parametrize(
    ("text", "country", "kind", "message"),
    [
        (
            "3,6E+10",
            "HU",
            "phone_lost",
            LOST,
        ),
        (
            "at the camp",
            "GR",
            "phone_invalid",
            "'at the camp' is not a phone number: type the number, or leave it empty.",
        ),
        (
            "347 12",
            "IT",
            "phone_invalid",
            "'347 12' has 5 digits, a mobile number in Italy has 10.",
        ),
        (
            "0601234",
            "FR",
            "phone_invalid",
            "'0601234' has 7 digits, a mobile number in France has 10.",
        ),
        (
            "+39 347 12",
            "IT",
            "phone_invalid",
            "'+39 347 12' has 7 digits, a mobile number in Italy has 12.",
        ),
        (
            "0000000000",
            "IT",
            "phone_invalid",
            "'0000000000' is not a phone number: type it again in full.",
        ),
        (
            "12.03.1990",
            "CY",
            "phone_invalid",
            "'12.03.1990' is not a phone number: type the number, or leave it empty.",
        ),
    ],
)
def test_phone_that_cannot_be_dialled_must_be_mended(
    text: str, country: str, kind: str, message: str
) -> None:
    reading = read(text, country)
    assert (reading.value, said(reading)) == (None, [("error", kind, message)])


def test_phone_without_any_country_is_kept_and_asked_for() -> None:
    reading = read("691 000 0001", None)
    assert (reading.value, reading.rest) == (None, "691 000 0001")
    assert [(c.level, c.kind) for c in reading.complaints] == [("warning", "phone_country")]
    assert read("+30 691 000 0001", None).value == "+306910000001"


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [("963 944 120 001", "CY", "+963944120001"), ("380670001235", "PL", "+380670001235")],
)
def test_phone_of_another_country_without_plus_is_sure_where_no_home_number_is_as_long(
    written: str, country: str, number: str
) -> None:
    reading = read(written, country)
    assert (reading.value, reading.complaints) == (number, ())


def test_phone_of_another_country_without_plus_is_doubted_where_it_could_be_from_home() -> None:
    reading = read("380670001235", "DE")
    assert reading.value == "+380670001235"
    assert [(c.level, c.kind) for c in reading.complaints] == [("warning", "phone_unusual")]


def test_mobile_behind_the_home_code_without_plus_is_no_long_landline() -> None:
    reading = read("4917612345678", "DE")
    assert (reading.value, reading.complaints) == ("+4917612345678", ())


def test_phone_one_digit_too_long_is_no_number_of_elsewhere() -> None:
    assert read("6581234567", "FR").value is None


def test_phone_likeness_tells_phones_from_other_numbers() -> None:
    phones = PHONE.likeness(column("912 000 001", "+351 912 000 002"), context("PT"))
    dates = PHONE.likeness(column("12.03.1990", "2025-03-07 10:30"), context("PT"))
    postcodes = PHONE.likeness(column("10115", "10117"), context("DE"))
    unknown = PHONE.likeness(column("691 000 0001", "12"), context(None))
    assert (phones, dates, postcodes, unknown) == (1.0, 0.0, 0.0, 0.4)
    assert PHONE.likeness(column(), context("DE")) == 0.0


REGIONS = sorted({"AT", "BE", "BG", "CY", "DE", "ES", "FR", "GR", "HR", "IT", "PL", "RO", "SE"})


@given(st.sampled_from(REGIONS), st.sampled_from(["e164", "international", "national", "zeros"]))
def test_phone_round_trip_in_every_way_of_writing(region: str, way: str) -> None:
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert number is not None
    formats = phonenumbers.PhoneNumberFormat
    full = phonenumbers.format_number(number, formats.E164)
    text = {
        "e164": full,
        "international": phonenumbers.format_number(number, formats.INTERNATIONAL),
        "national": phonenumbers.format_number(number, formats.NATIONAL),
        "zeros": "00" + full[1:],
    }[way]
    assert e164(text, region) == full
