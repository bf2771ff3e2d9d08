"""Heat table and grid: two things crossed, a tile where they meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from .base import Chart, Figure, written

STRENGTHS = 5


@dataclass(frozen=True, kw_only=True)
class Heat(Chart):
    """A figure for each row and column; darker is more. `values[row][column]`."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[Figure]]
    corner: str = ""
    template: ClassVar[str] = "kit/chart/heat.html"

    @property
    def lines(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """(row, tiles of strength 0-5 and figure)."""
        most = max((value or 0 for line in self.values for value in line), default=0) or 1
        return [
            (
                label,
                [(round((value or 0) / most * STRENGTHS), written(value)) for value in line],
            )
            for label, line in zip(self.rows, self.values, strict=True)
        ]

    @property
    def headings(self) -> Sequence[str]:
        """The picture is a table already; none besides it."""
        return []

    @property
    def table(self) -> Sequence[Sequence[str]]:
        """None: the picture is the table."""
        return []


@dataclass(frozen=True, kw_only=True)
class Grid(Chart):
    """Whether something happened: rows by weeks; states "met", "missed", "planned" by shape."""

    rows: Sequence[str]
    columns: Sequence[str]
    states: Sequence[Sequence[str]]
    corner: str = ""
    template: ClassVar[str] = "kit/chart/grid.html"

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(row, tiles with their words)."""
        words = {"met": _("met"), "missed": _("missed"), "planned": _("planned"), "": _("nothing")}
        return [
            (label, [(state, words[state]) for state in line])
            for label, line in zip(self.rows, self.states, strict=True)
        ]

    @property
    def headings(self) -> Sequence[str]:
        """The picture is a table already."""
        return []

    @property
    def table(self) -> Sequence[Sequence[str]]:
        """None: the picture is the table."""
        return []
