"""Calendars that people from elsewhere write: Solar Hijri (Iran, Afghanistan), lunar Hijri.

Months of the Solar Hijri have Iranian, Dari and Pashto names; only these names make it certain.
"""

from calendar import monthrange
from datetime import date
from typing import Literal

import jdatetime

from amir.core.text import fold

Calendar = Literal["gregorian", "solar", "lunar"]

OLD_YEARS = range(1280, 1461)  # years that no living person means in the Gregorian calendar
_SOLAR = (
    "فروردین حمل وری farvardin hamal",
    "اردیبهشت ثور غویی ordibehesht sawr saur",
    "خرداد جوزا غبرگولی khordad jawza jauza",
    "تیر سرطان چنگاښ tir saratan",
    "مرداد امرداد اسد زمری mordad asad",
    "شهریور سنبله وږی shahrivar sonbola sunbula",
    "مهر میزان تله mehr mizan",
    "آبان عقرب لړم aban aqrab",
    "آذر قوس لیندۍ azar qaws qaus",
    "دی جدی مرغومی dey jadi",
    "بهمن دلو سلواغه bahman dalw dalwa",
    "اسفند حوت کب esfand hut hoot",
)
_LUNAR = (
    "محرم muharram",
    "صفر safar",
    "ربيع_الأول ربيع_اول",
    "ربيع_الثاني ربيع_الآخر",
    "جمادى_الأولى جمادى_الاول",
    "جمادى_الآخرة جمادى_الثانية",
    "رجب rajab",
    "شعبان shaaban shaban",
    "رمضان ramadan ramazan",
    "شوال shawwal",
    "ذو_القعدة ذي_القعدة",
    "ذو_الحجة ذي_الحجة",
)


_HIJRI: tuple[tuple[Calendar, tuple[str, ...]], ...] = (("solar", _SOLAR), ("lunar", _LUNAR))
# Folded name -> number of the month and its calendar.
HIJRI_MONTHS: dict[str, tuple[int, Calendar]] = {
    fold(word.replace("_", " ")): (number, calendar)
    for calendar, names in _HIJRI
    for number, line in enumerate(names, 1)
    for word in line.split()
}


def days_in_month(year: int, month: int, calendar: Calendar) -> int:
    """How many days this month had."""
    if calendar == "lunar":
        return 30
    if calendar == "solar":
        return 29 + jdatetime.date(year, 1, 1).isleap() if month == 12 else 31 - (month > 6)
    return monthrange(year, month)[1]


def to_iso(year: int, month: int, day: int, calendar: Calendar) -> str:
    """A date that exists, as ISO with the precision it has (0: not told)."""
    if calendar == "gregorian":
        return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
    if not month:  # the new year is in March; of a lunar year the first day decides
        return f"{year + 621:04}" if calendar == "solar" else f"{_lunar(year, 6, 1).year:04}"
    # Of a month alone the middle decides, for it spans two Gregorian ones.
    whole = (
        _solar(year, month, day or 15) if calendar == "solar" else _lunar(year, month, day or 15)
    )
    return whole.isoformat() if day else whole.isoformat()[:7]


def _solar(year: int, month: int, day: int) -> date:
    found: date = jdatetime.date(year, month, day).togregorian()
    return found


def _lunar(year: int, month: int, day: int) -> date:
    """By the tabular calendar, which may differ by a day from what was observed."""
    days = (11 * year + 3) // 30 + 354 * (year - 1) + (59 * (month - 1) + 1) // 2 + day - 1
    return date.fromordinal(227015 + days)


def calendar_meant(answer: str) -> Calendar | None:
    """The calendar that a coordinator's free answer names, or None."""
    words = fold(answer)
    years = [int(word) for word in words.split() if word.isdecimal() and len(word) == 4]
    if len(years) == 2 and min(years) in OLD_YEARS:
        return "solar" if max(years) - min(years) in (621, 622) else "lunar"
    for calendar, names in _NAMES.items():
        if any(name in words for name in names):
            return calendar
    return None


def calendar_named(header: str) -> Calendar | None:
    """The calendar that a heading names, or None."""
    words = fold(header)
    for calendar, names in _NAMES.items():
        if calendar != "gregorian" and any(name in words for name in names[:_SURE]):
            return calendar
    return None


_SURE = 5  # names that stand for the calendar itself; the others are only answers
_SAID: tuple[tuple[Calendar, str], ...] = (
    ("solar", "solar shamsi شمسی jalali خورشیدی persian iran afghan yes"),
    ("lunar", "lunar qamari قمری islamic hijri هجري"),
    ("gregorian", "gregorian ميلادي typing typo error mistake other no"),
)
_NAMES: dict[Calendar, tuple[str, ...]] = {
    calendar: tuple(fold(name) for name in names.split()) for calendar, names in _SAID
}
