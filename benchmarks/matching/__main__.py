"""How fast and how good, against the field: `./amir bench matching [--quick]`.

    --quick                     ratios to 10,000 mentees, in about five minutes
    --sizes N ... --seeds S ... the field on these instances
    --figures P3,P4             only these figures of the engine, against spike and goal
    --report FILE               everything, written as Markdown with charts

Finished rows are kept, so that a long run that was stopped goes on where it was.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.matching import machine
from benchmarks.matching.bench import Bench, require
from benchmarks.matching.environments import HOME
from benchmarks.matching.field import taking_part
from benchmarks.matching.figures import Figure, heads, lines
from benchmarks.matching.figures_million import FIGURES as MILLION
from benchmarks.matching.figures_people import FIGURES as PEOPLE
from benchmarks.matching.figures_speed import FIGURES as SPEED
from benchmarks.matching.people import YARDSTICK_FILE
from benchmarks.matching.process import LIMIT, run_module
from benchmarks.matching.race import race
from benchmarks.matching.report import write_report
from benchmarks.matching.store import Row, Store
from benchmarks.matching.tables import HEADS, plain, race_lines, versions_of

FIGURES = tuple(sorted((*MILLION, *SPEED, *PEOPLE), key=lambda figure: int(figure.key[1:])))
QUICK, FULL = (1_000, 10_000), (300, 1_000, 3_000, 10_000, 30_000, 100_000)
QUICK_RUNS = 3
LONG, QUICK_LONG = 120.0, 5.0  # seconds after which a contestant is not asked again


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(
        prog="./amir bench matching", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N")
    parser.add_argument("--seeds", type=int, nargs="+", metavar="S")
    parser.add_argument("--figures", default="", metavar="P3,P4")
    parser.add_argument("--report", type=Path, metavar="FILE")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--largest", type=int, default=1_000_000, metavar="N",
                        help="hold every figure down to this size, to try it")  # fmt: skip
    parser.add_argument("--rows", type=Path, metavar="FILE",
                        help="where rows are kept; beside the report, if there is one")  # fmt: skip
    default = str(YARDSTICK_FILE) if YARDSTICK_FILE.exists() else ""
    parser.add_argument("--matchgen", default=default, metavar="FILE",
                        help="the yardstick's generator, or '' for our own")  # fmt: skip
    return parser.parse_args(given)


def run_races(bench: Bench, sizes: Sequence[int], seeds: Sequence[int], *, quick: bool
              ) -> dict[int, dict[int, dict[str, Row]]]:  # fmt: skip
    """Size -> seed -> contestant -> row; each size is printed when it is done.

    Who was ended at a limit is not asked again, neither on other seeds nor at larger sizes.
    """
    found: dict[int, dict[int, dict[str, Row]]] = {}
    ended: dict[str, Row] = {}
    for size in sizes:
        names = [contestant.name for contestant in taking_part(size, quick=quick)]
        found[size] = {}
        for seed in seeds:
            rows = race(bench, size, seed, [name for name in names if name not in ended])
            ended |= {n: row for n, row in rows.items() if row["trouble"].startswith(LIMIT)}
            found[size][seed] = {name: rows.get(name) or ended[name] for name in names}
        print(f"\n{size:,} mentees, seeds {', '.join(map(str, seeds))}")
        print(plain(HEADS, race_lines(found[size])), flush=True)
        print("; ".join(versions_of(found[size])), flush=True)
    return found


def run_figures(
    bench: Bench, chosen: Sequence[Figure], seeds: Sequence[int]
) -> dict[str, dict[int, Row]]:
    """Figure -> seed -> row; each figure is printed when it is done."""
    found: dict[str, dict[int, Row]] = {}
    for figure in chosen:
        found[figure.key] = {seed: figure.take(bench, seed) for seed in seeds}
        print()
        if figure.size > bench.largest:
            print(f"{figure.key} tried at {bench.largest:,} mentees: no verdict on the figure.")
        print(plain(heads(seeds), lines(figure, found[figure.key], seeds, bench.largest)))
        for seed, row in found[figure.key].items():
            if row["note"]:
                print(f"  seed {seed}: {row['note']}", flush=True)
    return found


def bench_of(given: argparse.Namespace) -> Bench:
    """What all measurements of this run share."""
    repeats, long = given.repeats, LONG
    if given.quick:
        repeats, long = min(repeats, QUICK_RUNS), QUICK_LONG
    kept = given.report.with_suffix(".json") if given.report else HOME / "rows.json"
    store = Store(given.rows or kept, machine.kind())
    return Bench(given.matchgen, store, repeats, long, given.largest)


def main() -> None:
    """Measure what was asked for."""
    given = arguments()
    bench = bench_of(given)
    measuring = bool(given.report or given.figures)
    seeds = given.seeds or ([1, 2, 3, 4, 5] if measuring else [1])
    keys = set(given.figures.split(",")) - {""}
    chosen = [figure for figure in FIGURES if figure.key in keys or not keys]
    sizes = [size for size in given.sizes or (QUICK if given.quick else FULL)
             if size <= given.largest]  # fmt: skip
    print(f"{machine.kind()}; {machine.versions()}; load {machine.load():.1f}")
    print("peermatch: from raw people, with proof; all others: from ready pairs, without.")
    require(run_module(sys.executable, "peermatch.large.practice", []))  # compiles what is not yet
    racing = given.report or not given.figures
    races = run_races(bench, sizes, seeds, quick=given.quick) if racing else {}
    measured = run_figures(bench, chosen, seeds) if measuring else {}
    if given.report:
        judge = "the yardstick's own rules" if given.matchgen else "the list of pairs"
        write_report(given.report, chosen, measured, races, seeds, bench, judge=judge)
        print(f"\nWritten: {given.report}")


if __name__ == "__main__":
    main()
