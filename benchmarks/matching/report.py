"""The report: Markdown, with charts as SVG files beside it."""

import ast
import statistics
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.matching import charts, machine
from benchmarks.matching.bench import Bench
from benchmarks.matching.field import BY_NAME, OURS
from benchmarks.matching.figures import Figure, heads, lines
from benchmarks.matching.store import HERE, Row
from benchmarks.matching.tables import HEADS, Races, markdown, race_lines, versions_of
from benchmarks.matching.why import missed

Measured = Mapping[str, Mapping[int, Row]]  # figure -> seed -> row
_HEAD = "{days}. {kind}. {versions}. Seeds {seeds}."
_WORDS = """\
Spike is what the prototype reached, goal what was aimed at. A figure holds only if it holds on
every seed."""
_AGAIN = """\
To repeat: `./amir bench matching --report FILE`. A run that was stopped goes on where it was:
what was measured lies beside this report and counts as long as the code that was measured, the
code that measured and the kind of machine are the same."""
_PROTOCOL = """\
Every contestant runs in a process of its own on one thread, ended at 8 GB or 600 s. Peers get the
allowed pairs as arrays, which favours them: peermatch starts from the raw people, and its time
includes the proof. Everybody is warmed up on another instance first. Each answers up to {repeats}
times, peermatch ten times as often up to 30,000 mentees because every ratio is to it, and the
median counts; after {long:g} s nobody is asked again. A run whose wall time exceeds
1.3 x its CPU time is repeated; those that stay so are marked with *. Ratios are of CPU time.
"Added MB" is the peak above what the process held after warming up, its input included. A blocking
pair are two people who would both rather have each other. Answers are judged by {judge}."""


def write_report(
    path: Path, figures: Sequence[Figure], measured: Measured, races: Mapping[int, Races],
    seeds: Sequence[int], bench: Bench, *, judge: str,
) -> None:  # fmt: skip
    """Write everything that was measured."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [
        "# Matching, measured",
        _HEAD.format(days=_days(bench.store.days()), kind=machine.kind(),
                     versions=machine.versions(), seeds=", ".join(map(str, seeds))),
        _PROTOCOL.format(repeats=bench.repeats, long=bench.long, judge=judge),
        "## Figures",
        _WORDS,
        *_figures(figures, measured, seeds, bench.largest),
        *_races(path, races),
        "## How each was asked",
        "\n".join(f"- {name}: {_how(name)}" for name in BY_NAME),
        _AGAIN,
    ]  # fmt: skip
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _days(measured: list[str]) -> str:
    """From the first to the last day on which something was measured."""
    ends = dict.fromkeys(measured[:1] + measured[-1:])
    return " to ".join(f"{date.fromisoformat(day):%d %B %Y}" for day in ends) or "Not measured"


def _figures(
    figures: Sequence[Figure], measured: Measured, seeds: Sequence[int], largest: int
) -> list[str]:
    """The table, and what stands behind each number."""
    table = [
        line for figure in figures for line in lines(figure, measured[figure.key], seeds, largest)
    ]
    notes = []
    for figure in figures:
        said = [
            f"seed {seed}: {row['note']}"
            for seed, row in measured[figure.key].items()
            if row["note"]
        ]
        notes += [f"- {figure.key}: {'. '.join(said)}"] if said else []
    # A line ends with its verdict on the goal.
    short = dict.fromkeys(line[0] for line in table if line[-1].startswith("missed"))
    reasons = [f"- {key}: {missed(key)}" for key in short if missed(key)]
    why = ["### What stands in the way of goals that are missed", "\n".join(reasons)]
    return [markdown(heads(seeds), table), "\n".join(notes), *(why if reasons else [])]


def _races(path: Path, races: Mapping[int, Races]) -> list[str]:
    """A table per size, and the charts."""
    parts = []
    for name, chart in _charts(races).items():
        file = path.with_name(f"{path.stem}-{name}.svg")
        file.write_text(chart, encoding="utf-8")
        parts.append(f"![{name}]({file.name})")
    for mentees, by_seed in races.items():
        first = next(iter(by_seed.values()))[OURS]
        pairs = f", {first['pairs']:,} allowed pairs (seed {next(iter(by_seed))})"
        parts.append(f"### {mentees:,} mentees{pairs if 'pairs' in first else ''}")
        parts.append(markdown(HEADS, race_lines(by_seed)))
    said = {line: None for by_seed in races.values() for line in versions_of(by_seed)}
    return ["## The field", *parts, "Versions. " + "; ".join(said) + "."]


def _charts(races: Mapping[int, Races]) -> dict[str, str]:
    series: dict[str, dict[str, list[tuple[float, float]]]] = {"cpu": {}, "memory": {}}
    ratios: dict[str, float] = {}
    for mentees, by_seed in races.items():
        for name in next(iter(by_seed.values())):
            rows = [rows[name] for rows in by_seed.values() if not rows[name]["trouble"]]
            if not rows:
                continue
            cpu = statistics.median(row["cpu"] for row in rows)
            memory = statistics.median(row["peak_mb"] - row["base_mb"] for row in rows)
            series["cpu"].setdefault(name, []).append((mentees, max(cpu, 1e-4)))
            series["memory"].setdefault(name, []).append((mentees, max(memory, 1)))
            if mentees == _shown(races):
                ratios[name] = cpu
    ours = ratios.get(OURS, 1.0)
    title = f"CPU at {_shown(races):,} mentees, times that of peermatch"
    return {
        "cpu": charts.lines("CPU time by size", "mentees", "seconds", series["cpu"]),
        "memory": charts.lines("Added memory by size", "mentees", "MB", series["memory"]),
        "ratios": charts.bars(title, {name: cpu / ours for name, cpu in ratios.items()}, "x"),
    }


def _shown(races: Mapping[int, Races]) -> int:
    """The largest size at which all take part."""
    return max((size for size in races if size <= 10_000), default=max(races, default=0))


def _how(name: str) -> str:
    """What a contestant's module says of itself."""
    source = (HERE / "peers" / f"{BY_NAME[name].module}.py").read_text()
    return " ".join((ast.get_docstring(ast.parse(source)) or "").split())
