"""What all charts have: a finding, a date, a number of cases, a table of the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

Figure = float | None


@dataclass(frozen=True, kw_only=True)
class Chart:
    """`finding` is the sentence that a reader should remember."""

    finding: str
    n: int | None = None
    as_of: date | None = None
    csv_url: str = ""
    template: ClassVar[str]

    @property
    def headings(self) -> Sequence[str]:
        """Of the data table."""
        raise NotImplementedError

    @property
    def table(self) -> Sequence[Sequence[str]]:
        """The rows of the data table, as written."""
        raise NotImplementedError


def written(value: Figure, unit: str = "") -> str:
    """A figure in the reader's language; what is too small to show says so."""
    if value is None:
        return _("too few to show")
    whole = value == int(value)
    said = number_format(int(value) if whole else round(value, 1), force_grouping=True)
    return f"{said}{unit}"


def share(value: Figure, most: float) -> float:
    """Percent of the width."""
    if value is None or most <= 0:
        return 0.0
    return round(min(max(value / most, 0.0), 1.0) * 100, 2)


def from_start(place: float, width: float = 0.0) -> float:
    """Where a mark begins, counted from the side on which reading begins."""
    return round(100 - place - width, 2) if get_language_bidi() else place
