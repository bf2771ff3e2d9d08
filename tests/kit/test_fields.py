"""Fields read what people really write and say what is wrong."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from amir.core import clock
from amir.kit.fields import Day, LongText, PhoneNumber, Upload


class Birth(forms.Form):
    born = Day(birthday=True)


def errors(field: forms.Field, value: object) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return list(caught.value.messages)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("27", "3", "1990"), ("27", "03", "1990"), (" 27 ", "3", "1990"), ("٢٧", "٣", "١٩٩٠"),
     ("۲۷", "۳", "۱۹۹۰")],
)  # fmt: skip
def test_day_is_read_from_three_boxes(day: str, month: str, year: str) -> None:
    form = Birth({"born_day": day, "born_month": month, "born_year": year})
    assert form.is_valid()
    assert form.cleaned_data == {"born": date(1990, 3, 27)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"born_month": "3", "born_year": "1990"}, "The date needs a day."),
        ({"born_day": "3", "born_year": "1990"}, "The date needs a month."),
        ({"born_day": "3", "born_month": "3"}, "The date needs a year."),
        ({"born_day": "3", "born_month": "3", "born_year": "90"}, "Write the year with 4 digits."),
        ({"born_day": "31", "born_month": "2", "born_year": "1990"},
         "This date does not exist. Check day and month."),
        ({"born_day": "x", "born_month": "2", "born_year": "1990"},
         "This date does not exist. Check day and month."),
        ({"born_day": "2", "born_month": "1", "born_year": "2027"},
         "The date must be in the past."),
        ({}, "Fill in: Born"),
    ],
)  # fmt: skip
def test_day_says_what_is_wrong(typed: dict[str, str], sentence: str) -> None:
    with clock.stopped_at(datetime(2026, 11, 22, tzinfo=UTC)):
        assert Birth(typed).errors == {"born": [sentence]}


@pytest.mark.parametrize(
    "written", ["051 123 4567", "+39 051 1234567", "0039 051-123.4567", "(051) 1234567"]
)
def test_phone_number_is_read_in_any_way_of_writing(written: str) -> None:
    assert PhoneNumber(region="IT").clean(written) == "+390511234567"


@pytest.mark.parametrize("written", ["12", "Amina", "+99 1", "051 123 4567"])
def test_phone_number_without_country_or_digits_is_refused(written: str) -> None:
    assert errors(PhoneNumber(), written) == [
        "Write the whole phone number, with + and the country, like +39 051 123 4567."
    ]


def test_long_text_says_by_how_much_it_is_too_long() -> None:
    assert LongText(max_words=3).clean("one two three") == "one two three"
    assert errors(LongText(max_words=3), "one two three four") == ["The text is 1 word too long."]
    assert errors(LongText(max_letters=3), "12345") == ["The text is 2 letters too long."]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Choose a file."),
        (SimpleUploadedFile("list.xlsx", b""), "The file is empty. Choose another one."),
        (SimpleUploadedFile("list.pdf", b"x"),
         "This kind of file cannot be read here. Choose one of: .xlsx, .csv."),
        (SimpleUploadedFile("list.CSV", b"x" * (1024 * 1024 + 1)),
         "The file is larger than 1 MB. Choose a smaller one."),
    ],
)  # fmt: skip
def test_upload_has_a_sentence_for_each_cause(file: object, sentence: str) -> None:
    field = Upload(endings=[".xlsx", ".csv"], max_megabytes=1)
    assert errors(field, file) == [sentence]
