"""The figures that the library is held to: what was aimed at, measured on every seed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.matching.bench import Bench
from benchmarks.matching.store import Row

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a figure. `spike` is what the prototype reached, if it measured it.

    `more`: the greater the better. `unit` stands behind the number, `digits` after its point.
    """

    what: str
    spike: float | None
    goal: float
    unit: str = ""
    digits: int = 2
    more: bool = False

    def reached(self, value: float, bound: float) -> bool:
        """Whether a value is as good as a bound."""
        return value >= bound if self.more else value <= bound

    def verdict(self, values: Values, bound: float | None) -> str:
        """Whether a bound holds on every seed, is missed on some, or was not measured."""
        if bound is None:
            return "-"
        if not values or None in values:
            return "not measured"
        some = [value for value in values if value is not None]
        missed = sum(not self.reached(value, bound) for value in some)
        return f"missed on {missed} of {len(some)}" if missed else "holds"

    def text(self, value: float | None) -> str:
        """A number with its unit."""
        return "-" if value is None else f"{value:,.{self.digits}f}{self.unit}"

    def bound_text(self, bound: float | None) -> str:
        """A bound with its direction."""
        return "-" if bound is None else f"{'>=' if self.more else '<='} {self.text(bound)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: `take(bench, seed)` gives a row with "values", one per measure, and "note".

    `size` is the number of mentees it is meant for; a run may be held to fewer.
    """

    key: str
    title: str
    size: int
    measures: tuple[Measure, ...]
    take: Callable[[Bench, int], Row]


def row(*values: float | None, note: str = "") -> Row:
    """What `take` gives."""
    return {"values": list(values), "note": note}


def ratio(over: float | None, under: float | None) -> float | None:
    """A quotient of what was measured."""
    return over / under if over is not None and under else None


def heads(seeds: Sequence[int]) -> list[str]:
    """The headings of `lines`."""
    return ["", "figure", "spike", "goal", *(f"seed {seed}" for seed in seeds), "spike reached",
            "goal"]  # fmt: skip


def lines(
    figure: Figure, rows: Mapping[int, Row], seeds: Sequence[int], largest: int
) -> list[list[str]]:
    """One line per measure: figure, what, spike, goal, each seed, the two verdicts.

    A figure that was only tried, with fewer people than it is about, has no verdict.
    """
    found, full = [], figure.size <= largest
    for nth, measure in enumerate(figure.measures):
        values = [rows[seed]["values"][nth] for seed in seeds]
        found.append(
            [
                figure.key, f"{figure.title}: {measure.what}", measure.bound_text(measure.spike),
                measure.bound_text(measure.goal), *map(measure.text, values),
                measure.verdict(values, measure.spike if full else None),
                measure.verdict(values, measure.goal if full else None),
            ]
        )  # fmt: skip
    return found
