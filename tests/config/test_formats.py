"""Dates stand as Europe writes them: the day first, no figure for a month that may be a day."""

from datetime import UTC, date, datetime

import pytest
from django.forms import DateField
from django.utils import formats
from django.utils.translation import override

DAY, MOMENT = date(2026, 11, 22), datetime(2026, 11, 22, 18, 58, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "name", "written"),
    [
        (DAY, "DATE_FORMAT", "22 November 2026"),
        (DAY, "SHORT_DATE_FORMAT", "22 Nov 2026"),
        (MOMENT, "DATETIME_FORMAT", "22 November 2026, 18:58"),
        (MOMENT, "SHORT_DATETIME_FORMAT", "22 Nov 2026, 18:58"),
    ],
)
def test_english_dates_begin_with_the_day(value: date, name: str, written: str) -> None:
    with override("en"):
        assert formats.date_format(value, name) == written


def test_other_languages_keep_their_own_dates() -> None:
    with override("it"):
        assert formats.date_format(DAY, "DATE_FORMAT") == "22 Novembre 2026"


def test_arabic_dates_name_the_month() -> None:
    with override("ar"):
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == "22 نوفمبر 2026"
        assert formats.date_format(MOMENT, "SHORT_DATETIME_FORMAT") == "22 نوفمبر 2026، 18:58"


def test_english_numbers_stay_as_they_are() -> None:
    with override("en"):
        assert formats.number_format(1234.5, force_grouping=True) == "1,234.5"


def test_typed_dates_are_read_with_the_day_first() -> None:
    with override("en"):
        assert DateField(localize=True).clean("03/04/2026") == date(2026, 4, 3)
