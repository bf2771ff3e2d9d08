"""Working days of a country: without its weekends and public holidays."""

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5


@lru_cache(maxsize=64)
def _days_off(country: str) -> Container[date]:
    """The public holidays of a country; none if nobody keeps them for it."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return ()


def is_working_day(day: date, country: str) -> bool:
    """Whether offices of that country are open."""
    return day.weekday() < SATURDAY and day not in _days_off(country)


def working_day_after(day: date, count: int, country: str) -> date:
    """The day so many working days after; with 0 the same day, or the next working one."""
    while count > 0 or not is_working_day(day, country):
        day += timedelta(days=1)
        count -= is_working_day(day, country)
    return day
