"""Rows of a race as text: for people at a terminal, and for the report."""

import statistics
from collections.abc import Mapping, Sequence

from benchmarks.matching.field import BY_NAME, OURS
from benchmarks.matching.store import Row

HEADS = (
    "contestant", "CPU s", "times ours", "wall s", "added MB", "matched", "net score",
    "blocking pairs", "answer",
)  # fmt: skip
Races = Mapping[int, Mapping[str, Row]]  # seed -> contestant -> row


def verdict(row: Row, ours: Row) -> str:
    """Equal to the proven optimum, or how many people fewer."""
    if ours["trouble"]:
        return "optimum unknown"
    missing = ours["objective"] - row["objective"]
    if missing == 0:
        return "proven optimal" if "proof" in row else "optimal"
    if missing < 0:
        return "BETTER THAN PROVEN"
    fewer = ours["matched"] - row["matched"]
    return f"{fewer:,} fewer matched ({100 * fewer / ours['matched']:.1f} %)"


def race_lines(races: Races) -> list[list[str]]:
    """One line per contestant: medians over the seeds, for the answer the first seed's."""
    first = next(iter(races.values()))
    return [_line(name, races, first) for name in first]


def _line(name: str, races: Races, first: Mapping[str, Row]) -> list[str]:
    rows = [rows[name] for rows in races.values()]
    troubles = sorted({row["trouble"] for row in rows if row["trouble"]})
    if troubles:
        return [name, *["-"] * (len(HEADS) - 2), "; ".join(troubles)]
    over = [1.0] if name == OURS else [_ratio(rows[name], rows[OURS]) for rows in races.values()]
    added = [max(0.0, row["peak_mb"] - row["base_mb"]) for row in rows]
    busy = "*" if any(row["busy"] for row in rows) else ""
    answer = rows[0]
    middle = {key: statistics.median(row[key] for row in rows) for key in ("cpu", "wall")}
    return [
        name, seconds(middle["cpu"]), span(over), seconds(middle["wall"]) + busy,
        f"{statistics.median(added):,.0f}", f"{answer['matched']:,}",
        *(f"{answer[key]:,}" if key in answer else "-" for key in ("net", "blocking")),
        verdict(answer, first[OURS]),
    ]  # fmt: skip


def _ratio(row: Row, ours: Row) -> float:
    return float("nan") if ours["trouble"] else row["cpu"] / max(ours["cpu"], 1e-9)


def span(values: Sequence[float]) -> str:
    """The median, and the least and the most if there are several."""
    middle = statistics.median(values)
    if len(values) == 1:
        return f"{middle:.3g}x"
    return f"{middle:.3g}x ({min(values):.3g}-{max(values):.3g})"


def seconds(value: float) -> str:
    """Three digits that count."""
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def versions_of(races: Races) -> list[str]:
    """Contestant, packages and their versions, of all who answered."""
    found = {}
    for rows in races.values():
        for name, row in rows.items():
            if row.get("versions"):
                held = ", ".join(f"{key} {value}" for key, value in row["versions"].items())
                found[name] = f"{name}: {held}"
    return [found[name] for name in BY_NAME if name in found]


def markdown(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table."""
    rule = ["---"] * len(heads)
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rule, *lines))


def plain(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Columns of equal width."""
    table = [list(heads), *map(list, lines)]
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )
