"""Bars, funnel, dots, line, bullet: lengths and places along a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from .base import Chart, Figure, from_start, share, written

HIGH, WIDE, EDGE = 200.0, 640.0, 12.0


@dataclass(frozen=True)
class Bar:
    """A bar as drawn: percent of the width, from the reading side."""

    label: str
    said: str
    x: float
    width: float
    is_marked: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """How much of each. `marked` is the label of the bar that the finding is about."""

    items: Sequence[tuple[str, Figure]]
    unit: str = ""
    value_name: str = ""
    marked: str = ""
    template: ClassVar[str] = "kit/chart/bars.html"

    @property
    def bars(self) -> list[Bar]:
        """The bars in the given order."""
        most = max((value or 0 for _label, value in self.items), default=0)
        found = []
        for label, value in self.items:
            width = share(value, most)
            found.append(
                Bar(label, written(value, self.unit), from_start(0, width), width,
                    label == self.marked)
            )  # fmt: skip
        return found

    @property
    def headings(self) -> Sequence[str]:
        """Name and value."""
        return ["", self.value_name or _("Number")]

    @property
    def table(self) -> Sequence[Sequence[str]]:
        """One row a bar."""
        return [[label, written(value, self.unit)] for label, value in self.items]


@dataclass(frozen=True, kw_only=True)
class Funnel(Chart):
    """How many are left after each stage; stages are (label, number)."""

    stages: Sequence[tuple[str, int]]
    template: ClassVar[str] = "kit/chart/bars.html"

    @property
    def bars(self) -> list[Bar]:
        """Bars with the share of the stage before."""
        most = max((count for _label, count in self.stages), default=0)
        found = []
        before = None
        for label, count in self.stages:
            width = share(count, most)
            kept = _("%(share)s %% of the step before") % {"share": _percent(count, before)}
            found.append(
                Bar(label, written(count), from_start(0, width), width, note=kept if before else "")
            )
            before = count
        return found

    @property
    def headings(self) -> Sequence[str]:
        """Stage, people, share of the stage before."""
        return [_("Step"), _("People"), _("Of the step before")]

    @property
    def table(self) -> Sequence[Sequence[str]]:
        """One row a stage."""
        befores = [None, *(count for _label, count in self.stages)]
        return [
            [label, written(count), f"{_percent(count, before)} %" if before else ""]
            for (label, count), before in zip(self.stages, befores, strict=False)
        ]


def _percent(count: int, before: int | None) -> str:
    return str(round(100 * count / before)) if before else ""


@dataclass(frozen=True)
class Dot:
    """A line of a dot plot: one's own value, and the peers' range and middle."""

    label: str
    own: Figure
    middle: Figure = None
    low: Figure = None
    high: Figure = None


@dataclass(frozen=True, kw_only=True)
class Dots(Chart):
    """One's own values beside those of peers, all on one scale up to `most`."""

    items: Sequence[Dot]
    most: float = 100
    own_name: str = ""
    template: ClassVar[str] = "kit/chart/dots.html"

    @property
    def lines(self) -> list[dict[str, object]]:
        """Places of the marks in percent."""
        found = []
        for item in self.items:
            low, high = share(item.low, self.most), share(item.high, self.most)
            line: dict[str, object] = {"label": item.label, "said": written(item.own)}
            if item.own is not None:
                line["own"] = from_start(share(item.own, self.most))
            if item.middle is not None:
                line["middle"] = from_start(share(item.middle, self.most))
            if item.low is not None and item.high is not None:
                line |= {"range_x": from_start(low, high - low), "range_width": high - low}
            found.append(line)
        return found

    @property
    def headings(self) -> Sequence[str]:
        """Own value, middle and range of the peers."""
        return ["", self.own_name or _("Own"), _("Middle of the peers"), _("Range of the peers")]

    @property
    def table(self) -> Sequence[Sequence[str]]:
        """One row a line."""
        return [
            [
                item.label,
                written(item.own),
                "" if item.middle is None else written(item.middle),
                "" if item.low is None else f"{written(item.low)}–{written(item.high)}",
            ]
            for item in self.items
        ]


@dataclass(frozen=True, kw_only=True)
class Line(Chart):
    """A figure over time: points are (when, value); a gap where nothing is known."""

    points: Sequence[tuple[str, Figure]]
    unit: str = ""
    value_name: str = ""
    template: ClassVar[str] = "kit/chart/line.html"

    @property
    def most(self) -> float:
        """The top of the scale."""
        return max((value or 0 for _when, value in self.points), default=0) or 1

    @property
    def most_said(self) -> str:
        """The top of the scale as written."""
        return written(self.most, self.unit)

    @property
    def first_said(self) -> str:
        """When the line begins, and with what."""
        return self._end(0)

    @property
    def last_said(self) -> str:
        """When the line ends, and with what."""
        return self._end(-1)

    def _end(self, index: int) -> str:
        if not self.points:
            return ""
        when, value = self.points[index]
        return f"{when}: {written(value, self.unit)}"

    @property
    def path(self) -> str:
        """The line through the points; it breaks where a figure is missing."""
        steps = max(len(self.points) - 1, 1)
        drawn, pen = [], "M"
        for index, (_when, value) in enumerate(self.points):
            if value is None:
                pen = "M"
                continue
            x = EDGE + from_start(index / steps * 100) / 100 * (WIDE - 2 * EDGE)
            y = HIGH - EDGE - value / self.most * (HIGH - 2 * EDGE)
            # A point between two gaps is a line of no length, which round ends make a dot.
            drawn.append(f"{pen}{x:.1f} {y:.1f}" + ("h0" if pen == "M" else ""))
            pen = "L"
        return "".join(drawn)

    @property
    def headings(self) -> Sequence[str]:
        """When and how much."""
        return [_("When"), self.value_name or _("Number")]

    @property
    def table(self) -> Sequence[Sequence[str]]:
        """One row a point."""
        return [[when, written(value, self.unit)] for when, value in self.points]


@dataclass(frozen=True)
class Bullet:
    """An indicator against its target, from its baseline."""

    label: str
    value: float
    target: float
    baseline: float | None = None
    unit: str = ""

    @property
    def said(self) -> str:
        """The figures as a sentence."""
        return _("%(value)s of %(target)s") % {
            "value": written(self.value, self.unit),
            "target": written(self.target, self.unit),
        }

    @property
    def _most(self) -> float:
        return max(self.value, self.target) * 1.1 or 1

    @property
    def width(self) -> float:
        """Length of the bar."""
        return share(self.value, self._most)

    @property
    def x(self) -> float:
        """Begin of the bar."""
        return from_start(0, self.width)

    @property
    def target_x(self) -> float:
        """Place of the target's mark."""
        return from_start(share(self.target, self._most))

    @property
    def baseline_x(self) -> float | None:
        """Place of the baseline's mark."""
        return None if self.baseline is None else from_start(share(self.baseline, self._most))
