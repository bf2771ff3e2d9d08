"""Numbers of spreadsheets as cells: whole ones without ".0", days and times as such."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from ..grid import Value

Sort = Literal["plain", "date", "time", "elapsed", "padded"]

_BUILT_IN_DATES = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_BUILT_IN_TIMES = frozenset([18, 19, 20, 21, 45, 47])
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_LAST_SERIAL = 2_958_465  # 31 December 9999


@dataclass(frozen=True, slots=True)
class Format:
    """What a number format makes of a number. `width`: digits with zeros before them."""

    sort: Sort = "plain"
    width: int = 0


PLAIN = Format()


@lru_cache(maxsize=4096)
def format_of(number: int, code: str | None) -> Format:
    """The format with this built-in number, or with this code of its own."""
    if code is None:
        if number in _BUILT_IN_DATES:
            return Format("date")
        if number == 46:
            return Format("elapsed")
        return Format("time") if number in _BUILT_IN_TIMES else PLAIN
    bare = _NOT_CODE.sub("", code[:500].split(";", 1)[0]).lower()
    if re.fullmatch("0{2,20}", bare):
        return Format("padded", len(bare))
    if re.search(r"\[[hms]+\]", bare):
        return Format("elapsed")
    if "general" in bare or "#" in bare or not re.search("[dmyhs]", bare):
        return PLAIN
    return Format("date") if re.search("[dy]|mmm", bare) or bare == "m" else _clock(bare)


def _clock(bare: str) -> Format:
    """A code with h, m or s only: a time, unless m stands alone for a month."""
    return Format("time") if re.search("[hs]", bare) else Format("date")


def number_shown(written: str, shape: Format, *, from_1904: bool) -> tuple[str, Value]:
    """The text and the value of a stored number."""
    if shape is PLAIN and len(written) < 16 and written.isdecimal() and written.isascii():
        whole = int(written)  # most numbers of a list
        return str(whole), whole
    try:
        number = float(written)
    except ValueError:
        return written, written
    if number != number or number in (float("inf"), float("-inf")):
        return written, written
    if shape.sort not in ("plain", "padded"):
        moment = _moment(number, shape, from_1904=from_1904)
        if moment is not None:
            return moment
    if number.is_integer():
        whole = int(written) if written.lstrip("-").isdecimal() else int(number)
        text = str(whole) if len(written) < 40 else written
        return (text.zfill(shape.width) if shape.sort == "padded" else text), whole
    if (
        len(written) < 16
        and not written.endswith("0")
        and written.isprintable()
        and "e" not in written.lower()
    ):
        return written, number
    return plain_number(number), number


def plain_number(number: float) -> str:
    """A fraction with at most 15 digits, never in the form 1E-5."""
    short = f"{number:.15g}"
    text = format(Decimal(short), "f") if "e" in short else short
    return text if len(text) < 40 else repr(number)


def _moment(number: float, shape: Format, *, from_1904: bool) -> tuple[str, Value] | None:
    if shape.sort == "elapsed":
        minutes, seconds = divmod(round(number * 86_400), 60)
        text = f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        return (text, number) if 0 <= number < 100_000 else None
    if shape.sort == "time" and 0 <= number < 1:
        return moment_shown(
            (datetime(1900, 1, 1) + timedelta(seconds=round(number * 86_400))).time()
        )
    if not (0 if from_1904 else 1) <= number < _LAST_SERIAL - 1462:
        return None
    days, part = divmod(number, 1)
    if from_1904:
        first = datetime(1904, 1, 1)
    else:
        # Excel believes that 29 February 1900 existed: before it all days are one off.
        first = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    return moment_shown(first + timedelta(days=days, seconds=round(part * 86_400)))


def moment_shown(moment: date | datetime | time) -> tuple[str, Value]:
    """A day, a time, or both, as ISO text; a day at midnight is only a day."""
    if isinstance(moment, datetime):
        if moment.time() == time():
            return moment.date().isoformat(), moment.date()
        precision = "seconds" if moment.second else "minutes"
        return moment.isoformat(" ", precision), moment
    if isinstance(moment, time):
        return moment.isoformat("seconds" if moment.second else "minutes"), moment
    return moment.isoformat(), moment
