"""Working days of a country: without its weekends and holidays."""

from datetime import date

import pytest

from amir.safeguarding.working_days import is_working_day, working_day_after


@pytest.mark.parametrize(
    ("day", "count", "country", "last"),
    [
        (date(2026, 11, 16), 2, "IT", date(2026, 11, 18)),  # Monday
        (date(2026, 11, 19), 2, "IT", date(2026, 11, 23)),  # Thursday: Friday, then Monday
        (date(2026, 11, 21), 2, "IT", date(2026, 11, 24)),  # Saturday
        (date(2026, 4, 30), 2, "IT", date(2026, 5, 5)),  # 1 May is a holiday, on a Friday
        (date(2026, 4, 9), 2, "GR", date(2026, 4, 15)),  # Orthodox Good Friday and Easter Monday
        (date(2026, 4, 9), 2, "IT", date(2026, 4, 13)),  # the same days, where they are none
        (date(2026, 11, 21), 0, "IT", date(2026, 11, 23)),
        (date(2026, 11, 20), 0, "IT", date(2026, 11, 20)),
        (date(2026, 11, 20), 2, "ZZ", date(2026, 11, 24)),  # nobody keeps its holidays
    ],
)
def test_day_after_so_many_working_days(day: date, count: int, country: str, last: date) -> None:
    assert working_day_after(day, count, country) == last


def test_weekends_and_holidays_are_off() -> None:
    assert not is_working_day(date(2026, 11, 22), "IT")
    assert not is_working_day(date(2026, 8, 15), "IT")
    assert not is_working_day(date(2026, 3, 25), "GR")
    assert is_working_day(date(2026, 3, 25), "IT")
